"""A few human words before the answer to somebody who tells of a death, an illness, fear or shame."""

import re
from dataclasses import replace

from bot.dialogue.discretion import is_ashamed
from bot.dialogue.replies import replies
from bot.dialogue.turn import Decision, Turn
from bot.italian import normalise

_ONES_OWN = r"(?:mio|mia|miei|il|la|nostr[oa])"
_SAID: dict[str, re.Pattern[str]] = {
    "grief": re.compile(
        r"\b(?:e|era|mi e|ci e|m e)(?: appena)? (?:mort[oa]|mancat[oa]|decedut[oa]|venut[oa] a mancare)\b|\b(?:vedov[oa]|lutto|funerale)\b"
        rf"|\b(?:ho|abbiamo|ha)(?: appena)? perso {_ONES_OWN}"
        r" (?:marito|moglie|figli[oa]|mamma|papa|madre|padre|fratello|sorella|nonn[oa]|compagn[oa])\b"
    ),
    "illness": re.compile(
        r"\b(?:tumore|cancro|leucemia|chemio\w*|alzheimer|demenza|parkinson|ictus|infarto|sclerosi|sla|malattia (?:grave|rara)"
        r"|gravemente malat[oa]|femore|paralizzat[oa]|in coma|terminale)\b"
    ),
    "fear": re.compile(
        r"\b(?:ho|abbiamo)(?: tanta| molta| una gran)? paura\b|\b(?:disperat|spaventat|terrorizzat|angosciat)[oaie]\b|\bnon dormo piu\b"
        r"|\b(?:sfratt\w+|pignora\w+|portar\w* via|portan\w* via)\b"
    ),
}


def kindly(turn: Turn, decision: Decision) -> Decision:
    """The decision with a line of sympathy first, where a situation was told and services are named."""
    line = _line(turn) if _answers_a_story(turn, decision) else None
    if line is None:
        return decision
    told = replies([line, *(reply.text for reply in decision.replies)], decision.replies[-1].options)
    return replace(decision, replies=told)


def _answers_a_story(turn: Turn, decision: Decision) -> bool:
    is_told = turn.understanding.act == "need" or is_ashamed(turn.text)
    return is_told and decision.action in ("answer", "choose") and bool(decision.replies)


def _line(turn: Turn) -> str | None:
    sympathy, message = turn.phrases.follow_ups.sympathy, normalise(turn.text)
    if is_ashamed(turn.text):
        return sympathy.shame
    return next((getattr(sympathy, of) for of, words in _SAID.items() if words.search(message)), None)
