"""The pages: the chat, the choice of a municipality, and the script that puts the chat on a municipality's own page."""

from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from bot.knowledge.live import LiveKnowledge
from bot.webchat.texts import Texts
from bot.worker.notice import notice

HERE = Path(__file__).parent
STATIC = HERE / "static"
EMERGENCY = "112"
"""The number in the page's bar; knowledge/emergencies.yaml lists it, and says of all when they were checked."""
FRAME = "frame"
"""The page is in a frame of the municipality's own site."""
FRESH = {"Cache-Control": "no-cache"}
FOR_OTHERS = {**FRESH, "Cross-Origin-Resource-Policy": "cross-origin"}


def chat_pages(knowledge: LiveKnowledge, texts: Texts, most_characters: int) -> APIRouter:
    """`/` and `/embed.js`."""
    pages = APIRouter()
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )

    def page(name: str, status: int = HTTPStatus.OK, **values: Any) -> Response:
        return HTMLResponse(templates.get_template(name).render(**values), status, FRESH)

    @pages.get("/")
    async def chat(comune: str | None = None, place: Annotated[str, Query(alias="in")] = "") -> Response:
        """The chat of the municipality that is named, or the only one; else the choice."""
        every = knowledge.current().municipalities
        chosen = every.get(comune) if comune else next(iter(every.values())) if len(every) == 1 else None
        if chosen is None:
            comuni = sorted((id, m.comune.name) for id, m in every.items())
            status = HTTPStatus.NOT_FOUND if comune else HTTPStatus.OK
            return page("chooser.html", status, texts=texts.chooser, comuni=comuni, is_unknown=comune is not None)
        said_first = notice(knowledge.current(), chosen.comune.id)
        return page(
            "chat.html",
            texts=texts.page,
            script={**texts.script, "notice": said_first},
            comune=chosen.comune,
            notice=said_first.splitlines(),
            emergency=EMERGENCY,
            most_characters=most_characters,
            is_framed=place == FRAME,
            has_others=len(every) > 1 and place != FRAME,
        )

    @pages.get("/embed.js")
    async def embed() -> Response:
        script = templates.get_template("embed.js").render(words=texts.embed)
        return Response(script, media_type="text/javascript", headers=FOR_OTHERS)

    return pages
