"""A few human words before the answer to somebody who tells of a death, an illness, fear or shame."""

import re
from dataclasses import replace

from bot.dialogue.discretion import is_ashamed
from bot.dialogue.replies import replies
from bot.dialogue.turn import Decision, Turn
from bot.italian import normalise
from bot.relatives import HOUSEHOLD, named

_FAMILY = named(*HOUSEHOLD)

_ONES_OWN = rf"(?:(?:mi[oae]i?|il|la|i|le|nostr[oaie]) )*(?:{_FAMILY})"
_DIED = r"(?:mort[oaie]|mancat[oaie]|decedut[oaie]|venut[oaie] a mancare|scompars[oaie])"
_SAID: dict[str, re.Pattern[str]] = {
    "grief": re.compile(
        rf"(?<!\ba )(?<!\ba mio )(?<!\ba mia )\b(?:{_FAMILY})\b(?: (?!che |e )\w+){{0,2}} (?:e|sono|era)(?: \w+)? {_DIED}\b(?!.*\banni fa\b)"
        rf"|\b(?:e|sono|era)(?: \w+)? {_DIED}(?: (?:ieri|oggi|da poco|di recente|a \w+|improvvisamente))? (?:anche )?{_ONES_OWN}\b(?!.*\banni fa\b)"
        r"|\brimast[oa] vedov[oa]\b(?! (?:da (?!poco)|nel |\w+ anni fa))|\b(?:lutto|funerale)\b"
        rf"|\b(?:ho|abbiamo|ha)(?: appena)? perso {_ONES_OWN}\b(?!.*\banni fa\b)"
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
