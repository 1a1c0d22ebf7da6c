"""Each kind of message as bytes in, each kind of reply as requests out: the tables of tests/payloads/."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import yaml

from bot.channels.accounts import WhatsAppAccount
from bot.channels.base import Recipient
from bot.channels.whatsapp.api import open_api
from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.signature import form_of
from bot.knowledge.live import LiveKnowledge
from bot.queue.messages import Inbound, from_json
from bot.webhooks.twilio_messages import message_in
from tests.cast import ROOT
from tests.whatsapp.fake_twilio import ACCOUNT_SID, NUMBER, PUBLIC_URL, FakeTwilio

PAYLOADS = ROOT / "tests" / "payloads"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ROSA = "whatsapp:+393331111111"


def table(name: str) -> list[Any]:
    rows = yaml.safe_load((PAYLOADS / name).read_text(encoding="utf-8"))
    return [pytest.param(row, id=title) for title, row in rows.items()]


@pytest.mark.parametrize("row", table("twilio_messages.yaml"))
def test_a_webhook_is_understood(row: dict[str, str], accounts: dict[str, WhatsAppAccount]) -> None:
    sender = row.get("from", ROSA)
    always = f"MessageSid=SM1&SmsMessageSid=SM1&AccountSid={ACCOUNT_SID}&ApiVersion=2010-04-01"
    addresses = (
        f"From={sender.replace(':', '%3A').replace('+', '%2B')}&To={NUMBER.replace(':', '%3A').replace('+', '%2B')}"
    )
    form = form_of(f"{always}&{addresses}&{row['body']}".encode())
    assert form

    expected = Inbound(
        "whatsapp:bussero", "SM1", sender, NOON, row["kind"], row.get("text"), row.get("payload"), "bussero"  # type: ignore[arg-type]
    )  # fmt: skip
    assert message_in(form, "bussero", accounts["bussero"], NOON) == expected


def test_a_cry_for_help_is_urgent_also_under_a_picture(accounts: dict[str, WhatsAppAccount]) -> None:
    form = form_of(b"MessageSid=SM1&From=x&MessageType=image&NumMedia=1&Body=mio+marito+mi+picchia")
    assert form

    message = message_in(form, "bussero", accounts["bussero"], NOON)
    assert message and message.is_urgent and message.kind == "media"


@pytest.mark.parametrize("row", table("twilio_requests.yaml"))
async def test_a_reply_becomes_requests(
    row: dict[str, Any], accounts: dict[str, WhatsAppAccount], twilio: FakeTwilio, knowledge: LiveKnowledge
) -> None:
    last = NOON - timedelta(hours=row.get("silent_hours", 1))
    reply = from_json(json.dumps({"options": [], **row["reply"]}))
    async with open_api(twilio.url) as api:
        channel = WhatsAppChannel(api, accounts, knowledge, PUBLIC_URL, clock=lambda: NOON)
        await channel.send(Recipient("whatsapp:bussero", ROSA, last), reply, message_id=7)

    assert [{**fields, **variables(fields)} for fields in map(own, twilio.tried)] == row["requests"]
    assert {(fields["From"], fields["To"]) for fields in twilio.tried} == {(NUMBER, ROSA)}


def own(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in ("From", "To", "StatusCallback")}


def variables(fields: dict[str, str]) -> dict[str, Any]:
    given = fields.get("ContentVariables")
    return {"ContentVariables": json.loads(given)} if given else {}
