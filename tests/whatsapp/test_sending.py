"""A reply through Twilio: what each of its answers means, the 24 hours to the second, replies of several messages."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.accounts import WhatsAppAccount
from bot.channels.base import OUTSIDE_WINDOW, Recipient
from bot.channels.whatsapp import api as api_module
from bot.channels.whatsapp import channel as channel_module
from bot.channels.whatsapp.api import open_api
from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.dialogue.turn import Reply, Template
from bot.errors import ChannelError, ChannelRefused, ChannelUnavailable, CitizenUnreachable, OutcomeUnknown
from bot.knowledge.live import LiveKnowledge
from tests.whatsapp.conftest import REMINDER
from tests.whatsapp.fake_twilio import PUBLIC_URL, FakeTwilio, Trouble

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ROSA = Recipient("whatsapp:bussero", "whatsapp:+393331111111", NOON)
REMINDED = Reply("Domani alle 9.", template=Template("promemoria", ("domani", "9:00")))
RETRIES = "#rc=3&rp=all"
CALLBACK = f"{PUBLIC_URL}/webhooks/twilio/bussero/status"


@pytest.fixture
async def channel(
    twilio: FakeTwilio, accounts: dict[str, WhatsAppAccount], knowledge: LiveKnowledge
) -> AsyncIterator[WhatsAppChannel]:
    async with open_api(twilio.url) as api:
        yield WhatsAppChannel(api, accounts, knowledge, PUBLIC_URL, clock=lambda: NOON)


@pytest.mark.parametrize(
    ("trouble", "error", "code"),
    [
        (Trouble(429, 20429, retry_after=7), ChannelUnavailable, "20429"),
        (Trouble(400, 63018), ChannelUnavailable, "63018"),
        (Trouble(503, 0), ChannelUnavailable, "http_503"),
        (Trouble(401, 20003), ChannelUnavailable, "20003"),
        (Trouble(500, 20500, takes=True), OutcomeUnknown, "20500"),
        (Trouble(502, 0), OutcomeUnknown, "http_502"),
        (Trouble(cuts=True, takes=True), OutcomeUnknown, "cut_off"),
        (Trouble(400, 63016), ChannelRefused, OUTSIDE_WINDOW),
        (Trouble(400, 63021), ChannelRefused, "63021"),
        (Trouble(403, 0), ChannelRefused, "http_403"),
        (Trouble(400, 21610), CitizenUnreachable, "21610"),
        (Trouble(400, 63024), CitizenUnreachable, "63024"),
        (Trouble(400, 63003), CitizenUnreachable, "63003"),
    ],
)
async def test_an_answer_of_twilios_means(
    channel: WhatsAppChannel, twilio: FakeTwilio, trouble: Trouble, error: type[ChannelError], code: str
) -> None:
    twilio.troubles = [trouble]

    with pytest.raises(error) as raised:
        await channel.send(ROSA, Reply("ciao"), message_id=1)

    assert type(raised.value) is error and str(raised.value) == code
    assert len(twilio.tried) == 1


async def test_retry_after_is_kept(channel: WhatsAppChannel, twilio: FakeTwilio) -> None:
    twilio.troubles = [Trouble(429, 20429, retry_after=7)]

    with pytest.raises(ChannelUnavailable) as raised:
        await channel.send(ROSA, Reply("ciao"), message_id=1)
    assert raised.value.after == timedelta(seconds=7)


async def test_an_answer_that_does_not_come_is_not_waited_for_and_not_repeated(
    twilio: FakeTwilio, accounts: dict[str, WhatsAppAccount], knowledge: LiveKnowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_module, "ANSWER", timedelta(milliseconds=200))
    twilio.troubles = [Trouble(hangs=True, takes=True)]
    async with open_api(twilio.url) as api:
        channel = WhatsAppChannel(api, accounts, knowledge, PUBLIC_URL, clock=lambda: NOON)
        with pytest.raises(OutcomeUnknown, match="cut_off"):
            await channel.send(ROSA, Reply("ciao"), message_id=1)

    assert twilio.texts() == ["ciao"]


async def test_where_nobody_listens_nothing_was_taken(
    accounts: dict[str, WhatsAppAccount], knowledge: LiveKnowledge
) -> None:
    async with open_api("http://127.0.0.1:9") as api:
        channel = WhatsAppChannel(api, accounts, knowledge, PUBLIC_URL, clock=lambda: NOON)
        with pytest.raises(ChannelUnavailable, match="no_connection"):
            await channel.send(ROSA, Reply("ciao"), message_id=1)


@pytest.mark.parametrize(
    ("silence", "is_template"),
    [
        (timedelta(hours=24) - timedelta(seconds=1), False),
        (timedelta(hours=24), True),
        (timedelta(hours=24) + timedelta(seconds=1), True),
    ],
)
async def test_the_edge_of_the_24_hours(
    channel: WhatsAppChannel, twilio: FakeTwilio, silence: timedelta, is_template: bool
) -> None:
    to = Recipient(ROSA.account, ROSA.address, NOON - silence)
    await channel.send(to, REMINDED, message_id=1)

    assert (twilio.taken[0].get("ContentSid") == REMINDER) is is_template
    assert ("Body" in twilio.taken[0]) is not is_template


async def test_twilios_clock_counts_and_not_ours(channel: WhatsAppChannel, twilio: FakeTwilio) -> None:
    twilio.troubles = [Trouble(400, 63016)]
    with pytest.raises(ChannelUnavailable, match=OUTSIDE_WINDOW):
        await channel.send(ROSA, REMINDED, message_id=1)

    # As the queue sends it again.
    await channel.send(Recipient(ROSA.account, ROSA.address, NOON, is_outside_window=True), REMINDED, message_id=1)
    assert [fields["ContentSid"] for fields in twilio.taken] == [REMINDER]
    assert twilio.taken[0]["StatusCallback"] == f"{CALLBACK}?message=1&template=1{RETRIES}"


async def test_a_template_that_is_refused_too_is_refused_for_good(channel: WhatsAppChannel, twilio: FakeTwilio) -> None:
    twilio.troubles = [Trouble(400, 63016)]

    with pytest.raises(ChannelRefused, match=OUTSIDE_WINDOW):
        await channel.send(Recipient(ROSA.account, ROSA.address, None), REMINDED, message_id=1)


async def test_a_long_reply_is_several_messages_in_order(channel: WhatsAppChannel, twilio: FakeTwilio) -> None:
    sentences = [f"Questa è la frase numero {number}, né più né meno." for number in range(80)]
    sid = await channel.send(ROSA, Reply(" ".join(sentences)), message_id=12)

    assert " ".join(twilio.texts()) == " ".join(sentences)
    assert all(len(said) <= 1600 and said.endswith(".") for said in twilio.texts())
    callbacks = [fields["StatusCallback"] for fields in twilio.taken]
    about = ("message=12&part=1", "message=12&part=2", "message=12")
    assert callbacks == [f"{CALLBACK}?{query}{RETRIES}" for query in about]
    assert sid == twilio.taken[-1]["sid"]


async def test_a_reply_that_is_slowed_down_in_its_middle_is_finished(
    channel: WhatsAppChannel, twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "WAITS", (timedelta(0),))
    twilio.troubles = [Trouble(), Trouble(429, 20429)]
    await channel.send(ROSA, Reply("uno. " * 500), message_id=1)

    assert "".join(twilio.texts()).count("uno.") == 500


async def test_a_reply_that_breaks_off_in_its_middle_is_not_begun_anew(
    channel: WhatsAppChannel, twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "WAITS", (timedelta(0),))
    twilio.troubles = [Trouble(), Trouble(429, 20429), Trouble(429, 20429)]

    with pytest.raises(OutcomeUnknown, match="cut_short"):
        await channel.send(ROSA, Reply("uno. " * 500), message_id=1)


async def test_a_messaging_service_sends_in_place_of_the_number(channel: WhatsAppChannel, twilio: FakeTwilio) -> None:
    await channel.send(Recipient("whatsapp:plain", ROSA.address, NOON), Reply("ciao"), message_id=1)

    assert twilio.taken[0]["MessagingServiceSid"] == "MG" + "1" * 32 and "From" not in twilio.taken[0]


async def test_an_account_that_is_gone_refuses(channel: WhatsAppChannel) -> None:
    with pytest.raises(ChannelRefused, match="no_account"):
        await channel.send(Recipient("whatsapp:gone", ROSA.address, NOON), Reply("ciao"), message_id=1)
