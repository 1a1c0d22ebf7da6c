"""Towns that a message names but that are not the citizen's: a relative's who has the thing there, one of before, and one that is denied."""

import re
from functools import cache

from bot.relatives import CIRCLE, HOUSEHOLD, named

_CIRCLE = named(*CIRCLE)
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


def without_elsewhere(message: str, names: tuple[str, ...]) -> str:
    """The normalised message, with a space at each end, without the towns that are not the citizen's."""
    for way in _ways(names):
        message = way.sub(" ", message)
    return message


@cache
def _ways(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    name = rf"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?= )"
    town = rf" (?:a|ad|di|da|in|per)(?: comune di)? {name}"
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
