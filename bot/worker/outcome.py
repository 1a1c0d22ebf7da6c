"""What becomes of a turn, before it is written: answered, kept until the brain is back, tried again, set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.turn import Reply
from bot.safety.kinds import CrisisKind
from bot.storage.base import Doubt


@dataclass(frozen=True)
class Doubtful:
    """A question that the assistant may have got wrong: why, and what it understood, without a word of the citizen's."""

    why: Doubt
    understood: dict[str, Any]


@dataclass(frozen=True)
class Answered:
    """The turn is done; without replies where it is a person's to answer, or the talk has moved on."""

    replies: tuple[Reply, ...] = ()
    comune: str | None = None
    crisis: CrisisKind | None = None
    """A danger that the operators are to see."""
    is_urgent: bool = False
    """The replies are the answer to a cry for help."""
    calls_for: str | None = None
    """Why a person is called; none = nobody is."""
    action: str = field(default="person", compare=False)
    """What has answered, as `sportello ask` names it; "person" where it is a person's to answer."""
    ends_waiting: bool = False
    """The citizen goes on with the assistant in place of the person who was called."""
    stops_notices: bool | None = None
    """Whether the citizen wants no notices any more (true), or wants them again (false)."""
    reasons: Mapping[str, Any] | None = None
    """What was understood and decided, for whoever reads the talk; none where nothing was to be understood."""
    doubt: Doubtful | None = None
    goes_anyway: bool = False
    """The replies go out although an operator holds the talk."""

    @property
    def is_plain(self) -> bool:
        """Whether nobody is to be told but the citizen."""
        told = self.crisis or self.is_urgent or self.calls_for or self.ends_waiting or self.doubt
        return not told and self.stops_notices is None


@dataclass(frozen=True)
class Waits:
    """The brain is away: said once, then answered when it is back."""

    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class Failed:
    """The brain failed at this turn, and may not the next time."""


@dataclass(frozen=True)
class SetAside:
    """Tried often enough: the citizen is told, and a person is called."""

    replies: tuple[Reply, ...]


Outcome = Answered | Waits | Failed | SetAside


def in_a_word(outcome: Outcome) -> str:
    """For the figures: the action, or why there was none."""
    match outcome:
        case Answered():
            return outcome.action
        case Waits():
            return "waits"
        case Failed():
            return "failed"
        case SetAside():
            return "set_aside"
