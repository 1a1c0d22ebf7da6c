"""Citizens whom nothing reaches, and those who want no notices."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    for column in ("unreachable_at", "notices_stopped_at"):
        op.add_column("conversation", sa.Column(column, sa.TIMESTAMP(timezone=True)))
