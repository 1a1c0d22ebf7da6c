"""From rasa-sdk's tracker to a turn, and from a decision to rasa-sdk's responses and events."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.comuni import named_comune
from bot.dialogue.context import Context
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from bot.knowledge.base import Knowledge
from bot.times import local, now

CONTEXT_SLOT = "context"


def turn_of(tracker: Tracker, knowledge: Knowledge) -> Turn:
    """The newest message of a talk with its context; `latest_message` would be stale inside a form."""
    event = next(e for e in reversed(tracker.events) if e["event"] == "user")
    metadata = event.get("metadata") or {}
    context = Context.from_json(tracker.slots.get(CONTEXT_SLOT))
    text = event.get("text") or ""
    named = named_comune(text, knowledge)
    return Turn(
        text=text,
        understanding=_understanding(event.get("parse_data") or {}),
        context=replace(context, comune=named or context.comune or metadata.get("comune")),
        knowledge=knowledge,
        now=local(datetime.fromisoformat(metadata["now"])) if metadata.get("now") else now(),
        named_comune=named,
        conversation=tracker.sender_id,
        message_id=metadata.get("message_id") or "",
        phone=metadata.get("phone"),
        can_share_phone=bool(metadata.get("can_share_phone")),
        comuni=tuple(metadata.get("comuni") or ()),
    )


def _understanding(parsed: Mapping[str, Any]) -> Understanding:
    reading = parsed.get("understanding") or {}
    intent = parsed.get("intent") or {}
    parts = tuple(replace(_reading(part), act="ask", text=part["text"]) for part in reading.get("parts", ()))
    act, confidence = intent.get("name") or "", intent.get("confidence") or 0.0
    return replace(_reading(reading), act=act, confidence=confidence, parts=parts)


def _reading(reading: Mapping[str, Any]) -> Understanding:
    return Understanding(
        act="",
        concepts=tuple((concept, p) for concept, p in reading.get("concepts", ())),
        aspect_probabilities=reading.get("aspects", {}),
        overview=reading.get("overview", 0.0),
        several=reading.get("several", 0.0),
        language=reading.get("language"),
    )


def say(decision: Decision, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Utters the replies, the decision with the first of them, and keeps the context."""
    for i, reply in enumerate(decision.replies):
        dispatcher.utter_message(
            text=reply.text,
            buttons=[asdict(option) for option in reply.options],
            json_message={"decision": decision.reasons()} if i == 0 else {},
        )
    return [SlotSet(CONTEXT_SLOT, decision.context.as_json())]
