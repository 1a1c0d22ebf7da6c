"""Who acts at the console, and which municipalities' talks that person may see."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, true


@dataclass(frozen=True)
class Clerk:
    """`username` is what rows keep, `name` what citizens and colleagues read; none as `comuni` = all municipalities."""

    username: str
    name: str
    comuni: Collection[str] | None = None

    def may_see(self, comune: str | None) -> bool:
        """A talk whose municipality is not known yet is everybody's: it may be the one that needs help most."""
        return self.comuni is None or comune is None or comune in self.comuni

    def may_give(self, comuni: Collection[str] | None) -> bool:
        """Whether an account with these municipalities is this person's to keep: nobody gives, or changes, more than they have."""
        return self.comuni is None or (comuni is not None and set(comuni) <= set(self.comuni))

    def sees(self, comune: Any) -> ColumnElement[bool]:
        """The same as a condition on a column."""
        return true() if self.comuni is None else or_(comune.is_(None), comune.in_(list(self.comuni)))
