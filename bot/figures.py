"""`/metrics` for Prometheus, on a private port: what this process has counted, and what waits in the database now."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import KnowledgeError
from bot.knowledge.live import LiveKnowledge
from bot.private_ports import serving_privately
from bot.queue.depth import Depth, depth
from bot.settings import Settings
from bot.storage.database import Database

PATIENCE = timedelta(seconds=3)


class Gauges(Collector):
    """What waits, only that the database does not answer where it does not; and what of the knowledge base is not in use."""

    def __init__(self, found: Depth | None, refused: int) -> None:
        self._found = found
        self._refused = refused

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _one("knowledge_files_refused", "Whose newest change is wrong and so not in use.", self._refused)
        answers = self._found is not None and self._found.takes_writes
        yield _one("database_answers", "Whether the database answers, and takes writes.", float(answers))
        if self._found:
            yield from _gauges(self._found)


def _gauges(found: Depth) -> Iterator[GaugeMetricFamily]:
    yield _one("turns_due", "Talks with a turn that could be answered now.", found.turns)
    yield _one("oldest_turn_due_seconds", "Since when the oldest of them is due.", found.oldest_turn)
    yield _one("replies_due", "Replies that could be sent now.", found.replies)
    yield _one("oldest_reply_due_seconds", "Since when the oldest of them is due.", found.oldest_reply)
    yield _one("longest_wait_for_a_person_seconds", "Of the talks that wait for a person.", found.longest_wait)
    yield _each(
        "talks_waiting_for_a_person", "By reason; set_aside could not be answered.", "reason", found.people_awaited
    )
    yield _each("alerts_open", "Alerts that nobody has seen to, by kind.", "kind", found.alerts)


def _one(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"sportello_{name}", what, value=value)


def _each(name: str, what: str, label: str, values: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"sportello_{name}", what, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family


def figures_app(database: Database, knowledge: LiveKnowledge) -> Starlette:
    """The private app; `/healthz` says that this process lives, for a worker has no page that could."""

    async def metrics(request: Request) -> Response:
        waiting = CollectorRegistry(auto_describe=False)
        waiting.register(Gauges(await _depth(database), _refused(knowledge)))
        return Response(generate_latest(REGISTRY) + generate_latest(waiting), media_type=CONTENT_TYPE_LATEST)

    async def healthz(request: Request) -> Response:
        return JSONResponse({"alive": True})

    return Starlette(routes=[Route("/metrics", metrics), Route("/healthz", healthz)])


def _refused(knowledge: LiveKnowledge) -> int:
    """As the files are now, also in a process that nobody asks anything."""
    with suppress(KnowledgeError):
        knowledge.current()
    return len(knowledge.refused)


async def _depth(database: Database) -> Depth | None:
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()), database.transaction() as session:
            return await depth(session)
    except (SQLAlchemyError, TimeoutError):
        return None


@asynccontextmanager
async def serving_figures(settings: Settings, database: Database, knowledge: LiveKnowledge) -> AsyncIterator[None]:
    """Nothing where SPORTELLO_METRICS_PORT is not set."""
    if settings.metrics_port is None:
        yield
        return
    app = figures_app(database, knowledge)
    async with serving_privately(app, settings.metrics_host, settings.metrics_port, "SPORTELLO_METRICS_PORT"):
        yield
