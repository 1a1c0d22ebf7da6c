"""Run by Alembic: migrates over the connection it is given, within that connection's transaction."""

from alembic import context

import bot.storage.models  # noqa: F401 - the rows are known once they are imported
from bot.storage.base import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
