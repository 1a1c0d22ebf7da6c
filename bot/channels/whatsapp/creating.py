"""Twilio's contents for options, made by its Content API: a quick reply for one to three of them, a list for four to ten."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx

from bot.channels.accounts import WhatsAppAccount
from bot.channels.whatsapp.checking import API
from bot.errors import SettingsError

CONTENT_API = "https://content.twilio.com"
PATIENCE = timedelta(seconds=15)
QUICK_REPLIES, LISTS = range(1, 4), range(4, 11)
CHOOSE = "Scelga"
"""On the button that opens a list: part of the content, so it cannot come from phrases.yaml. 20 characters at most."""

Json = dict[str, Any]


def create_contents(account: WhatsAppAccount, api_url: str) -> str:
    """The lines for the accounts' file; what it names already is kept. Raises `SettingsError` where Twilio refuses."""
    url = CONTENT_API if api_url == API else api_url
    auth = (account.account_sid, account.token.get_secret_value())
    with httpx.Client(base_url=url, auth=auth, timeout=PATIENCE.total_seconds()) as client:
        quick = {n: account.contents.quick_replies.get(n) or _created(client, quick_reply(n)) for n in QUICK_REPLIES}
        lists = {n: account.contents.lists.get(n) or _created(client, list_picker(n)) for n in LISTS}
    return f"contents:\n  quick_replies: {_as_yaml(quick)}\n  lists: {_as_yaml(lists)}"


def quick_reply(options: int) -> Json:
    actions = [{"title": label, "id": id} for label, id in _places(options)]
    return _content(
        f"sportello_quick_reply_{options}", options, {"twilio/quick-reply": {"body": "{{1}}", "actions": actions}}
    )


def list_picker(options: int) -> Json:
    items = [{"item": label, "id": id} for label, id in _places(options)]
    picker = {"body": "{{1}}", "button": CHOOSE, "items": items}
    return _content(f"sportello_list_{options}", options, {"twilio/list-picker": picker})


def _places(options: int) -> Iterator[tuple[str, str]]:
    """Where words and id of each option go, in the order in which requests.py fills them."""
    for number in range(options):
        yield f"{{{{{2 * number + 2}}}}}", f"{{{{{2 * number + 3}}}}}"


def _content(name: str, options: int, types: Json) -> Json:
    samples = {"1": "Che cosa le serve?"}
    for number in range(options):
        samples |= {str(2 * number + 2): f"Scelta {number + 1}", str(2 * number + 3): f"option:{number + 1}"}
    return {"friendly_name": name, "language": "it", "variables": samples, "types": types}


def _created(client: httpx.Client, content: Json) -> str:
    try:
        response = client.post("/v1/Content", json=content)
        answer = response.json()
    except (httpx.HTTPError, ValueError) as error:
        raise SettingsError(
            f"Twilio cannot be asked ({type(error).__name__}): is content.twilio.com reachable?"
        ) from None
    if not response.is_success:
        raise SettingsError(
            f"Twilio refuses {content['friendly_name']} (HTTP {response.status_code}, code {answer.get('code')})."
        )
    return str(answer["sid"])


def _as_yaml(sids: dict[int, str]) -> str:
    return "{" + ", ".join(f"{number}: {sid}" for number, sid in sids.items()) + "}"
