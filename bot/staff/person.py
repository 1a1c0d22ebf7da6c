"""Somebody who works at the console, as everything else knows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from bot.storage.models import Staff

Role = Literal["operator", "psychologist", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Scope:
    """The municipalities that somebody may see; none = all. Every step that reads or changes a talk takes one."""

    comuni: tuple[str, ...] | None = None

    def values(self) -> Mapping[str, Any]:
        """For `SEES`."""
        return {"sees_all": self.comuni is None, "comuni": list(self.comuni or ())}

    def allows(self, comune: str | None) -> bool:
        """A talk of no municipality yet is everybody's: else nobody would answer it."""
        return self.comuni is None or comune is None or comune in self.comuni


SEES = "(:sees_all OR c.comune IS NULL OR c.comune = ANY(:comuni))"
"""For queries over `conversation c`; the same as `Scope.allows`."""


@dataclass(frozen=True)
class Person:
    id: int
    username: str
    name: str
    roles: frozenset[str]
    scope: Scope
    has_codes: bool = False
    password_is_temporary: bool = False

    def may_be(self, *roles: Role) -> bool:
        """Whether this person has one of these roles."""
        return not self.roles.isdisjoint(roles)


def person_of(row: Staff) -> Person:
    return Person(
        row.id,
        row.username,
        row.name,
        frozenset(row.roles),
        Scope(None if row.comuni is None else tuple(row.comuni)),
        row.totp_secret is not None,
        row.password_is_temporary,
    )
