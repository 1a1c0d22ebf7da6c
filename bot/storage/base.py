"""What all rows share: names of constraints, types of columns, the words of the enumerations."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import BigInteger, CheckConstraint, LargeBinary, MetaData, Text, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import DeclarativeBase

Holder = Literal["bot", "waiting", "operator"]
Kind = Literal["text", "payload", "media", "location", "other"]
InboundStatus = Literal["pending", "done", "set_aside"]
Author = Literal["bot", "operator", "notice"]
OutboundStatus = Literal["pending", "sending", "sent", "delivered", "read", "failed", "unknown", "dropped"]
AlertKind = Literal["waiting", "crisis", "set_aside", "unknown", "failed", "silence"]
HandoverKind = Literal[
    "called",
    "called_off",
    "taken",
    "stepped_in",
    "taken_from",
    "transferred",
    "given_back",
    "closed",
    "reopened",
    "crisis",
]
Doubt = Literal["not_understood", "asked_back", "unsure"]
Verdict = Literal["service", "out_of_scope", "ignored"]
MailStatus = Literal["pending", "sending", "sent", "failed", "dropped"]

NOW = text("now()")
ZERO = text("0")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own way
        datetime: TIMESTAMP(timezone=True),
        int: BigInteger,
        bytes: LargeBinary,
        **dict.fromkeys((str, Holder, Kind, InboundStatus, Author, OutboundStatus, AlertKind), Text),
        **dict.fromkeys((str, HandoverKind, Doubt, Verdict, MailStatus), Text),
    }


def one_of(column: str, kind: object) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in get_args(kind))
    return CheckConstraint(f"{column} IN ({listed})", name=column)
