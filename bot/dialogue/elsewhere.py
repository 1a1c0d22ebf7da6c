"""Towns that a message names but that are not the citizen's: a relative's who has the thing there, one of before, and one that is denied."""

import re
from functools import cache

from bot.relatives import CIRCLE, HOUSEHOLD, named

_CIRCLE = named(*CIRCLE)
_ELDERS = named("parents", "grandparents", "uncles")
_FAMILY = named(*HOUSEHOLD)

_OF_TODAY = (
    r"io|noi|abito|abitiamo|vivo|viviamo|risiedo|risiediamo|residente|residenti|domiciliat[oaie]|sto|stiamo|sono|siamo"
    r"|trasferit[oaie]|adesso|ora|oggi"
)
_BETWEEN = rf"(?: (?!(?:{_OF_TODAY}) )\w+){{0,7}}"
"""A few words of the same sentence; at these the citizen begins to speak of himself, and of today."""
_HAS_IT = (
    r"(?:prende|prendono|riceve|ricevono|(?:ha|hanno) (?:avut[oa]|ricevut[oa]|ottenut[oa])|"
    r"(?:ce l|me l|l|lo|la|li|le|gliel|glielo|gliela|glieli) "
    r"(?:ha|hanno|aveva|avevano|ha avut[oa]|prende|prendono|riceve|ricevono|danno|da|fanno|fa|hanno dat[oa]))"
)
"""What somebody has who is named for comparison: the very thing that is spoken of."""
_A_NOUN_AFTER = (
    "cerco cerca cerchiamo cercare trovo trovato trovare perso ho ha avere c_e serve vorrei voglio manca"
    " un il del al dal sul di da per senza con nuovo mio suo qualche altro questo offerta offerte"
)
"""What comes before work that one has or looks for; else "lavoro" is "I work"."""
_I_WORK = "".join(rf"(?<! {word.replace('_', ' ')} )" for word in _A_NOUN_AFTER.split()) + "lavoro"
_BEFORE = (
    r"(?:ho|avevo|abbiamo|ha|hanno) (?:sempre |gia |anche )?(?:lavorat[oaie]|abitat[oaie]|vissut[oaie]|studiat[oaie])"
    r"|(?:abitav|vivev|stav|lavorav|risiedev)(?:o|amo|a)|ero|eravamo|sono stat[oaie]|sono nat[oaie]|siamo stat[oaie]"
    r"|lavora|lavorano|vado al lavoro"
)
"""Where somebody was, was born or works is not where somebody lives."""
_DENIED = r"non(?: (?:piu|ci|qui|io))*(?: (?:abit|viv|risied)\w+| (?:sono|siamo|sto|stiamo)(?: residente| residenti)?)?(?: (?:piu|qui|proprio))*"

_I_LIVE = (
    r"(?:(?:io|noi)(?: (?:invece|pero|anche|sono|siamo))*|(?:abit|viv|risied)(?:o|iamo)|sto|stiamo|(?:sono|siamo)(?= di ))"
    r"(?: (?:invece|qui|ora|adesso|anche|residente|residenti))*"
)
_LIVES = (
    rf"(?:(?: (?!(?:{_OF_TODAY}) )\w+){{0,3}} (?:abit(?:a|ano)|viv(?:e|ono)|sta|stanno|risied(?:e|ono)|resident[ei])(?: ancora| invece| da sol[oa])?"
    r"|(?: (?:invece|pero|anche|e|sono))*)"
)
_NOT_WITH = r"(?<! con)(?<! con mi[oa])(?<! con il)(?<! con la)"
"""Whom somebody lives with has the same town."""
_FOR_ME = re.compile(
    r"\b(?:per|a|anche) (?:me|noi)\b|\banch io\b|\b(?:posso|possiamo|potrei|mi spetta\w*|ho diritto)\b"
)
"""Whoever asks for himself does not ask for the parent who lives elsewhere."""


def without_elsewhere(message: str, names: tuple[str, ...]) -> str:
    """The normalised message, with a space at each end, without the towns that are not the citizen's."""
    for way in _ways(names):
        message = way.sub(" ", message)
    return _of_two_homes(message, names)


def _of_two_homes(message: str, names: tuple[str, ...]) -> str:
    """Where the citizen's town stands beside a relative's, his counts; beside a parent's only if he asks for himself."""
    mine, an_elders, a_relatives = _homes(names)
    if not mine.search(message):
        return message
    if an_elders.search(message) and not _FOR_ME.search(message):
        return mine.sub(" ", message)
    return a_relatives.sub(" ", message)


@cache
def _homes(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    town = _town(names)
    elders, relatives = (rf"{_NOT_WITH} (?:{who}){_LIVES}{town}" for who in (_ELDERS, _FAMILY))
    return re.compile(rf"(?<= ){_I_LIVE}{town}"), re.compile(elders), re.compile(relatives)


@cache
def _ways(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    name, town = _name(names), _town(names)
    return tuple(
        map(
            re.compile,
            (
                rf"(?<= )(?:{_CIRCLE}){_BETWEEN}{town}",
                rf"(?<= )(?:{_FAMILY}){_BETWEEN}{town}(?= (?:\w+ ){{0,2}}{_HAS_IT} )",
                rf"(?<= )(?:{_FAMILY}) (?:\w+ ){{0,2}}{_HAS_IT}{_BETWEEN}{town}",
                rf"(?<= )(?:{_BEFORE}|{_I_WORK}){_BETWEEN}{town}",
                rf"(?<= )trasferit[oaie] da {name}",
                rf"(?<= ){_DENIED}{town}",
                rf"{town}(?= (?:invece )?{_HAS_IT} (?!\?))(?!.*\?)",
            ),
        )
    )


def _name(names: tuple[str, ...]) -> str:
    return rf"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?= )"


def _town(names: tuple[str, ...]) -> str:
    return rf" (?:a|ad|di|da|in|per)(?: comune di)? {_name(names)}"
