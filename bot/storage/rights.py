"""What others than the database's owner may do in it."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

BRAIN = "sportello_brain"
"""A role for the brain alone, made by docker/postgres/roles.sh; elsewhere there need be none."""
EXISTS = text("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = :role)")


async def let_brain_keep_its_talks(session: AsyncSession) -> bool:
    """Whether there is such a role; it gets its own table and nothing else."""
    if not await session.scalar(EXISTS, {"role": BRAIN}):
        return False
    await session.execute(text(f"GRANT SELECT, INSERT, UPDATE ON tracker TO {BRAIN}"))
    return True
