"""Which day, part of day and hour a message names; the clock stands at Wednesday 25 November 2026, 10:30."""

from datetime import date, time

import pytest

from bot.when import Part, find_when
from tests.cast import WEDNESDAY

TODAY, TOMORROW, SATURDAY = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 28)


@pytest.mark.parametrize(
    "text",
    [
        "siete aperti adesso?",
        "Adesso c'è qualcuno?",
        "ora siete aperti?",
        "a quest'ora ci siete?",
        "in questo momento",
        "la segreteria ora è aperta?",
        "e ora?",
    ],
)
def test_adesso_is_this_very_moment(text: str) -> None:
    when = find_when(text, WEDNESDAY)

    assert when is not None
    assert (when.day, when.at, when.is_now) == (TODAY, time(10, 30), True)


@pytest.mark.parametrize(
    "text",
    [
        "a che ora aprite?",
        "a quale ora posso venire?",
        "qual è l'ora di apertura?",
        "quanto costa all'ora?",
        "ogni quarto d'ora",
        "torno tra mezz'ora",
        "dura un'ora",
        "posso venire a qualsiasi ora?",
        "basta mezza ora?",
        "per ora no",
        "ci vado a una certa ora",
        "ricevete sempre alla stessa ora?",
        "passo di buon'ora",
        "finora non ho avuto risposta",
    ],
)
def test_an_hour_that_is_asked_for_or_counted_is_not_now(text: str) -> None:
    assert find_when(text, WEDNESDAY) is None


@pytest.mark.parametrize("text", ["il sabato c'è?", "di sabato siete aperti?", "ogni sabato", "aprite la sabato?"])
def test_il_sabato_is_every_saturday(text: str) -> None:
    when = find_when(text, WEDNESDAY)

    assert when is not None
    assert (when.day, when.every_week) == (SATURDAY, True)


@pytest.mark.parametrize("text", ["sabato c'è?", "sabato posso venire?", "questo sabato", "SABATO"])
def test_sabato_is_the_coming_one(text: str) -> None:
    when = find_when(text, WEDNESDAY)

    assert when is not None
    assert (when.day, when.every_week) == (SATURDAY, False)


@pytest.mark.parametrize(
    ("text", "day", "part"),
    [
        ("oggi siete aperti?", TODAY, None),
        ("stamattina", TODAY, "mattina"),
        ("stasera c'è qualcuno?", TODAY, "sera"),
        ("questo pomeriggio siete aperti?", TODAY, "pomeriggio"),
        ("questa mattina", TODAY, "mattina"),
        ("domani", TOMORROW, None),
        ("domani pomeriggio posso venire?", TOMORROW, "pomeriggio"),
        ("domattina", TOMORROW, "mattina"),
        ("dopodomani", date(2026, 11, 27), None),
        ("lunedi' mattina", date(2026, 11, 30), "mattina"),
        ("sabato di sera", SATURDAY, "sera"),
        ("mercoledì", TODAY, None),  # today is one
    ],
)
def test_days_and_parts_of_day(text: str, day: date, part: Part | None) -> None:
    when = find_when(text, WEDNESDAY)

    assert when is not None
    assert (when.day, when.part, when.at, when.is_now) == (day, part, None, False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("il 6 gennaio siete aperti?", date(2027, 1, 6)),
        ("il 3 dicembre c'è?", date(2026, 12, 3)),
        ("il 27", date(2026, 11, 27)),
        ("mercoledì prossimo", date(2026, 12, 2)),  # said on a Wednesday
        ("sabato prossimo", SATURDAY),  # the nearer of two
        ("venerdì della settimana prossima", date(2026, 12, 4)),
        ("sabto", SATURDAY),
    ],
)
def test_dates_and_other_weeks(text: str, day: date) -> None:
    when = find_when(text, WEDNESDAY)

    assert when is not None
    assert (when.day, when.every_week) == (day, False)


@pytest.mark.parametrize(
    "text", ["entro il 10 dicembre", "la settimana prossima", "dal lunedì al venerdì", "dopo le feste"]
)
def test_a_stretch_of_days_is_no_single_day(text: str) -> None:
    assert find_when(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("domani alle 9", time(9)),
        ("domani alle 5", time(17)),  # nobody means the night
        ("domani alle 9:30", time(9, 30)),
        ("domani alle 16.30", time(16, 30)),
        ("domani alle 5 di pomeriggio", time(17)),  # 5 + 12
        ("domani alle 8 di sera", time(20)),  # 8 + 12
        ("domani alle 12 di pomeriggio", time(12)),  # noon is noon
        ("domani alle 16 di pomeriggio", time(16)),  # past it already
        ("domani alle 9 di mattina", time(9)),
        ("domani ore 15", time(15)),
        ("domani verso le 11", time(11)),
        ("domani alle 25", None),  # no such hour
        ("domani alle 9:75", None),  # no such minute
        ("domani con 2 figli", None),  # no hour at all
    ],
)
def test_the_hour_of_a_day(text: str, at: time | None) -> None:
    when = find_when(text, WEDNESDAY)

    assert when is not None
    assert (when.day, when.at) == (TOMORROW, at)


@pytest.mark.parametrize("text", ["quanto costa?", "", "vorrei prenotare", "ho 5 figli", "la sabatina"])
def test_most_messages_name_no_time(text: str) -> None:
    assert find_when(text, WEDNESDAY) is None
