"""What a citizen is doing at a desk that gives appointments: kept in the talk's context until it is done or given up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["book", "move", "cancel"]
Step = Literal["begin", "age", "choosing", "naming", "confirming", "code", "cancelling", "moving"]
"""What is waited for: whether a child is of age, a choice of slots, the name, a yes to the summary, a code, a yes to cancelling, a yes to moving."""


@dataclass(frozen=True)
class Errand:
    """`offered` are the tokens of the slots shown last, `shown` of all; `hold` and `appointment` are ids, `token` what is held."""

    kind: Kind
    service: str
    step: Step = "begin"
    wish: str = ""
    """The words with which the errand began."""
    wished: str = ""
    """All that was wished of day and hour and still holds, as bot/booking/wishes/remembered.py writes it."""
    offered: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    token: str = ""
    hold: str = ""
    prolonged: bool = False
    """Whether a slot was kept for longer already, for somebody who asked for a moment: once."""
    name: str = ""
    phone: str = ""
    surname_asked: bool = False
    appointment: str = ""
    before: str = ""
    """In words, when the appointment is that is moved or cancelled."""
    code: str = ""
    of_age: bool = False
    """Whether that was asked already."""
    puzzled: int = 0
    """How often in a row an answer was of no use."""
    again: int = 0
    """How often the step's question was asked again."""
    proposed: str = ""
    """The token of the one slot among those offered that a bare yes takes."""
    for_another: bool = False
    """Whether the citizen books for somebody else, grown up."""
    touched: str = ""
    """When it was worked at last, as ISO 8601."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Errand":
        return cls(**{**data, "offered": tuple(data["offered"]), "shown": tuple(data["shown"])})
