"""Who comes in: the session of the cookie, the roles that a page asks for, and that nothing is changed from a stranger's page."""

from collections.abc import Callable, Coroutine
from ipaddress import ip_address
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.responses import Response

from bot.console.office import Here, Office
from bot.errors import Refused
from bot.staff import sessions
from bot.staff.person import Person, Role
from bot.staff.sessions import Entered
from bot.webchat.proxies import client_address

COOKIE, SECURE_COOKIE = "console", "__Host-console"
"""The second where the page came by https: a browser takes it from nobody else, while the first may come from a sister site."""
SAFE = ("GET", "HEAD")
CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"
PASSWORD_PAGE = "/account"


async def from_our_pages(request: Request, office: Here) -> None:
    """Every browser says from which page something is sent; a stranger's gets nothing done. Raises `Refused`."""
    if request.method in SAFE:
        return
    ours = {request.headers.get("host", "").casefold(), office.public_host}
    if urlsplit(request.headers.get("origin", "")).netloc.casefold() not in ours - {""}:
        raise Refused("other_page")


async def doing(request: Request, office: Here) -> Entered:
    """Somebody who does something."""
    return await _entered(request, office, is_doing=True)


async def watching(request: Request, office: Here) -> Entered:
    """Somebody whose page fetches something by itself: that keeps no session alive."""
    return await _entered(request, office, is_doing=False)


def only(*roles: Role, asks: Callable[..., Coroutine[Any, Any, Entered]] = doing) -> Any:
    """A dependency: somebody with one of these roles and a password of their own; raises `Refused`."""

    async def allowed(entered: Annotated[Entered, Depends(asks)]) -> Entered:
        if entered.person.password_is_temporary:
            raise Refused("new_password_needed")
        if not entered.person.may_be(*roles):
            raise Refused("not_allowed")
        return entered

    return Depends(allowed)


Anybody = Annotated[Entered, Depends(doing)]
Colleague = Annotated[Entered, only("operator", "psychologist", "admin")]
Operator = Annotated[Entered, only("operator")]
Watcher = Annotated[Entered, only("operator", asks=watching)]
Onlooker = Annotated[Entered, only("operator", "psychologist", "admin", asks=watching)]
Keeper = Annotated[Entered, only("psychologist", "admin")]
"""Of a desk's agenda."""
Admin = Annotated[Entered, only("admin")]
Editor = Annotated[Entered, only("operator", "admin")]


async def _entered(request: Request, office: Office, *, is_doing: bool) -> Entered:
    token = token_of(request, office)
    async with office.database.transaction() as session:
        entered = token and await sessions.who(session, token, office.idle, office.clock(), is_doing=is_doing)
    if not entered:
        raise Refused("entry_needed")
    if request.method not in SAFE and not entered.is_ours(await _csrf(request)):
        raise Refused("other_page")
    return entered


async def maybe(request: Request, office: Office) -> Person | None:
    """Whoever has entered, for pages that are open to all."""
    token = token_of(request, office)
    if not token:
        return None
    async with office.database.transaction() as session:
        entered = await sessions.who(session, token, office.idle, office.clock(), is_doing=False)
    return entered.person if entered else None


def token_of(request: Request, office: Office) -> str:
    plain = request.cookies.get(COOKIE) if takes_plain(request, office) else None
    return request.cookies.get(SECURE_COOKIE) or plain or ""


def takes_plain(request: Request, office: Office) -> bool:
    """Whether a page without https may have a session: on the machine itself, or where there is no https at all."""
    return not office.is_https or _is_loopback(client_address(request, office.proxies))


def came_by_https(request: Request) -> bool:
    """By the browser's word (checked by `from_our_pages`), where something is sent."""
    return request.headers.get("origin", "").startswith("https:")


def give_token(request: Request, response: Response, token: str) -> None:
    """Until the browser is closed."""
    secure = came_by_https(request)
    name = SECURE_COOKIE if secure else COOKIE
    response.set_cookie(name, token, path="/", secure=secure, httponly=True, samesite="lax")


def take_token(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    response.delete_cookie(SECURE_COOKIE, path="/", secure=True, httponly=True, samesite="lax")


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


async def _csrf(request: Request) -> str:
    if header := request.headers.get(CSRF_HEADER):
        return header
    field = (await request.form()).get(CSRF_FIELD)
    return field if isinstance(field, str) else ""
