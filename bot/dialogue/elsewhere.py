"""Towns that a message names but that are not the citizen's: a relative's who has the thing there, and one where the citizen was before."""

import re
from functools import cache

_BETWEEN = r"(?: (?!(?:io|noi|abito|abitiamo|vivo|viviamo|sono|siamo|adesso|ora|oggi) )\w+){0,7}"
"""A few words of the same sentence; at these the citizen begins to speak of himself, and of today."""
_OTHERS = r"cugin[aoei]|amic[aoi]|amiche|vicin[aoie]|collegh[ie]|collega|cognat[aoie]|conoscent[ei]|parent[ei]"
"""Who lives elsewhere is no reason to ask for another town's services."""
_FAMILY = (
    r"sorell[ae]|fratell[oi]|figli[aoe]?|madre|mamma|padre|papa|babbo|genitori|zi[aoie]|nonn[aoie]|suocer[aoi]"
    r"|nuora|genero|nipot[ei]|moglie|marito|ex"
)
_HAS_IT = (
    r"(?:prende|prendono|riceve|ricevono|(?:ha|hanno) (?:avut[oa]|ricevut[oa]|ottenut[oa])|"
    r"(?:ce l|me l|l|lo|la|li|le|gliel|glielo|gliela|glieli) "
    r"(?:ha|hanno|aveva|avevano|ha avut[oa]|prende|prendono|riceve|ricevono|danno|da|fanno|fa|hanno dat[oa]))"
)
"""What somebody has who is named for comparison: the very thing that is spoken of."""
_BEFORE = (
    r"(?:ho|avevo|abbiamo|ha|hanno) (?:sempre |gia |anche )?(?:lavorat[oaie]|abitat[oaie]|vissut[oaie]|studiat[oaie])"
    r"|(?:abitav|vivev|stav|lavorav|risiedev)(?:o|amo|a)|ero|eravamo|sono stat[oaie]|sono nat[oaie]|siamo stat[oaie]"
    r"|mi sono trasferit[oa]|ci siamo trasferiti|lavoro|lavora|lavorano|vado al lavoro"
)
"""Where somebody was, was born or works is not where somebody lives."""


def without_elsewhere(message: str, names: tuple[str, ...]) -> str:
    """The normalised message, with a space at each end, without the towns that are not the citizen's."""
    for way in _ways(names):
        message = way.sub(" ", message)
    return message


@cache
def _ways(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    town = rf" (?:a|ad|di|da|in|per)(?: comune di)? (?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?= )"
    return tuple(
        map(
            re.compile,
            (
                rf"(?<= )(?:{_OTHERS}){_BETWEEN}{town}",
                rf"(?<= )(?:{_FAMILY}){_BETWEEN}{town}(?= (?:\w+ ){{0,2}}{_HAS_IT} )",
                rf"(?<= )(?:{_FAMILY}) (?:\w+ ){{0,2}}{_HAS_IT}{_BETWEEN}{town}",
                rf"(?<= )(?:{_BEFORE}){_BETWEEN}{town}",
                rf"{town}(?= (?:invece )?{_HAS_IT} (?!\?))(?!.*\?)",
            ),
        )
    )
