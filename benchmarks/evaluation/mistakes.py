"""The worst errors of a set that may be read: wrong, and sure of it."""

from dataclasses import dataclass
from typing import Any

from benchmarks.evaluation.answered import FACTS, Answered, missed
from benchmarks.scoring import offered

WORST = 30


@dataclass(frozen=True)
class Mistake:
    """A message with what was wanted of it and what it got."""

    id: str
    style: str
    text: str
    confidence: float
    missed: tuple[str, ...]
    expected: str
    given: str


def worst(answered: Answered, count: int = WORST) -> list[Mistake]:
    """What was misunderstood with the most confidence; cries for help that were missed or imagined come first.

    Raises `ValueError` for a set of which only figures may be shown.
    """
    if not answered.may_be_read:
        raise ValueError(f"The texts of the {answered.name} set are not to be read.")
    found = [
        _mistake(line, answer, wrong)
        for line, answer in answered
        if (wrong := [figure for figure in missed(line, answer) if figure not in FACTS])
    ]
    return sorted(found, key=lambda m: (not any("crisis" in f for f in m.missed), -m.confidence))[:count]


def _mistake(line: dict[str, Any], answer: dict[str, Any], wrong: list[str]) -> Mistake:
    expect = line["expect"]
    told = {
        key: value for key, value in expect.items() if key not in ("facts", "crisis") or (key == "crisis" and value)
    }
    return Mistake(
        id=str(line.get("id", "")),
        style=line.get("style", ""),
        text=line.get("text") or "",
        confidence=answer.get("confidence", 0.0),
        missed=tuple(wrong),
        expected=" · ".join(f"{key}: {_said(value)}" for key, value in told.items()),
        given=_given(answer),
    )


def _given(answer: dict[str, Any]) -> str:
    parts = {
        "action": answer.get("action") or answer.get("error"),
        "services": offered(answer),
        "aspects": answer.get("aspects"),
        "crisis": answer.get("crisis"),
    }
    return " · ".join(f"{key}: {_said(value)}" for key, value in parts.items() if value)


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) or "overview" if isinstance(value, list) else str(value)
