"""A wish as text, kept in the talk between two messages: its days stay those that were meant when it was said."""

import json
from datetime import date, time
from typing import Any

from bot.booking.wishes.wish import Frame, Wished


def as_text(wish: Wished) -> str:
    """For the talk's context, which is JSON: without what is open in each frame."""
    return json.dumps([_written(frame) for frame in wish.any_of])


def from_text(text: str) -> Wished | None:
    """The wish again; none where nothing was wished."""
    frames = tuple(_read(data) for data in json.loads(text)) if text else ()
    return Wished(frames) if frames else None


def _written(frame: Frame) -> dict[str, Any]:
    dated = {name: day.isoformat() for name in ("first", "last") if (day := getattr(frame, name))}
    timed = {name: hour.isoformat() for name in ("after", "before", "at") if (hour := getattr(frame, name))}
    listed = {name: days for name in ("weekdays", "not_weekdays") if (days := getattr(frame, name))}
    more: dict[str, Any] = {}
    if frame.not_days:
        more["not_days"] = [day.isoformat() for day in frame.not_days]
    if frame.not_between:
        more["not_between"] = [hour.isoformat() for hour in frame.not_between]
    return {**dated, **timed, **listed, **more, **({"any_week": True} if frame.any_week else {})}


def _read(data: dict[str, Any]) -> Frame:
    fields: dict[str, Any] = dict(data)
    for name in ("first", "last"):
        if name in data:
            fields[name] = date.fromisoformat(data[name])
    for name in ("after", "before", "at"):
        if name in data:
            fields[name] = time.fromisoformat(data[name])
    for name in ("weekdays", "not_weekdays"):
        fields[name] = tuple(data.get(name, ()))
    fields["not_days"] = tuple(map(date.fromisoformat, data.get("not_days", ())))
    if "not_between" in data:
        begins, ends = map(time.fromisoformat, data["not_between"])
        fields["not_between"] = (begins, ends)
    return Frame(**fields)
