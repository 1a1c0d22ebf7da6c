"""Which message told a citizen what the desk has changed: one that does not arrive makes somebody call."""

from collections.abc import Sequence

from alembic import op

revision = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("ALTER TABLE appointment ADD COLUMN notice BIGINT")
    op.execute("CREATE INDEX ix_appointment_notice ON appointment (notice) WHERE notice IS NOT NULL")
