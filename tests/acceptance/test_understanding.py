"""The gate on understanding: the labelled messages, which nobody trains on, answered by the real brain."""

import pytest
import pytest_asyncio

from benchmarks.evaluate import answered_sets
from benchmarks.evaluation.answered import Answered
from bot.settings import load_settings

MINIMUMS = {
    "known": {
        "service": 0.965,
        "aspect": 0.931,
        "service and aspect": 0.926,
        "facts in the reply": 0.944,
        "dialogue turn": 0.934,
        "crisis found": 0.96,
        "crisis, of the right kind": 0.945,
        "crisis, no false alarm": 0.975,
        "out_of_scope": 0.917,
        "handover": 0.924,
        "booking": 0.96,
        "privacy": 0.882,
        "smalltalk": 0.939,
        "language": 0.96,
    },
    "unseen": {
        "service": 0.954,
        "aspect": 0.923,
        "service and aspect": 0.916,
        "facts in the reply": 0.933,
        "dialogue turn": 0.882,
        "need": 0.853,
        "two services": 0.863,
        "crisis found": 0.918,
        "crisis found, explicit": 1.0,
        "crisis found, veiled": 0.853,
        "crisis, of the right kind": 0.867,
        "crisis, no false alarm": 0.975,
        "out_of_scope": 0.945,
        "handover": 0.929,
        "booking": 0.895,
        "privacy": 0.947,
        "smalltalk": 0.924,
        "language": 0.96,
    },
    "fresh": {
        "service": 0.968,
        "aspect": 0.94,
        "service and aspect": 0.93,
        "dialogue turn": 0.907,
        "need": 0.96,
        "crisis, no false alarm": 0.98,
    },
    "later": {
        "service": 0.973,
        "aspect": 0.925,
        "service and aspect": 0.923,
        "dialogue turn": 0.885,
        "two services": 0.88,
        "crisis found, veiled": 0.96,
        "crisis, of the right kind": 0.911,
        "crisis, no false alarm": 0.978,
    },
    "newest": {
        "service": 0.958,
        "aspect": 0.926,
        "service and aspect": 0.917,
        "facts in the reply": 0.943,
        "dialogue turn": 0.887,
        "need": 0.96,
        "two services": 0.96,
        "crisis found, explicit": 1.0,
        "crisis found, veiled": 0.927,
        "crisis, of the right kind": 0.915,
        "crisis, no false alarm": 0.98,
        "out_of_scope": 0.821,
        "handover": 0.941,
        "booking": 0.954,
        "privacy": 0.9,
        "smalltalk": 0.96,
        "language": 0.9,
    },
    "sixth": {
        "service": 0.964,
        "aspect": 0.915,
        "service and aspect": 0.909,
        "facts in the reply": 0.949,
        "dialogue turn": 0.892,
        "need": 0.893,
        "two services": 0.866,
        "crisis found, explicit": 1.0,
        "crisis found, veiled": 0.931,
        "crisis, of the right kind": 0.877,
        "crisis, no false alarm": 0.965,
        "out_of_scope": 0.84,
        "handover": 0.924,
        "booking": 0.883,
        "privacy": 0.916,
        "smalltalk": 0.897,
        "language": 0.916,
    },
    "seventh": {
        "service": 0.978,
        "aspect": 0.917,
        "service and aspect": 0.917,
        "facts in the reply": 0.938,
        "dialogue turn": 0.946,
        "need": 0.929,
        "two services": 0.95,
        "crisis found, explicit": 1.0,
        "crisis found, veiled": 0.929,
        "crisis, of the right kind": 0.899,
        "crisis, no false alarm": 0.977,
        "out_of_scope": 0.9,
        "handover": 0.932,
        "booking": 0.928,
        "privacy": 0.937,
        "smalltalk": 0.946,
        "language": 0.941,
    },
    "eighth": {
        "aspect": 0.904,
        "booking": 0.934,
        "crisis found, explicit": 1.0,
        "crisis found, veiled": 0.909,
        "crisis, no false alarm": 0.978,
        "crisis, of the right kind": 0.887,
        "dialogue turn": 0.927,
        "facts in the reply": 0.93,
        "handover": 0.937,
        "language": 0.875,
        "need": 0.96,
        "out_of_scope": 0.897,
        "privacy": 0.888,
        "service": 0.98,
        "service and aspect": 0.904,
        "smalltalk": 0.924,
        "two services": 0.916,
    },
    "ninth": {
        "aspect": 0.942,
        "booking": 0.959,
        "crisis found, explicit": 1.0,
        "crisis found, veiled": 0.96,
        "crisis, no false alarm": 0.975,
        "crisis, of the right kind": 0.907,
        "dialogue turn": 0.95,
        "facts in the reply": 0.953,
        "handover": 0.928,
        "language": 0.833,
        "need": 0.96,
        "out_of_scope": 0.96,
        "privacy": 0.666,
        "service": 0.98,
        "service and aspect": 0.942,
        "smalltalk": 0.937,
        "two services": 0.857,
    },
}
"""Below the best that was measured on 2026-11-22 or 23 (docs/evaluation.md) by two points, four where a figure counts
fewer than 200 messages, at least one message: chance does not stop a change, a loss does."""
CASES = [(name, figure) for name, figures in MINIMUMS.items() for figure in figures]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def answered() -> dict[str, Answered]:
    """Every set, answered by one brain."""
    return {each.name: each for each in await answered_sets(load_settings())}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("name", "figure"), CASES)
async def test_understanding_is_not_worse_than_it_was(
    answered: dict[str, Answered], name: str, figure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    score, minimum = answered[name].scores[figure], MINIMUMS[name][figure]
    told = f"{name}, {figure}: minimum {minimum:.1%}, measured {score.rate:.1%} ({score.hits} of {score.tries})"
    with capsys.disabled():
        print(f"\n{told}", end="")

    assert score.rate >= minimum, "\n".join([told, *map(str, score.misses[:5])])


@pytest.mark.asyncio(loop_scope="module")
async def test_every_message_of_every_set_is_answered(answered: dict[str, Answered]) -> None:
    assert {name: each.unanswered for name, each in answered.items()} == dict.fromkeys(answered, 0)
