"""Which agendas somebody may see, and who sees names in them."""

from bot.booking.desk import Desk, desks_of
from bot.console.office import Office
from bot.errors import Refused
from bot.staff.person import Person


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
