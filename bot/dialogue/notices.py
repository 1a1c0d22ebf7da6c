"""Notices about appointments in words. They are read on locked screens: none says whom one sees, or why."""

from datetime import datetime
from typing import assert_never

from bot.booking import options
from bot.booking.appointment import Appointment
from bot.booking.desk import Desk
from bot.booking.diary import Notice
from bot.dialogue.turn import Option, Reply, Template
from bot.knowledge.notices import NoticeWords, Told
from bot.times import WEEKDAYS, local, spoken_date, spoken_hour


def in_words(notice: Notice, desk: Desk, words: NoticeWords) -> Reply:
    """The notice as it is sent, with what can be answered to it."""
    told = _told(notice, words)
    values = _values(notice.appointment, desk)
    filled = tuple(values[name] for name in told.values)
    return Reply(told.text.format(**values), _options(notice, words), Template(told.template, filled))


def _told(notice: Notice, words: NoticeWords) -> Told:
    if notice.kind == "called_off" and not notice.slots:
        return words.called_off_without_others
    told: Told = getattr(words, notice.kind)
    return told


def _values(about: Appointment | None, desk: Desk) -> dict[str, str]:
    start = local(about.start) if about else None
    until = local(about.held_until) if about and about.held_until else None
    return {
        "day": spoken_date(start.date()) if start else "",
        "hour": spoken_hour(start.time()) if start else "",
        "until": spoken_hour(until.time()) if until else "",
        "contact": desk.phone,
    }


def _options(notice: Notice, words: NoticeWords) -> tuple[Option, ...]:
    about = notice.appointment
    if about is None:
        return ()
    match notice.kind:
        case "reminder" | "moved":
            return (
                Option(words.confirm, options.about("confirm", about)),
                Option(words.move, options.about("move", about)),
                Option(words.cancel, options.about("cancel", about)),
            )
        case "offer":
            yes, no = options.about("take", about), options.about("decline", about)
            return (Option(words.take, yes), Option(words.decline, no))
        case "called_off":
            return tuple(Option(_in_short(slot.start), options.move_to(about, slot)) for slot in notice.slots)
        case "hold_over":
            return (Option(words.again, options.choose(about.slot)),)
        case "hold_lost":
            return tuple(Option(_in_short(slot.start), options.choose(slot)) for slot in notice.slots)
        case "move_over" | "offer_over" | "waiting_over":
            return ()
        case other:
            assert_never(other)


def _in_short(start: datetime) -> str:
    """What fits on a button: "ven 27/11 ore 16:00"."""
    here = local(start)
    return f"{WEEKDAYS[here.weekday()][:3]} {here.day}/{here.month} ore {here:%H:%M}"
