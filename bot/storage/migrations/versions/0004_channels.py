"""Citizens whom nothing reaches, and those who want no notices; how far each account's messages are known to be here."""

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
    op.create_table(
        "intake",
        sa.Column("channel_account", sa.Text(), nullable=False),
        sa.Column("complete_until", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("lease_until", sa.TIMESTAMP(timezone=True)),
        sa.PrimaryKeyConstraint("channel_account", name=op.f("pk_intake")),
    )
