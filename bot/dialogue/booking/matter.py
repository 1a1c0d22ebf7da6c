"""What is cancelled, late or waited for: the desk and its appointment, or another thing ("la mensa", "il nido", "l'appuntamento dal dentista").

Told by the noun that is said of it and by those behind it. Whatever is neither of the desk, nor a time, nor somebody near, nor why,
is another thing: so nobody has to list what people may cancel.
"""

import re

from bot.dialogue.booking.matterwords import BESIDE_OURS, OURS, PAPER, TOLD
from bot.dialogue.booking.ordinary import is_grammar
from bot.italian import normalise

LEAST_OF_A_NAME = 3
"""A shorter word of who receives is a title, or half of one."""
_THE = r"(?:(?:il|lo|l|i|gli|un|uno|una|quest[oaie]?|quel\w*|quei|mi[oa]|miei|mie|su[oa]|nostr[oaie]|vostr[oaie]|altr[oaie]|tutt[oaie]|la|le) )"
_OBJECT = re.compile(rf"(?P<the>{_THE}+)(?P<noun>\w+)")
_THE_SERVICE = re.compile(rf"{_THE}+servizio")
_A_PRONOUN = re.compile(r"(?:la|le|lo) \w+o|(?:l|gli) (?:h[ao]\w*|ave\w+|abbiamo)")
""" "La ringrazio", "lo so", "l'ho preso": no article, and no thing."""
_JOINED = r"(?:de|a|da|ne|su)(?:l|llo|lla|ll|i|gli|lle)|col|coi"
_PREPOSITION = re.compile(rf"{_JOINED}|con|per|presso|a|da|di|d|in|su|il|lo|la|l|i|gli|le")
_COMPLEMENT = re.compile(
    rf"\b(?P<how>{_JOINED}|con|per|presso|a|da|di|su)\b (?P<the>{_THE}*)(?P<noun>\w+)|\b(?P<bare>in) (?P<place>\w+)"
)
_OF_A_KIND = re.compile(r"(?:visit|sedut|consulenz)\w* (?!psic)\w+(?:ic[ao]|ich[ei]|al[ei]|ari[ao])\b")
""" "Una visita oculistica"."""
_A_SENTENCE_BEGINS = re.compile(
    r"\b(?:perche|poiche|siccome|che|se|quando|ma|pero|tanto|e|ho|ha|abbiamo|sono|siamo|sto|devo|dobbiamo|non|dato|visto|mi|ci|grazie|scusi|scusate)\b"
)
_REASON = re.compile(r"^per\b|\bper un[oa]?\b|\bcausa\b")
""" "Devo disdire per un esame": why, and not what."""
_BESIDE = re.compile(r"^(?:(?:proprio|del tutto|pure|anche|subito|solo|gia|quindi|allora|invece|ora|adesso) )*")
_WISHED = re.compile(r"\b(?:appuntament|prenot|fissar|colloqui)\w*(?P<of>.*)")
_TO_TALK = re.compile(r"\b(?:parl|problem|sfog|aiut|sosten|supporto|stress|ansi|soffr|psicolog|ascolt|sportell)\w*")
_CLAUSES = re.compile(r"[,;:!?\n]|\.(?:\s|$)")
_SOMEBODY = re.compile(r"\b(con la|con il|con|col|della|dalla|dal|del) [A-Z][a-zà-ù]+[aeiou]\b")
_CHANGED = r"(?:disd|annull|cancell|revoc|spost|anticip|rimand|rinvi|posticip)\w*"
_BY_OTHERS = re.compile(r"\b(?:ha|hanno|viene|vengono|stat[oaie]) $")
_CHANGES = re.compile(rf"\b{_CHANGED}(?: |$)")
_NAMED_BEFORE = re.compile(
    rf"(?:(?:e|ma|allora|anche|buongiorno|salve|senta|scusi) )*(?P<what>{_THE}+\w+)(?: (?:d\w{{0,4}}|al\w*) (?:mi[oa] |miei )?\w+){{0,2}}"
    rf" (?:non )?(?:lo|la|l|li|le)(?: (?:devo|dovrei|vorrei|voglio|posso|vogliamo|dobbiamo))? {_CHANGED}(?: |$)"
)


def changes_another(text: str, who: str = "") -> bool:
    """ "Disdico la mensa", "devo spostare la visita del cardiologo", "l'abbonamento lo disdico": not the appointment at the desk, where
    `who` receives."""
    text = at_the_desk(text, who)
    if (found := _NAMED_BEFORE.match(normalise(text))) and _is_of_another(found["what"], with_object=True):
        return True
    clauses = [normalise(_SOMEBODY.sub(r"\1 psicologa", clause)) for clause in _CLAUSES.split(text)]
    changed = [
        clause[found.end() :]
        for clause in clauses
        for found in _CHANGES.finditer(clause)
        if not _is_why(clause[: found.start()], clause[found.end() :])
    ]
    return bool(changed) and all(_is_of_another(after, with_object=True) for after in changed)


def _is_why(before: str, after: str) -> bool:
    """ "Mi hanno spostato il turno": what others have changed is why somebody cannot come."""
    what = _OBJECT.match(after)
    return bool(what and _BY_OTHERS.search(before) and BESIDE_OURS.fullmatch(what["noun"]))


def at_the_desk(text: str, who: str) -> str:
    """The text, where whoever receives there ("dott.ssa Ricciardi") is called by what she is."""
    names = [name for name in re.findall(r"\w+", who) if name.istitle() and len(name) > LEAST_OF_A_NAME]
    return re.sub(rf"\b(?:{'|'.join(names)})\b", "psicologa", text, flags=re.IGNORECASE) if names else text


def purpose(text: str) -> str:
    """What an appointment is wished for or with, in its own clause: "per la TAC"; nothing where somebody wants to talk of it."""
    clauses = [_SOMEBODY.sub(r"\1 psicologa", clause) for clause in _CLAUSES.split(text)]
    found = [_WISHED.search(normalise(clause)) for clause in clauses]
    said = " ".join(_said_of_it(each["of"]) for each in found if each)
    return "" if _TO_TALK.search(said) else said


def is_of_another(after: str) -> bool:
    """Whether the words behind something ("un posto", "la lista") say that it is another's: "al nido", "per la mensa"."""
    return _is_of_another(after, with_object=False)


def is_of_a_paper(after: str) -> bool:
    """Whether they name what one hands in or applies for: "per l'iscrizione", "con l'ISEE"."""
    return any(PAPER.fullmatch(noun) for noun in _nouns(after))


def names_a_paper(words: str) -> bool:
    """Whether anything of that kind is named, whatever is said of it."""
    return any(map(PAPER.fullmatch, words.split()))


def _is_of_another(after: str, with_object: bool) -> bool:
    said = _said_of_it(after)
    if with_object:
        said = _REASON.split(_BESIDE.sub("", said, count=1), maxsplit=1)[0]
        first = _OBJECT.match(said)
        # "Disdico mensa".
        if (first and _is_another(first)) or PAPER.match(said):
            return True
    return _OF_A_KIND.search(said) is not None or any(map(_names_another, _COMPLEMENT.finditer(said)))


def _said_of_it(after: str) -> str:
    return _A_SENTENCE_BEGINS.split(after.strip(), maxsplit=1)[0]


def _nouns(after: str) -> list[str]:
    return [found["noun"] or found["place"] for found in _COMPLEMENT.finditer(_said_of_it(after))]


def _is_another(found: re.Match[str]) -> bool:
    """Whether the thing itself is another."""
    if _THE_SERVICE.fullmatch(found.string):
        return False
    if TOLD.fullmatch(found["noun"]):
        return True
    return _A_PRONOUN.fullmatch(found[0]) is None and not _is_ours(found["noun"])


def _names_another(found: re.Match[str]) -> bool:
    """Whether it is another's by what stands behind it; a word without an article is a name, or why, as often as not."""
    if found["bare"]:
        return not _is_ours(found["place"]) and not BESIDE_OURS.fullmatch(found["place"])
    is_joined = re.fullmatch(_JOINED, found["how"]) is not None
    if not is_joined and not found["the"]:
        return False
    return not _is_ours(found["noun"]) and not BESIDE_OURS.fullmatch(found["noun"])


def _is_ours(noun: str) -> bool:
    return any(pattern.fullmatch(noun) for pattern in (OURS, _PREPOSITION)) or is_grammar(noun)
