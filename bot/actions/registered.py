"""The actions by the names that stories/ and nlu/domain/ use."""

from collections.abc import Callable

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.actions.border import say, turn_of
from bot.booking.appointments import Appointments
from bot.dialogue.answer import answer
from bot.dialogue.appointments import appointment
from bot.dialogue.beyond import beyond
from bot.dialogue.booking.secretary import Secretary
from bot.dialogue.choosing import ask_to_rephrase
from bot.dialogue.in_a_talk import in_a_talk
from bot.dialogue.moving import choose_comune, to_comune
from bot.dialogue.opening import is_about_opening, when_open
from bot.dialogue.people import hand_over, other_language, privacy, small_talk
from bot.dialogue.pressing import press
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.wanting import to_book
from bot.knowledge.live import LiveKnowledge

Answering = Callable[[Turn], Decision]

ACTIONS: dict[str, Answering] = {
    "action_answer": answer,
    "action_appointment": appointment,
    "action_hand_over": hand_over,
    "action_privacy": privacy,
    "action_small_talk": small_talk,
    "action_choose_comune": choose_comune,
    "action_out_of_scope": beyond,
    "action_language": other_language,
    "action_press": press,
    "action_rephrase": ask_to_rephrase,
}


class Answer(Action):  # type: ignore[misc]
    """One named action: a function from a turn to a decision, behind the secretary who looks at every message first."""

    def __init__(self, name: str, answering: Answering, knowledge: LiveKnowledge, secretary: Secretary) -> None:
        self._name = name
        self._answering = answering
        self._knowledge = knowledge
        self._secretary = secretary

    def name(self) -> str:
        return self._name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        turn = turn_of(tracker, self._knowledge.current())
        return say(await self._secretary.decide(turn, lambda turn: decide(turn, self._answering)), dispatcher)


def decide(turn: Turn, answering: Answering) -> Decision:
    """The decision of an action, as part of the talk."""
    return in_a_talk(turn, lambda turn: _ordinary(turn, answering))


def _ordinary(turn: Turn, answering: Answering) -> Decision:
    """The action's own; but whoever was asked for the municipality and names it has answered that question.

    A bare question whether the office is open is that, whatever the brain has made of it.
    """
    if turn.context.waiting and turn.named_comune:
        return to_comune(turn, turn.named_comune)
    if turn.understanding.act not in ("ask", "press") and is_about_opening(turn):
        return when_open(turn)
    if wish := to_book(turn):
        return appointment(wish)
    return answering(turn)


def executor(knowledge: LiveKnowledge, appointments: Appointments, public_url: str = "") -> ActionExecutor:
    """rasa-sdk's executor with every action of ours; with a public address, whoever books is told of the calendar file."""
    actions, secretary = ActionExecutor(), Secretary(appointments, public_url)
    for name, answering in ACTIONS.items():
        actions.register_action(Answer(name, answering, knowledge, secretary))
    return actions
