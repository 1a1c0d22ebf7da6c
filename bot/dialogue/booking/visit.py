"""A citizen at a desk that gives appointments: the message, what is being done, the diary, and how to answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.booking.appointment import Appointment, Caller
from bot.booking.appointments import Appointments
from bot.booking.desk import Desk
from bot.booking.slots import Slot, slot_of
from bot.dialogue.errand import Errand
from bot.dialogue.replies import replies
from bot.dialogue.turn import Action, Decision, Option, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.booking_phrases import BookingPhrases
from bot.knowledge.schema import Service

NAMED_MIN = 0.6
"""From this probability of a service on, the message is about it."""


@dataclass(frozen=True)
class Visit:
    turn: Turn
    municipality: Municipality
    service: Service
    desk: Desk
    errand: Errand
    appointments: Appointments
    public_url: str = ""
    """Where the calendar file can be fetched; empty = nowhere."""

    @property
    def phrases(self) -> BookingPhrases:
        return self.turn.knowledge.booking

    @property
    def caller(self) -> Caller:
        return Caller(self.turn.conversation, self.turn.message_id, self.turn.now)

    @property
    def who(self) -> str:
        return self.desk.rules.who

    @property
    def contact(self) -> str:
        """How to reach the desk by phone."""
        return self.turn.answers(self.municipality).ask_there(self.service)

    @property
    def held(self) -> Slot | None:
        """The slot that is kept for the citizen, or wished for a move."""
        return slot_of(self.desk, self.errand.token) if self.errand.token else None

    @property
    def names_another(self) -> bool:
        """Whether the message is about another service."""
        return self._named not in (None, self.service.concept)

    @property
    def names_this(self) -> bool:
        """Whether the message is about this desk, whatever the talk was about."""
        return self._named == self.service.concept

    @property
    def _named(self) -> str | None:
        concept, probability = (self.turn.named_in(self.municipality) or [("", 0.0)])[0]
        return concept if probability >= NAMED_MIN else None

    def with_errand(self, **changes: Any) -> "Visit":
        return replace(self, errand=replace(self.errand, **changes))

    def says(self, paragraphs: Iterable[str], options: Sequence[Option] = (), **errand: Any) -> Decision:
        """An answer after which the errand goes on."""
        touched = {"touched": self.turn.now.isoformat(), "puzzled": 0, "again": 0, "proposed": "", **errand}
        return self._decision("booking", paragraphs, options, replace(self.errand, **touched))

    def ends(self, paragraphs: Iterable[str], options: Sequence[Option] = (), action: Action = "booking") -> Decision:
        """An answer with which the errand is over."""
        return self._decision(action, paragraphs, options, None)

    def done(self, paragraphs: Iterable[str], options: Sequence[Option] = ()) -> Decision:
        """What the diary now holds. It is read although a person takes the talk meanwhile: so its words ask nothing of the assistant."""
        return replace(self.ends(paragraphs, options), is_done=True)

    async def own(self) -> list[Appointment]:
        """The citizen's open appointments at this desk."""
        found = await self.appointments.own(self.turn.conversation, self.turn.now)
        return [appointment for appointment in found if appointment.desk == self.desk.id]

    def _decision(
        self, action: Action, paragraphs: Iterable[str], options: Sequence[Option], errand: Errand | None
    ) -> Decision:
        context = self.turn.settled(self.service.concept)
        # What was offered before is not the last that was said any more: a "sì" is none to it.
        lately = replace(context.lately, list_is_last=False, person_is_last=False)
        return Decision(
            action=action,
            replies=replies(paragraphs, options),
            context=replace(context, errand=errand, lately=lately),
            service=self.service.id,
            sources=(self.service.source.document,),
        )
