"""Judged questions as training candidates, one JSON a line; somebody reads them before they are learnt."""

import json
from collections.abc import Iterable

from bot.storage.models import OpenQuestion


def as_lines(questions: Iterable[OpenQuestion]) -> str:
    return "".join(json.dumps(_candidate(question), ensure_ascii=False) + "\n" for question in questions)


def _candidate(question: OpenQuestion) -> dict[str, object]:
    act = "ask" if question.verdict == "service" else question.verdict
    meant = {"act": act, "concept": question.concept, "aspects": list(question.aspects)}
    return {"text": question.text, "comune": question.comune, **meant}
