"""What is not done, in words: a page for the browser, a part of one for htmx, and nothing typed lost."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.console.entrance import SAFE
from bot.console.looks import Looks, safe_next
from bot.errors import KeyLost, KnowledgeError, Refused

STATUSES = {
    "entry_needed": HTTPStatus.UNAUTHORIZED,
    "new_password_needed": HTTPStatus.FORBIDDEN,
    "not_allowed": HTTPStatus.FORBIDDEN,
    "other_page": HTTPStatus.FORBIDDEN,
    "not_there": HTTPStatus.NOT_FOUND,
    "no_notices": HTTPStatus.UNPROCESSABLE_ENTITY,
    "window_over": HTTPStatus.UNPROCESSABLE_ENTITY,
    "invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "key_lost": HTTPStatus.INTERNAL_SERVER_ERROR,
    "too_busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "too_many_pages": HTTPStatus.TOO_MANY_REQUESTS,
}
WRITTEN_FIELDS = ("text", "title", "body", "name", "phone")
"""Of all forms, what somebody writes and would miss. Nothing else comes back on a page: passwords and codes are typed into fields too."""


def is_part(request: Request) -> bool:
    """Whether htmx asks, for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def answer_mistakes(app: FastAPI, looks: Looks) -> None:
    """Every mistake that can be foreseen gets a page in plain words."""

    async def refused(request: Request, error: Exception) -> Response:
        reason = error.reason if isinstance(error, Refused) else "invalid"
        if reason == "new_password_needed" and request.method in SAFE and not is_part(request):
            return RedirectResponse("/console/account", HTTPStatus.SEE_OTHER)
        if reason == "entry_needed" and request.method in SAFE and not is_part(request):
            return RedirectResponse(f"/console/login?next={_asked(request)}", HTTPStatus.SEE_OTHER)
        return await _told(request, looks, reason)

    async def away(request: Request, error: Exception) -> Response:
        return await _told(request, looks, "unavailable")

    async def lost(request: Request, error: Exception) -> Response:
        return await _told(request, looks, "key_lost")

    async def by_status(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.BAD_REQUEST
        return await _told(request, looks, "not_there" if status == HTTPStatus.NOT_FOUND else "invalid", status)

    for mistake in (Refused, RequestValidationError):
        app.add_exception_handler(mistake, refused)
    for cause in (OperationalError, InterfaceError, PoolTimeout, TimeoutError, KnowledgeError):
        app.add_exception_handler(cause, away)
    app.add_exception_handler(KeyLost, lost)
    app.add_exception_handler(HTTPException, by_status)


def _asked(request: Request) -> str:
    """The page that was wanted, without what stands behind the question mark: nobody should be sent to do something."""
    return safe_next(request.url.path)


async def _told(request: Request, looks: Looks, reason: str, status: int | None = None) -> Response:
    status = status or STATUSES[reason]
    words = looks.texts.refusals[reason]
    if is_part(request):
        # The page's script says it beside the form, whose text stays where it is.
        response = looks.page("refused_part.html", status, reason=reason, said=words)
        response.headers["X-Refused"] = reason
        return response
    typed = await _typed(request) if reason in ("entry_needed", "unavailable") else []
    return looks.page("refused.html", status, reason=reason, said=words, typed=typed)


async def _typed(request: Request) -> list[str]:
    """What somebody had written when the session ended, for them to copy."""
    if request.method in SAFE:
        return []
    form: Any = await request.form()
    written = [value for name, value in form.multi_items() if name in WRITTEN_FIELDS]
    return [value for value in written if isinstance(value, str) and value.strip()]
