"""How a page is made: templates, escaped by themselves, and the words that templates share."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.console.seen import visible
from bot.console.texts import Texts
from bot.staff.person import Role
from bot.times import WEEKDAYS, local, spoken_date

HERE = Path(__file__).parent
STATIC = HERE / "static"
KEPT_BY_NOBODY = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Place:
    """A link in the navigation, for those with one of the roles; a page with `self_place` = its address marks it."""

    label: str
    href: str
    roles: tuple[Role, ...]


PLACES: tuple[Place, ...] = (Place("Agenda", "/console/agenda", ("operator", "psychologist", "admin")),)
"""Further ones than those in places.html: a router of its own in bot/console/app.py and a line here."""


@dataclass(frozen=True)
class Looks:
    templates: Environment
    texts: Texts

    def page(self, name: str, status: int = HTTPStatus.OK, **values: Any) -> HTMLResponse:
        return HTMLResponse(self.html(name, **values), status, KEPT_BY_NOBODY)

    def html(self, name: str, **values: Any) -> str:
        return self.templates.get_template(name).render(**values)


def make_looks(texts: Texts) -> Looks:
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["new_key"] = lambda: secrets.token_hex(16)
    nobody = {"person": None, "entered": None, "self_place": "", "done": "", "anew": False, "places": PLACES}
    templates.globals |= {"texts": texts, "words": texts.words, "weekdays": WEEKDAYS, **nobody}
    templates.filters |= {
        "seen": visible,
        "clock": lambda at: f"{local(at):%H:%M}",
        "day": lambda at: spoken_date(local(at).date()),
        "moment": lambda at: f"{local(at):%d/%m/%Y %H:%M}",
        "spoken": spoken_date,
        "weekday": lambda day: WEEKDAYS[day.weekday()],
        "moment_day": lambda at: local(at).date(),
        "iso": lambda at: at.isoformat(),
        "ago": ago,
        "percent": lambda share: f"{share:.0%}".replace("%", " %"),
    }
    return Looks(templates, texts)


def ago(span: timedelta, words: Mapping[str, str]) -> str:
    """A span as one says it: "3 minuti", "2 ore"."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 1:
        return words["less_than_a_minute"]
    for size, one, many in ((1440, "day", "days"), (60, "hour", "hours"), (1, "minute", "minutes")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {words[one if count == 1 else many]}"
    raise AssertionError(minutes)


_PLACE = re.compile(r"^/console(/[a-z0-9/?=&-]*)?$")


def safe_next(place: str) -> str:
    """Where one goes after entering: a page of the console and nowhere else."""
    return place if _PLACE.fullmatch(place) else "/console"
