"""An extraordinary closure as the answers know it: days on which a desk is closed against its hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Closure:
    """`service` = none closes every desk of the municipality; `text` is what citizens are told besides, and may be empty."""

    comune: str
    first_day: date
    last_day: date
    text: str = ""
    service: str | None = None

    def is_on(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def closures_of(closures: Iterable[Closure], comune: str, service: str | None) -> tuple[Closure, ...]:
    """Those that close this service's desk; without a service, those that close all."""
    return tuple(c for c in closures if c.comune == comune and c.service in (None, service))
