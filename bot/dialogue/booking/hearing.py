"""What a few words mean while an appointment is being made: yes, no, others, one of those shown."""

import re

from bot.booking.wishes.spelling import spelled
from bot.dialogue.booking.agreeing import is_no, is_yes
from bot.dialogue.booking.matter import changes_another
from bot.italian import plain

_MORE = re.compile(
    r"\b(?:altr[oiae] (?:orari|orario|giorn[oi]|or[ae]|post[oi]|dat[ae]|possibilita|opzioni|disponibilita)|altri|altre|altro|"
    r"nessun[oa](?: di (?:quest[ie]|quell[ie]))?|piu (?:avanti|in la|tardi)|dopo ancora|quest[ie] non|non (?:mi )?(?:vanno|va) bene)\b"
)
_AROUND_A_CHOICE = re.compile(
    r"^(?:(?:si|ok|va bene|vabbe|allora|ecco|dai|e|ma|beh|be|anzi|no|facciamo|direi|scelgo|prendo|prenderei|preferisco|preferirei"
    r"|mi va|vada per|per me) )+"
    r"|(?: (?:allora|grazie|per favore|va bene|dai|pure|orario|posto|che (?:mi )?ha (?:detto|scritto|proposto)))+$"
)
_BARE_HOUR = re.compile(r"(?:ora )?([89]|1\d|20)(?: ?ore)?")
_OF_AGE = re.compile(
    r"^(?!.*\b(?:non|no|quasi|ancora)\b)"
    r".*\b(?:maggiorenn[ei]|adult[oaie]|grand[ei]|18 (?:compiut\w+|o piu)|(?:ha|li ha|ne ha) gia compiut\w+|piu di 18"
    r"|(?:va|e|fa|frequenta|studia|iscritt[oa])(?: gia)? (?:all|l|in) universita)\b"
)
_CANNOT_COME = re.compile(r"\bnon (?:posso|riesco|vengo|ce la faccio)\b")
_ANOTHER_TIME = re.compile(
    r"(?<!\bnon )(?<!\bnon lo )(?<!\bnon voglio )(?<!\bnon vorrei )\b(?:spost|rimand|rinvi|posticip|anticip)\w+"
    r"|\bcambi\w* (?:l |il |la |idea su(?:l|ll|lla) )?(?:ora|orario|giorno|data)\b"
)
_LAST = re.compile(
    r"(?:(?:prendo|scelgo|direi|vorrei|voglio|facciamo|ok|allora) )*l ultim[oa](?: (?:grazie|va bene|per favore))*"
)
_EARLIER = re.compile(
    r"\b(?:(?:meglio|un po|qualcosa|niente|posti?|piu) prima|prima non (?:c e|ce|ha|avete)|piu presto|anticip\w+)\b"
    r"(?! (?:possibile|del|di|che))"
)
_THOSE = re.compile(r"\bquell[ie]\b")
_THAT_ONE = re.compile(r"\bquell[oaie]\b|\b(?:il|la) (?:prim|second|ultim)[oa]\b")
_QUESTION = re.compile(
    r"\b(?:quant[oi]|dove|come|perche|quando|chi|che cosa|cosa|cos|posso|devo|serve|servono|bisogna|e vero|c e|ci sono|avete|siete)\b"
)


def cannot_come(text: str) -> bool:
    """Whether somebody says that a time does not suit any more."""
    return _CANNOT_COME.search(plain(text)) is not None


def wants_another_time(text: str) -> bool:
    """ "Preferisco spostarlo": of what was to be booked, or cancelled, another time is wanted."""
    return _ANOTHER_TIME.search(plain(text)) is not None and not changes_another(text)


def wants_earlier(text: str) -> bool:
    return _EARLIER.search(plain(text)) is not None


def wants_others(text: str) -> bool:
    return _MORE.search(plain(text)) is not None


def means_one_shown(text: str) -> bool:
    """Whether "quello di sabato" means one of the slots on the screen."""
    return _THAT_ONE.search(plain(text)) is not None


def means_several(text: str) -> bool:
    """ "Quelli dell'11": not one, but what there is on that day."""
    return _THOSE.search(plain(text)) is not None


def is_last(text: str) -> bool:
    """ "L'ultimo": of the slots on the screen."""
    return _LAST.fullmatch(plain_choice(text)) is not None


def plain_choice(text: str) -> str:
    """A choice without the words around it: "la prima allora, grazie" is "la prima"."""
    return _AROUND_A_CHOICE.sub("", plain(text)).strip()


def bare_hour(text: str) -> str | None:
    """A number alone that is an hour of the day: "19"."""
    found = _BARE_HOUR.fullmatch(spelled(plain_choice(text)).strip())
    return f"alle {found[1]}" if found else None


def is_question(text: str) -> bool:
    return "?" in text or _QUESTION.search(plain(text)) is not None


def is_of_age(text: str) -> bool:
    return _OF_AGE.search(plain(text)) is not None


__all__ = [
    "bare_hour",
    "cannot_come",
    "is_last",
    "is_no",
    "is_of_age",
    "is_question",
    "is_yes",
    "means_one_shown",
    "means_several",
    "plain_choice",
    "wants_another_time",
    "wants_earlier",
    "wants_others",
]
