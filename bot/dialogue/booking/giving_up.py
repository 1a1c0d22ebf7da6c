"""Whether somebody does not want to go on: where it is the appointment that is let be, and nothing is chosen in its place."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from bot.dialogue.booking.matter import changes_another
from bot.dialogue.booking.reserve import keeps_to_oneself
from bot.italian import plain

_LETS_BE = re.compile(
    r"\b(?:lasci(?:a|amo|ate|o)? (?:stare|perdere)|niente piu|(?:ci ho|ho) (?:ripensato|cambiato idea)|rinuncio|e allora niente"
    r"|non (?:se ne fa|facciamo) (?:piu )?(?:niente|nulla))"
)
_NEVER_MIND = re.compile(r"\b(?:non importa|fa niente)")
_WANTS_NONE = re.compile(r"\bnon (?:lo |la |l )?(?:voglio|prenot\w+|vorrei piu)")
_PLAIN_STOP = re.compile(
    r"(?:(?:si|no|ma|allora|va bene|ok|grazie|senta|scusi) )*(?:annull\w+(?: (?:tutto|la prenotazione))?|stop|basta|esci"
    r"|niente|nulla|cancella(?: tutto)?)"
    r"(?: (?:grazie|cosi|scusi|scusa))*"
)
_ENOUGH = re.compile(r"(?:(?:si|no|ok|va bene|grazie) )*basta cosi(?: grazie)?")
_ITSELF = (
    r"(?:(?:(?:l|il|la|gli|dell|del|della|all|al|alla|sul|sull|sulla|a|un|questo|quest|mio|nessun|di) )*"
    r"(?:appuntament\w+|prenotazion\w+|colloqui\w*|post[oi]|prenotar\w*|venir\w*|andar\w*|tutto|niente|nulla|piu"
    r"|psicolog\w*|sedut\w+|incontr\w+|sportello|servizio|percorso|aiuto|sostegno|supporto|idea|cosa|momento|fine))"
)
"""The appointment, and coming to it."""
_WHY = r"(?:(?:perche|tanto|sono|sto|ho|mi|grazie|scus\w+|per (?:ora|oggi|adesso|il momento|favore|stavolta)|ora|adesso)\b.*)"
_OF_ITSELF = re.compile(rf"(?:{_ITSELF}(?: |$))*{_WHY}?")
_OF_SOMETHING_ELSE = re.compile(
    rf"(?!{_ITSELF}\b)(?:il|l|i|gli|quel\w*|quest\w*|mi[oa]|su[oa]|del\w*|(?:a|su)(?:l|llo|lla|ll|i|gli|lle)|con|(?:la|le) (?!\w+o\b)"
    r"|\w+edi|sabato|domenica|domani|dopodomani)\b"
)
_AS_ONE_LIKES = re.compile(r"(?:quando|quale|a che|se|che|dove|come|chi|quant[oaie]|or[ae]|orari\w*)\b")
""" "Non importa quando", "fa niente se è lontano": a wish more than an end."""
_ASKS_FIRST = re.compile(
    r"\b(?:mi|ci) (?:dic[ae]|dite|spieg\w+)\b|\b(?:vorrei|voglio|volevo) (?:prima )?(?:saper|capir)\w*"
)
""" "Prima mi dica quanto costa"."""
_CHOOSES = re.compile(
    r"(?!.*\b(?:no|non|niente)\b)(?:\w+ )?(?:meglio|invece|preferi\w+|facciamo|piuttosto|prendo|scelgo|segni|metta)\b"
)
_CANCELS = re.compile(
    r"(?<!\bnon )(?<!\bnon lo )(?<!\bnon la )(?<!\bnon voglio )(?<!\bnon vorrei )(?<!\bsenza )\b(?:(?:lo|la|l) )?(?:disdic\w+|disdir\w*"
    r"|(?:(?:lo|la) )(?:annull|cancell)(?:o|iamo|ate|a|i)"
    r"|(?:annull|cancell)(?:o|iamo|ate|a|i|are) (?:proprio|del tutto|(?:l|il|la) (?:mi[oa] )?(?:appuntament\w+|colloqui\w*|prenotazion\w+)))\b"
)
_MAY_BE = re.compile(r"\b(?:se|quando|come|posso|dopo|poi|entro)\b")
"""Beside these cancelling is only thought of."""
_ONLY_IF = re.compile(
    r"\b(?:lo|la|l|posso|potro|dovro|in caso) (?:\w+ ){0,2}?se (?:(?:poi|per caso|mai|dovess\w+|caso mai) )*(?:non|cambi|sto|ho|mi|succed|viene)\w*"
)
_CLAUSE_ENDS, _JOINTS = ",.;:!?", frozenset({"ma", "però", "pero", "anzi", "invece"})
MOST_WORDS = 6
""" "Mi sa che lascio stare, grazie"."""


@dataclass(frozen=True)
class _LetBe:
    """Words of giving up, what they are said of, and what comes after them."""

    words: str
    of: str
    then: str

    @property
    def is_of_something_else(self) -> bool:
        """Whether it is the telephone, or Thursday, that is let be, and not the appointment."""
        of = plain(self.of)
        if _WANTS_NONE.search(self.words):
            return _OF_ITSELF.fullmatch(of) is None
        is_free = _NEVER_MIND.search(self.words) is not None and _AS_ONE_LIKES.match(of) is not None
        return is_free or _OF_SOMETHING_ELSE.match(of) is not None


def gives_up(text: str) -> bool:
    """Whether the citizen does not want to go on; what is chosen after that is for `chosen_instead`."""
    if keeps_to_oneself(text):
        return False
    if _PLAIN_STOP.fullmatch(plain(text)):
        return True
    said = _let_be(text)
    is_all = said is not None and not said.is_of_something_else and not _ASKS_FIRST.search(plain(said.then))
    return is_all and "?" not in text


def says_no_more(text: str) -> bool:
    """Whether so few words let it be and nothing else; a reason might be one that matters more than the appointment."""
    return len(plain(text).split()) <= MOST_WORDS


def chosen_instead(text: str) -> str:
    """What follows where something is let be, in its own spelling: of "non importa, va bene venerdì" the "va bene venerdì"; else nothing."""
    said = _let_be(text)
    if said is None:
        return ""
    return said.then if said.is_of_something_else else f"{said.of} {said.then}".strip()


def chooses(rest: str) -> bool:
    """Whether what follows is a choice by its own words: "preferisco …", "meglio …"."""
    return _CHOOSES.match(plain(rest)) is not None


def cancels(text: str, who: str = "") -> bool:
    """Whether an appointment is given up by a word of cancelling: "anzi no, lo disdico proprio"; "disdico la mensa" is about another thing."""
    words = plain(text)
    is_said = _CANCELS.search(words) is not None and _MAY_BE.search(words) is None
    return is_said and "?" not in text and not changes_another(text, who)


def only_if(text: str) -> bool:
    """ "Lo disdico se non riesco": nothing is done before that."""
    return _ONLY_IF.search(plain(text)) is not None


def doubts(text: str) -> bool:
    """Whether it is about going on ("lasci perdere"), and not about coming ("non voglio più venire")."""
    said = _let_be(text)
    return said is None or (_WANTS_NONE.search(said.words) is None and "rinuncio" not in said.words)


def has_said_enough(text: str) -> bool:
    """ "Basta così": enough of the question, or of the whole; that depends on what was asked."""
    return _ENOUGH.fullmatch(plain(text)) is not None


def _let_be(text: str) -> _LetBe | None:
    if not _is_let_be(plain(text)):
        return None
    words = text.split()
    end = 1 + bisect_left(range(1, len(words)), True, key=lambda end: _is_let_be(plain(" ".join(words[:end]))))
    said = plain(" ".join(words[:end]))
    of, then = _clause(words[end:]) if words[end - 1][-1] not in _CLAUSE_ENDS else ([], words[end:])
    return _LetBe(said, " ".join(of), " ".join(then))


def _is_let_be(words: str) -> bool:
    return any(pattern.search(words) for pattern in (_LETS_BE, _NEVER_MIND, _WANTS_NONE))


def _clause(words: list[str]) -> tuple[list[str], list[str]]:
    """The words up to the next comma or "ma", and those after it."""
    for place, word in enumerate(words):
        if word.lower() in _JOINTS:
            return words[:place], words[place + 1 :]
        if word[-1] in _CLAUSE_ENDS:
            return words[: place + 1], words[place + 1 :]
    return words, []
