"""Keyword search over the knowledge base by PostgreSQL's Italian full text; the brain's stand-in for plain questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.italian import normalise
from bot.knowledge.base import Knowledge
from bot.knowledge.schema import Service
from bot.storage.database import Database

LOCK = 5_077_316
"""Whoever builds the index holds this advisory lock."""
COMMON_MIN = 2
"""A service is likely meant only from so many words in common with its entry."""
NAMED = text("""
    SELECT service, max(numnode(query)) AS length
    FROM searchable, unnest(names) AS name, plainto_tsquery('italian', name) AS query
    WHERE comune = :comune AND numnode(query) > 0 AND to_tsvector('italian', :words) @@ query
    GROUP BY service ORDER BY service
""")
LIKELY = text("""
    WITH asked AS (SELECT tsvector_to_array(to_tsvector('italian', :words)) AS stems)
    SELECT service, (SELECT count(*) FROM unnest(stems) AS stem WHERE stem = ANY (tsvector_to_array(words))) AS common
    FROM searchable, asked WHERE comune = :comune
    ORDER BY common DESC, service
""")
EDITION = text("SELECT edition FROM searchable LIMIT 1")
ADD = text("""
    INSERT INTO searchable (comune, service, names, words, edition)
    VALUES (:comune, :service, :names, to_tsvector('italian', :words), :edition)
""")


@dataclass(frozen=True)
class Found:
    """Services by id: those called by name (the longest name wins), else those with most words in common, best first."""

    named: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()


@dataclass(frozen=True)
class Search:
    database: Database

    async def find(self, comune: str, words: str) -> Found:
        """What a municipality's citizen may mean; `words` are normalised."""
        asked = {"comune": comune, "words": words}
        async with self.database.transaction() as session:
            named = (await session.execute(NAMED, asked)).all()
            if named:
                longest = max(row.length for row in named)
                return Found(named=tuple(row.service for row in named if row.length == longest))
            likely = (await session.execute(LIKELY, asked)).all()
        return Found(likely=tuple(row.service for row in likely if row.common >= COMMON_MIN))


async def build(session: AsyncSession, knowledge: Knowledge) -> bool:
    """Whether the index had to be built anew; whoever else builds it waits and then finds it done."""
    rows = list(_rows(knowledge))
    edition = sha256(repr(rows).encode()).hexdigest()
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    if await session.scalar(EDITION) == edition:
        return False
    await session.execute(text("DELETE FROM searchable"))
    for row in rows:
        await session.execute(ADD, {**row, "edition": edition})
    return True


def _rows(knowledge: Knowledge) -> Iterator[dict[str, object]]:
    for comune, municipality in knowledge.municipalities.items():
        for service in municipality.services.values():
            names = [normalise(name) for name in (service.title, service.id.replace("-", " "), *service.synonyms)]
            yield {"comune": comune, "service": service.id, "names": names, "words": _words(service)}


def _words(service: Service) -> str:
    return normalise(" ".join([service.title, service.short, *service.synonyms, *service.texts.values()]))
