"""Which agendas somebody may see, and who sees names in them."""

from fastapi import APIRouter, Depends

from bot.agenda.expecting import expecting
from bot.booking.desk import Desk, desks_of
from bot.console.office import Here, Office
from bot.errors import Refused
from bot.handover.closures import all_in_force
from bot.staff.person import Person
from bot.times import local


async def know_rows(office: Here) -> None:
    """What operators have closed, and desks that are still expecting somebody: a worker learns it by itself, but this may be another process."""
    async with office.database.transaction() as session:
        office.knowledge.know_closures(await all_in_force(session, local(office.clock()).date()))
        office.knowledge.know_desks(await expecting(session, office.clock()))


def agenda_page(place: str = "") -> APIRouter:
    """For pages about desks below this place; each knows the closures and the diaries as they are now."""
    return APIRouter(prefix=f"/agenda{place}", dependencies=[Depends(know_rows)])


def desks_seen(office: Office, person: Person) -> list[Desk]:
    """Those of the person's own municipalities, by municipality and title."""
    mine = [desk for desk in desks_of(office.known).values() if person.clerk.may_see(desk.comune)]
    return sorted(mine, key=lambda desk: (desk.comune, desk.title))


def desk_seen(office: Office, person: Person, comune: str, service: str) -> Desk:
    """Raises `Refused` where it gives no appointments, or is another municipality's: nobody learns which."""
    desk = desks_of(office.known).get(f"{comune}/{service}")
    if desk is None or not person.clerk.may_see(desk.comune):
        raise Refused("not_there")
    return desk


def sees_names(person: Person) -> bool:
    """Operators see that a slot is taken, and never by whom."""
    return person.may_be("psychologist", "admin")


def address_of(desk: Desk) -> str:
    """Where the desk's agenda is in the console."""
    return f"/console/agenda/{desk.id}"
