"""What is open, the latest first: the assistant's list, and the search."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index(
        "ix_conversation_open",
        "conversation",
        [sa.text("last_inbound_at DESC NULLS LAST"), "id"],
        postgresql_where=sa.text("closed_at IS NULL"),
    )
