"""Calendar files and feeds, read back by the icalendar library as a calendar program would."""

from collections.abc import AsyncIterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from bot import web
from bot.agenda import feeds
from bot.agenda import keeping as agenda
from bot.agenda.rows import RowsAppointments
from bot.booking import keeping
from bot.booking.calendar import link
from bot.booking.outcomes import Booked, Held
from bot.knowledge.live import LiveKnowledge
from bot.settings import load_settings
from bot.storage.database import Database
from bot.storage.models import AgendaFeed
from tests.agenda.conftest import new_talk
from tests.agenda.people import DESK, FRIDAY_AT_4, SATURDAY_AT_9, Clock, Person, at, knowledge_with, slot
from tests.storage.conftest import execute

KNOWLEDGE = knowledge_with()


class Fixed(LiveKnowledge):
    """A knowledge base that is in no folder."""

    def current(self) -> Any:
        return KNOWLEDGE


@pytest.fixture
async def client(database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    # No bucket fills while the requests of a minute are made, however slow the machine.
    monkeypatch.setattr(web, "time", SimpleNamespace(monotonic=lambda: 0.0))
    app = web.create_app(database, Fixed(load_settings().knowledge_folder), load_settings(), clock=lambda: clock.now)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client
    web.stop_streams(app)


@pytest.fixture
async def rosa(database: Database, rows: RowsAppointments, clock: Clock) -> Person:
    return Person(await new_talk(database, "Rosa"), "Rosa Canarina", rows, clock)


async def events(client: httpx.AsyncClient, address: str) -> list[Any]:
    answer = await client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    calendar = Calendar.from_ical(answer.content)
    zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    found = calendar.walk("VEVENT")
    assert zones == (["Europe/Rome"] if found else [])
    return list(found)


async def test_a_citizens_file_has_hour_place_and_code_and_says_not_whom_it_is_with(
    client: httpx.AsyncClient, rosa: Person
) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    (event,) = await events(client, link("", booked))
    assert (event.start, event.end) == (FRIDAY_AT_4.start, FRIDAY_AT_4.end)
    assert event["DTSTART"].params["TZID"] == "Europe/Rome"
    assert f"{event.start:%H:%M}" == "16:00"
    assert event["LOCATION"] == "Biblioteca, via Dante 47, Borgo"
    assert booked.spoken_code in event["DESCRIPTION"]
    written = event.to_ical().decode().casefold()
    assert not any(word in written for word in ("psicolog", "ascolto", "canarina", "social"))


async def test_a_file_fetched_again_moves_the_event_and_then_takes_it_away(
    client: httpx.AsyncClient, rosa: Person
) -> None:
    booked = await rosa.books(FRIDAY_AT_4)
    (first,) = await events(client, link("", booked))
    await rosa.desk.move(rosa.asks(), booked.id, SATURDAY_AT_9)
    (second,) = await events(client, link("", booked))
    await rosa.desk.cancel(rosa.asks(), booked.id)
    (third,) = await events(client, link("", booked))

    assert {event["UID"] for event in (first, second, third)} == {f"{booked.id}@sportello"}
    assert [event["SEQUENCE"] for event in (first, second, third)] == [0, 1, 2]
    assert [event["STATUS"] for event in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert second.start == SATURDAY_AT_9.start


async def test_there_is_no_file_of_a_hold_and_none_for_a_code_that_nobody_has(
    client: httpx.AsyncClient, rosa: Person
) -> None:
    held = await rosa.holds(FRIDAY_AT_4)
    assert isinstance(held, Held)
    for code in (held.hold.code, "AAAAAAAA", "AAAA", "%00", "a" * 500):
        assert (await client.get(f"/appuntamento/{code}.ics")).status_code == 404


async def test_codes_cannot_be_tried_out(client: httpx.AsyncClient) -> None:
    answers = [(await client.get("/appuntamento/AAAAAAAA.ics")).status_code for _ in range(40)]
    assert answers.count(404) == 30
    assert answers[-1] == 429


async def test_a_feed_shows_what_is_booked_in_the_same_words_and_no_name(
    client: httpx.AsyncClient, rosa: Person, database: Database
) -> None:
    await rosa.books(FRIDAY_AT_4)
    words, now = KNOWLEDGE.phrases.notices, rosa.clock.now

    async with database.transaction() as session:
        by_phone = await agenda.change(
            session, DESK, words, now, lambda diary: keeping.write_down(diary, slot(26, 11), "Ada", "02 1", "anna", now)
        )
        gone = await agenda.change(
            session, DESK, words, now, lambda diary: keeping.write_down(diary, slot(26, 12), "Ugo", "02 2", "anna", now)
        )
        assert isinstance(by_phone, Booked) and isinstance(gone, Booked)
        await agenda.change(session, DESK, words, now, lambda diary: keeping.call_off(diary, gone.appointment.id, now))
        _, secret = await feeds.open_feed(session, DESK, "dott.ssa Ricciardi")

    found = await events(client, f"/agenda/{secret}.ics")
    assert [event.start for event in found] == [at(26, 11), FRIDAY_AT_4.start]
    assert {str(event["SUMMARY"]) for event in found} == {"Appuntamento"}
    assert not any(name in str(found) for name in ("Ada", "Rosa", "02 1"))


async def test_a_feeds_secret_is_kept_as_a_hash_and_can_be_revoked(
    client: httpx.AsyncClient, database: Database
) -> None:
    now = datetime.now().astimezone()
    async with database.transaction() as session:
        id, secret = await feeds.open_feed(session, DESK, "anna")
        _, other = await feeds.open_feed(session, DESK, "anna")
    assert secret not in str(execute(database.url, "SELECT f::text FROM agenda_feed f"))
    async with database.transaction() as session:
        assert await feeds.revoke(session, DESK, id, now)
        assert not await feeds.revoke(session, DESK, id, now)
        assert [type(feed) for feed in await feeds.feeds(session, DESK)] == [AgendaFeed]

    assert (await client.get(f"/agenda/{secret}.ics")).status_code == 404
    assert await events(client, f"/agenda/{other}.ics") == []
    assert (await client.get("/agenda/x.ics")).status_code == 404
