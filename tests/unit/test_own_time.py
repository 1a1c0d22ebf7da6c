"""When one's own appointment is: no opening hours, but whom to ask, where the diary is not kept here."""

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.errand import Errand
from bot.dialogue.own_time import own_time
from bot.dialogue.understanding import Understanding
from tests.cast import PHRASES, asks, said, scoped, turn

WHEN = "a che ora era il mio appuntamento?"
NO_DIARY = PHRASES.own_time.format(title="Segretariato sociale")


@pytest.mark.parametrize("concept", [None, "segretariato"])
@pytest.mark.parametrize("act", ["ask", "cancel", "unclear"])
def test_whoever_asks_is_sent_to_those_who_know(concept: str | None, act: str) -> None:
    decision = decide(turn(asks("", "orari", act=act), WHEN, concept=concept), answer)

    assert said(decision).startswith(NO_DIARY) and "02 48694677" in said(decision)
    assert "giovedì" not in said(decision).split("rispondono")[0]


def test_the_service_that_is_named_comes_before_the_topic() -> None:
    read = asks("segretariato", "orari")

    assert own_time(turn(read, "quando ho l'appuntamento col segretariato?", concept="sad")).service == (  # type: ignore[union-attr]
        "segretariato-sociale"
    )


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("a che ora riceve il segretariato?", {}),
        ("quando si prende l'appuntamento?", {}),
        ("quando ho l'appuntamento in anagrafe?", {}),
        (WHEN, {"comune": None}),
        (WHEN, {"errand": Errand("book", "ti-ascolto", "naming")}),
    ],
)
def test_other_questions_are_the_brains(text: str, context: dict[str, object]) -> None:
    assert own_time(scoped(turn(asks("", "orari"), text, **context))) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("act", ["press", "move"])
def test_a_pressed_option_and_a_wish_for_another_time_are_what_they_are(act: str) -> None:
    assert own_time(turn(Understanding(act), WHEN)) is None
