"""Wishes of several messages together: what is said later replaces only what is of its own kind. The clock: Wednesday 25 November 2026, 10:30."""

from datetime import date, datetime, time

import pytest

from bot.booking.wishes import Unclear, Wished, added, read_wish
from bot.booking.wishes.adding import in_any_week
from bot.booking.wishes.releasing import released
from bot.booking.wishes.remembered import as_text, from_text
from bot.dialogue.booking.wishwords import days_in_words, hours_in_words
from bot.knowledge.base import load
from tests.cast import ROOT, WEDNESDAY

WORDS = load(ROOT / "knowledge").booking.in_words


def read(text: str) -> Wished:
    reading = read_wish(text, WEDNESDAY)
    assert isinstance(reading, Wished), reading
    return reading


def wished(*texts: str) -> Wished:
    """All of it, as a talk remembers it from message to message."""
    kept: Wished | None = None
    for text in texts:
        kept = from_text(as_text(added(released(kept, text), read(text))))
    assert kept
    return kept


def at(day: int, hour: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour)


@pytest.mark.parametrize(
    ("texts", "suits", "suits_not"),
    [
        # the earliest, of what was wished
        (["dopo le 17", "il primo che c'è"], [at(27, 18, 11)], [at(27, 16, 11)]),
        (["la settimana prossima di sera", "il più presto possibile"], [at(2, 18)], [at(27, 18, 11), at(2, 16)]),
        # refusals stay
        (["mai di mattina", "sabato 5 dicembre"], [at(5, 15)], [at(5, 9)]),
        (["non il mercoledì", "fra due settimane"], [at(11, 16)], [at(9, 16)]),
        (["non il sabato", "dopo le 9", "a dicembre"], [at(4, 16)], [at(5, 10), at(4, 8)]),
        (["mercoledì 2 dicembre", "di sera"], [at(2, 18)], [at(2, 16), at(9, 18)]),
        # a refusal takes back what was wished, and a wish what was refused
        (["il venerdì dopo le 17", "no, il venerdì non posso"], [at(2, 17)], [at(4, 17), at(2, 16)]),
        (["non il venerdì", "venerdì 11 alle 18"], [at(11, 18)], [at(9, 18)]),
        (["mai di mattina", "alle 9"], [at(5, 9)], [at(5, 15)]),
        # a weekday within the stretch, a stretch around the weekday
        (["la settimana prossima", "venerdì"], [at(4, 16)], [at(27, 16, 11), at(11, 16)]),
        (["sabato", "fra due settimane"], [at(12, 9)], [at(28, 9, 11), at(9, 16)]),
        (["a dicembre", "il sabato", "alle 10"], [at(19, 10)], [at(28, 10, 11), at(19, 9), at(18, 10)]),
        (["sabato mattina o venerdì sera", "sabato 12"], [at(12, 9)], [at(12, 18), at(11, 18)]),
        # a day instead of the day, an hour instead of the hour
        (["sabato 5 dicembre alle 9", "venerdì 4"], [at(4, 9)], [at(5, 9), at(4, 10)]),
        (["dopo le 18", "dopo le 16"], [at(4, 16)], [at(4, 15)]),
        (["dopo le 16", "prima delle 18"], [at(4, 17)], [at(4, 18), at(4, 15)]),
        (["di mattina", "dopo le 18"], [at(4, 19)], [at(5, 9)]),
        (["venerdì 4 di sera", "alle 7"], [at(4, 19)], [at(4, 7)]),
        # said anew to be all the same
        (["venerdì dopo le 18", "qualsiasi giorno"], [at(2, 18)], [at(2, 16)]),
        (["sabato 5 alle 9", "va bene a qualsiasi ora, dopo le 9"], [at(5, 11)], [at(5, 8), at(4, 11)]),
    ],
)
def test_wishes_add_up(texts: list[str], suits: list[datetime], suits_not: list[datetime]) -> None:
    wish = wished(*texts)

    assert [moment for moment in suits if not wish.suits(moment)] == []
    assert [moment for moment in suits_not if wish.suits(moment)] == []


def test_the_earliest_is_meant_of_one_message_only() -> None:
    assert all(frame.soon for frame in added(read("di sera"), read("il primo che c'è")).any_of)
    assert not any(frame.soon for frame in added(read("il primo che c'è"), read("di sera")).any_of)


@pytest.mark.parametrize(
    "text",
    [
        "sabato mattina o giovedì dopo le 18",
        "non di mattina e non il 4 dicembre",
        "dal 2 al 12 dicembre, mai il venerdì",
        "venerdì alle 18",
        "entro Natale",
    ],
)
def test_a_wish_is_remembered_whole(text: str) -> None:
    wish = read(text)

    assert from_text(as_text(wish)) == wish
    assert [f.any_week for f in (from_text(as_text(wish)) or read("oggi")).any_of] == [f.any_week for f in wish.any_of]


def test_nothing_was_wished() -> None:
    assert from_text("") is None
    assert added(None, read("venerdì")) == read("venerdì")


def test_a_weekday_alone_may_be_that_of_any_week() -> None:
    assert in_any_week(read("venerdì")).suits(at(11, 16))
    assert not in_any_week(read("venerdì 4")).suits(at(11, 16))


def test_a_weekday_that_is_today_stays_to_be_asked() -> None:
    assert isinstance(read_wish("mercoledì", WEDNESDAY), Unclear)


@pytest.mark.parametrize(
    ("texts", "days", "hours"),
    [
        (["sabato 12 dicembre", "alle 17"], "sabato 12 dicembre", "alle 17"),
        (["il mercoledì o il venerdì", "dopo le 18"], "di mercoledì o di venerdì", "dalle 18 in poi"),
        (["la settimana prossima", "il giovedì prima delle 12"], "giovedì 3 dicembre", "prima delle 12"),
        (["dal 2 al 9 dicembre di mattina"], "da mercoledì 2 dicembre a mercoledì 9 dicembre", "di mattina"),
        (["dopo il 20 dicembre di pomeriggio"], "da lunedì 21 dicembre in poi", "di pomeriggio"),
        (["entro il 4 dicembre tra le 16 e le 18"], "fino a venerdì 4 dicembre", "dalle 16 alle 18"),
        (["dopo le 18"], "", "dalle 18 in poi"),
    ],
)
def test_a_wish_said_back(texts: list[str], days: str, hours: str) -> None:
    assert (days_in_words(WORDS, wished(*texts)), hours_in_words(WORDS, wished(*texts))) == (days, hours)


def test_the_bounds_are_within_the_calendar() -> None:
    frame = added(read("a dicembre"), read("di sabato")).any_of[0]

    assert (frame.first, frame.last, frame.weekdays) == (date(2026, 12, 1), date(2026, 12, 31), (5,))
    assert frame.has_hour(time(9)) and (frame.after, frame.before, frame.at) == (None, None, None)
