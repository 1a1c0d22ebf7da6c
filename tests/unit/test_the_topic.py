"""What seems to name another service, and means the one that is spoken of."""

import pytest

from bot.dialogue.answer import answer
from bot.dialogue.the_topic import SURE_OF_ANOTHER, points_at_it
from bot.dialogue.understanding import Understanding
from bot.knowledge.files import read
from bot.knowledge.kin import Kin
from tests.cast import ROOT, asks, then, turn

KIN = read(ROOT / "knowledge" / "kin.yaml", Kin)


@pytest.mark.parametrize(
    "text",
    ["il telefono per questo assegno", "per sto bonus che carte servono?", "questa cosa quanto costa", "e questo servizio qui?"],
)  # fmt: skip
def test_this_kind_of_thing_is_what_was_spoken_of(text: str) -> None:
    assert points_at_it(text)


@pytest.mark.parametrize(
    "text",
    ["l'assegno di maternità", "questa settimana siete aperti?", "quel bonus della luce", "e questo bonus del gas?"],
)
def test_a_thing_by_its_own_name_is_not(text: str) -> None:
    assert not points_at_it(text)


def _sounds_like(probability: float) -> Understanding:
    return Understanding("ask", 0.9, (("pasto-a-domicilio", probability), ("", 0.1)), {"costi": 1.0})


@pytest.mark.parametrize(
    ("probability", "service"), [(0.3, "ti-ascolto"), (0.8, "ti-ascolto"), (SURE_OF_ANOTHER, "pasto-a-domicilio")]
)
def test_it_is_asked_of_the_topic_unless_another_is_surely_named(probability: float, service: str) -> None:
    first = answer(turn(asks("ti-ascolto", "a-chi"), "chi può?"))
    named = _sounds_like(probability)

    assert answer(then(first, named, "e questo servizio quanto costa?")).service == service


def test_without_a_talk_it_is_what_it_sounds_like() -> None:
    assert answer(turn(_sounds_like(0.8), "questo servizio quanto costa?")).service == "pasto-a-domicilio"


@pytest.mark.parametrize(
    ("topic", "other", "text", "unsaid"),
    [
        ("ricoveri-disabili", "ricoveri-anziani", "e chi paga la retta?", True),
        ("ricoveri-disabili", "ricoveri-anziani", "e per il nonno chi paga la retta?", False),
        ("domiciliare-minori", "domiciliare-disabili", "quante ore vengono a casa?", True),
        ("ricoveri-disabili", "domiciliare-anziani", "e a casa?", False),
        ("ricoveri-disabili", "ricoveri-disabili", "e la retta?", False),
    ],
)
def test_the_twin_for_people_whom_nobody_has_named_is_not_meant(
    topic: str, other: str, text: str, unsaid: bool
) -> None:
    assert KIN.is_unsaid(topic, other, text) == unsaid


def test_two_that_stand_alike_are_told_apart_by_whom_they_are_for() -> None:
    listed = ["ricoveri-disabili", "ricoveri-anziani", "segretariato"]

    assert KIN.among(listed, "quella per la nonna") == "ricoveri-anziani"
    assert KIN.among(listed, "disabili") == "ricoveri-disabili"
    assert KIN.among(listed, "minori") is None
    assert KIN.among(["ricoveri-disabili", "segretariato"], "disabili") is None


@pytest.mark.parametrize(
    ("topic", "text", "other"),
    [
        ("bonus-bollette", "volevo quello per chi tiene le macchine in casa", "bonus-elettrico-disagio-fisico"),
        ("bonus-elettrico-disagio-fisico", "mi riferivo a quello per il reddito basso", "bonus-bollette"),
        ("bonus-elettrico-disagio-fisico", "e che reddito bisogna avere?", None),
        (
            "bonus-bollette",
            "no, non quello col reddito, quello per chi ha il respiratore",
            "bonus-elettrico-disagio-fisico",
        ),
        (
            "bonus-bollette",
            "quello per gli ammalati di casa con l'ossigeno, non quello col reddito",
            "bonus-elettrico-disagio-fisico",
        ),
        ("bonus-bollette", "ho un macchinario che consuma molto", None),
    ],
)
def test_income_and_illness_tell_the_bonuses_apart_only_behind_that_one(
    topic: str, text: str, other: str | None
) -> None:
    assert KIN.pointed_to(topic, text) == other
    assert KIN.other_than(topic, text) is None
