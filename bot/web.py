"""The public web application: the chat's page and API, and the service's health."""

import re
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from bot import times
from bot.console.app import create_console, stop_console
from bot.errors import Refused, SettingsError
from bot.knowledge.live import LiveKnowledge
from bot.queue.inbox import Inbox
from bot.queue.pace import Pace
from bot.safety import crisis_in
from bot.settings import Settings
from bot.storage.database import Database
from bot.webchat.api import api
from bot.webchat.buckets import Buckets
from bot.webchat.calendars import calendars
from bot.webchat.guard import BodyLimit, SafeHeaders, safe_headers
from bot.webchat.health import health
from bot.webchat.pages import STATIC, chat_pages
from bot.webchat.proxies import trusted_networks
from bot.webchat.reception import Reception
from bot.webchat.refusals import answer_mistakes, refusal
from bot.webchat.texts import load_texts
from bot.webchat.watch import TalkWatch
from bot.webhooks.doors import webhooks

ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?")

OPENINGS_A_MESSAGE = 5
"""How much oftener pages may open their streams than write: they all do when the service has been started anew."""
CALENDARS_A_MINUTE = 30
"""From one address: enough for any calendar program, and too few to try out codes."""


def create_app(
    database: Database,
    knowledge: LiveKnowledge,
    settings: Settings,
    *,
    brain_is_ready: Callable[[], Awaitable[bool]] | None = None,
    clock: Callable[[], datetime] = times.now,
) -> FastAPI:
    """The app for one server process; raises `SettingsError`. Call `stop_streams` before the server stops."""
    texts = load_texts()
    # The signs of danger are read now, which takes a second, and not with somebody's first message.
    crisis_in("")
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.reception = Reception(
        database,
        knowledge,
        Inbox(database.keys, Pace.of(settings)),
        TalkWatch(database.url),
        by_visitor=Buckets(settings.web_messages_a_minute, time.monotonic),
        by_address=Buckets(settings.web_messages_a_minute_from_an_address, time.monotonic),
        openings=Buckets(OPENINGS_A_MESSAGE * settings.web_messages_a_minute_from_an_address, time.monotonic),
        most_characters=settings.web_message_characters,
        proxies=trusted_networks(settings.trusted_proxies),
        clock=clock,
    )
    app.include_router(api)
    app.include_router(chat_pages(knowledge, texts, settings.web_message_characters))
    app.include_router(health(database, brain_is_ready))
    guesses = Buckets(CALENDARS_A_MINUTE, time.monotonic)
    app.include_router(calendars(database, knowledge, guesses, trusted_networks(settings.trusted_proxies), clock))
    for router in webhooks(database, knowledge, settings, clock):
        app.include_router(router)
    app.state.console = create_console(database, knowledge, settings, clock)
    app.mount("/console", app.state.console)
    app.mount("/static", StaticFiles(directory=STATIC))
    answer_mistakes(app, texts)
    app.add_middleware(BodyLimit, refusal=refusal(Refused("too_large"), texts))
    app.add_middleware(SafeHeaders, headers=safe_headers(_origins(settings.web_origins)))
    return app


def stop_streams(app: FastAPI) -> None:
    """Ends the pages' open streams, which a stopping server would otherwise wait for; the pages come back by themselves."""
    reception: Reception = app.state.reception
    reception.watch.close()
    stop_console(app.state.console)


def _origins(setting: str) -> list[str]:
    """The sites that may show the chat in a frame; raises `SettingsError`."""
    origins = [part.strip().rstrip("/") for part in setting.split(",") if part.strip()]
    if wrong := [origin for origin in origins if not ORIGIN.fullmatch(origin)]:
        raise SettingsError(f"SPORTELLO_WEB_ORIGINS: {wrong[0]} is no origin like https://www.comune.example.it.")
    return origins
