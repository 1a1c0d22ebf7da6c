"""Judged questions as training candidates, in the form of nlu/data/: a curator rewrites them before they go there."""

import re
from collections.abc import Iterable

from bot.storage.models import OpenQuestion

HEAD = """\
# Candidates for nlu/data/, from what citizens wrote: not training data yet. Write each sentence anew, as docs/training-data.md
# tells, without names, addresses, numbers or anything else by which its writer could be known; then delete this file.
version: "3.1"
nlu:
"""
NO_CANDIDATES = "[]\n"
SUSPECTS_HEAD = """
# These look as if they held personal data (a number, an address, a name), so they are not in the list above.
"""
OUT_OF_SCOPE = "out_of_scope"
_PERSONAL = (
    re.compile(r"\d(?:[ ./-]?\d){5,}"),
    re.compile(r"\S@\S"),
    re.compile(r"\b[a-z]{6}\d\d[a-z]\d\d[a-z]\d{3}[a-z]\b", re.IGNORECASE),
    re.compile(r"\b(mi chiamo|sono il signor|sono la signora|il mio nome|a nome di)\b", re.IGNORECASE),
    re.compile(r"\b(via|viale|piazza|corso|vicolo|largo)\s+[a-zà-ù' ]{3,40}\b", re.IGNORECASE),
    re.compile(r"(?<=[a-zà-ù,] )[A-ZÀ-Ù][a-zà-ù']+ [A-ZÀ-Ù][a-zà-ù']+"),
)
"""A telephone or an amount with many digits, an e-mail, a codice fiscale, "mi chiamo", a street, two capitalised words in a row."""


def training_candidates(questions: Iterable[OpenQuestion]) -> str:
    """YAML, a block a label; what looks like personal data stands below as a comment, by its number only."""
    blocks: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    suspects: list[str] = []
    for question in questions:
        sentence = " ".join(question.text.split())
        if looks_personal(question.text):
            suspects.append(f"# - {question.id}\n")
        else:
            label = (question.concept or OUT_OF_SCOPE, tuple(question.aspects))
            blocks.setdefault(label, []).append(sentence)
    body = "".join(_block(*label, dict.fromkeys(sentences)) for label, sentences in sorted(blocks.items()))
    head = HEAD if body else HEAD.rstrip() + " " + NO_CANDIDATES
    return head + body + (SUSPECTS_HEAD + "".join(suspects) if suspects else "")


def looks_personal(text: str) -> bool:
    """A warning, not a guarantee: a person reads every candidate."""
    return any(pattern.search(text) for pattern in _PERSONAL)


def _block(concept: str, aspects: tuple[str, ...], sentences: Iterable[str]) -> str:
    if concept == OUT_OF_SCOPE:
        head = "- intent: out_of_scope\n"
    else:
        head = f"- intent: ask\n  metadata: {{concept: {concept}, aspects: [{', '.join(aspects)}]}}\n"
    return head + "  examples: |\n" + "".join(f"    - {sentence}\n" for sentence in sentences)
