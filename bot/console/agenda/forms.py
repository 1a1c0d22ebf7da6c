"""What is typed into the agenda's forms, read; nothing in here refuses, it says what is missing."""

from datetime import date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Form, Query

from bot.booking.desk import Desk
from bot.booking.slots import Slot, slot_at, slot_of
from bot.times import local, moment_of

Key = Annotated[str, Form(pattern=r"^[A-Za-z0-9-]{16,64}$")]
Typed = Annotated[str, Form(max_length=100)]
Asked = Annotated[str, Query(max_length=20)]
FURTHEST = timedelta(days=730)
"""From today: what is further away was mistyped."""


def day_in(text: str) -> date | None:
    """None where it is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def time_in(text: str) -> time | None:
    try:
        found = time.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(second=0, microsecond=0) if found.tzinfo is None else None


def id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def is_near(day: date, today: date) -> bool:
    return abs(day - today) <= FURTHEST


def asked_day(text: str, now: datetime) -> date:
    """The day that an address names, else today."""
    today = local(now).date()
    day = day_in(text)
    return day if day and is_near(day, today) else today


def wanted_slot(desk: Desk, token: str, day: str, hour: str, now: datetime) -> Slot | str:
    """The slot that was pressed, or typed as day and hour; else the word for what is wrong."""
    if token:
        slot = slot_of(desk, token)
    else:
        on, at = day_in(day), time_in(hour)
        if on and not is_near(on, local(now).date()):
            return "slot_past"
        # Midnight is an hour too.
        slot = slot_at(desk, moment_of(on, at)) if on and at is not None else None
    if slot is None:
        return "slot_missing"
    return slot if slot.end > now and is_near(slot.day, local(now).date()) else "slot_past"
