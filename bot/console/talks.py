"""What the page of a talk shows, put together from the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.console import delivering, inserting, looking, record, rooms
from bot.console.inserting import Insert
from bot.console.lines import Spoken, said_in
from bot.console.office import Office
from bot.console.record import Numbers, Open
from bot.console.window import Window, window_of
from bot.errors import Refused
from bot.handover.notes import notes_on
from bot.handover.ready_answers import ready_answers
from bot.knowledge.schema import ASPECTS
from bot.queue.contact import takes_notices
from bot.staff import accounts
from bot.staff.person import Person
from bot.storage.models import Staff


@dataclass(frozen=True)
class TalkPage:
    """A talk with all that stands around it."""

    talk: Open
    lines: list[Spoken]
    cries: list[int]
    numbers: Numbers | None
    """To call, for who cries for help: what has become of them."""
    to_settle: set[int]
    is_silent: bool
    """Nobody has written for long: soon the assistant has it again."""
    looking: list[str]
    notes: Sequence[Any]
    ready: list[Insert]
    colleagues: list[Staff]
    window: Window
    takes_notices: bool
    """Whether the citizen may be sent what they do not wait for."""
    now: datetime
    names: Mapping[str, str]
    """What the people behind usernames are called."""
    service: str | None
    """What the talk was last about."""

    def is_mine(self, person: Person) -> bool:
        return self.talk.operator == person.username

    @property
    def has_older(self) -> bool:
        return bool(self.lines) and self.lines[0].number > 1

    @property
    def crisis(self) -> str | None:
        """The kind of the last cry for help, for the numbers."""
        kinds = [line.understood.crisis for line in self.lines if line.understood and line.number in self.cries]
        return next((kind for kind in reversed(kinds) if kind), None)


async def seen_talk(session: AsyncSession, office: Office, person: Person, talk_id: int) -> Open:
    """Raises `Refused` where it is not there, or not this person's to see."""
    talk = await record.open_talk(session, person.clerk, talk_id)
    if talk is None:
        raise Refused("not_there")
    return talk


async def talk_page(
    session: AsyncSession, office: Office, person: Person, talk_id: int, *, before: int | None = None
) -> TalkPage:
    """Raises `Refused`."""
    talk = await seen_talk(session, office, person, talk_id)
    lines = await said_in(session, talk, before=before)
    cries = await record.cries(session, talk_id)
    service, now = _service(lines), office.clock()
    values = inserting.fields_of(office.known, talk.comune, service, person.name, now.date())
    return TalkPage(
        talk,
        lines,
        cries,
        await record.numbers(session, talk, cries),
        await delivering.to_settle(session, talk_id),
        await record.is_silent(session, talk_id),
        await looking.others_looking(session, person, talk_id),
        await notes_on(session, person.clerk, talk_id),
        inserting.ready(await ready_answers(session, person.clerk), values, talk.comune),
        await _colleagues(session, person, talk),
        window_of(talk, now, office.templates.get(talk.account, ())),
        await takes_notices(session, talk_id),
        now,
        await rooms.names(session),
        service,
    )


def shared(office: Office, person: Person, page: TalkPage) -> dict[str, Any]:
    """What the templates of a talk need."""
    comune = office.known.municipalities.get(page.talk.comune or "")
    return {
        "person": person,
        "page": page,
        "talk": page.talk,
        "comune": comune.comune.name if comune else "",
        "services": {service.id: service.title for service in comune.services.values()} if comune else {},
        "aspects": {aspect: inserting.aspect_name(office.known, aspect) for aspect in ASPECTS},
        "line_before": dict(zip([line.number for line in page.lines], [None, *page.lines], strict=False)),
        "is_mine": page.is_mine(person),
    }


def _service(lines: list[Spoken]) -> str | None:
    named = (line.understood.service for line in reversed(lines) if line.understood)
    return next((service for service in named if service), None)


async def _colleagues(session: AsyncSession, person: Person, talk: Open) -> list[Staff]:
    """Operators who may see this talk."""
    everybody = [row for row in await accounts.everybody(session) if row.is_active and row.id != person.id]
    sees = [row for row in everybody if row.comuni is None or talk.comune is None or talk.comune in row.comuni]
    return [row for row in sees if "operator" in row.roles]
