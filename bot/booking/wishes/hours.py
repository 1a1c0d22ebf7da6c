"""The hours of a wish: an exact one, after, before, between, parts of the day, and those that do not suit."""

import re
from dataclasses import dataclass, replace
from datetime import time

from bot.booking.wishes.page import Page
from bot.booking.wishes.parts import FINER, PART_WORDS, PARTS, Part
from bot.booking.wishes.spelling import MONTH

AFTERNOON = range(1, 8)
"""Hours that mean the afternoon where nothing else is said: "alle 5" is 17."""

_T = r"@(\d{1,2}):(\d\d)"
_OF = r"(?: (?:di|del|della|in|nel|la|il)? ?(mattina|pomeriggio|sera))?"
_MARKED = re.compile(
    r"\b((?:alle|dalle|delle|le|ore|fino a|fino|verso|dopo)(?: ore)?|(?:all|dall|dell|l)(?= 1 )) (\d{1,2})(?:[:.,](\d\d))?"
    r"(?: e (mezz[ao]|un quarto|3 quarti|[0-5][05]|5)| meno (un quarto|5|10|20))?(?= |$)"
    rf"(?! (?:settimane|ore|volte|figlie|figli|persone|anni|mesi|giorni|euro|\d|{MONTH}))"
)
_WITH_MINUTES = re.compile(r"(?<= )(\d{1,2})[:.](\d\d)(?= )(?! euro)")
_NOON = re.compile(r"\bmezzogiorno(?: (?:e|all) (mezz[ao]|un quarto|3 quarti))?\b")
_WITHOUT_LE = re.compile(rf"\b(tra|fra) (?:le )?(\d{{1,2}}) e (?=(?:le )?{_T})|({_T}) e (\d{{1,2}})(?= )")
_ONE = re.compile(r"\b(all|dall|dell|l) una\b")
_MINUTES = {"mezza": 30, "mezzo": 30, "un quarto": 15, "3 quarti": 45, None: 0}

_NOT_BEFORE = re.compile(rf"\b(?:non|mai|no) prima (?:delle|dell|di|del)? ?{_T}{_OF}")
_NOT_AFTER = re.compile(rf"\b(?:non|mai|no) (?:dopo|oltre|piu tardi) (?:delle|dell|le|di|del|l)? ?{_T}{_OF}")
_BEFORE_NOT = re.compile(rf"\bprima (?:delle|dell|di|del) {_T}{_OF} (?:non|no)\b")
_AFTER_NOT = re.compile(rf"\bdopo (?:le|l) {_T}{_OF} (?:non|no)\b")
_BETWEEN = re.compile(
    rf"\b(?:tra|fra) (?:le |l )?{_T} e (?:le |l )?{_T}{_OF}|\b(?:dalle|dall) {_T} (?:alle|all|a) {_T}{_OF}"
)
_FREE_FROM = re.compile(
    rf"\b(?:lavoro|esco|stacco|finisco|liber[oa]|impegnat[oa]|turno|lezione|occupat[oa])"
    rf"(?: \w+){{0,3}}? (?:fino (?:alle |all |a )?|alle |dalle |all |dall ){_T}{_OF}(?: in poi)?"
)
_AFTER = re.compile(
    rf"\b(?:(?:dopo|oltre|passate|a partire)(?: le| l| dalle| dall| ore)?|dalle|dall) {_T}{_OF}(?: (?:in poi|in avanti|in su))?"
)
_BEFORE = re.compile(rf"\b(?:prima|entro|fino|massimo)(?: a| delle| dell| le| l| alle| all| di| del| ore)? {_T}{_OF}")
_BOUNDS = (
    (_FREE_FROM, True), (_NOT_BEFORE, True), (_BEFORE_NOT, True), (_NOT_AFTER, False), (_AFTER_NOT, False),
    (_AFTER, True), (_BEFORE, False),
)  # fmt: skip
"""Whether the hour is when the span begins; those that deny first."""
_AT = re.compile(rf"(?:\b(?:alle|all|le|l|ore|delle|dell|verso|per) )*{_T}{_OF}")

_CANNOT = r"non (?:posso|riesco|vengo|ce la faccio|faccio in tempo|va bene)"
_NOT_AT = re.compile(rf"(?<!delle )(?<!dopo le ){_T} {_CANNOT}\b|\b{_CANNOT}(?: \w+){{0,3}} {_T}")
_PART = r"(mattina|pomeriggio|sera)"
_NOT_THE_PART = re.compile(
    rf"\b(?:non (?:posso |riesco |vengo |mi va )?|mai |no )(?:di |la |il |in |nel |al |alla )?{_PART}"
    rf"|\b(?:di |la |il |al |alla )?{_PART} (?:no|lavoro|non (?:posso|riesco|vengo|va|ci sono))\b"
)
_A_PART = re.compile(
    r"\b(?:di |in |nel |nella |la |il |al |alla |quest[ao] )?(mattina|pomeriggio|sera|stasera|stamattina|stamani|stamane|domattina)\b"
)


@dataclass(frozen=True)
class Hours:
    """The fields of a frame that are about hours."""

    after: time | None = None
    before: time | None = None
    not_between: tuple[time, time] | None = None
    at: time | None = None

    def within(self, after: time | None, before: time | None) -> "Hours":
        """These hours, and within others too."""
        afters = [hour for hour in (self.after, after) if hour]
        befores = [hour for hour in (self.before, before) if hour and hour != time.max]
        return replace(self, after=max(afters, default=None), before=min(befores, default=None))

    def within_if_any(self, after: time | None, before: time | None) -> "Hours":
        """The same, where it leaves any: "la sera tardi, ma non oltre le 19" is what was said of the hour."""
        both = self.within(after, before)
        return self if both.after and both.before and both.after >= both.before else both


def mark_hours(words: str) -> str:
    """The words with each hour as @h:mm, so that no reader takes a date for an hour."""
    words = _ONE.sub(r"\1 1", words)
    words = _NOON.sub(lambda found: f"@12:{_MINUTES[found[1]]:02}", words)
    words = _MARKED.sub(_marked, words)
    words = _WITH_MINUTES.sub(lambda found: _hour(found[1], int(found[2])) or found[0], words)
    return _WITHOUT_LE.sub(_marked_beside, words)


def _marked(found: re.Match[str]) -> str:
    before, hour, minute, past, to = found.groups()
    minutes = int(minute or 0) or (_MINUTES[past] if past in _MINUTES else int(past))
    if to:
        hour, minutes = str(int(hour) - 1), 60 - (15 if to == "un quarto" else int(to))
    marked = _hour(hour, minutes)
    return f"{before.removesuffix(' ore')} {marked}" if marked else found[0]


def _marked_beside(found: re.Match[str]) -> str:
    """ "tra 16 e le 18", "tra le 16 e 18": the second hour tells that the first is one too."""
    if found[1]:
        return f"{found[1]} {_hour(found[2], 0) or found[2]} e "
    return f"{found[5]} e {_hour(found[8], 0) or found[8]}"


def _hour(hour: str, minutes: int) -> str | None:
    return f"@{int(hour)}:{minutes:02}" if 0 <= int(hour) < 24 and minutes < 60 else None


def read_hours(page: Page) -> Hours:
    """The hours that the page names, crossed out."""
    hours = Hours()
    page.words = _NOT_AT.sub(" non posso ", page.words)
    if refused := page.take(_NOT_THE_PART):
        hours = replace(hours, not_between=PARTS[PART_WORDS[refused[1] or refused[2]]])
    part = PART_WORDS[found[1]] if (found := _A_PART.search(page.words)) else None
    hours = _spans(page, hours, part)
    exact = page.take(_AT)
    for pattern, after, before in FINER:
        if page.take(pattern):
            hours = hours.within_if_any(after, before)
    named = page.take_all(_A_PART)
    if exact:
        return Hours(at=_time(exact.groups(), part), not_between=hours.not_between)
    return hours.within_if_any(*PARTS[PART_WORDS[named[0][1]]]) if named else hours


def _spans(page: Page, hours: Hours, part: Part | None) -> Hours:
    if found := page.take(_BETWEEN):
        named = [group for group in found.groups() if group is not None]
        of = tuple(named[4:])
        return hours.within(_time((*named[:2], *of), part), _time((*named[2:4], *of), part))
    for pattern, is_start in _BOUNDS:
        if found := page.take(pattern):
            hour = _time(found.groups(), part)
            hours = hours.within(hour, None) if is_start else hours.within(None, hour)
    return hours


def _time(groups: tuple[str | None, ...], part: Part | None) -> time:
    hour, minute = int(groups[0] or 0), int(groups[1] or 0)
    said = groups[2] if len(groups) > 2 else None
    meant = PART_WORDS[said] if said else part
    if (meant in ("pomeriggio", "sera") and hour < 12) or (meant is None and hour in AFTERNOON):
        hour += 12
    return time(hour, minute)
