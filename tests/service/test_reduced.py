"""What is found by its words while the brain is away, and the first words of a talk."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import URL

from bot.brain.client import Message
from bot.dialogue.turn import Decision, Reply
from bot.knowledge.base import Knowledge, Municipality
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.worker.notice import notice, with_notice
from bot.worker.reduced import Reduced
from bot.worker.search import Search, build
from tests.cast import (
    BOOKING,
    BORGO,
    EMERGENCIES,
    KNOWLEDGE,
    LISTENING,
    PHRASES,
    VALLE,
    WEDNESDAY,
    payloads,
    said,
    service,
)


@pytest.fixture
async def database(server: URL) -> AsyncIterator[Database]:
    opened = Database(server, KeyRing.from_text(new_secret()))
    async with opened.transaction() as session:
        await build(session, KNOWLEDGE)
    yield opened
    await opened.close()


async def found(database: Database, text: str | None = None, *, payload: str | None = None) -> Decision | None:
    message = Message("m1", "c1", "web", WEDNESDAY, "borgo", text, payload)
    return await Reduced(Search(database)).answer(message, KNOWLEDGE)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("quanto costa ti ascolto", "Il primo colloquio è gratuito"),
        ("vorrei sapere gli orari di Ti Ascolto per favore", "dalle 16 alle 20"),
        ("il pasto a domicilio", "Un pasto caldo a casa"),
        ("a che ora apre il segretariato sociale?", "giovedì"),
    ],
)
async def test_a_service_called_by_its_name_is_answered_with_a_word_on_why_so_short(
    database: Database, question: str, fact: str
) -> None:
    decision = await found(database, question)

    assert decision
    assert decision.replies[0].text == PHRASES.brain_away_found
    assert fact in said(decision)


async def test_words_in_common_lead_to_a_choice_and_not_to_an_answer(database: Database) -> None:
    decision = await found(database, "un aiuto in casa per mia madre, sono anziani")

    assert decision
    assert (decision.action, payloads(decision)[0]) == ("choose", "ask:sad")


@pytest.mark.parametrize(
    "payload", ["booking:start:ti-ascolto", "booking:confirm", "appointment:slot:ti-ascolto:20261127T1500Z"]
)
async def test_an_appointment_waits_for_the_brain(database: Database, payload: str) -> None:
    assert await found(database, payload=payload) is None


@pytest.mark.parametrize("words", ["non so che fare", "e quindi?", "", "il di la"])
async def test_what_names_nothing_waits_for_the_brain(database: Database, words: str) -> None:
    assert await found(database, words) is None


async def test_an_option_is_pressed_without_the_brain(database: Database) -> None:
    decision = await found(database, payload="ask:ti-ascolto:costi")

    assert decision
    assert "gratuito" in said(decision)


async def test_a_person_is_called_without_the_brain(database: Database) -> None:
    decision = await found(database, "Operatore!")

    assert decision
    assert decision.action == "handover"


async def test_the_index_is_built_again_when_the_knowledge_has_changed_and_only_then(database: Database) -> None:
    grown = Municipality(BORGO.comune, {**BORGO.services, "nuovo": service("nuovo", title="Sportello nuovissimo")})
    changed = Knowledge({"borgo": grown, "valle": VALLE}, PHRASES, EMERGENCIES, BOOKING)
    async with database.transaction() as session:
        assert await build(session, KNOWLEDGE) is False
        assert await build(session, changed) is True

    assert (await Search(database).find("borgo", "lo sportello nuovissimo")).named == ("nuovo",)


def test_the_notice_names_the_municipality_its_privacy_notice_and_the_emergency_number() -> None:
    comune = BORGO.comune.model_copy(update={"privacy_url": "https://borgo.it/privacy"})
    known = Knowledge({"borgo": Municipality(comune, {LISTENING.id: LISTENING})}, PHRASES, EMERGENCIES, BOOKING)
    told = notice(known, "borgo")

    assert all(words in told for words in ("automatico", "Borgo", "https://borgo.it/privacy", "112", "«operatore»"))
    assert len(told) <= 600


def test_the_notice_without_a_privacy_link_says_how_to_ask() -> None:
    assert "«privacy»" in notice(KNOWLEDGE, "borgo")
    assert PHRASES.no_comune_name in notice(KNOWLEDGE, None)


def test_nothing_stands_before_the_numbers_that_someone_in_danger_needs() -> None:
    numbers = (Reply("112"),)

    assert with_notice(numbers, KNOWLEDGE, "borgo", urgent=True)[0] == numbers[0]
    assert with_notice(numbers, KNOWLEDGE, "borgo", urgent=False)[1] == numbers[0]


async def test_without_the_database_the_message_waits(server: URL) -> None:
    nowhere = Database(server.set(port=1, host="127.0.0.1", query={}), KeyRing.from_text(new_secret()))

    assert await found(nowhere, "quanto costa ti ascolto") is None
    await nowhere.close()
