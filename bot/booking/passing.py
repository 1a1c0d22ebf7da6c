"""What time does to a diary: holds and offers end, who comes tomorrow is reminded, what the desk has changed is told."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.booking import waiting
from bot.booking.appointment import Appointment
from bot.booking.diary import Diary
from bot.booking.slots import nearest

TOO_SHORT = timedelta(hours=1)
"""Before an appointment: a reminder that is late by so much is not worth sending any more."""


def pass_time(diary: Diary, now: datetime) -> None:
    """All that is due at this moment."""
    let_expire(diary, now)
    _remind(diary, now)
    _tell_changes(diary, now)
    waiting.offer(diary, now)


def let_expire(diary: Diary, now: datetime, asking: str = "") -> None:
    """Ends holds whose time is up. Whoever is just asking learns it from the answer."""
    for hold in list(diary.appointments.values()):
        if hold.status == "held" and hold.held_until and hold.held_until <= now:
            diary.let_go(hold, "expired")
            if hold.citizen and hold.citizen != asking:
                is_moving = bool(diary.open_of(hold.citizen, now))
                diary.tell("offer_over" if hold.is_offered else "move_over" if is_moving else "hold_over", hold)


def _remind(diary: Diary, now: datetime) -> None:
    if not diary.desk.is_decent_hour(now):
        return
    for appointment in list(diary.appointments.values()):
        if _is_reminder_due(diary, appointment, now):
            diary.tell("reminder", diary.put(replace(appointment, reminded_at=now)))


def _is_reminder_due(diary: Diary, appointment: Appointment, now: datetime) -> bool:
    due = diary.desk.reminder_of(appointment.start)
    if due is None or appointment.status != "booked" or appointment.reminded_at or not _can_be_told(diary, appointment):
        return False
    # Who has booked since then needs no reminding yet.
    is_fresh = appointment.settled_at is not None and appointment.settled_at >= due
    return due <= now < appointment.start - TOO_SHORT and not is_fresh


def _tell_changes(diary: Diary, now: datetime) -> None:
    """At a decent hour, unless it would be too late then. Who cannot be told stays on the psychologist's list."""
    for appointment in list(diary.appointments.values()):
        if appointment.untold is None or not _can_be_told(diary, appointment):
            continue
        if diary.desk.is_decent_hour(now) or appointment.start - TOO_SHORT < diary.desk.next_decent_hour(now):
            others = nearest(diary.free(now), appointment.start, 3) if appointment.untold == "called_off" else ()
            diary.tell(appointment.untold, diary.put(replace(appointment, untold=None)), others)


def _can_be_told(diary: Diary, appointment: Appointment) -> bool:
    return appointment.citizen is not None and appointment.citizen not in diary.mute
