"""Slots and appointments in words, and the options of this dialogue."""

from bot.booking import options
from bot.booking.appointment import Appointment
from bot.booking.slots import Slot
from bot.dialogue.turn import Option
from bot.times import MONTHS, WEEKDAYS, local, spoken_date, spoken_hour

PREFIX = "booking"
"""Payloads of this dialogue: "booking:start:<service>", "booking:<word>"; those of bot/booking/options.py are about one appointment."""
START = f"{PREFIX}:start:"


def is_of_an_appointment(payload: str) -> bool:
    """ "Prenota", under an answer about the service, is not yet one."""
    return payload.split(":")[0] in (options.PREFIX, PREFIX) and not payload.startswith(START)


SHARE_PHONE = f"{PREFIX}:phone"
"""The option by which a citizen sends the number of the telephone in hand, where the channel has a button for that."""


def option(label: str, word: str) -> Option:
    return Option(label, f"{PREFIX}:{word}")


def when(slot: Slot) -> str:
    """ "mercoledì 2 dicembre alle 17"."""
    return f"{spoken_date(slot.day)} {spoken_hour(slot.at)}"


def until(held: Appointment) -> str:
    """To what hour a slot is kept: "alle 10:40"."""
    assert held.held_until is not None
    return spoken_hour(local(held.held_until).time())


def label(slot: Slot) -> str:
    """Short enough for a button: "mer 2 dic ore 17"."""
    day = slot.day
    hour = f"{slot.at.hour}:{slot.at.minute:02}" if slot.at.minute else str(slot.at.hour)
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} ore {hour}"
