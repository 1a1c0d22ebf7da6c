"""A few human words before the answer to somebody who tells of a death, an illness, fear or shame."""

import re
from dataclasses import replace

from bot.dialogue.discretion import is_ashamed
from bot.dialogue.replies import replies
from bot.dialogue.turn import Decision, Turn
from bot.italian import normalise
from bot.relatives import CIRCLE, HOUSEHOLD, named
from bot.times import MONTHS

_FAMILY = named(*HOUSEHOLD)
_NEAR = rf"(?:{_FAMILY}|{named(*CIRCLE)}|{named('helpers')})"

_ONES_OWN = rf"(?:(?:mi[oae]i?|il|la|i|le|nostr[oaie]) )*(?:{_FAMILY})"
_OWNED = "".join(
    rf"(?<!\b{preposition}{one} )"
    for preposition in ("a", "al", "alla", "ai", "alle", "di", "del", "della", "dei", "delle")
    for one in ("", " mio", " mia", " miei", " mie", " nostro", " nostra")
)
"""Not behind these: "la pensione di mia madre è scomparsa", "a mio figlio è mancato il sostegno"."""
_WHO = rf"(?:\b{_NEAR} d(?:i|el|ella|ei|elle) (?:mi[oae]i? |miei |nostr[oaie] )?{_FAMILY}\b|{_OWNED}\b{_FAMILY}\b|\b{_FAMILY}(?: \w+)? (?:lei|lui)\b)"
_MANY = (
    r"(?:per )?(?:\d+|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|una|qualche|piu|molt[oie]|tant[oie]|divers[ie])"
)
_TIME = (
    rf"(?:{'|'.join(MONTHS)}|natale|pasqua|capodanno|ferragosto|inizio|fine|meta|primi|mattin\w+|notte|alba|improvviso|distanza|seguito|causa|eta|affetto"
    r"|\d+|\w+ anni|poco|un mese|\w+ mesi|un anno|una settimana|ieri|due giorni|casa|ospedale|pronto soccorso|domicilio|mondo)"
)
_FROM_THERE = (
    rf"(?! (?:da(?! casa)|dal|dalla|dall|dai|dalle|a|ai|al|alla|alle|all|agli)\b(?! {_TIME}\b))"
    r"(?!(?: \w+){0,4} da(?:l|lla|ll|lle|i)? (?:scuola|asilo|nido|materna|lezion\w+|lavoro|corso|casa)\b)"
)
_ABSENT = (
    rf"{_FROM_THERE}(?! (?:molto|tanto|spesso|sempre|tutt[oaie])\b)"
    rf"(?! {_MANY} (?:giorn[oi]|settiman[ae]|volt[ae]|or[ae])\b(?! fa\b))"
)
"""Whoever is missing from school, at a visit or for a week, or fails in his duties, is alive."""
_DEAD = r"(?:mort[oaie]|decedut[oaie]|venut[oaie] a mancare)"
_GONE = r"(?:mancat[oaie]|scompars[oaie])"
_LATELY = r"(?: (?:ieri|oggi|da poco|di recente|a \w+|improvvisamente))?"
_NOT_LONG_AGO = r"(?!.*\banni fa\b)"
_SAID: dict[str, re.Pattern[str]] = {
    "grief": re.compile(
        rf"{_WHO}(?: (?!che |e )\w+){{0,2}} (?:e|sono|era)(?: \w+)? (?:{_DEAD}\b|{_GONE}\b{_ABSENT}){_NOT_LONG_AGO}"
        rf"|\b(?:e|sono|era)(?: \w+)? {_DEAD}{_LATELY} (?:anche )?{_ONES_OWN}\b{_NOT_LONG_AGO}"
        rf"|\b(?:e|sono|era)(?: \w+)? {_GONE}{_ABSENT}{_LATELY} (?:anche )?{_ONES_OWN}\b{_FROM_THERE}{_NOT_LONG_AGO}"
        r"|\brimast[oa] vedov[oa]\b(?! (?:da (?!poco)|nel |\w+ anni fa))|\b(?:lutto|funerale)\b"
        rf"|\b(?:ho|abbiamo|ha)(?: appena)? perso {_ONES_OWN}\b(?! di vista\b| a carico\b){_NOT_LONG_AGO}"
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
