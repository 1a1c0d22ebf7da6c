"""Whether somebody asks for money ("ci sono dei soldi per chi è incinta?"), which is no question about a price, nor about how much."""

import re

from bot.italian import plain

_MONEY = r"(?:soldi|denaro|contribut[oi]|sussidi[o]?|bonus|(?:aiut[oi]|sostegn[oi]) economic[oi]|rimbors[oi]|agevolazion[ei])"
_IS_GIVEN = r"(?:ci sono|ci sarebber?o|c e|esist\w+|danno|date|da il comune|spett\w+|aver[ei]|ricevere|prendere|ottenere|chiedere|arriv\w+)"
_ASKS_FOR = re.compile(rf"\b{_IS_GIVEN} (?:\w+ ){{0,3}}{_MONEY}\b")
_HOW_MUCH = re.compile(
    r"\b(?:quant[oiae]|cifr[ae]|import[oi]|somm[ae]|cost\w+|prezz[oi]|tariff[ae]|pag\w+|vers\w+|spes[ae]|spend\w+|trattenut\w+|a carico|famiglia"
    r"|grat\w+)\b"
)


def asks_for_money(text: str) -> bool:
    message = plain(text)
    return _ASKS_FOR.search(message) is not None and _HOW_MUCH.search(message) is None
