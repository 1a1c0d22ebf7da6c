"""Safety before the brain."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.assistant import Assistant
from bot.brain.client import Message
from bot.errors import BrainUnavailable
from bot.knowledge.live import LiveKnowledge
from bot.safety.crisis import ALONE_MIN, BARE_SURE_MIN, STRANGENESS, SURE_MIN, Crisis
from bot.settings import PROJECT
from bot.times import ROME
from tests.fakes import FakeBrain, reply

KNOWLEDGE = LiveKnowledge(PROJECT / "knowledge")
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ROME)


def says(text: str) -> Message:
    return Message("m1", "rosa", "test", NOW, "cesano-boscone", text)


async def test_a_cry_for_help_is_answered_with_the_numbers_and_never_reaches_the_brain() -> None:
    brain = FakeBrain()

    answer = await Assistant(brain, KNOWLEDGE).turn(says("mio marito mi picchia"))

    assert (answer.decision["action"], answer.decision["crisis"]) == ("crisis", "violence")
    assert answer.replies[0]["text"].index("112") < answer.replies[0]["text"].index("1522")
    assert "assistente automatico" in answer.replies[-1]["text"]
    assert brain.heard == []


async def test_a_question_with_plain_danger_in_it_gets_the_numbers_first_and_then_its_answer() -> None:
    brain = FakeBrain(reply("Il Centro è aperto.", service="centri-antiviolenza"))

    answer = await Assistant(brain, KNOWLEDGE).turn(says("mio marito mi picchia, che orari fa il centro antiviolenza?"))

    assert (answer.decision["action"], answer.decision["crisis"]) == ("answer", "violence")
    assert "1522" in answer.replies[0]["text"]
    assert answer.replies[-1]["text"] == "Il Centro è aperto."


async def test_where_the_danger_is_only_likely_the_numbers_stand_below_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    likely = Crisis("suicide", "self", certain=False, margin=SURE_MIN - 0.1, asks=False)
    monkeypatch.setattr("bot.assistant.suspected", lambda text: likely)
    brain = FakeBrain(reply("Il Centro è aperto.", service="centri-antiviolenza"))

    answer = await Assistant(brain, KNOWLEDGE).turn(says("che orari fa il centro antiviolenza?"))

    assert (answer.decision["action"], answer.decision["crisis"]) == ("answer", "suicide")
    assert answer.replies[0]["text"] == "Il Centro è aperto."
    assert "112" in answer.replies[-1]["text"]


async def test_a_cry_is_answered_while_the_brain_is_away() -> None:
    brain = FakeBrain(BrainUnavailable("away"))

    answer = await Assistant(brain, KNOWLEDGE).turn(says("mio marito mi picchia, che orari fa il centro antiviolenza?"))

    assert answer.decision["action"] == "crisis"


async def test_any_other_message_is_the_brains() -> None:
    brain = FakeBrain(reply("Il primo colloquio è gratuito."))

    answer = await Assistant(brain, KNOWLEDGE).turn(says("quanto costa ti ascolto?"))

    assert answer.replies[0]["text"] == "Il primo colloquio è gratuito."
    assert answer.decision.get("crisis") is None


async def test_a_brain_that_is_away_is_told_when_nobody_is_in_danger() -> None:
    with pytest.raises(BrainUnavailable):
        await Assistant(FakeBrain(BrainUnavailable("away")), KNOWLEDGE).turn(says("quanto costa ti ascolto?"))


SUSPICIOUS = "ho sistemato tutto, volevo solo salutare qualcuno"
"""Nothing in it is plain; the model has a suspicion."""


@pytest.mark.parametrize(
    ("confidence", "action"),
    [
        (0.1, "crisis"),  # strange to the brain too
        (1.0, "smalltalk"),  # the brain knows it well
    ],
)
async def test_a_suspicion_is_weighed_against_what_the_brain_makes_of_it(
    confidence: float, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspicion = Crisis("suicide", "self", certain=False, margin=(SURE_MIN + ALONE_MIN) / 2, asks=False)
    monkeypatch.setattr("bot.assistant.suspected", lambda _: suspicion)
    understood = {"intent": "goodbye", "confidence": confidence}
    brain = FakeBrain(replace(reply("Arrivederci.", action="smalltalk"), understood=understood))

    answer = await Assistant(brain, KNOWLEDGE).turn(says(SUSPICIOUS))

    assert answer.decision["action"] == action


@pytest.mark.parametrize(
    ("concepts", "action"),
    [
        (
            [["contributo-economico", 0.2], ["alloggio-erp", 0.6], ["segretariato", 0.2]],
            "choose",
        ),  # a need, though of which help is open
        ([["contributo-economico", 0.2], ["", 0.8]], "crisis"),
    ],
)
async def test_a_need_that_several_services_meet_is_not_strange(
    concepts: list[list[object]], action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspicion = Crisis("child", "self", certain=False, margin=SURE_MIN - STRANGENESS / 2, asks=False)
    monkeypatch.setattr("bot.assistant.suspected", lambda _: suspicion)
    understood = {
        "intent": "need",
        "confidence": 0.2,
        "understanding": {"concepts": concepts},
    }  # alone 0.8 strange; with all services 0.4
    brain = FakeBrain(replace(reply("Possono aiutarla:", action="choose"), understood=understood))

    answer = await Assistant(brain, KNOWLEDGE).turn(says("arrivato lo sfratto"))

    assert answer.decision["action"] == action


@pytest.mark.parametrize(("margin", "is_cry"), [(ALONE_MIN + 0.01, True), (ALONE_MIN, False)])
async def test_while_the_brain_is_away_a_suspicion_stands_by_itself_or_waits(
    margin: float, is_cry: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspicion = Crisis("suicide", "self", certain=False, margin=margin, asks=False)
    monkeypatch.setattr("bot.assistant.suspected", lambda _: suspicion)
    assistant = Assistant(FakeBrain(BrainUnavailable("away")), KNOWLEDGE)

    if is_cry:
        assert (await assistant.turn(says(SUSPICIOUS))).decision["action"] == "crisis"
    else:
        with pytest.raises(BrainUnavailable):
            await assistant.turn(says(SUSPICIOUS))


@pytest.mark.parametrize(
    ("certain", "is_bare", "is_reply", "action"),
    [
        (False, True, True, "booking"),  # "sono Sara", where the name was asked for
        (False, True, False, "crisis"),  # the same words out of nothing
        (False, False, True, "crisis"),  # with a sign of danger in them, and the model sure
        (True, True, True, "crisis"),  # a plain cry
    ],
)
async def test_a_name_that_was_asked_for_is_no_cry_but_a_plain_cry_is_one_at_any_time(
    certain: bool, is_bare: bool, is_reply: bool, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspicion = Crisis("suicide", "self", certain=certain, margin=BARE_SURE_MIN + 1, asks=False, is_bare=is_bare)
    monkeypatch.setattr("bot.assistant.suspected", lambda _: suspicion)
    said = reply("Ricapitolo", action="booking")
    brain = FakeBrain(replace(said, decision={**said.decision, "is_reply": is_reply}))

    answer = await Assistant(brain, KNOWLEDGE).turn(says("sono Sara"))

    assert answer.decision["action"] == action
