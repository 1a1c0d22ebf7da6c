"""The sentences of an entry that speak of what a follow-up asks: of a proxy, of coming oneself, of a paper."""

import re

from bot.dialogue.follow_ups import Kind, paper_named
from bot.italian import normalise
from bot.knowledge.schema import Service

MOST_SENTENCES = 2
_SENTENCE = re.compile(r"(?<=[.!])\s+|\n")
_OF_A_PROXY = re.compile(
    r"\bdeleg\w+|\bal posto (?:di|del|suo)\b|\bper conto\b|\bfa le veci\b|\btutore\b|\bamministratore di sostegno\b"
)
_OF_COMPANY = re.compile(r"\baccompagnat[oaie] da\b|\bpersona di fiducia\b|\binsieme a (?:un|una|chi)\b")
_OF_COMING = re.compile(
    r"\b(?:telefon\w+|online|internet|sportello|di persona|appuntamento|venga|si va|si viene|email|mail)\b"
)
_OF_SOMEBODY_ELSE: dict[Kind, re.Pattern[str]] = {"proxy": _OF_A_PROXY, "company": _OF_COMPANY}
_NOT_NEEDED = re.compile(r"\b(?:nessun|senza|non (?:serve|occorre|deve|bisogna))\b")


def written(service: Service, kind: Kind, text: str) -> list[str]:
    """What the entry says of it, few sentences; nothing where it is silent."""
    if kind == "in_person":
        how = service.texts.get("come-accedere", "")
        return [how] if _OF_COMING.search(normalise(how)) else []
    looked_for = _looked_for(kind, text)
    found = [each for each in _every_sentence(service) if looked_for and looked_for.search(normalise(each))]
    return list(dict.fromkeys(found))[:MOST_SENTENCES]


def is_not_needed(sentences: list[str]) -> bool:
    """Whether they say that one can do without ("non deve portare nessun documento")."""
    return any(_NOT_NEEDED.search(normalise(sentence)) for sentence in sentences)


def _looked_for(kind: Kind, text: str) -> re.Pattern[str] | None:
    """Of "il certificato chi me lo fa?" and "se non ho l'ISEE" the paper."""
    if kind in _OF_SOMEBODY_ELSE:
        return _OF_SOMEBODY_ELSE[kind]
    paper = paper_named(text)
    return re.compile(rf"\b{paper}") if paper else None


def _every_sentence(service: Service) -> list[str]:
    return [sentence for text in service.texts.values() for sentence in _sentences(text)]


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.split(text) if sentence]
