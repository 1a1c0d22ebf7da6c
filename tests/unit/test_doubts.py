"""Which questions a person should look at: not understood, half understood, understood without being sure."""

import pytest

from bot.brain.client import BrainReply
from bot.worker.doubts import SURE_MIN, doubt_in
from tests.fakes import reply


def answered(
    action: str,
    intent: str = "ask",
    confidence: float = 0.9,
    calls: str | None = None,
    nothing: float = 0.0,
    **concepts: float,
) -> BrainReply:
    named = [["", nothing], *([concept.replace("_", "-"), p] for concept, p in concepts.items())]
    made = reply(action=action, calls=calls)
    understood = {"intent": intent, "confidence": confidence, "understanding": {"concepts": named}}
    return BrainReply(made.replies, made.decision, understood)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (answered("fallback"), "not_understood"),
        (answered("handover", calls="misunderstood"), "not_understood"),
        (answered("choose", ti_ascolto=0.44), "asked_back"),
        (answered("answer", ti_ascolto=0.9, confidence=SURE_MIN - 0.01), "unsure"),
        (answered("out_of_scope", intent="out_of_scope", confidence=0.3), "unsure"),
    ],
)
def test_these_are_kept(said: BrainReply, why: str) -> None:
    doubt = doubt_in(said)

    assert doubt
    assert doubt.why == why


@pytest.mark.parametrize(
    "said",
    [
        answered("answer", ti_ascolto=0.9, confidence=SURE_MIN),
        answered("choose", intent="need", ti_ascolto=0.4),  # several services meet a need
        answered("choose", nothing=0.7, ti_ascolto=0.3),  # "quanto costa?" names nothing
        answered("choose", intent="inform_comune"),
        answered("handover", intent="person", calls="asked"),
        answered("crisis", confidence=0.1),
        answered("booking", confidence=0.1),  # a name, most likely
    ],
)
def test_these_are_not(said: BrainReply) -> None:
    assert doubt_in(said) is None


def test_what_is_kept_of_the_understanding_holds_no_word_of_the_citizens() -> None:
    doubt = doubt_in(answered("fallback", a=0.1, b=0.2, c=0.05, d=0.01))

    assert doubt
    assert doubt.understood["concepts"] == [["b", 0.2], ["a", 0.1], ["c", 0.05]]
    assert set(doubt.understood) == {"act", "confidence", "concepts", "action", "service", "candidates"}
