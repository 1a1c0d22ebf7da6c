"""What a single field of a file under knowledge/ may hold; a field that nobody knows is a mistake."""

from datetime import time
from typing import Annotated

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # its stubs leave out the exceptions
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

TEXT_MAX = 420
"""Characters of one text: what a phone shows without scrolling, with room for the contacts beneath."""
FIRST_STEP_MAX = 120


def _opening_hours(expression: str) -> str:
    try:
        OpeningHours(expression)
    except ParserError as error:
        raise ValueError(f"not in opening_hours syntax, like 'Mo-Fr 09:00-12:30': {expression!r}") from error
    if '"' in expression or "PH" in expression:
        raise ValueError("write only days and times: comments and holidays (PH) do not belong in the expression")
    return expression


def _without_zone(moment: time) -> time:
    if moment.tzinfo or moment.second or moment.microsecond:
        raise ValueError('write hours and minutes in quotes, like "09:00"')
    return moment


def _first_step(text: str) -> str:
    if not (text[:1].islower() and text.endswith(".")):
        raise ValueError(f"small letter first, full stop at the end: {text!r}")
    return text


OpeningHoursText = Annotated[str, AfterValidator(_opening_hours)]
Text = Annotated[str, Field(min_length=3, max_length=TEXT_MAX)]
FirstStep = Annotated[str, Field(max_length=FIRST_STEP_MAX), AfterValidator(_first_step)]
LocalTime = Annotated[time, AfterValidator(_without_zone)]


class Strict(BaseModel):
    """A part of an entry: a field that the schema does not know is a mistake of the curator."""

    model_config = ConfigDict(extra="forbid", frozen=True)
