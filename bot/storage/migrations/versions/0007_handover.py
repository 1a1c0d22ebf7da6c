"""What operators add: who held a talk when, notes, ready answers, closures, questions left open, mails."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENT = postgresql.TIMESTAMP(timezone=True)
NOW = sa.text("now()")


def upgrade() -> None:
    op.add_column("conversation", sa.Column("closed_at", MOMENT, nullable=True))
    op.drop_constraint(op.f("ck_alert_kind"), "alert")
    op.create_check_constraint(
        op.f("ck_alert_kind"),
        "alert",
        "kind IN ('waiting', 'crisis', 'set_aside', 'unknown', 'failed', 'silence')",
    )
    _events()
    _notes()
    _ready_answers()
    _closures()
    _open_questions()
    _mails()


def _events() -> None:
    op.create_table(
        "handover_event",
        _id(),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("comune", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("at", MOMENT, server_default=NOW, nullable=False),
        sa.CheckConstraint(
            "kind IN ('called', 'called_off', 'taken', 'stepped_in', 'taken_from', 'transferred', 'given_back', 'closed', "
            "'reopened', 'crisis')",
            name=op.f("ck_handover_event_kind"),
        ),
        _of_conversation("handover_event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_event")),
    )
    op.create_index(op.f("ix_handover_event_conversation_id"), "handover_event", ["conversation_id"])
    op.create_index(op.f("ix_handover_event_at"), "handover_event", ["at"])


def _notes() -> None:
    op.create_table(
        "note",
        _id(),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, server_default=NOW, nullable=False),
        _of_conversation("note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_conversation_id"), "note", ["conversation_id"])


def _ready_answers() -> None:
    op.create_table(
        "ready_answer",
        _id(),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("comune", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.Column("edited_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answer")),
        sa.UniqueConstraint("key", name=op.f("uq_ready_answer_key")),
    )


def _closures() -> None:
    op.create_table(
        "closure",
        _id(),
        sa.Column("comune", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("removed_by", sa.Text(), nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_closure_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_index("ix_closure_in_force", "closure", ["last_day"], postgresql_where=sa.text("removed_at IS NULL"))


def _open_questions() -> None:
    op.create_table(
        "open_question",
        _id(),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("comune", sa.Text(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("understood", postgresql.JSONB(), nullable=False),
        sa.Column("asked_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("concept", sa.Text(), nullable=True),
        sa.Column("aspects", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.Column("judged_at", MOMENT, nullable=True),
        sa.CheckConstraint("why IN ('not_understood', 'asked_back', 'unsure')", name=op.f("ck_open_question_why")),
        sa.CheckConstraint("verdict IN ('service', 'out_of_scope', 'ignored')", name=op.f("ck_open_question_verdict")),
        sa.CheckConstraint("(verdict IS NULL) = (judged_at IS NULL)", name=op.f("ck_open_question_judged")),
        _of_conversation("open_question"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_question")),
        sa.UniqueConstraint("conversation_id", "number", name=op.f("uq_open_question_conversation_id_number")),
    )
    op.create_index("ix_open_question_open", "open_question", ["asked_at"], postgresql_where=sa.text("verdict IS NULL"))


def _mails() -> None:
    op.create_table(
        "mail",
        _id(),
        sa.Column("alert_id", sa.BigInteger(), nullable=False),
        sa.Column("recipients", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("status", sa.Text(), server_default="pending", nullable=False),
        sa.Column("attempts", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("not_before", MOMENT, server_default=NOW, nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.CheckConstraint(
            "status IN ('pending', 'sending', 'sent', 'failed', 'dropped')", name=op.f("ck_mail_status")
        ),
        sa.CheckConstraint("(status = 'sending') = (lease_until IS NOT NULL)", name=op.f("ck_mail_lease")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_mail_alert_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("alert_id", name=op.f("uq_mail_alert_id")),
    )
    op.create_index("ix_mail_due", "mail", ["not_before"], postgresql_where=sa.text("status IN ('pending', 'sending')"))


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False)


def _of_conversation(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_conversation_id")
    return sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=name, ondelete="CASCADE")
