"""Who works at the console, and what the assistant made of each turn."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    _people()
    _at_the_console()
    op.create_table(
        "turn_decision",
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("detail", sa.LargeBinary(), nullable=False),
        _of_conversation("turn_decision"),
        sa.PrimaryKeyConstraint("conversation_id", "number", name=op.f("pk_turn_decision")),
    )


def _people() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("password_is_temporary", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("roles", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("comuni", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last", sa.BigInteger(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "roles <@ ARRAY['operator', 'psychologist', 'admin'] AND roles <> '{}'", name=op.f("ck_staff_roles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_username")),
    )
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_session")),
    )
    op.create_index(op.f("ix_staff_session_staff_id"), "staff_session", ["staff_id"])
    op.create_table(
        "entry_try",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_try")),
    )
    op.create_index("ix_entry_try_who", "entry_try", ["who", "at"])
    op.create_index("ix_entry_try_at", "entry_try", ["at"])


def _at_the_console() -> None:
    op.create_table(
        "looking",
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        _of_conversation("looking"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_looking_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id", "staff_id", name=op.f("pk_looking")),
    )
    op.create_table(
        "staff_reply",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        _of_conversation("staff_reply"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_reply_staff_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_staff_reply")),
    )
    op.create_index(op.f("ix_staff_reply_conversation_id"), "staff_reply", ["conversation_id"])


def _of_conversation(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_conversation_id")
    return sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=name, ondelete="CASCADE")
