"""What a request that is not taken is answered with: a status, a word for the page, a sentence for the reader."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.errors import KnowledgeError, Refused
from bot.storage.insisting import TAKES_NOTHING
from bot.webchat.texts import Texts

STATUSES = {
    "invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "too_long": HTTPStatus.UNPROCESSABLE_ENTITY,
    "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "unknown_comune": HTTPStatus.NOT_FOUND,
    "wrong_token": HTTPStatus.UNAUTHORIZED,
    "slow_down": HTTPStatus.TOO_MANY_REQUESTS,
    "too_many_pages": HTTPStatus.TOO_MANY_REQUESTS,
    "unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
}
UNAVAILABLE_SECONDS = 5
"""After which a page may try again."""


def refusal(refused: Refused, texts: Texts) -> JSONResponse:
    """Never what was sent: it may be a citizen's text."""
    words = {"error": refused.reason, "message": texts.refusals[refused.reason]}
    headers = {} if refused.retry_after is None else {"Retry-After": str(refused.retry_after)}
    return JSONResponse(words, STATUSES[refused.reason], headers)


def answer_mistakes(app: FastAPI, texts: Texts) -> None:
    """Every mistake that can be foreseen gets a refusal; another one is a mistake of ours, and answered 500."""

    async def refused(request: Request, error: Exception) -> Response:
        return refusal(error if isinstance(error, Refused) else Refused("invalid"), texts)

    async def away(request: Request, error: Exception) -> Response:
        return refusal(Refused("unavailable", UNAVAILABLE_SECONDS), texts)

    async def by_status(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.BAD_REQUEST
        return JSONResponse({"error": "invalid", "message": texts.refusals["invalid"]}, status)

    for mistake in (Refused, RequestValidationError):
        app.add_exception_handler(mistake, refused)
    for cause in (*TAKES_NOTHING, KnowledgeError):
        app.add_exception_handler(cause, away)
    app.add_exception_handler(HTTPException, by_status)
