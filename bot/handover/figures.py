"""The figures of a day, by municipality: for the console's first page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.handover.clerk import Clerk
from bot.storage.base import HandoverKind
from bot.storage.models import Conversation, HandoverEvent, OpenQuestion
from bot.times import ROME


@dataclass(frozen=True)
class Figures:
    """Of one municipality (or of talks whose municipality is not known); `waiting` and `waiting_since` are of this moment."""

    waiting: int = 0
    waiting_since: datetime | None = None
    """Since when whoever has waited longest is waiting."""
    with_operators: int = 0
    unanswered: int = 0
    """Questions of the day that were not understood, or not surely."""
    events: Mapping[HandoverKind, int] = field(default_factory=dict)
    """How often a talk changed hands on that day, by kind; "crisis" are cries for help."""

    @property
    def taken(self) -> int:
        return sum(self.events.get(kind, 0) for kind in ("taken", "stepped_in"))

    @property
    def given_back(self) -> int:
        return sum(self.events.get(kind, 0) for kind in ("given_back", "closed"))

    @property
    def crises(self) -> int:
        return self.events.get("crisis", 0)


async def figures_of(session: AsyncSession, clerk: Clerk, day: date) -> dict[str | None, Figures]:
    """By municipality, of the local day; those without anything are left out."""
    begins, ends = _bounds(day)
    comune = Conversation.comune
    now = select(comune, Conversation.holder, func.count(), func.min(Conversation.waiting_since))
    held = now.where(Conversation.holder != "bot", clerk.sees(comune)).group_by(comune, Conversation.holder)
    happened = select(HandoverEvent.comune, HandoverEvent.kind, func.count()).where(
        HandoverEvent.at >= begins, HandoverEvent.at < ends, clerk.sees(HandoverEvent.comune)
    )
    asked = select(OpenQuestion.comune, func.count()).where(
        OpenQuestion.verdict.is_(None),
        OpenQuestion.asked_at >= begins,
        OpenQuestion.asked_at < ends,
        clerk.sees(OpenQuestion.comune),
    )
    found: dict[str | None, Figures] = defaultdict(Figures)
    for name, holder, count, since in await session.execute(held):
        if holder == "waiting":
            found[name] = replace(found[name], waiting=count, waiting_since=since)
        else:
            found[name] = replace(found[name], with_operators=count)
    for name, kind, count in await session.execute(happened.group_by(HandoverEvent.comune, HandoverEvent.kind)):
        found[name] = replace(found[name], events={**found[name].events, kind: count})
    for name, count in await session.execute(asked.group_by(OpenQuestion.comune)):
        found[name] = replace(found[name], unanswered=count)
    return dict(found)


def _bounds(day: date) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, time(), ROME)
    return begins, datetime.combine(day + timedelta(days=1), time(), ROME)
