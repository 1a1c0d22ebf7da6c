"""What a talk is about, between its turns."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.dialogue.errand import Errand
from bot.dialogue.lately import Lately
from bot.dialogue.understanding import Understanding
from bot.knowledge.schema import Aspect


@dataclass(frozen=True)
class Context:
    """What a talk is about; kept in the brain's slot `context` between turns."""

    comune: str | None = None
    concept: str | None = None
    beside: str | None = None
    """The concept that the answer before was about, too: "e quanto costano?" asks of both."""
    aspects: tuple[Aspect, ...] = ()
    waiting: Understanding | None = None
    """The question that waits until the citizen has said for which municipality."""
    misunderstood: int = 0
    choosing: bool = False
    """Whether the citizen was asked which service is meant."""
    needed: tuple[tuple[str, float], ...] = ()
    """What the situation that was told may need: concepts, likeliest first."""
    offered: tuple[str, ...] = ()
    """The services that were offered for it, by id."""
    errand: Errand | None = None
    """The appointment that is being made, moved or cancelled."""
    is_minor: bool = False
    """Whether the citizen said that the talk is about somebody under eighteen."""
    for_child: bool = False
    """Whether an appointment was spoken of for a child whose age nobody has said."""
    lately: Lately = field(default_factory=Lately)

    def as_json(self) -> dict[str, Any]:
        waiting, errand = (part and asdict(part) for part in (self.waiting, self.errand))
        return {**vars(self), "waiting": waiting, "errand": errand, "lately": vars(self.lately)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> "Context":
        """The context in a slot's value; an empty one where there is none yet."""
        fields = dict(data or {})
        if waiting := fields.get("waiting"):
            fields["waiting"] = Understanding.from_json(waiting)
        if errand := fields.get("errand"):
            fields["errand"] = Errand.from_json(errand)
        fields["needed"] = tuple((concept, p) for concept, p in fields.get("needed", ()))
        sequences = {name: tuple(fields.get(name, ())) for name in ("aspects", "offered")}
        if lately := fields.get("lately"):
            fields["lately"] = Lately.from_json(lately)
        return cls(**{**fields, **sequences})
