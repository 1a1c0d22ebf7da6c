"""Appointments as calendar programs take them: a citizen's own as a file, a desk's as a feed. Neither says who or why."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar, Event

from bot.booking.appointment import Appointment
from bot.booking.desk import Desk
from bot.knowledge.calendar import CalendarWords
from bot.times import local

PROGRAM = "-//Sportello//IT"
STATUS = {"booked": "CONFIRMED", "came": "CONFIRMED", "absent": "CONFIRMED"}
"""Anything else has been cancelled; a calendar that holds the event then takes it away."""


def link(public_url: str, appointment: Appointment) -> str:
    """Where the citizen's file is; the code in it is the citizen's secret."""
    return f"{public_url.rstrip('/')}/appuntamento/{appointment.code}.ics"


def citizens_file(appointment: Appointment, desk: Desk, words: CalendarWords, now: datetime) -> bytes:
    """The same event again after a change, with a higher sequence number: a calendar moves it or takes it away."""
    event = _event(appointment, words.citizen, now)
    event.add("location", desk.place)
    event.add("description", words.how_to_change.format(code=appointment.spoken_code, contact=desk.phone))
    return _written([event])


def desks_feed(appointments: Iterable[Appointment], words: CalendarWords, now: datetime) -> bytes:
    """All that is booked; a feed is read as a whole, so what was cancelled is just not there."""
    events = [_event(appointment, words.desk, now) for appointment in appointments if appointment.status in STATUS]
    return _written(events, words.agenda)


def _event(appointment: Appointment, summary: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{appointment.id}@sportello")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now)
    # In local time, for that is what was agreed on; the time zone stands beside it.
    event.add("dtstart", local(appointment.start))
    event.add("dtend", local(appointment.end))
    event.add("summary", summary)
    event.add("status", STATUS.get(appointment.status, "CANCELLED"))
    event.add("class", "PRIVATE")
    return event


def _written(events: list[Event], name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written
