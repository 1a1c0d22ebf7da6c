"""Which services may help somebody who told a situation: the likely ones of this municipality, and nothing to fill a list."""

from collections.abc import Iterator

from bot.dialogue.lacking import instead_of
from bot.dialogue.turn import Turn
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Service

MOST = 4
"""More services than these are not an offer but a list."""
WORTH_NAMING = 0.06
"""From this probability on a concept is named beside the first."""
CLEAR = 0.6
"""From this probability of the first on, what goes with it is named too."""
MEANT = 0.2
"""From this probability on a service is named that frightens beside others, as a violence centre does; and what there is instead of a lacking one."""
CLEARLY_ELSEWHERE = 0.5
"""From this probability on a concept that the municipality lacks brings all that its curator names instead."""
A_GUESS = 0.3
"""Below this probability of the first the front desk knows better."""
GUESSES = 2
"""How many services are named beside it then."""
OWN = 0.1
"""From this probability on a service goes before a front desk that only stands for another."""
PERHAPS_INSTEAD = 2
"""How much of it is brought below that."""


def helpful(turn: Turn, municipality: Municipality) -> list[Service]:
    """At most four services, best first; the front desk where nothing else is likely, and before what is hardly more than a guess."""
    found = likely(turn, municipality)
    if not found or best(turn)[1] < A_GUESS:
        found = [municipality.front_desk, *found[:GUESSES]]
    return list({s.id: s for s in [*found, *_going_with(turn, municipality, found[0])]}.values())[:MOST]


def best(turn: Turn) -> tuple[str, float]:
    """The concept that is likeliest needed, wherever it is to be had, and its probability."""
    return (turn.understanding.named or [("", 0.0)])[0]


def likely(turn: Turn, municipality: Municipality) -> list[Service]:
    """What is needed decides, not what there is: for what is lacking here there is always something instead. The front desk, where it only
    stands for something else, comes after what was meant itself."""
    found = list({service.id: service for service in _each_likely(turn, municipality)}.values())
    desk, own = municipality.front_desk, dict(turn.understanding.named)
    if found[:1] == [desk] and any(own.get(s.concept, 0.0) >= max(OWN, own.get(desk.concept, 0.0)) for s in found[1:]):
        return [*found[1:], desk]
    return found


def _each_likely(turn: Turn, municipality: Municipality) -> Iterator[Service]:
    for concept, probability in turn.understanding.named:
        if probability >= WORTH_NAMING:
            found = _for(turn, municipality, concept, probability)
            yield from (service for service in found if not service.only_when_meant or _is_meant(service, turn))


def _for(turn: Turn, municipality: Municipality, concept: str, probability: float) -> list[Service]:
    """The service itself, what is alive of what goes with it once it is over, or what there is instead."""
    service = municipality.service_for(concept)
    if service is None:
        instead = instead_of(turn, municipality, concept) if probability >= MEANT else []
        if probability >= CLEARLY_ELSEWHERE:
            return instead
        return [service for service in instead if service != municipality.front_desk][:PERHAPS_INSTEAD]
    return living(turn, municipality, service.related) if service.is_over(turn.now.date()) else [service]


def _going_with(turn: Turn, municipality: Municipality, first: Service) -> list[Service]:
    """What a clerk would name beside a first service that is clearly meant; beside the front desk nothing, it leads on by itself."""
    concept, probability = best(turn)
    if concept != first.concept or probability < CLEAR or first == municipality.front_desk:
        return []
    return [service for service in living(turn, municipality, first.related) if not service.only_when_meant]


def living(turn: Turn, municipality: Municipality, ids: list[str]) -> list[Service]:
    """The services with these ids that are not over."""
    services = [municipality.services[id] for id in ids if id in municipality.services]
    return [service for service in services if not service.is_over(turn.now.date())]


def _is_meant(service: Service, turn: Turn) -> bool:
    return dict(turn.understanding.named).get(service.concept, 0.0) >= MEANT
