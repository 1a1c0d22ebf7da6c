"""Never the same words again unasked: a fact is said once more to whoever asks again; then it is whom to ask, and then a person is offered."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from bot.dialogue.follow_ups import asks_to_repeat
from bot.dialogue.lately import Lately
from bot.dialogue.new_detail import brings_a_detail
from bot.dialogue.people import said
from bot.dialogue.replies import MOST_OPTIONS, SCREEN, person_option, replies
from bot.dialogue.turn import Action, Decision, Option, Turn
from bot.knowledge.schema import Service

MAY_BE_REPEATED: frozenset[Action] = frozenset({"booking", "crisis", "handover", "language", "fallback"})
"""An appointment's own questions, numbers to call, a person, two lines in a foreign language; misunderstandings are counted elsewhere."""


def not_again(turn: Turn, decision: Decision) -> Decision:
    """The decision, in other words where it would say what was said in one of the last replies."""
    if _may_repeat(turn, decision):
        return decision
    told = turn.context.lately
    if decision.action == "smalltalk":
        told = replace(told, told=told.told[-1:])
    last = decision
    for last in chain([decision], _other_words(turn, decision, told)):
        if not told.has_told(_texts(last)):
            return last
    return last


def _may_repeat(turn: Turn, decision: Decision) -> bool:
    is_asked_for = turn.understanding.act == "press" or asks_to_repeat(turn.text)
    return is_asked_for or decision.action in MAY_BE_REPEATED or decision.is_reply or not decision.replies


def _texts(decision: Decision) -> list[str]:
    return [reply.text for reply in decision.replies]


def _other_words(turn: Turn, decision: Decision, told: Lately) -> Iterator[Decision]:
    """What is said the second time, the third and so on."""
    if decision.action == "smalltalk":
        for text in turn.phrases.follow_ups.again.get(turn.understanding.act, []):
            yield _saying(decision, text)
        return
    if named := _with_its_name(turn, decision):
        yield named
    if decision.tells and not any(told.has_told(_texts(opened)) for opened in _every_opening(turn, decision)):
        yield _once_more(turn, decision)
    yield _saying(decision, _instead(turn, decision))
    yield _with_person_offered(turn, decision)
    yield replace(said(turn, "handover", turn.phrases.follow_ups.told_person, with_contact=True), calls="misunderstood")


def _once_more(turn: Turn, decision: Decision) -> Decision:
    """The same facts under an opening that fits, and a person for whom they are not enough."""
    again, holds_too = _every_opening(turn, decision)
    return holds_too if brings_a_detail(turn.text) else again


def _every_opening(turn: Turn, decision: Decision) -> tuple[Decision, Decision]:
    words = turn.phrases.follow_ups
    return _opened(turn, decision, words.told_again), _opened(turn, decision, words.told_holds)


def _opened(turn: Turn, decision: Decision, opening: str) -> Decision:
    first, *others = [paragraph for text in _texts(decision) for paragraph in text.split("\n\n")]
    begins = [f"{opening}\n{first}"] if len(opening) + 1 + len(first) <= SCREEN else [opening, first]
    options = [*_options(decision)[: MOST_OPTIONS - 1], person_option(turn.phrases)]
    return replace(decision, replies=replies([*begins, *others], options))


def _instead(turn: Turn, decision: Decision) -> str:
    words, municipality = turn.phrases.follow_ups, turn.municipality
    if municipality is None:
        return words.which_comune_again
    if decision.action == "out_of_scope":
        return words.out_of_scope_again.format(name=municipality.comune.name)
    answers, desk = turn.answers(municipality), municipality.front_desk
    if decision.action == "choose":
        return words.told_choice.format(**answers.whom_to_ask(desk))
    if decision.action == "privacy":
        return words.told_private.format(**answers.whom_to_ask(desk))
    if decision.candidates and not decision.tells:
        return words.told_list.format(**answers.whom_to_ask(desk))
    return words.told_all.format(**answers.whom_to_ask(municipality.services.get(decision.service or "", desk)))


def _with_its_name(turn: Turn, decision: Decision) -> Decision | None:
    """Two services of which the same is written: the second time under its name."""
    service = _service(turn, decision)
    if service is None or service.concept == turn.context.concept or decision.candidates:
        return None
    first, *others = _texts(decision)
    return replace(decision, replies=replies([f"{service.title}:\n{first}", *others], _options(decision)))


def _with_person_offered(turn: Turn, decision: Decision) -> Decision:
    others = _options(decision)[: MOST_OPTIONS - 1]
    said = [turn.phrases.follow_ups.offer_person]
    if turn.municipality:
        service = _service(turn, decision) or turn.municipality.front_desk
        said.append(turn.answers(turn.municipality).ask_there(service))
    return replace(decision, replies=replies(["\n".join(said)], [person_option(turn.phrases), *others]))


def _service(turn: Turn, decision: Decision) -> Service | None:
    return turn.municipality.services.get(decision.service or "") if turn.municipality else None


def _saying(decision: Decision, text: str) -> Decision:
    return replace(decision, replies=replies([text], _options(decision)))


def _options(decision: Decision) -> list[Option]:
    return [option for reply in decision.replies for option in reply.options if option.payload != "person"]
