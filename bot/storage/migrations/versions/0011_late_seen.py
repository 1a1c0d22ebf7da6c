"""Whether somebody at the desk has seen that a citizen comes late."""

from collections.abc import Sequence

from alembic import op

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("ALTER TABLE appointment ADD COLUMN late_seen_at TIMESTAMPTZ")
