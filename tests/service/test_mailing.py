"""Mails for operators, by real workers and a mail server on loopback: once, whatever happens, and without a citizen's word."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from tests.service.mail_server import MailServer, mail_server
from tests.service.test_people import CRY
from tests.service.world import World, until
from tests.storage.desk import ROSA, UGO, Citizen, Desk

LINK = "https://sportello.example.it/console/chats/1"


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    async with mail_server() as server:
        yield server


def starts_worker(world: World, post: MailServer, **settings: str) -> None:
    given = {
        "smtp_host": "127.0.0.1",
        "smtp_port": str(post.port),
        "smtp_security": "none",
        "smtp_from": "sportello@example.it",
        "mail_to": "sociali@example.it, capo@example.it",
        "public_url": "https://sportello.example.it",
    }
    world.starts_worker(**{**given, **settings})


async def are_of_bussero(desk: Desk, *citizens: Citizen) -> None:
    for citizen in citizens:
        await desk.answers(citizen, "…")
    await _change(desk, "UPDATE conversation SET comune = 'bussero'")


async def writes(desk: Desk, citizen: Citizen, words: str) -> None:
    """A citizen of Bussero."""
    await are_of_bussero(desk, citizen)
    await desk.receives(citizen.says(words, after=60))


async def test_a_cry_for_help_is_mailed_with_a_link_and_without_a_word_of_the_citizens(
    world: World, post: MailServer
) -> None:
    await writes(world.desk, ROSA, CRY)
    starts_worker(world, post)
    await until(lambda: _has(world.desk, "sent"))

    (mail,) = post.mails
    assert post.recipients == [["sociali@example.it", "capo@example.it"]]
    assert mail["subject"] == "Urgente: una chat del Comune di Bussero chiede attenzione"
    assert LINK in post.text
    assert not [word for word in (*CRY.split(), ROSA.address, "violence") if word in post.text]


async def test_many_workers_send_one(world: World, post: MailServer) -> None:
    await are_of_bussero(world.desk, ROSA, UGO)
    for _ in range(3):
        starts_worker(world, post)
    for citizen in (ROSA, UGO):
        await world.desk.receives(citizen.says(CRY, after=60))
    await until(lambda: _has(world.desk, "sent", 2))

    assert len(post.mails) == len({mail["message-id"] for mail in post.mails}) == 2


async def test_who_waits_too_long_is_mailed(world: World, post: MailServer) -> None:
    world.gateway.decision = {"action": "handover"}
    await writes(world.desk, ROSA, "un umano")
    starts_worker(world, post, waits_too_long_minutes="15")
    await until(world.is_done)
    assert post.mails == []
    await _change(world.desk, "UPDATE conversation SET waiting_since = now() - interval '16 min'")
    await _change(world.desk, "SELECT pg_notify('sportello_alerts', '1')")
    await until(lambda: _has(world.desk, "sent"))

    assert [mail["subject"] for mail in post.mails] == ["Una chat del Comune di Bussero chiede attenzione"]


async def test_a_mail_server_that_refuses_holds_nobody_up_and_is_asked_again(world: World, post: MailServer) -> None:
    post.refuses = True
    await writes(world.desk, ROSA, CRY)
    starts_worker(world, post)
    await until(lambda: world.has_read(ROSA, "1522"))
    await until(lambda: _has(world.desk, "pending"))
    await world.desk.receives(UGO.says("quanto costa?"))
    await until(lambda: world.has_read(UGO, "su quanto costa?"))
    assert post.tries >= 1
    post.refuses = False
    await _change(world.desk, "UPDATE mail SET not_before = now()")
    await _change(world.desk, "SELECT pg_notify('sportello_alerts', '1')")
    await until(lambda: _has(world.desk, "sent"))

    assert len(post.mails) == 1


async def test_without_a_mail_server_nothing_is_written_down(world: World) -> None:
    await writes(world.desk, ROSA, CRY)
    world.starts_worker()
    await until(lambda: world.has_read(ROSA, "1522"))

    assert await _has(world.desk, "pending", 0)


async def _has(desk: Desk, status: str, count: int = 1) -> bool:
    """So many mails have this status, after a try."""
    query = text("SELECT count(*) FROM mail WHERE status = :status AND (attempts > 0 OR status <> 'pending')")
    async with desk.database.transaction() as session:
        return bool(await session.scalar(query, {"status": status}) == count)


async def _change(desk: Desk, statement: str) -> None:
    async with desk.database.transaction() as session:
        await session.execute(text(statement))
