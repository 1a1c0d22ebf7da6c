"""Which messages were erased, by a hash and for some days: what a provider brings again is not stored again."""

from collections.abc import Sequence

from alembic import op

revision = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ERASED_MESSAGE = """
CREATE TABLE erased_message (
    fingerprint BYTEA NOT NULL,
    until TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_erased_message PRIMARY KEY (fingerprint)
)
"""


def upgrade() -> None:
    op.execute(ERASED_MESSAGE)
