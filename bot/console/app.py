"""The console put together: an application of its own below /console. A new page is a router in `PAGES`."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, FastAPI
from starlette.staticfiles import StaticFiles

from bot.channels.account_settings import load_accounts
from bot.channels.accounts import WHATSAPP
from bot.console.ear import Ear
from bot.console.entrance import from_our_pages
from bot.console.guard import HEADERS
from bot.console.looks import STATIC, make_looks
from bot.console.office import Office
from bot.console.pages import (
    account,
    agenda,
    agenda_hours,
    answers,
    appointments,
    blocks,
    chats,
    closures,
    feeds,
    live,
    login,
    noting,
    questions,
    saying,
    taking,
    today,
    users,
    writing_down,
)
from bot.console.refusals import answer_mistakes
from bot.console.texts import load_texts
from bot.knowledge.live import LiveKnowledge
from bot.settings import Settings
from bot.storage.database import Database
from bot.webchat.guard import SafeHeaders
from bot.webchat.proxies import trusted_networks

PAGES: tuple[APIRouter, ...] = (
    login.page,
    live.page,
    today.page,
    chats.page,
    taking.page,
    saying.page,
    noting.page,
    questions.page,
    closures.page,
    answers.page,
    account.page,
    users.page,
    agenda.page,
    writing_down.page,
    appointments.page,
    blocks.page,
    agenda_hours.page,
    feeds.page,
)


def create_console(
    database: Database, knowledge: LiveKnowledge, settings: Settings, clock: Callable[[], datetime]
) -> FastAPI:
    """Call `stop_console` before the server stops."""
    looks = make_looks(load_texts())
    looks.templates.globals["edition"] = f"{int(time.time()):x}"
    looks.templates.globals["refused_files"] = lambda: knowledge.refused
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(from_our_pages)])
    public = urlsplit(settings.public_url)
    app.state.office = Office(
        database,
        knowledge,
        looks,
        Ear(database.url),
        timedelta(minutes=settings.console_idle_minutes),
        trusted_networks(settings.trusted_proxies),
        clock,
        public.netloc.casefold(),
        public.scheme == "https",
        {f"{WHATSAPP}:{name}": tuple(a.templates) for name, a in load_accounts(settings).whatsapp.items()},
    )
    for page in PAGES:
        app.include_router(page)
    app.mount("/static", StaticFiles(directory=STATIC))
    answer_mistakes(app, looks)
    app.add_middleware(SafeHeaders, headers=HEADERS)
    return app


def stop_console(app: FastAPI) -> None:
    """Ends the open streams, which a stopping server would otherwise wait for."""
    office: Office = app.state.office
    office.ear.close()
