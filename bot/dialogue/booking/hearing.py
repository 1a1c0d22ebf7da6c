"""What a few words mean while an appointment is being made: yes, no, others, enough, one of those shown."""

import re

from bot.booking.wishes.spelling import spelled
from bot.dialogue.booking.reserve import keeps_to_oneself
from bot.dialogue.plain import plain

_YES = (
    "si", "sii", "certo", "certamente", "ok", "okay", "va bene", "vabbe", "benissimo", "perfetto", "confermo", "conferma", "esatto",
    "giusto", "d accordo", "volentieri", "procedi", "proceda", "sicuro", "tutto giusto", "e giusto", "corretto", "bene",
    "va benissimo", "certo che si", "prenota", "prenoti", "prenoto", "facciamo cosi", "mi va bene", "tutto bene", "yes", "assolutamente",
)  # fmt: skip
_POLITE = (
    r"(?: (?:grazie|mille|pure|signorina|signora|tutto|cara|gentilissima|prego|dai|allora|cosi|lo|li|la|per favore|confermo|va bene|ok|certo|si"
    r"|procedi|proceda|prenoti|prenoto|benissimo|d accordo|prenota|disdico|disdica|annulla|sposta|sposti|perfetto))*"
)
_SAYS_SO = r"(?:(?:mi[oa] \w+|lui|lei) )?(?:mi )?(?:ha detto(?: che| di)?|dice (?:che|di))"
_IS_YES = re.compile(
    rf"(?:(?:allora|ah|eh|ma|mah|e|dai|beh|direi di|io|per me|{_SAYS_SO}) )*(?:{'|'.join(_YES)}){_POLITE}"
)
_IS_NO = re.compile(
    r"(?:(?:ah|eh|ma|mah|beh) )*(?:no|nono|non va bene|non confermo|non e giusto|sbagliato|aspetta|aspetti|non cosi)"
    r"(?: (?:grazie|aspetta|aspetti|no|cosi|ancora))*"
)
_STOP = re.compile(
    r"\b(?:lasci(?:a|amo)? (?:stare|perdere)|lascio (?:stare|perdere)|non importa(?! (?:quando|il|la|l|che|se|quale|a che|or\w+)\b)"
    r"|fa niente(?! se\b)|niente piu|non (?:voglio|vorrei|prenoto) piu"
    r"|(?:ci ho|ho) (?:ripensato|cambiato idea)(?!.*\b(?:meglio|invece|preferi\w+|facciamo|spost\w+)\b)"
    r"|non (?:se ne fa|facciamo) (?:piu )?(?:niente|nulla)|non prenot\w+|rinuncio|e allora niente|non voglio venire$"
    r"|non (?:lo |la )?voglio(?= (?:niente|nulla|l appuntamento|appuntament[oi]|prenot\w+|andarci|venirci)\b|(?: grazie)?$))(?:\b|$)"
)
_STOP_ALONE = re.compile(
    r"(?:(?:si|no|ma|allora|va bene|ok|grazie|senta|scusi) )*(?:annull\w+(?: (?:tutto|la prenotazione))?|stop|basta|esci"
    r"|niente|nulla|cancella(?: tutto)?)"
    r"(?: (?:grazie|cosi|scusi|scusa))*"
)
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
    r".*\b(?:maggiorenn[ei]|adult[oaie]|grand[ei]|18 (?:compiut\w+|o piu)|(?:ha|li ha|ne ha) gia compiut\w+|piu di 18)\b"
)
_CANCELS = re.compile(r"^(?!.*\bnon\b).*\b(?:disd|annull|cancell)\w*")
_CANNOT_COME = re.compile(r"\bnon (?:posso|riesco|vengo|ce la faccio)\b")
_LAST = re.compile(
    r"(?:(?:prendo|scelgo|direi|vorrei|voglio|facciamo|ok|allora) )*l ultim[oa](?: (?:grazie|va bene|per favore))*"
)
_EARLIER = re.compile(
    r"\b(?:(?:meglio|un po|qualcosa|niente|posti?|piu) prima|prima non (?:c e|ce|ha|avete)|piu presto)\b"
    r"(?! (?:possibile|del|di|che))"
)
_THOSE = re.compile(r"\bquell[ie]\b")
_THAT_ONE = re.compile(r"\bquell[oaie]\b|\b(?:il|la) (?:prim|second|ultim)[oa]\b")
_QUESTION = re.compile(
    r"\b(?:quant[oi]|dove|come|perche|quando|chi|che cosa|cosa|cos|posso|devo|serve|servono|bisogna|e vero|c e|ci sono|avete|siete)\b"
)


def is_yes(text: str) -> bool:
    return _IS_YES.fullmatch(plain(text)) is not None


def is_no(text: str) -> bool:
    return _IS_NO.fullmatch(plain(text)) is not None


def gives_up(text: str) -> bool:
    """Whether the citizen does not want to go on."""
    words = plain(text)
    if keeps_to_oneself(text):
        return False
    return _STOP.search(words) is not None or _STOP_ALONE.fullmatch(words) is not None


def cancels(text: str) -> bool:
    """Whether "disdica", "annulla pure" is a yes to cancelling."""
    return _CANCELS.search(plain(text)) is not None


def cannot_come(text: str) -> bool:
    """Whether somebody says that a time does not suit any more."""
    return _CANNOT_COME.search(plain(text)) is not None


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
