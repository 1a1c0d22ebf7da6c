"""How a desk gives appointments: the `booking` block of an entry."""

from datetime import time

from pydantic import Field, model_validator

from bot.knowledge.fields import LocalTime, OpeningHoursText, Strict, Text

KEPT_DAYS = 365
"""How long appointments are kept where the entry does not say."""


class Booking(Strict):
    """How a desk gives appointments by itself; docs/knowledge.md explains each field."""

    hours: OpeningHoursText | None = None
    """None = `hours.by_appointment`."""
    length_minutes: int = Field(gt=0, le=60)
    break_minutes: int = Field(0, ge=0, le=60)
    horizon_days: int = Field(gt=0, le=180)
    notice_hours: float = Field(ge=0, le=168)
    """From the booking to the talk, at least."""
    change_hours: float = Field(ge=0, le=168)
    """Until so long before, an appointment may be moved or cancelled here; then by phone only."""
    hold_minutes: int = Field(10, gt=0, le=60)
    open_appointments: int = Field(1, gt=0, le=10)
    """Of one person, at the same time."""
    offer_minutes: int = Field(120, gt=0, le=1440)
    """How long a slot that became free is kept for the next on the waiting list."""
    kept_days: int = Field(KEPT_DAYS, ge=1, le=3650)
    """After so long an appointment is deleted, with name and number."""
    reminder_at: LocalTime | None = None
    """On the day before; none = no reminder."""
    told_from: LocalTime = time(9)
    told_until: LocalTime = time(20)
    """Notices go out between these hours."""
    who: str = Field(min_length=3, max_length=80)
    """Whom one will talk to, as citizens read it."""
    cost: Text

    @model_validator(mode="after")
    def _reminds_at_a_decent_hour(self) -> "Booking":
        if self.told_from >= self.told_until:
            raise ValueError("told_from comes before told_until")
        if self.reminder_at and not self.told_from <= self.reminder_at < self.told_until:
            raise ValueError("reminder_at lies between told_from and told_until")
        return self
