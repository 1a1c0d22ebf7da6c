"""What is pressed under a reminder takes effect although a person has the talk or is awaited; every other word is that person's."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select

from bot.booking.appointment import Appointment, Caller
from bot.booking.diary import Notice
from bot.booking.options import about
from bot.booking.outcomes import Booked, Held
from bot.console.discreet import decided
from bot.dialogue.booking.words import when
from bot.dialogue.notices import in_words
from bot.dialogue.turn import Reply
from bot.handover.holding import take
from bot.handover.saying import say
from bot.queue.notices import notice
from bot.storage.models import AppointmentRow, Conversation
from bot.times import now
from tests.cast import PHRASES
from tests.service.desk_brain import COMUNE, KNOWLEDGE, LISTENING, with_desk
from tests.service.world import World, until
from tests.storage.console import CHIEF, done
from tests.storage.desk import ROSA

WORDS = KNOWLEDGE.booking


async def rosa_has_an_appointment(world: World) -> Appointment:
    """The third free slot, so that nothing is too late for it; the talk has begun."""
    appointments = with_desk(world)
    await world.desk.answers(ROSA, "buongiorno")
    await world.desk.sends_all()
    async with world.desk.database.transaction() as session:
        talk = (await session.scalars(select(Conversation))).one()
        talk.comune = COMUNE
        pseudonym = str(talk.pseudonym)
    caller = Caller(pseudonym, "before", now())
    held = await appointments.hold(caller, (await appointments.free(LISTENING, caller.now))[2])
    assert isinstance(held, Held)
    booked = await appointments.book(Caller(pseudonym, "then", now()), held.hold.id, "Rosa Bianchi")
    assert isinstance(booked, Booked)
    return booked.appointment


async def is_reminded(world: World, of: Appointment) -> None:
    desk = with_desk(world).desk(LISTENING)
    reminder = in_words(Notice("reminder", "", LISTENING, of), desk, KNOWLEDGE.phrases.notices)
    async with world.desk.database.transaction() as session:
        await notice(session, 1, [reminder])
    await world.desk.sends_all()


async def an_operator_has_the_talk(world: World) -> None:
    await done(world.desk, take, CHIEF, 1, 0, KNOWLEDGE, quietly=True)


async def a_person_is_awaited(world: World) -> None:
    async with world.desk.database.transaction() as session:
        talk = (await session.scalars(select(Conversation))).one()
        talk.holder, talk.waiting_since, talk.reason = "waiting", now(), "asked"


@pytest.fixture
async def booked(world: World) -> Appointment:
    return await rosa_has_an_appointment(world)


async def row(world: World) -> AppointmentRow:
    async with world.desk.database.transaction() as session:
        return (await session.scalars(select(AppointmentRow).order_by(AppointmentRow.settled_at))).one()


async def last_read(world: World, words: str) -> None:
    async def has_read() -> bool:
        return (await world.read_by(ROSA))[-1].startswith(words)

    await until(has_read)
    await until(world.is_done)


@pytest.mark.parametrize("person", [an_operator_has_the_talk, a_person_is_awaited])
async def test_confermo_is_noted_and_the_citizen_told(
    world: World, booked: Appointment, person: Callable[[World], Awaitable[None]]
) -> None:
    await person(world)
    await is_reminded(world, booked)
    world.starts_worker()
    await world.desk.receives(ROSA.presses(about("confirm", booked)))
    await last_read(world, "Grazie, tutto a posto")

    assert (await row(world)).confirmed_at is not None
    (talk,) = await world.desk.conversations()
    async with world.desk.database.transaction() as session:
        # The operators read "[prenotazione]".
        assert list((await decided(session, 1, before=talk.next_number)).values()) == [True]
    assert talk.holder == ("operator" if person is an_operator_has_the_talk else "waiting")


async def test_disdico_by_its_number_and_a_typed_yes_cancel(world: World, booked: Appointment) -> None:
    await an_operator_has_the_talk(world)
    await is_reminded(world, booked)
    world.starts_worker()
    await world.desk.receives(ROSA.says("3", after=60))
    await last_read(world, f"Il suo appuntamento è {when(booked.slot)}")
    await world.desk.receives(ROSA.says("sì", after=120))
    await last_read(world, "Fatto: l'appuntamento")

    assert (await row(world)).status == "cancelled"


async def test_sposto_goes_on_with_a_wish_in_words(world: World, booked: Appointment) -> None:
    later = (await with_desk(world).free(LISTENING, now()))[7]
    await an_operator_has_the_talk(world)
    await is_reminded(world, booked)
    world.starts_worker()
    await world.desk.receives(ROSA.presses(about("move", booked), after=60))
    await last_read(world, f"Il suo appuntamento è {when(booked.slot)}")
    await world.desk.receives(ROSA.says(f"{when(later)}, se si può", after=120))
    await last_read(world, f"Sposto il suo appuntamento da {when(booked.slot)} a {when(later)}")
    await world.desk.receives(ROSA.says("sì", after=180))
    await last_read(world, "Fatto, appuntamento spostato")

    moved = (await row(world)).during
    assert (moved.lower, moved.upper) == (later.start, later.end)


async def test_what_is_no_answer_to_the_assistants_question_is_the_operators(world: World, booked: Appointment) -> None:
    await an_operator_has_the_talk(world)
    await is_reminded(world, booked)
    world.starts_worker()
    await world.desk.receives(ROSA.presses(about("cancel", booked), after=60))
    await last_read(world, "Il suo appuntamento è")
    before = await world.read_by(ROSA)
    for words in ("ecco il mio codice fiscale", "le mando un altro documento"):
        await world.desk.receives(ROSA.says(words, after=120))
        await until(world.is_done)

    assert await world.read_by(ROSA) == before
    assert (await row(world)).status == "booked"


async def test_a_number_after_an_operators_words_is_the_answer_to_the_operator(
    world: World, booked: Appointment
) -> None:
    await an_operator_has_the_talk(world)
    await is_reminded(world, booked)
    await done(world.desk, say, CHIEF, 1, 1, [Reply("Quanti figli ha?")])
    world.starts_worker()
    await world.desk.receives(ROSA.says("3", after=60))
    await until(world.is_done)

    assert ((await row(world)).status, world.gateway.heard) == ("booked", [])
    assert (await world.read_by(ROSA))[-1] == "Quanti figli ha?"


async def test_words_after_a_reminder_go_to_no_brain(world: World, booked: Appointment) -> None:
    await a_person_is_awaited(world)
    await is_reminded(world, booked)
    world.starts_worker()
    await world.desk.receives(ROSA.says("e la mia domanda di prima?", after=60))
    await last_read(world, PHRASES.person_awaited)

    assert world.gateway.heard == []


async def test_what_the_brain_could_not_be_asked_waits_for_it(world: World, booked: Appointment) -> None:
    await an_operator_has_the_talk(world)
    await is_reminded(world, booked)
    world.gateway.is_away = True
    world.starts_worker()
    await world.desk.receives(ROSA.presses(about("confirm", booked)))
    await until(lambda: world.has_heard(1))
    world.gateway.is_away = False
    await world.after_back_off(lambda: world.has_read(ROSA, "Grazie, tutto a posto"))

    assert (await row(world)).confirmed_at is not None
