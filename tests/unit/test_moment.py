"""A moment that somebody needs while an appointment is made, and the question that may stand behind it."""

import pytest

from bot.dialogue.booking.moment import asks_another, asks_meanwhile, needs_a_moment
from bot.dialogue.understanding import Understanding

HOURS = Understanding("ask", 0.9, (), {"orari": 0.7})
COSTS = Understanding("ask", 0.9, (), {"costi": 0.98})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("aspetti, e la seconda volta quanto si paga", COSTS),
        ("un momentino: in che via siete?", HOURS),
        ("un attimo però, i miei dati chi li vede?", Understanding("privacy")),
        ("devo prima chiedere una cosa, quanto dura", HOURS),
        ("un secondo, ma lei è una macchina?", Understanding("who_are_you")),
        ("aspetti che sento mia moglie. intanto quanto costa?", COSTS),
    ],
)
def test_a_question_behind_a_moment_waits_for_its_answer(text: str, read: Understanding) -> None:
    assert needs_a_moment(text) and asks_meanwhile(text, read)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("un attimo", HOURS),
        ("aspetti che guardo quando sono libera", HOURS),
        ("un momento che chiedo a mio padre cosa ne pensa", HOURS),
        ("aspetta, non so quando riesco", HOURS),
        ("devo sentire mio marito, va bene?", HOURS),
        ("un minuto, quanta fretta", Understanding("insult")),
    ],
)
def test_a_moment_is_a_moment(text: str, read: Understanding) -> None:
    assert needs_a_moment(text) and not asks_meanwhile(text, read)


def test_when_somebody_else_can_is_no_wish() -> None:
    assert asks_another("un attimo che domando a mio marito quando può")
    assert not asks_another("aspetti, la prima volta che può") and not asks_another("quando può")
