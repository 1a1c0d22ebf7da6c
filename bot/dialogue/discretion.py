"""Who gets to know what is asked here, what comes of it, and shame: what a frightened citizen writes instead of a question."""

import re
from dataclasses import replace

from bot.dialogue.following import first_step
from bot.dialogue.people import hand_over, said
from bot.dialogue.replies import person_option, replies
from bot.dialogue.treatment import treated_badly_by_the_staff
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.italian import normalise
from bot.relatives import AT_WORK, CIRCLE, HOUSEHOLD, named

_AT_WORK = named(*AT_WORK)
_CIRCLE = named(*CIRCLE)
_FAMILY = named(*HOUSEHOLD)

_SOMEBODY = (
    rf"(?:qualcuno|altri|altre persone|{_FAMILY}|{_CIRCLE}|{_AT_WORK}|famiglia|scuola|assistente sociale|assistenti sociali|servizi sociali"
    r"|comune|polizia|paese)"
)
_A_MATTER = (
    r"(?! (?:fare|dire|dirmi|spiegar\w*|quant\w+|quando|dove|come|quale?|quali|chi|cosa|perche|a che|in che|entro|che lavoro)\b)"
    r"(?! (?:il |la |lo |l |le |i |un |mio |mia |nostro )*(?:italian\w+|ingles\w+|lingu\w+|redd\w+|isee|codice|numero|indirizzo)\b)"
    r"(?! che (?:\w+ ){1,4}?(?:isee|bonus|iscritt\w+|resident\w+|residenza|pagat\w+|cambiat\w+|traslocat\w+|trasferit\w+|allergic\w+|vaccinat\w+"
    r"|celiac\w+|invalid\w+|disabil\w+|inabil\w+|accompagnamento|104|anzian\w+|pension\w+|ricoverat\w+|decedut\w+|mort[oaie]|vedov\w+"
    r"|maggiorenn\w+|minorenn\w+)\b)"
)
"""Whoever knows how much or where, a language, or that somebody has an ISEE or is an invalid knows a matter, not a secret."""
_WHAT_I_WRITE = (
    r"(?:(?:tutto |tutte )?(?:quello|quel|cio|le cose) che|(?:i |le |il |la )?(?:mi[oae]|miei) (?:dat[oi]|messagg\w+|cose|parole|risposte|chat)"
    r"|(?:quest[oaie]|quello|la|le|i|il)(?: (?:conversazion[ei]|chat|messagg\w+|dati|cose))?(?= (?:\?|qui|qua|dopo|poi)|$))"
)
_READS_ME = rf"(?=$| \?| (?:anche|dopo|poi|qui|qua|davvero|di voi|in|da|dall|oltre|e|ma|se)\b| {_WHAT_I_WRITE})"
"""Not the meter, nor a list of places."""
_A_PLACE = re.compile(r"\b(?:parchegg\w+|post[oi]|stall[oi])(?: (?!piu )\w+){0,3}? riservat[oaie]\b")
_FOR_SOME = r"(?:a|ad|al|allo|alla|all|ai|agli|alle|per|solo|soltanto|esclusivamente)"
_KEPT_SECRET = (
    rf"(?=$| (?:\?|o no|vero|davvero|giusto|quello|cio|se|quando|tutto|anche(?! (?!per mi[oae] ){_FOR_SOME}\b)|(?:tra|fra)(?! (?:i |gli )?\d)"
    rf"|e(?! (?:(?:gratuit|apert|rivolt|dedicat|destinat|pensat|accessibil|valid|limitat|disponibil|obbligatori)\w+ )?{_FOR_SOME}\b))(?: |$))"
)
"""Reserved for somebody is no secret ("riservato anche ai papà", "riservato e gratuito per i residenti"); nor is a place to park."""
_WHO_KNOWS = re.compile(
    rf"(?<!\bcome si )(?<!\bquando si )(?<!\bdove si )\b(?:viene|vengono|verra|verranno|venire|vengano|venga) a saper\w+\b"
    rf"|\b{_SOMEBODY} (?:\w+ )?(?:lo|la) (?:sa|sanno|sapra|sapranno|saprebbe)\b{_A_MATTER}.*\?"
    rf"|\b(?:{_SOMEBODY}|miei) (?:lo )?dev(?:e|ono) saper\w+\b{_A_MATTER}"
    rf"|\blo (?:sa|sanno|sapra|sapranno) (?:(?!che |se )\w+ ){{0,2}}{_SOMEBODY}\b{_A_MATTER}"
    rf"|\bnon (?:lo |la )?(?:deve|devono|dovrebbe) (?:mai )?(?:saper\w+|scoprir\w+|accorger\w+)\b{_A_MATTER}"
    rf"|\bnon voglio che (?:\w+ ){{0,5}}(?:sappia\w*|scopra\w*)"
    rf"|\bnessuno (?:lo )?deve saper\w+|\bnon (?:lo )?(?:dite|dica|dici|ditelo|diciamolo) (?:a|al|alla|ai) (?:\w+ )?{_SOMEBODY}\b"
    rf"|\briservat[oaie]\b{_KEPT_SECRET}"
    r"|\briservatezza\b|\b(?:in|e|un) segret[oi]\b|\bsegretezza\b|\bconfidenzial\w+|\b(?:resta|rimane) (?:tutto )?(?:tra|fra) noi\b"
    rf"|\bchi (?:mi |lo |la |li |le )?(?:legge|leggera|leggono)\b{_READS_ME}|\bchi puo (?:leggere|vedere)\b{_READS_ME}"
)
_NOT_THAT_I_ASK = r"(?! (?:chied|veng|vad|parl|dic|raccont|scriv|accett)\w*\b)"
_NO_PAPERS = (
    r"\b(?! (?:(?:anche|tutt\w+|sempre) )*(?:(?:i|il|la|le|l|lo|gli) )?(?:mi[oae]+ |miei )?"
    r"(?:document|modul|domand|pratic|cart[ae]\b|certificat|isee|dat[io]\b|scadenz|requisit|redd|dichiarazion|conteggi|calcol|iscrizion|bollett"
    rf"|contator|caldai|pression|glicemi|esam|vista\b|denti\b|udito|peso\b|cuore))(?! (?:se|quando)\b{_NOT_THAT_I_ASK})"
)
"""Papers, meters and health are looked at, not the citizen."""
_NOTHING_TOLD = (
    r"\b(?! (?:(?:anche|sempre|solo) )*(?:il|lo|la|l|i|gli|le|un|uno|una|altr\w+|qualche|qualcosa|qualcuno|eventual\w+|dei|degli"
    rf"|delle|nuov\w+|tutt\w+|(?:se|quando){_NOT_THAT_I_ASK}|dove|chi|cosa|qual[ei]|via|per (?:mail|email|sms|telefono))\b)"
)
"""What is pointed out to somebody ("mi segnalate altri corsi") is nothing told about him."""
_WATCHED = re.compile(
    rf"\b(?:poi|dopo) (?:mi|ci) (?:controll\w+{_NO_PAPERS}|segnal\w+{_NOTHING_TOLD}|sched\w+|denunci\w+)"
    rf"|\b(?:mi|ci) (?:controllan\w+{_NO_PAPERS}|segnalan\w+{_NOTHING_TOLD}|schedan\w+)"
)
_CHILDREN = (
    r"(?:i |il |la |le |mi[oae]i? |nostr[oaie] |due |tre )*(?:figli\w*|bambin\w+|bimb[oaie]|neonat[oa]|piccol[oaie])"
)
_TAKE = r"(?:tolg\w+|togli\w+|lev(?:a|ano|ate|are|arm?i|arci|era\w*|i)|port\w+ via|allontan\w+|verranno tolti|vengono tolti)"
_FROM = r"(?: \w+){0,2}? da(?:l|lla|llo|ll|i|gli|lle)?(?: \w+)?"
_ENROLLED = (
    r"nido|asilo|mensa|scuol\w+|materna|elementari|medie|corso|corsi|doposcuola|prescuola|postscuola|centr[oi] (?:estiv|diurn|aggregativ)\w+"
    r"|camp[oi] estiv\w+|grest|oratorio|ludoteca|spazio gioco|piscina|palestra|squadra|sport|attivita|servizio|laborator\w+"
    r"|pulmino|pullman|scuolabus|trasporto"
)
_COUNTED = (
    r"list[ae]|elenc\w+|graduatori\w+|stato di famiglia|nucleo|carico|isee|dsu|assegn\w+|bonus|contribut\w+|domanda|dichiarazione|730"
    r"|detrazion\w+|residenza"
)
_OUT = rf"(?! (?:\w+ )?a (?:mio |nostro )?carico\b)(?!{_FROM} (?:{_ENROLLED}|{_COUNTED})\b)"
"""A child taken out of the nursery school, or no longer counted, is taken from nobody, unless somebody "takes it away" from there."""
_AWAY = r"(?:\b(?:mi|ci|me l\w+|ce l\w+) (?:\w+ )?port\w+|\bport\w+[mc]i) via"
_TAKEN = re.compile(
    rf"\b{_TAKE}(?: via)? {_CHILDREN}\b{_OUT}|{_AWAY} {_CHILDREN}\b|\b{_CHILDREN}\b{_OUT} (?:\w+ ){{0,2}}(?:me|ce) l[iae] {_TAKE}\b{_OUT}"
)
_MYSELF = re.compile(
    r"\b(?:mi |ci )?(?:tolgo|togliamo|porto via|portiamo via|allontano|allontaniamo)\b"
    r"|\b(?:posso|possiamo|potrei|voglio|vogliamo|vorrei|devo|dobbiamo|faccio a|facciamo a|si fa a) (?:togliere|levare|portare via|allontanare)\b"
)
"""What the writer would do, nobody else does to him."""
_FEARED = re.compile(r"\?|\b(?:non voglio|paura|temo|terrore|preoccup\w+|e se|se poi|poi|dopo|rischi\w+|non e che)\b")
_FROM_ME = rf"{_CHILDREN} (?:\w+ ){{0,2}}(?:me|ce) l[oiae] \w+(?:te|no)\b"
_BY_ONES_OWN = re.compile(rf"\b(?!{_FROM_ME})(?:{_FAMILY}|{_CIRCLE}|lui|lei)\b (?:\w+ ){{0,3}}{_TAKE}")
"""A quarrel about the children with a parent of theirs is no fear of the office."""
_ASHAMED = re.compile(
    r"\b(?:mi|ci) (?:\w+ )?(?:vergogn|imbarazz|umili)\w+|\b(?:ho|provo|abbiamo)(?: \w+){0,3} vergogna\b|\bimbarazzat[oa]\b|\bin imbarazzo\b"
)
"""Of oneself: "è una vergogna" is said of others."""


def asked_in_fear(turn: Turn) -> Decision | None:
    """The answer to a fear about asking at all; none where the message speaks of none."""
    act, message = turn.understanding.act, normalise(turn.text)
    if act == "press":
        return None
    if treated_badly_by_the_staff(turn.text):
        return hand_over(replace(turn, understanding=Understanding("complaint")))
    if _WHO_KNOWS.search(_A_PLACE.sub(" ", message)):
        return _told(turn, turn.phrases.follow_ups.confidential)
    if _WATCHED.search(message) or _fears_for_the_children(message):
        return _told(turn, turn.phrases.follow_ups.no_obligation)
    if act == "privacy" and turn.context.errand:  # where a name is asked for, "I need no name" is not true
        return said(turn, "privacy", turn.phrases.follow_ups.private_booking, with_contact=True)
    return _ashamed(turn) if is_ashamed(turn.text) and act not in ("ask", "need", "book") else None


def is_ashamed(text: str) -> bool:
    return _ASHAMED.search(normalise(text)) is not None


def _fears_for_the_children(message: str) -> bool:
    told = _MYSELF.sub(" ", message)
    return bool(_TAKEN.search(told) and _FEARED.search(told)) and not _BY_ONES_OWN.search(told)


def _told(turn: Turn, text: str) -> Decision:
    decision = said(turn, "privacy", text)
    return replace(decision, replies=replies([r.text for r in decision.replies], [person_option(turn.phrases)]))


def _ashamed(turn: Turn) -> Decision | None:
    """A warm line, and how to begin: with what the talk is about, else at the front desk."""
    municipality = turn.municipality
    if municipality is None:
        return None
    return first_step(
        turn, municipality, municipality.service_for(turn.context.concept or "") or municipality.front_desk
    )
