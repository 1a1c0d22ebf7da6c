"""Who gets to know what is asked here, shame, and being treated badly: what a frightened citizen writes instead of a question."""

import re
from dataclasses import replace

from bot.dialogue.following import first_step
from bot.dialogue.people import hand_over, said
from bot.dialogue.replies import person_option, replies
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.italian import normalise

_SOMEBODY = (
    r"(?:qualcuno|altri|altre persone|marito|moglie|compagno|figli\w*|genitori|madre|padre|mamma|papa|vicin[ie]|parenti|famiglia|suocer[aoi]"
    r"|padrone|datore|capo|scuola|assistente sociale|assistenti sociali|servizi sociali|comune|polizia|paese)"
)
_WHO_KNOWS = re.compile(
    rf"\b(?:viene|vengono|verra|verranno|venire|vengano|venga) a saper\w+\b"
    rf"|\b{_SOMEBODY} (?:\w+ )?(?:lo|la) (?:sa|sanno|sapra|sapranno|saprebbe)\b(?! (?:fare|dire|dirmi)).*\?"
    rf"|\b(?:{_SOMEBODY}|miei) (?:lo )?dev(?:e|ono) saper\w+"
    rf"|\blo (?:sa|sanno|sapra|sapranno) (?:\w+ ){{0,2}}{_SOMEBODY}\b"
    rf"|\bnon (?:lo |la )?(?:deve|devono|dovrebbe) (?:mai )?(?:saper\w+|scoprir\w+|accorger\w+)"
    rf"|\bnon voglio che (?:\w+ ){{0,5}}(?:sappia\w*|scopra\w*)"
    rf"|\bnessuno (?:lo )?deve saper\w+|\bnon (?:lo )?(?:dite|dica|dici|ditelo|diciamolo) (?:a|al|alla|ai) (?:\w+ )?{_SOMEBODY}\b"
    r"|\briservat[oaie]\b(?! (?:a|ad|ai|agli|alle|alla|allo|al|solo|per|soltanto)\b)"
    r"|\briservatezza\b|\b(?:in|e|un) segret[oi]\b|\bsegretezza\b|\bconfidenzial\w+"
    r"|\bchi (?:mi |lo |la |li |le )?(?:legge|leggera|leggono)\b|\bchi puo (?:leggere|vedere)\b|\b(?:resta|rimane) (?:tutto )?(?:tra|fra) noi\b"
)
_CONSEQUENCES = re.compile(
    r"\b(?:poi|dopo) (?:mi|ci) (?:controll\w+|segnal\w+|sched\w+|denunci\w+)|\b(?:mi|ci) (?:controllan\w+|segnalan\w+|schedan\w+)\b"
    r"|\b(?:non voglio|ho paura|temo|e se|se poi|poi)(?: \w+){0,3} (?:mi |ci |mel[ie] )?(?:tol\w+|port\w+ via|lev\w+)(?: via)?"
    r" (?:i |il |la |mi[oae]i? )*(?:figli\w*|bambin\w+)"
)
_ASHAMED = re.compile(
    r"\b(?:mi|ci) (?:\w+ )?(?:vergogn|imbarazz|umili)\w+|\b(?:ho|provo|abbiamo)(?: \w+){0,3} vergogna\b|\bimbarazzat[oa]\b|\bin imbarazzo\b"
)
"""Of oneself: "è una vergogna" is said of others."""
_STAFF = re.compile(
    r"\b(?:assistent[ei] social[ei]|impiegat[aoie]|operator[ei]|operatric[ei]|sportello|uffici?o?|comune|segretariato|psicolog\w+|funzionari\w+"
    r"|educator\w+|educatric\w+|servizi sociali)\b"
)
_TREATED_BADLY = re.compile(
    r"\b(?:mi|ci) (?:\w+ )?(?:tratt\w+|rispond\w+|rispost\w+|parl\w+) (?:\w+ )?(?:male|malissimo|da cani)\b|\b(?:maleducat|scortes|arrogant)\w+"
    r"|\b(?:mi|ci) (?:ha |hanno )?(?:urla\w*|grida\w*|insult\w+|offes\w+|umili\w*|prend\w+ in giro|preso in giro|sbattut\w+ fuori)\b"
)


def asked_in_fear(turn: Turn) -> Decision | None:
    """The answer to a fear about asking at all; none where the message speaks of none."""
    act, message = turn.understanding.act, normalise(turn.text)
    if act == "press":
        return None
    if _STAFF.search(message) and _TREATED_BADLY.search(message):
        return hand_over(replace(turn, understanding=Understanding("complaint")))
    if _WHO_KNOWS.search(message):
        return _told(turn, turn.phrases.follow_ups.confidential)
    if _CONSEQUENCES.search(message):
        return _told(turn, turn.phrases.follow_ups.no_obligation)
    if act == "privacy" and turn.context.errand:  # where a name is asked for, "I need no name" is not true
        return said(turn, "privacy", turn.phrases.follow_ups.private_booking, with_contact=True)
    return _ashamed(turn) if is_ashamed(turn.text) and act not in ("ask", "need", "book") else None


def is_ashamed(text: str) -> bool:
    return _ASHAMED.search(normalise(text)) is not None


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
