"""What a talk remembers of the last replies: that something was said, not what; and the services that were shown to choose from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

KEPT = 4
"""Of so many replies it is remembered that they were given."""
PRINT_BYTES = 4


@dataclass(frozen=True)
class Lately:
    """`told` are fingerprints of the last replies, newest last; `shown` the ids of the last services to choose from, in their order."""

    told: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    list_is_last: bool = False
    """Whether those services stand in the very last reply."""
    person_is_last: bool = False
    """Whether a person was offered in the very last reply."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Lately":
        return cls(**{**data, "told": tuple(data.get("told", ())), "shown": tuple(data.get("shown", ()))})

    def has_told(self, texts: Iterable[str]) -> bool:
        return fingerprint(texts) in self.told

    def with_told(self, texts: Iterable[str]) -> "Lately":
        return replace(self, told=(*self.told, fingerprint(texts))[-KEPT:])


def fingerprint(texts: Iterable[str]) -> str:
    """Eight letters that stand for a reply; the reply cannot be read from them."""
    return blake2b("\n".join(texts).encode(), digest_size=PRINT_BYTES).hexdigest()
