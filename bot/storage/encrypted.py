"""The one column type for what citizens write and are called: text here, ciphertext in the database."""

from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, LargeBinary, type_coerce
from sqlalchemy.types import TypeDecorator

from bot.errors import KeyLost
from bot.storage.keys import KeyRing

_rings: "WeakKeyDictionary[Dialect, KeyRing]" = WeakKeyDictionary()
"""Each engine has a dialect of its own, and that is all a type gets to see: so two databases may have different keys."""


def use_keys(dialect: Dialect, ring: KeyRing) -> None:
    """Every encrypted column of this engine is written and read with these keys."""
    _rings[dialect] = ring


class Encrypted(TypeDecorator[str]):
    """Encrypted text; `place` names the column and must never change, because the ciphertext is bound to it."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else ring_of(dialect).encrypt(value, self.place)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else ring_of(dialect).decrypt(bytes(value), self.place)


class Legible(Encrypted):
    """The same for lists of many: a text whose key is lost is none, and costs only itself."""

    cache_ok = True

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        with suppress(KeyLost):
            return super().process_result_value(value, dialect)
        return None


def legible(column: Any) -> Any:
    """An encrypted column, read for a list; under its own name."""
    return type_coerce(column, Legible(column.type.place)).label(column.key)


def ring_of(dialect: Dialect) -> KeyRing:
    """The keys of this engine; raises `KeyLost` where it was given none."""
    if dialect not in _rings:
        raise KeyLost("This connection has no encryption keys.")
    return _rings[dialect]
