"""What operators keep: notes, ready answers, closures, judged questions, the figures of a day; each of their own municipalities."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.console.delivering import to_settle
from bot.handover.closures import all_in_force, closures_to_come, enter_closure, remove_closure
from bot.handover.figures import Figures, figures_of
from bot.handover.holding import take
from bot.handover.notes import add_note, notes_on
from bot.handover.questions import judge, judged, keep_question, open_questions
from bot.handover.ready_answers import (
    add_ready_answer,
    edit_ready_answer,
    load_shipped,
    ready_answers,
    remove_ready_answer,
)
from bot.knowledge import closures
from bot.queue.alerts import alert
from bot.queue.events import record
from bot.times import ROME
from tests.cast import KNOWLEDGE
from tests.storage.console import ANNA, BRUNO, CHIEF, FRANCO, calls, does, done, is_of
from tests.storage.desk import NOON, ROSA, UGO, Desk

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
UNSURE = {"act": "ask", "confidence": 0.3, "concepts": [["ti-ascolto", 0.3]]}


async def talk_of(desk: Desk, comune: str | None = "borgo") -> int:
    turn = await desk.answers(ROSA, "…")
    await is_of(desk, turn.conversation_id, comune)
    return turn.conversation_id


async def test_notes_are_read_by_who_sees_the_talk_in_their_order_and_lie_encrypted(desk: Desk) -> None:
    talk = await talk_of(desk)
    await does(desk, add_note, ANNA, talk, "Ha due figli.")
    await does(desk, add_note, BRUNO, talk, "Richiamare lunedì.")

    assert [(n.staff, n.text) for n in await does(desk, notes_on, CHIEF, talk)] == [
        ("anna", "Ha due figli."),
        ("bruno", "Richiamare lunedì."),
    ]
    async with desk.database.transaction() as session:
        stored = await session.scalar(text("SELECT text FROM note LIMIT 1"))
    assert b"figli" not in bytes(stored)


async def test_a_note_on_another_municipalitys_talk_is_neither_written_nor_read(desk: Desk) -> None:
    talk = await talk_of(desk)
    await does(desk, add_note, ANNA, talk, "Ha due figli.")

    assert await does(desk, add_note, FRANCO, talk, "Curioso.") is None
    assert await does(desk, notes_on, FRANCO, talk) == []


async def test_the_shipped_answers_are_loaded_once_and_what_was_edited_or_removed_stays_so(desk: Desk) -> None:
    first = await does(desk, load_shipped)
    answers = await does(desk, ready_answers, CHIEF)
    assert first == len(answers) >= 10

    await does(desk, edit_ready_answer, CHIEF, answers[0].id, "Titolo nostro", "Testo nostro")
    await does(desk, remove_ready_answer, CHIEF, answers[1].id)

    assert await does(desk, load_shipped) == 0
    after = await does(desk, ready_answers, CHIEF)
    assert len(after) == first - 1
    assert "Testo nostro" in [answer.body for answer in after]


async def test_a_municipalitys_own_answers_are_for_its_operators(desk: Desk) -> None:
    await does(desk, add_ready_answer, ANNA, "Nostra", "Solo di Borgo", "borgo")

    assert await does(desk, add_ready_answer, ANNA, "Di tutti", "Non tocca a lei") is None
    assert await does(desk, add_ready_answer, ANNA, "Di Valle", "Non tocca a lei", "valle") is None
    assert [answer.title for answer in await does(desk, ready_answers, BRUNO)] == ["Nostra"]
    (mine,) = await does(desk, ready_answers, ANNA)
    assert await does(desk, ready_answers, FRANCO) == []
    assert not await does(desk, edit_ready_answer, FRANCO, mine.id, "x", "y")
    assert not await does(desk, remove_ready_answer, FRANCO, mine.id)


async def test_a_closure_is_in_force_until_its_last_day_or_until_it_is_taken_back(desk: Desk) -> None:
    id = await does(desk, enter_closure, ANNA, "borgo", MONDAY, FRIDAY, "Lavori.", "ti-ascolto")
    assert id

    assert await does(desk, all_in_force, FRIDAY) == (
        closures.Closure("borgo", MONDAY, FRIDAY, "Lavori.", "ti-ascolto"),
    )
    assert await does(desk, all_in_force, FRIDAY + timedelta(days=1)) == ()
    assert await does(desk, remove_closure, BRUNO, id)
    assert await does(desk, all_in_force, MONDAY) == ()
    assert not await does(desk, remove_closure, BRUNO, id)


async def test_closures_are_entered_seen_and_taken_back_by_their_own_municipality(desk: Desk) -> None:
    id = await does(desk, enter_closure, ANNA, "borgo", MONDAY, MONDAY)

    assert await does(desk, enter_closure, ANNA, "valle", MONDAY, MONDAY) is None
    assert id and not await does(desk, remove_closure, FRANCO, id)
    assert await does(desk, closures_to_come, FRANCO, MONDAY) == []
    assert [c.entered_by for c in await does(desk, closures_to_come, ANNA, MONDAY)] == ["anna"]


async def test_a_closure_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    with pytest.raises(IntegrityError):
        await does(desk, enter_closure, ANNA, "borgo", FRIDAY, MONDAY)


async def test_a_question_is_kept_once_judged_and_becomes_a_candidate(desk: Desk) -> None:
    talk = await talk_of(desk)
    for _ in range(2):
        await does(desk, keep_question, talk, 1, "borgo", "lo psico quanto?", "unsure", UNSURE)
    (question,) = await does(desk, open_questions, ANNA)
    assert (question.text, question.understood["concepts"]) == ("lo psico quanto?", [["ti-ascolto", 0.3]])

    assert await does(desk, judge, ANNA, question.id, "service", "ti-ascolto", ["costi"])

    assert await does(desk, open_questions, ANNA) == []
    (candidate,) = await does(desk, judged, CHIEF)
    assert (candidate.concept, candidate.aspects, candidate.judged_by) == ("ti-ascolto", ["costi"], "anna")


async def test_a_verdict_may_be_given_anew_and_what_is_ignored_is_no_candidate(desk: Desk) -> None:
    talk = await talk_of(desk)
    await does(desk, keep_question, talk, 1, "borgo", "boh", "not_understood", UNSURE)
    (question,) = await does(desk, open_questions, ANNA)

    assert not await does(desk, judge, ANNA, question.id, "service")
    await does(desk, judge, ANNA, question.id, "service", "ti-ascolto")
    await does(desk, judge, ANNA, question.id, "out_of_scope", "ti-ascolto")
    assert [(q.verdict, q.concept) for q in await does(desk, judged, ANNA)] == [("out_of_scope", None)]
    await does(desk, judge, ANNA, question.id, "ignored")
    assert await does(desk, judged, ANNA) == []


async def test_another_municipalitys_question_is_neither_seen_nor_judged(desk: Desk) -> None:
    talk = await talk_of(desk)
    await does(desk, keep_question, talk, 1, "borgo", "boh", "not_understood", UNSURE)

    assert await does(desk, open_questions, FRANCO) == []
    assert not await does(desk, judge, FRANCO, 1, "ignored")
    assert await does(desk, judged, FRANCO) == []


async def test_the_figures_of_a_day_by_municipality(desk: Desk) -> None:
    rosa = await talk_of(desk)
    ugo = (await desk.answers(UGO, "…")).conversation_id
    await is_of(desk, ugo, "valle")
    for talk in (rosa, ugo):
        await calls(desk, talk)
    await done(desk, take, BRUNO, ugo, 0, KNOWLEDGE)
    await does(desk, record, rosa, "crisis")
    await does(desk, keep_question, rosa, 1, "borgo", "boh", "not_understood", UNSURE)

    today = datetime.now(ROME).date()
    figures = await does(desk, figures_of, CHIEF, today)

    borgo, valle = figures["borgo"], figures["valle"]
    assert (borgo.waiting, borgo.waiting_since, borgo.crises, borgo.unanswered) == (1, NOON, 1, 1)
    assert (valle.waiting, valle.with_operators, valle.taken, valle.given_back) == (0, 1, 1, 0)
    assert set(await does(desk, figures_of, FRANCO, today)) == {"valle"}
    (question,) = await does(desk, open_questions, CHIEF)
    await does(desk, judge, ANNA, question.id, "ignored")
    assert (await does(desk, figures_of, CHIEF, today))["borgo"].unanswered == 0
    later = await does(desk, figures_of, CHIEF, today + timedelta(days=1))
    assert later == {"borgo": Figures(waiting=1, waiting_since=NOON), "valle": Figures(with_operators=1)}


async def test_a_day_is_the_municipalities_day(desk: Desk) -> None:
    talk = await talk_of(desk)
    await does(desk, record, talk, "crisis")
    async with desk.database.transaction() as session:
        await session.execute(text("UPDATE handover_event SET at = '2026-11-24T23:30:00Z'"))

    assert (await does(desk, figures_of, ANNA, date(2026, 11, 25)))["borgo"].crises == 1
    assert await does(desk, figures_of, ANNA, date(2026, 11, 24)) == {}


async def test_taking_the_talk_is_seeing_to_the_cry_but_not_to_what_was_not_delivered(desk: Desk) -> None:
    talk = await talk_of(desk)
    for kind in ("crisis", "failed"):
        await does(desk, alert, kind, talk, 1)

    await done(desk, take, ANNA, talk, 0, KNOWLEDGE)

    assert await desk.alerts() == ["failed"]
    assert await does(desk, to_settle, talk) == {1}


async def test_the_questions_of_a_day_are_found_by_an_index(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        # On few rows reading them all is as quick: what is asked is whether the index fits the query.
        await session.execute(text("SET LOCAL enable_seqscan = off"))
        await figures_of(session, CHIEF, NOON.date())
        scans = await session.scalar(text("SELECT pg_stat_get_xact_numscans('ix_open_question_open'::regclass)"))

    assert scans == 1
