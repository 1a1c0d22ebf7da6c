"""Whether a message asks if somebody else may come, in the place of the one in need or together with him; or may have the service himself."""

import re

from bot.relatives import named

_EQUAL = rf"(?:marito|moglie|coniuge|{named('partners', 'siblings', 'cousins', 'in_laws', 'friends', 'kin')})"
"""Husband and wife are spelled out: "le mogli", "la sposa" are mostly others'."""
_IN_FAMILY = named("children", "nephews", "parents", "grandparents", "uncles", "other_in_laws")
FOLKS = rf"(?:{_EQUAL}|{_IN_FAMILY}|nipotin[oa]|badant[ei]|tutore|tutrice|qualcun\w*|altra persona|un altr[oa])"
_EQUALS = rf"(?:{_EQUAL}|badante|nuora|genero|qualcun\w*|persona|avvocat[oa])"
"""Who is brought along for company; whoever "brings" a mother or a child brings the one in need."""
_MAY = r"(?:puo|potrebbe|possono|potrebbero)(?: anche| pure| solo)?"
_MAY_I = r"(?:posso|potrei|possiamo|potremmo)"
_OFFICE = r"(?:sportello|uffici?o?|comune|segretariato|appuntamento|colloquio)"
_TO_DO = r"\w+(?:re|rl[oaie]|rvi)"
_TO_COME = (
    r"(?:chiamar(?:e|vi)|telefonar\w*|firmar\w*|ritirar\w*|presentarsi|pensarci|occuparsene|occuparsi|(?:venir|passar|andar)\w*\b"
    rf"(?! (?:a|ad|al|alla|all|ai|in|nel|nella)\b(?! (?:{_OFFICE}|{_TO_DO})\b)))"
)
"""Errands, which one does for another; whoever goes to another place than the office goes for himself."""
_TO_THEM = rf"(?!.*\b(?:a casa|da (?:me|noi|lei|lui)|(?:di|a|con) (?:mi[oa] )?{FOLKS})\b)"
"""Not somebody of the office who comes to them."""
TO_ASK = r"(?:chieder\w*|domandar\w*|parlar\w*|informarsi|far(?:e|la|lo|ne)?|presentar(?:e|la|lo)|compilar(?:e|la|lo))"
"""Whoever does this does it for himself, unless it is said for whom."""
_FOR_ANOTHER = (
    r"per (?:conto )?(?:me|noi|lui|lei|loro"
    r"|(?:il |la |l |mio |mia |suo |sua |nostr[oa] )+(?:madre|padre|mamma|papa|nonn[oa]|marito|moglie|suocer[oa]|zi[oa]))\b"
)
_FORM = r"(?:domanda|richiesta|pratica|iscrizione|modulo)"

_IN_PLACE = re.compile(
    rf"\bdeleg(?:a|he|at\w+|are)\b|\b(?:al|in) (?:posto (?:mio|suo|nostro)|(?:mio|suo|nostro) posto)\b|\bper conto (?:mio|suo|di)\b"
    rf"|\b{_MAY_I} mandar\w*\b.*\b{FOLKS}\b"
    rf"|\b{_MAY} {_TO_COME}{_TO_THEM}.*\b{FOLKS}\b|\b{FOLKS} {_MAY} {_TO_COME}"
    rf"|^(?=.*\b{FOLKS}\b)(?=.*\b{_MAY} {TO_ASK}\b).*\b{_FOR_ANOTHER}"
    rf"|\b{_FORM} (?:la |lo )?{_MAY} {TO_ASK} (?:\w+ )?{FOLKS}\b|\b{_MAY} far(?:la|lo) (?:\w+ )?{FOLKS}\b"
    rf"|\b{_MAY_I} (?:{_TO_COME}|{TO_ASK}) io(?= per\b| al posto\b| la {_FORM}\b|$)"
)
_TOGETHER = re.compile(
    rf"\b{_MAY_I} portar\w*(?: anche| con me)? (?:\w+ ){{0,2}}{_EQUALS}(?: con me)?$"
    rf"|\b{_MAY_I} (?:venire|entrare|presentarmi) (?:\w+ )?(?:con|insieme|assieme)\b.*\b{FOLKS}\b"
    rf"|\b{_MAY_I} (?:venire|entrare) (?:in due|accompagnat[oa]|in compagnia|insieme)\b"
    rf"|\b{_MAY_I} (?:farmi accompagnare|essere accompagnat[oa])(?: da\w* .*{FOLKS})?$"
    rf"|\b{FOLKS} {_MAY} (?:(?:venire|entrare|stare|restare) (?:con|insieme)\b|essere presente|assistere)"
    rf"|\b{_MAY} (?:venire|entrare) con me\b.*\b{FOLKS}\b"
    rf"|^(?=.*\b{FOLKS}\b)(?=.*\b(?:mi {_MAY} accompagnare|{_MAY} accompagnarmi)\b)(?!.*\b(?:in|a|al|all|alla|ai)\b)"
)
_MAY_HAVE = re.compile(
    rf"^(?!.*\b(?:come|dove|quando|quant\w+|cosa|qual[ei]?|chi|perche)\b).*\b{FOLKS} {_MAY}"
    r" (?:chieder|domandar|far|presentar|aver|ricever|prender|ottener|partecipar|iscriver|entrar|usar)\w*\b"
)


def comes_in_ones_place(message: str) -> bool:
    """ "Mia nuora può venire al posto mio?", of a normalised message; not "mia mamma può chiedere il bonus?"."""
    return _IN_PLACE.search(message) is not None


def comes_along(message: str) -> bool:
    """ "Posso portare mio marito?"."""
    return _TOGETHER.search(message) is not None


def may_have_it(message: str) -> bool:
    """ "Mia figlia può fare domanda?", where nothing says that it would be for another."""
    return _MAY_HAVE.search(message) is not None
