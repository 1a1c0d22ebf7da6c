"""What is named to say that it is not meant is not what is asked."""

import pytest

from bot.dialogue.denied import without_denied
from bot.dialogue.understanding import Understanding
from bot.knowledge.schema import Aspect
from tests.cast import turn


def asked(text: str, **probabilities: float) -> set[Aspect]:
    aspects = {aspect.replace("_", "-"): p for aspect, p in probabilities.items()}
    read = Understanding("ask", 0.9, (("", 0.9),), aspects)  # type: ignore[arg-type]
    return set(without_denied(turn(read, text)).understanding.aspect_probabilities)


@pytest.mark.parametrize(
    ("text", "denied", "left"),
    [
        ("no, non il numero: l'indirizzo", {"contatti": 0.9, "dove": 0.6}, "dove"),
        ("non gli orari, volevo sapere il prezzo", {"orari": 0.9, "costi": 0.9}, "costi"),
        ("non intendevo quanto costa ma che documenti", {"costi": 0.9, "documenti": 0.5}, "documenti"),
        ("non dove, quando", {"dove": 0.8, "orari": 0.7}, "orari"),
        ("non mi serve la mail, mi dica i giorni", {"contatti": 0.9, "orari": 0.7}, "orari"),
    ],
)
def test_the_side_denied_gives_way_to_the_other(text: str, denied: dict[str, float], left: Aspect) -> None:
    assert asked(text, **denied) == {left}


@pytest.mark.parametrize(
    "text",
    ["non ho il numero, me lo dà?", "non so gli orari", "il telefono non funziona", "non trovo la via", "e il numero?"],
)
def test_what_is_lacking_is_asked_for(text: str) -> None:
    assert asked(text, contatti=0.9, dove=0.3, orari=0.3) == {"contatti", "dove", "orari"}


def test_without_another_side_asked_all_stays() -> None:
    assert asked("non il telefono", contatti=0.9, dove=0.01) == {"contatti", "dove"}
