"""The console's lists: whoever is with people or waits for them, and what is closed, among all talks."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index(
        "ix_conversation_with_people",
        "conversation",
        [sa.text("priority DESC"), "waiting_since", "id"],
        postgresql_where=sa.text("holder <> 'bot'"),
    )
    op.create_index(
        "ix_conversation_closed",
        "conversation",
        [sa.text("closed_at DESC"), "id"],
        postgresql_where=sa.text("closed_at IS NOT NULL"),
    )
