"""Who gets to know what is asked here, shame, and being treated badly: what a frightened citizen writes instead of a question."""

import re
from dataclasses import replace

from bot.dialogue.following import first_step
from bot.dialogue.people import hand_over, said
from bot.dialogue.replies import person_option, replies
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
    r"(?! che (?:\w+ ){1,4}?(?:isee|bonus|iscritt\w+|resident\w+|residenza|pagat\w+|cambiat\w+|traslocat\w+|trasferit\w+|allergic\w+|vaccinat\w+)\b)"
)
"""Whoever knows how much or where, a language, or that somebody has an ISEE knows a matter, not a secret."""
_WHAT_I_WRITE = (
    r"(?:(?:tutto |tutte )?(?:quello|quel|cio|le cose) che|(?:i |le |il |la )?(?:mi[oae]|miei) (?:dat[oi]|messagg\w+|cose|parole|risposte|chat)"
    r"|(?:quest[oaie]|quello|la|le|i|il)(?: (?:conversazion[ei]|chat|messagg\w+|dati|cose))?(?= (?:\?|qui|qua|dopo|poi)|$))"
)
_READS_ME = rf"(?=$| \?| (?:anche|dopo|poi|qui|qua|davvero|di voi|in|da|dall|oltre|e|ma|se)\b| {_WHAT_I_WRITE})"
"""Not the meter, nor a list of places."""
_WHO_KNOWS = re.compile(
    rf"(?<!\bcome si )(?<!\bquando si )(?<!\bdove si )\b(?:viene|vengono|verra|verranno|venire|vengano|venga) a saper\w+\b"
    rf"|\b{_SOMEBODY} (?:\w+ )?(?:lo|la) (?:sa|sanno|sapra|sapranno|saprebbe)\b{_A_MATTER}.*\?"
    rf"|\b(?:{_SOMEBODY}|miei) (?:lo )?dev(?:e|ono) saper\w+\b{_A_MATTER}"
    rf"|\blo (?:sa|sanno|sapra|sapranno) (?:\w+ ){{0,2}}{_SOMEBODY}\b{_A_MATTER}"
    rf"|\bnon (?:lo |la )?(?:deve|devono|dovrebbe) (?:mai )?(?:saper\w+|scoprir\w+|accorger\w+)\b{_A_MATTER}"
    rf"|\bnon voglio che (?:\w+ ){{0,5}}(?:sappia\w*|scopra\w*)"
    rf"|\bnessuno (?:lo )?deve saper\w+|\bnon (?:lo )?(?:dite|dica|dici|ditelo|diciamolo) (?:a|al|alla|ai) (?:\w+ )?{_SOMEBODY}\b"
    r"|(?<!parcheggio )(?<!parcheggi )(?<!posto )(?<!posti )(?<!stallo )(?<!stalli )\briservat[oaie]\b"
    r"(?=$| (?:\?|o no|vero|davvero|giusto|e|anche|quello|cio|se|quando|tra|fra|tutto)(?: |$))"
    r"|\briservatezza\b|\b(?:in|e|un) segret[oi]\b|\bsegretezza\b|\bconfidenzial\w+|\b(?:resta|rimane) (?:tutto )?(?:tra|fra) noi\b"
    rf"|\bchi (?:mi |lo |la |li |le )?(?:legge|leggera|leggono)\b{_READS_ME}|\bchi puo (?:leggere|vedere)\b{_READS_ME}"
)
"""Before a noun "riservato" is what is kept for somebody ("parcheggio riservato disabili")."""
_NO_PAPERS = r"\b(?! (?:i|il|la|le) (?:document\w+|modul\w+|domand\w+|pressione))(?! (?:se|quando)\b)"
_WATCHED = re.compile(
    rf"\b(?:poi|dopo) (?:mi|ci) (?:controll\w+|segnal\w+|sched\w+|denunci\w+){_NO_PAPERS}"
    rf"|\b(?:mi|ci) (?:controllan\w+|segnalan\w+|schedan\w+){_NO_PAPERS}"
)
_CHILDREN = (
    r"(?:i |il |la |le |mi[oae]i? |nostr[oaie] |due |tre )*(?:figli\w*|bambin\w+|bimb[oaie]|neonat[oa]|piccol[oaie])"
)
_TAKE = r"(?:tolg\w+|togli\w+|lev(?:a|ano|ate|are|arm?i|arci|era\w*|i)|port\w+ via|allontan\w+|verranno tolti|vengono tolti)"
_FROM = r"(?: \w+){0,2}? da(?:l|lla|llo|ll|i|gli|lle)?(?: \w+)?"
_OUT = rf"(?!{_FROM} (?:nido|asilo|mensa|scuol\w+|materna|elementari|medie|corso|doposcuola|prescuola|lista|graduatoria|stato di famiglia)\b)"
"""A child taken out of the nursery school is taken from nobody, unless somebody "takes it away" from there."""
_AWAY = r"(?:\b(?:mi|ci|me l\w+|ce l\w+) (?:\w+ )?port\w+|\bport\w+[mc]i) via"
_TAKEN = re.compile(
    rf"\b{_TAKE}(?: via)? {_CHILDREN}\b{_OUT}|{_AWAY} {_CHILDREN}\b|\b{_CHILDREN} (?:\w+ ){{0,2}}(?:me|ce) l[iae] {_TAKE}\b{_OUT}"
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
_STAFF = (
    r"assistent[ei] social[ei]|impiegat[aoie]|operator[ei]|operatric[ei]|sportello|uffici?o?|comune|segretariato|psicolog\w+|funzionari\w+"
    r"|educator\w+|educatric\w+|servizi sociali"
)
_PERSON = re.compile(rf"\b(?:(?P<staff>{_STAFF})|{_FAMILY}|{_CIRCLE}|{_AT_WORK}|professor\w+|maestr\w+|badante|lui)\b")
_NOT_THE_DOER = re.compile(
    rf"\b(?:con|vorrei|cerco|serve|bisogno|avete|c e|ci sono|esiste)(?: (?:un|una|uno|la|il|lo|l|del?l?|dello|della|di|parlare))* (?:{_STAFF})\b"
    rf"|\bd(?:i|el|ella|ei|elle) (?:mi[oaei]+ |nostr[oaie] )?(?:{_FAMILY}|{_CIRCLE})\b"
)
"""Staff whom somebody would like to speak to, and those whose teacher or caseworker it is."""
_TREATED_BADLY = re.compile(
    r"\b(?:mi|ci) (?:\w+ )?(?:tratt\w+|rispond\w+|rispost\w+|parl\w+) (?:\w+ )?(?:male|malissimo|da cani)\b|\b(?:maleducat|scortes|arrogant)\w+"
    r"|\b(?:mi|ci) (?:ha |hanno )?(?:urla\w*|grida\w*|insult\w+|offes\w+|umili\w*|prend\w+ in giro|preso in giro|sbattut\w+ fuori)\b"
)


def asked_in_fear(turn: Turn) -> Decision | None:
    """The answer to a fear about asking at all; none where the message speaks of none."""
    act, message = turn.understanding.act, normalise(turn.text)
    if act == "press":
        return None
    if _treated_badly_by_the_staff(message):
        return hand_over(replace(turn, understanding=Understanding("complaint")))
    if _WHO_KNOWS.search(message):
        return _told(turn, turn.phrases.follow_ups.confidential)
    if _WATCHED.search(message) or _fears_for_the_children(message):
        return _told(turn, turn.phrases.follow_ups.no_obligation)
    if act == "privacy" and turn.context.errand:  # where a name is asked for, "I need no name" is not true
        return said(turn, "privacy", turn.phrases.follow_ups.private_booking, with_contact=True)
    return _ashamed(turn) if is_ashamed(turn.text) and act not in ("ask", "need", "book") else None


def is_ashamed(text: str) -> bool:
    return _ASHAMED.search(normalise(text)) is not None


def _treated_badly_by_the_staff(message: str) -> bool:
    """Whether the one who treats badly is of the staff: the last person named before it, else the first after it."""
    told = _NOT_THE_DOER.sub("", message)
    treatment = _TREATED_BADLY.search(told)
    if treatment is None:
        return False
    *_, doer = [None, *_PERSON.finditer(told, 0, treatment.start())]
    doer = doer or _PERSON.search(told, treatment.end())
    return doer is not None and doer["staff"] is not None


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
