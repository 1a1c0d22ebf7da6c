"""A brain that knows nothing but appointments: whatever the gateway hears goes to the real secretary, over the real diary."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from bot.actions.registered import ACTIONS, decide
from bot.agenda.rows import RowsAppointments
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.context import Context
from bot.dialogue.turn import Turn
from bot.dialogue.understanding import Understanding
from bot.knowledge.live import LiveKnowledge
from bot.settings import PROJECT
from bot.times import local
from tests.service.gateway import Gateway
from tests.service.world import World

KNOWLEDGE = LiveKnowledge(PROJECT / "knowledge").current()
COMUNE, LISTENING = "cesano-boscone", "cesano-boscone/ti-ascolto"


@dataclass
class DeskBrain:
    """Understands presses; of a text, that it is about none of our services."""

    gateway: Gateway
    appointments: RowsAppointments
    contexts: dict[str, Context] = field(default_factory=dict)

    async def acts(self, body: dict[str, Any]) -> str:
        payload, talk = body.get("payload"), body["conversation"]
        reading = Understanding("press" if payload else "out_of_scope", 0.9, (("", 0.9),))
        context = self.contexts.get(talk, Context(comune=COMUNE))
        now = local(datetime.fromisoformat(body["metadata"]["now"]))
        said = payload or body["text"]
        turn = Turn(said, reading, context, KNOWLEDGE, now, None, talk, body["message_id"])
        usual = ACTIONS["action_press" if payload else "action_out_of_scope"]
        decision = await Secretary(self.appointments).decide(turn, partial(_decide, usual))
        self.contexts[talk] = decision.context
        self.gateway.decision = decision.reasons()
        self.gateway.options = [asdict(option) for reply in decision.replies for option in reply.options]
        return "\n".join(reply.text for reply in decision.replies)


def _decide(usual: Any, turn: Turn) -> Any:
    return decide(turn, usual)


def with_desk(world: World) -> RowsAppointments:
    """The diary that the world's brain works on from now on."""
    appointments = RowsAppointments(world.desk.database, lambda: KNOWLEDGE)
    world.gateway.acts = DeskBrain(world.gateway, appointments).acts
    return appointments
