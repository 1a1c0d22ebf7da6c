"""Somebody who works at the console, as everything else knows them."""

from dataclasses import dataclass
from typing import Literal, get_args

from bot.handover.clerk import Clerk
from bot.storage.models import Staff

Role = Literal["operator", "psychologist", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Person:
    """`clerk` is what the steps of the handover take: it knows which municipalities this person sees."""

    id: int
    clerk: Clerk
    roles: frozenset[str]
    has_codes: bool = False
    password_is_temporary: bool = False

    @property
    def username(self) -> str:
        return self.clerk.username

    @property
    def name(self) -> str:
        return self.clerk.name

    def may_be(self, *roles: Role) -> bool:
        """Whether this person has one of these roles."""
        return not self.roles.isdisjoint(roles)


def person_of(row: Staff) -> Person:
    clerk = Clerk(row.username, row.name, None if row.comuni is None else tuple(row.comuni))
    return Person(row.id, clerk, frozenset(row.roles), row.has_codes, row.password_is_temporary)
