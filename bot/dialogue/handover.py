"""What a citizen is told when a person is called, awaited, comes and goes."""

import re
from datetime import datetime

from bot.dialogue.turn import Option, Reply
from bot.italian import normalise, plain
from bot.knowledge.answers import Answers
from bot.knowledge.base import Knowledge, Municipality
from bot.knowledge.operator_hours import OperatorHours
from bot.knowledge.phrases import Phrases

ASSISTANT = "assistant"
"""The payload of the option by which a citizen who waits for a person goes on with the assistant."""
MOST_WORDS = 8
"""A longer message says more than that one wants the assistant back, or asks how long it takes: it is for the person."""
_HOW_LONG = re.compile(
    r"\b(?:quanto (?:(?:tempo|ancora|devo|dovro|dobbiamo|c e|bisogna|mi tocca) )*(?:aspett\w+|attend\w+|da aspettare|ci vuole|ci mett\w+|manca)"
    r"|quando (?:mi |ci )?(?:rispond\w+|scriv\w+|arriv\w+|chiam\w+|contatt\w+)|(?:tra|fra|entro) quanto"
    r"|(?:a )?che ora (?:mi )?(?:rispond\w+|arriv\w+)|c e (?:ancora )?(?:qualcuno|nessuno)|mi (?:risponde|rispondete) (?:qualcuno|nessuno)"
    r"|nessuno (?:mi )?risponde|ci siete|(?:tanto|molto) (?:tempo )?(?:da )?(?:aspettare|attesa)|tempi d attesa)\b"
)


def person_called(
    knowledge: Knowledge, comune: str | None, now: datetime, *, in_danger: bool = False, with_contact: bool = False
) -> Reply:
    """That a person was called, when people answer, and the way back; the contact where hours are not known and it was not given yet."""
    phrases = knowledge.phrases
    called = phrases.person_called_crisis if in_danger else phrases.person_called
    return when_they_answer(knowledge, comune, now, first=called, with_contact=with_contact)


def when_they_answer(
    knowledge: Knowledge, comune: str | None, now: datetime, *, first: str = "", with_contact: bool = False
) -> Reply:
    municipality = knowledge.municipalities.get(comune or "")
    hours = OperatorHours.of(municipality.comune, knowledge.closures) if municipality else None
    said = _when(knowledge.phrases, hours, now)
    text = " ".join(filter(None, [first, said or knowledge.phrases.operators_unknown]))
    if said is None and with_contact and municipality:
        text += "\n\n" + _contact(knowledge, municipality, now)
    return Reply(text, (back_option(knowledge.phrases),))


def awaited(phrases: Phrases) -> Reply:
    """That what was written meanwhile is kept for the person."""
    return Reply(phrases.person_awaited, (back_option(phrases),))


def back_option(phrases: Phrases) -> Option:
    return Option(phrases.back_to_assistant_option, ASSISTANT)


def wants_assistant(text: str, phrases: Phrases) -> bool:
    """Whether a short message says that its writer goes on with the assistant."""
    message = normalise(text)
    ways = (f" {normalise(words)} " for words in phrases.back_to_assistant_words)
    return len(message.split()) <= MOST_WORDS and any(way in f" {message} " for way in ways)


def asks_how_long(text: str) -> bool:
    """Whether a short message of somebody who waits for a person asks when that one comes."""
    message = plain(text)
    return len(message.split()) <= MOST_WORDS and _HOW_LONG.search(message) is not None


def now_answers(knowledge: Knowledge, comune: str | None, name: str) -> Reply:
    """Who answers from now on, by name and municipality."""
    phrases, municipality = knowledge.phrases, knowledge.municipalities.get(comune or "")
    whose = phrases.of_comune.format(name=municipality.comune.name) if municipality else phrases.of_no_comune
    return Reply(phrases.now_answers.format(called=name, whose=whose))


def _when(phrases: Phrases, hours: OperatorHours | None, now: datetime) -> str | None:
    """None where nobody knows."""
    if hours is None:
        return None
    if today := hours.today(now):
        return phrases.operators_open.format(hours=today)
    opening = hours.next_opening(now)
    return phrases.operators_closed.format(day=opening[0], hours=opening[1]) if opening else None


def _contact(knowledge: Knowledge, municipality: Municipality, now: datetime) -> str:
    return Answers(municipality, knowledge.phrases, now.date(), knowledge.closures).ask_there(municipality.front_desk)
