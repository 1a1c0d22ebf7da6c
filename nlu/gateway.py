"""The only door of the brain: one turn of a talk in, replies and understanding out.

`POST /webhooks/gateway/turn` with a bearer token and
`{message_id, conversation, text | payload, metadata: {comune, channel, now}}` gives
`{replies: [{text, options: [{label, payload}], …}], understood: {intent, confidence, …}}`.
Unlike Rasa's own REST channel it answers 5xx when a turn failed (and forgets that turn, so that it can be tried again),
never reads a citizen's text as a command, and gives the recorded replies when a message id comes again.
"""

import hmac
import logging
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from rasa.core.actions.action import Action
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from nlu.kept_talks import TalksAway
from nlu.rasa_costs import take_away

logger = logging.getLogger(__name__)
MAX_TEXT = 4096
"""Characters of a message that are read; the longest that a channel lets through (Telegram)."""
COMMAND_SIGN = re.compile(r"^[/\s]+")
"""What Rasa would read as the beginning of a command, and every blank before it that Rasa would strip."""


class BadTurn(Exception):
    """The request is not a turn: the message says which field is wrong."""


class FailedTurn(Exception):
    """The turn brought no reply: an action failed or no rule matched."""


class Nowhere(OutputChannel):
    """Replies are read from the tracker afterwards, so sending them does nothing."""

    @classmethod
    def name(cls) -> str:
        return "gateway"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        return None


class Gateway(InputChannel):
    """Rasa input channel, see the module."""

    @classmethod
    def name(cls) -> str:
        return "gateway"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "Gateway":
        return cls((credentials or {})["token"])

    def __init__(self, token: str) -> None:
        self._authorization = f"Bearer {token}".encode()
        take_away()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("gateway")

        @routes.get("/")
        async def ready(request: Request) -> HTTPResponse:
            """The trained model in use; the server listens only once it is loaded."""
            return response.json({"model": request.app.ctx.agent.model_id})

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get("authorization", "").encode(), self._authorization):
                return response.json({"error": "wrong token"}, HTTPStatus.UNAUTHORIZED)
            try:
                return response.json(await take_turn(request.app.ctx.agent, _message(request.json)))
            except BadTurn as error:
                return response.json({"error": str(error)}, HTTPStatus.BAD_REQUEST)
            except TalksAway as error:
                return response.json({"error": f"no database: {error}"}, HTTPStatus.SERVICE_UNAVAILABLE)
            except FailedTurn as error:
                return response.json({"error": str(error)}, HTTPStatus.INTERNAL_SERVER_ERROR)

        return routes


def _message(body: Any) -> UserMessage:
    """The turn as Rasa's user message; a pressed option brings its own reading, a text never begins with Rasa's "/"."""
    if not isinstance(body, dict):
        raise BadTurn("the body must be a JSON object")
    for field in ("message_id", "conversation"):
        if not isinstance(body.get(field), str) or not body[field]:
            raise BadTurn(f"{field} must be a text")
    text, payload = body.get("text"), body.get("payload")
    if (isinstance(text, str)) == (isinstance(payload, str)):
        raise BadTurn("there must be either a text or a payload")
    pressed = isinstance(payload, str)
    return UserMessage(
        text=payload if pressed else COMMAND_SIGN.sub("", text)[:MAX_TEXT],
        output_channel=Nowhere(),
        sender_id=body["conversation"],
        input_channel=Gateway.name(),
        message_id=body["message_id"],
        metadata={**(body.get("metadata") or {}), "message_id": body["message_id"]},
        parse_data=_pressed(payload) if pressed else None,
    )


def _pressed(payload: str) -> dict[str, Any]:
    return {"text": payload, "intent": {"name": "press", "confidence": 1.0}, "entities": []}


async def take_turn(agent: Agent, message: UserMessage) -> dict[str, Any]:
    """The replies to a message and what was understood; raises `FailedTurn` and keeps nothing of it where there are none.

    Rasa's `handle_message` saves a failed turn like any other and reads the tracker more than once; so its steps are here.
    """
    processor = agent.processor
    async with agent.lock_store.lock(message.sender_id):
        tracker = await _talk(processor, message.sender_id)
        if not _is_recorded(tracker, message.message_id):
            await processor._handle_message_with_tracker(message, tracker)
            await _act(processor, message.output_channel, tracker)
            if not _replies(tracker, message.message_id):
                raise FailedTurn("no reply: see the log of the brain and of the actions")
            await processor.save_tracker(tracker)
    return {"replies": _replies(tracker, message.message_id), "understood": _understood(tracker, message.message_id)}


async def _talk(processor: MessageProcessor, conversation: str) -> DialogueStateTracker:
    """A talk as it is kept; a new one begins listening, and none has sessions: it is forgotten by the service, not by its age."""
    tracker = await processor.get_tracker(conversation)
    if not tracker.events:
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME), processor.domain)
    return tracker


async def _act(processor: MessageProcessor, channel: OutputChannel, tracker: DialogueStateTracker) -> None:
    """Rasa's loop of predictions for rules of one action each: after it Rasa listens, without asking the rules for that."""
    action, prediction = _by_rule(processor, tracker)
    try:
        found = await action.run(channel, processor.nlg, tracker, processor.domain)
    except Exception:
        logger.exception("action_failed action=%s", action.name())
        found = []
    listen = ActionExecuted(ACTION_LISTEN_NAME)
    tracker.update_with_events([action.event_for_successful_execution(prediction), *found, listen], processor.domain)


def _by_rule(processor: MessageProcessor, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
    """What the rules say to an act: asked when it first comes, for nothing else decides."""
    known: dict[str, tuple[Action, PolicyPrediction]] = processor.__dict__.setdefault("_by_rule", {})
    act = tracker.latest_message.intent["name"]
    if act not in known:
        known[act] = processor.predict_next_with_tracker_if_should(tracker)
    return known[act]


def _is_recorded(tracker: DialogueStateTracker, message_id: str) -> bool:
    return any(_is_message(event, message_id) for event in tracker.events)


def _is_message(event: Any, message_id: str) -> bool:
    return isinstance(event, UserUttered) and event.metadata.get("message_id") == message_id


def _replies(tracker: DialogueStateTracker, message_id: str) -> list[dict[str, Any]]:
    """What was uttered between this message and the next."""
    replies: list[dict[str, Any]] = []
    within = False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            within = _is_message(event, message_id)
        elif within and isinstance(event, BotUttered):
            replies.append(
                {"text": event.text, "options": event.data.get("buttons") or [], **(event.data.get("custom") or {})}
            )
    return replies


def _understood(tracker: DialogueStateTracker, message_id: str) -> dict[str, Any]:
    event = next(e for e in tracker.events if _is_message(e, message_id))
    reading = {k: v for k, v in event.parse_data.items() if k in ("understanding", "entities", "spacy_pipeline")}
    return {"intent": event.intent["name"], "confidence": event.intent["confidence"], **reading}
