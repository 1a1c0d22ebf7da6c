"""What every page of the console needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request

from bot.console.ear import Ear
from bot.console.looks import Looks
from bot.knowledge.base import Knowledge
from bot.knowledge.live import LiveKnowledge
from bot.staff.person import Person
from bot.storage.database import Database
from bot.webchat.proxies import Networks


@dataclass(frozen=True)
class Office:
    database: Database
    knowledge: LiveKnowledge
    looks: Looks
    ear: Ear
    idle: timedelta
    proxies: Networks
    clock: Callable[[], datetime]
    public_host: str = ""
    """Where the service is known from outside, if that is set: a proxy may call it by another name."""
    is_https: bool = False
    """Whether it is known there by https."""
    templates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What each WhatsApp account may say outside the day of free text, by our names."""

    def comuni(self, person: Person) -> dict[str, str]:
        """The municipalities that this person sees, by id, with their names."""
        every = self.knowledge.current().municipalities
        return {id: m.comune.name for id, m in every.items() if person.clerk.may_see(id)}

    @property
    def known(self) -> Knowledge:
        return self.knowledge.current()


def _office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


Here = Annotated[Office, Depends(_office)]
