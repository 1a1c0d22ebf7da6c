"""The durable core: conversations, inbox, outbox, alerts, the brain's memory."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("channel_account", sa.Text(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("address_fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("pseudonym", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("comune", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("last_inbound_at", MOMENT, nullable=True),
        sa.Column("next_number", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("last_number", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("holder", sa.Text(), server_default="bot", nullable=False),
        sa.Column("epoch", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("operator", sa.Text(), nullable=True),
        sa.Column("waiting_since", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("priority", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("fence", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "(holder = 'operator') = (operator IS NOT NULL)", name=op.f("ck_conversation_operator_holds")
        ),
        sa.CheckConstraint(
            "(holder = 'waiting') = (waiting_since IS NOT NULL)", name=op.f("ck_conversation_waiting_since")
        ),
        sa.CheckConstraint("holder IN ('bot', 'waiting', 'operator')", name=op.f("ck_conversation_holder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint(
            "channel_account", "address_fingerprint", name=op.f("uq_conversation_channel_account_address_fingerprint")
        ),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_conversation_pseudonym")),
    )
    op.create_index(
        op.f("ix_conversation_due_at"),
        "conversation",
        ["due_at"],
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_conversation_waiting_since"),
        "conversation",
        ["waiting_since"],
        postgresql_where=sa.text("waiting_since IS NOT NULL"),
    )
    op.create_table(
        "tracker",
        sa.Column("pseudonym", sa.Uuid(), nullable=False),
        sa.Column("events", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("pseudonym", name=op.f("pk_tracker")),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("created_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("acknowledged_at", MOMENT, nullable=True),
        sa.Column("acknowledged_by", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('waiting', 'crisis', 'set_aside', 'unknown', 'failed')", name=op.f("ck_alert_kind")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_alert_conversation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    op.create_index(op.f("ix_alert_conversation_id"), "alert", ["conversation_id"])
    op.create_index("ix_alert_open", "alert", ["created_at"], postgresql_where=sa.text("acknowledged_at IS NULL"))
    op.create_table(
        "inbound_message",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("channel_account", sa.Text(), nullable=False),
        sa.Column("provider_message_id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("status", sa.Text(), server_default="pending", nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'payload', 'media', 'location', 'other')", name=op.f("ck_inbound_message_kind")
        ),
        sa.CheckConstraint("status IN ('pending', 'done', 'set_aside')", name=op.f("ck_inbound_message_status")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_inbound_message_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_message")),
        sa.UniqueConstraint(
            "channel_account",
            "provider_message_id",
            name=op.f("uq_inbound_message_channel_account_provider_message_id"),
        ),
        sa.UniqueConstraint("conversation_id", "number", name=op.f("uq_inbound_message_conversation_id_number")),
    )
    op.create_index(
        "ix_inbound_message_pending",
        "inbound_message",
        ["conversation_id", "number"],
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_table(
        "outbound_message",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("channel_account", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("in_reply_to", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("created_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("status", sa.Text(), server_default="pending", nullable=False),
        sa.Column("provider_message_id", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("not_before", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.CheckConstraint("(status = 'sending') = (lease_until IS NOT NULL)", name=op.f("ck_outbound_message_lease")),
        sa.CheckConstraint("author IN ('bot', 'operator')", name=op.f("ck_outbound_message_author")),
        sa.CheckConstraint(
            "status IN ('pending', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'dropped')",
            name=op.f("ck_outbound_message_status"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_outbound_message_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbound_message")),
        sa.UniqueConstraint("conversation_id", "number", name=op.f("uq_outbound_message_conversation_id_number")),
    )
    op.create_index(
        "ix_outbound_message_due",
        "outbound_message",
        [sa.text("urgent DESC"), "not_before", "id"],
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_index(
        "ix_outbound_message_open",
        "outbound_message",
        ["conversation_id", "number"],
        postgresql_where=sa.text("status IN ('pending', 'sending')"),
    )
    op.create_index(
        "ix_outbound_message_provider",
        "outbound_message",
        ["channel_account", "provider_message_id"],
        postgresql_where=sa.text("provider_message_id IS NOT NULL"),
    )
    op.create_index(
        "ix_outbound_message_sending",
        "outbound_message",
        ["lease_until"],
        postgresql_where=sa.text("status = 'sending'"),
    )
