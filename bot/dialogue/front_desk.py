"""The way to the front desk, beside an offer or alone; and what somebody tells who asks nothing: heard, and sent to a person who can weigh it."""

from collections.abc import Sequence

from bot.dialogue.replies import aspect_options, replies, service_options
from bot.dialogue.turn import Decision, Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service


def way_to_the_desk(turn: Turn, municipality: Municipality) -> str:
    """Whom to talk to, with the contact; a paragraph."""
    desk = municipality.front_desk
    return turn.phrases.need_front_desk.format(title=desk.title, contact=turn.answers(municipality).ask_there(desk))


def desk_alone(turn: Turn, municipality: Municipality, before: Sequence[str] = ()) -> Decision:
    """Whoever tells of a trouble for which nothing in particular is known is sent to the front desk, and told how to come there."""
    desk = municipality.front_desk
    said = "\n".join([turn.phrases.need_desk_alone, f"• {desk.title}: {desk.short}"])
    return Decision(
        action="answer",
        replies=replies(
            [*before, said, *_how_to_come(turn, municipality)], aspect_options(desk, ("come-accedere",), turn.phrases)
        ),
        context=turn.settled(desk.concept),
        service=desk.id,
        sources=(desk.source.document,),
    )


def heard(turn: Turn, municipality: Municipality, said: str, service: Service) -> Decision:
    """What the documents have no answer for is for a person of this service's desk; the talk stays with what it is about."""
    answers = turn.answers(municipality)
    return Decision(
        action="answer",
        replies=replies([f"{said}\n{answers.ask_there(service)}"], service_options([service])),
        context=turn.about(misunderstood=0).context,
        service=service.id,
        sources=(service.source.document,),
    )


def _how_to_come(turn: Turn, municipality: Municipality) -> list[str]:
    return turn.answers(municipality).about(municipality.front_desk, ("come-accedere",))
