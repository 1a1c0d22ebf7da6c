"""Whether the service lives, and whether it can work."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from bot.storage.database import Database
from bot.webchat.patience import within

PATIENCE = timedelta(seconds=3)


def health(database: Database, brain_is_ready: Callable[[], Awaitable[bool]] | None) -> APIRouter:
    """`/healthz` and `/readyz`; the brain is asked only where there is one."""
    routes = APIRouter()

    @routes.get("/healthz")
    async def healthz() -> Response:
        return JSONResponse({"alive": True})

    @routes.get("/readyz")
    async def readyz() -> Response:
        parts = {"database": await _answers(database)}
        if brain_is_ready:
            parts["brain"] = await brain_is_ready()
        return JSONResponse(parts, HTTPStatus.OK if all(parts.values()) else HTTPStatus.SERVICE_UNAVAILABLE)

    return routes


async def _answers(database: Database) -> bool:
    try:
        return await within(PATIENCE, _asked(database))
    except (SQLAlchemyError, TimeoutError):
        return False


async def _asked(database: Database) -> bool:
    """One that only reads can take no message."""
    async with database.transaction() as session:
        return await session.scalar(text("SELECT current_setting('transaction_read_only') = 'off'")) is True
