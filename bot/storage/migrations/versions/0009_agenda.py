"""The console's agenda: what was pressed in it."""

from collections.abc import Sequence

from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PRESS = """
CREATE TABLE agenda_press (
    desk_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    at TIMESTAMPTZ DEFAULT now() NOT NULL,
    CONSTRAINT pk_agenda_press PRIMARY KEY (desk_id, key),
    CONSTRAINT fk_agenda_press_desk_id FOREIGN KEY (desk_id) REFERENCES booking_desk (id)
)
"""


def upgrade() -> None:
    op.execute(PRESS)
    op.create_index(op.f("ix_agenda_press_at"), "agenda_press", ["at"])
