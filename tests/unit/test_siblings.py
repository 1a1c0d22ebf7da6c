"""The same help for other people: meant by a bare word of people, or by "quella per …", in place of what only sounds like it."""

from dataclasses import replace

import pytest

from bot.actions.registered import ACTIONS, decide
from bot.dialogue.answer import answer
from bot.dialogue.context import Context
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import Municipality
from bot.knowledge.files import read
from bot.knowledge.kin import Kin
from tests.cast import FRONT_DESK, KNOWLEDGE, ROOT, WEDNESDAY, asks, municipality, said, service

HOME = {
    whom: service(
        f"sad-{whom}", concept=f"domiciliare-{whom}", texts={"cos-e": f"Aiuta {whom}.", "costi": f"Prezzi {whom}."}
    )
    for whom in ("anziani", "disabili", "minori")
}
OFFICES = [service("area-anziani"), service("minori-e-famiglia", texts={"costi": "Gratuito."})]
TOWN = municipality("borgo", FRONT_DESK, *HOME.values(), *OFFICES)
FAMILIES = replace(KNOWLEDGE, municipalities={"borgo": TOWN}, kin=read(ROOT / "knowledge" / "kin.yaml", Kin))


def talk(*said: tuple[str, Understanding]) -> Decision:
    """The last decision of a talk with these messages, each as the brain reads it."""
    context, decision = Context(comune="borgo"), None
    for text, understanding in said:
        name = {"need": "action_answer", "ask": "action_answer", "deny": "action_small_talk"}[understanding.act]
        decision = decide(Turn(text, understanding, context, FAMILIES, WEDNESDAY), ACTIONS[name])
        context = decision.context
    assert decision is not None
    return decision


COSTS = ("il SAD quanto viene?", asks("domiciliare-anziani", "costi"))
SOUNDS_LIKE = asks("minori-e-famiglia", sure=0.99)


@pytest.mark.parametrize(
    "heard", [SOUNDS_LIKE, asks(act="deny"), asks("minori-e-famiglia", act="need")], ids=["ask", "deny", "need"]
)
@pytest.mark.parametrize("text", ["minori", "e per i bambini?", "no scusi, intendevo quella dei minori"])
def test_people_alone_are_those_whom_the_same_help_is_for(text: str, heard: Understanding) -> None:
    assert talk(COSTS, (text, heard)).service == "sad-minori"


def test_who_corrects_himself_hears_the_same_side_of_it() -> None:
    assert said(talk(COSTS, ("mi sono confusa, volevo quella per i disabili", SOUNDS_LIKE))) == "Prezzi disabili."


def test_a_side_that_is_asked_with_it_is_told() -> None:
    overview = ("il SAD", asks("domiciliare-anziani"))

    assert talk(overview, ("quella dei minori quanto costa?", asks("minori-e-famiglia", "costi"))).aspects == ("costi",)
    assert talk(COSTS, ("minori", SOUNDS_LIKE)).aspects == ()


def test_who_points_at_the_one_spoken_of_stays_with_it() -> None:
    stays = talk(COSTS, ("quella per gli anziani", asks("area-anziani", sure=0.95)))

    assert (stays.service, stays.aspects) == ("sad-anziani", ())


def test_among_those_listed_it_is_the_one_for_those_people() -> None:
    torn = Understanding("ask", 0.9, (("domiciliare-disabili", 0.3), ("domiciliare-minori", 0.3)))
    listed = ("aiuto in casa", torn)

    assert talk(listed).action == "choose"
    assert talk(listed, ("minori", SOUNDS_LIKE)).service == "sad-minori"


def test_the_likeness_of_a_sibling_whom_nobody_has_named_does_not_take_the_talk_away() -> None:
    about_children = ("aiuto in casa per bambini", asks("domiciliare-minori"))
    unsure, sure = asks("domiciliare-anziani", "costi", sure=0.85), asks("domiciliare-anziani", "costi", sure=0.97)

    assert talk(about_children, ("e chi paga?", unsure)).service == "sad-minori"
    assert talk(about_children, ("e il SAD chi lo paga?", sure)).service == "sad-anziani"


def test_where_there_is_none_for_those_people_it_is_said_and_not_told_of_the_others() -> None:
    without = {id: each for id, each in TOWN.services.items() if id != "sad-minori"}
    towns = {"borgo": Municipality(TOWN.comune, without), "valle": TOWN}
    first = talk(COSTS)
    turn = Turn(
        "e quella per i minori?", SOUNDS_LIKE, first.context, replace(FAMILIES, municipalities=towns), WEDNESDAY
    )

    decision = decide(turn, answer)

    assert decision.service is None
    assert said(decision).startswith("Sad minori: a Borgo questo servizio non c'è")


def test_two_kinds_of_people_in_one_question_are_one_help_for_each() -> None:
    old = replace(asks("domiciliare-anziani", sure=0.99), text="aiuto in casa per anziani")
    young = replace(SOUNDS_LIKE, text="e minori")
    both = replace(asks("domiciliare-anziani"), parts=(old, young))

    decision = talk(("aiuto in casa per anziani e minori", both))

    assert {decision.service, *decision.candidates} == {"sad-anziani", "sad-minori"}


@pytest.mark.parametrize("text", ["il centro per i minori", "servizio minori e famiglia", "che fate per i minori?"])
def test_who_names_a_thing_of_its_own_gets_that(text: str) -> None:
    assert talk(COSTS, (text, SOUNDS_LIKE)).service == "minori-e-famiglia"


def test_the_answer_alone_follows_too() -> None:
    first = talk(COSTS)
    turn = Turn("quella per i disabili", SOUNDS_LIKE, first.context, FAMILIES, WEDNESDAY)

    assert answer(turn).service == "sad-disabili"
