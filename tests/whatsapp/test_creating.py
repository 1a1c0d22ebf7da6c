"""The contents for options: made as the requests fill them, and the lines that the accounts' file takes."""

import asyncio
import json
import re

import pytest
import yaml

from bot.channels.accounts import Contents, WhatsAppAccount
from bot.channels.whatsapp.creating import create_contents
from bot.channels.whatsapp.requests import as_text
from bot.dialogue.turn import Option, Reply
from bot.errors import SettingsError
from bot.settings import Settings
from tests.whatsapp.fake_twilio import FakeTwilio


@pytest.fixture
async def made(twilio: FakeTwilio, accounts: dict[str, WhatsAppAccount], settings: Settings) -> Contents:
    bare = accounts["bussero"].model_copy(update={"contents": Contents()})
    printed = await asyncio.to_thread(create_contents, bare, settings.twilio_api_url)
    return Contents.model_validate(yaml.safe_load(printed)["contents"])


async def test_there_is_a_content_for_each_number_of_options(twilio: FakeTwilio, made: Contents) -> None:
    assert (list(made.quick_replies), list(made.lists)) == ([1, 2, 3], [4, 5, 6, 7, 8, 9, 10])
    assert len(twilio.contents) == 10


@pytest.mark.parametrize("count", range(1, 11))
async def test_what_is_sent_fills_every_place_of_its_content(
    twilio: FakeTwilio, made: Contents, accounts: dict[str, WhatsAppAccount], count: int
) -> None:
    account = accounts["bussero"].model_copy(update={"contents": made})
    reply = Reply("Quale?", tuple(Option(f"Voce {n}", f"ask:{n}") for n in range(count)))
    [letter] = as_text(reply, account, "")
    content = json.dumps(twilio.contents[letter.fields["ContentSid"]]["types"])

    filled = json.loads(letter.fields["ContentVariables"])
    assert set(re.findall(r"{{(\d+)}}", content)) == set(filled)
    shown = re.sub(r"{{(\d+)}}", lambda place: filled[place[1]], content)
    for option in reply.options:
        label = "title" if count <= 3 else "item"
        assert json.dumps({label: option.label, "id": option.payload})[1:-1] in shown


async def test_what_there_is_already_is_not_made_again(
    twilio: FakeTwilio, accounts: dict[str, WhatsAppAccount], settings: Settings
) -> None:
    printed = await asyncio.to_thread(create_contents, accounts["bussero"], settings.twilio_api_url)

    assert f"2: {accounts['bussero'].contents.quick_replies[2]}" in printed
    assert len(twilio.contents) == 10 - 3


async def test_a_refusal_is_told(twilio: FakeTwilio, accounts: dict[str, WhatsAppAccount], settings: Settings) -> None:
    fields = accounts["bussero"].model_dump(exclude={"auth_token_file", "contents"}) | {"auth_token": "wrong"}
    with pytest.raises(SettingsError, match=r"HTTP 401, code 20003"):
        await asyncio.to_thread(create_contents, WhatsAppAccount.model_validate(fields), settings.twilio_api_url)
