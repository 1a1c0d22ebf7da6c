"""Several numbers and bots from a file, one of each from single settings; mistakes are told with what to do, secrets never."""

from pathlib import Path

import pytest

from bot.channels.account_settings import load_accounts
from bot.channels.accounts import Accounts
from bot.errors import SettingsError
from bot.settings import load_settings

SID, CONTENT = "AC" + "0" * 32, "HX" + "1" * 32
FILE = f"""
telegram:
  bussero: {{token: "1:segretissimo", comuni: [bussero]}}
whatsapp:
  valle:
    account_sid: {SID}
    auth_token_file: "{{token}}"
    number: "whatsapp:+390200000001"
    comuni: [bussero, valle]
    contents: {{quick_replies: {{2: {CONTENT}}}, lists: {{5: {CONTENT}}}}}
    templates: {{promemoria: {CONTENT}}}
"""
HERE = "https://sportello.example.it"
ONE_NUMBER = {
    "public_url": HERE,
    "twilio_account_sid": SID,
    "twilio_auth_token": "segretissimo",
    "whatsapp_number": "whatsapp:+390200000001",
    "whatsapp_comuni": "bussero, valle",
}


def written(folder: Path, text: str = FILE) -> Path:
    token = folder / "token"
    token.write_text("segretissimo\n")
    file = folder / "accounts.yaml"
    file.write_text(text.replace("{token}", str(token)))
    return file


def test_a_file_names_the_accounts(tmp_path: Path) -> None:
    accounts = load_accounts(load_settings(accounts_file=written(tmp_path), public_url=HERE))

    assert accounts.telegram["bussero"].bot_token.get_secret_value() == "1:segretissimo"
    assert accounts.telegram["bussero"].comune == "bussero"
    whatsapp = accounts.whatsapp["valle"]
    assert (whatsapp.token.get_secret_value(), whatsapp.comune) == ("segretissimo", None)
    assert (whatsapp.contents.quick_replies, whatsapp.templates) == ({2: CONTENT}, {"promemoria": CONTENT})
    assert [name for name, _ in accounts.each()] == ["telegram:bussero", "whatsapp:valle"]


def test_no_account_shows_its_secrets(tmp_path: Path) -> None:
    assert "segretissimo" not in repr(load_accounts(load_settings(accounts_file=written(tmp_path), public_url=HERE)))


def test_single_settings_make_one_account() -> None:
    accounts = load_accounts(load_settings(**ONE_NUMBER, telegram_token="1:x", telegram_comuni="bussero"))

    assert accounts.whatsapp["main"].comuni == ("bussero", "valle")
    assert accounts.telegram["main"].comune == "bussero"


def test_nothing_is_configured_by_default() -> None:
    accounts = load_accounts(load_settings())

    assert not accounts.telegram and not accounts.whatsapp


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("telegram: {a: {token: x, comuni: [b], tokn: y}}", ":1: telegram.a.tokn: no such field; docs/canali.md lists them"),
        ("telegram: {a: {comuni: [b]}}", ":1: telegram.a: give either token or token_file"),
        ("telegram: {a: {token: x, token_file: /dev/null}}", "give either|is empty"),
        ("telegram: {a: {token_file: /nowhere}}", "the file /nowhere cannot be read"),
        ("whatsapp: {a: {account_sid: AC1, auth_token: x, number: '+39'}}", "whatsapp.a.account_sid"),
        ("telegram: {A b: {token: x}}", "telegram.A b"),
        ("sms: {}", ":1: sms: no such field"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_told_by_line(tmp_path: Path, wrong: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        load_accounts(load_settings(accounts_file=written(tmp_path, wrong)))


def test_a_channel_set_up_in_part_names_what_is_missing() -> None:
    with pytest.raises(SettingsError) as error:
        load_accounts(load_settings(whatsapp_number="whatsapp:+390200000001", twilio_auth_token="segretissimo"))

    assert "SPORTELLO_TWILIO_ACCOUNT_SID: Field required" in str(error.value)
    assert "segretissimo" not in str(error.value)


def test_a_number_needs_the_public_address() -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_PUBLIC_URL is missing"):
        load_accounts(load_settings(**{**ONE_NUMBER, "public_url": ""}))


def test_an_account_that_names_no_municipality_serves_all() -> None:
    given = {"telegram": {"a": {"token": "1:x"}, "b": {"token": "2:x", "comuni": ["bussero", "valle"]}}}

    assert Accounts.model_validate(given).served == {"telegram:b": ("bussero", "valle")}


def test_a_municipality_that_is_not_there_is_told() -> None:
    accounts = load_accounts(load_settings(**ONE_NUMBER))

    with pytest.raises(SettingsError, match="whatsapp:main serves valle"):
        accounts.check_comuni({"bussero": None})


@pytest.mark.parametrize("url", ["sportello.example.it", "http://sportello.example.it", "https://a b", "ftp://x"])
def test_a_public_address_has_to_be_https(url: str) -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_PUBLIC_URL"):
        load_settings(public_url=url)


def test_the_public_address_ends_without_a_slash() -> None:
    assert load_settings(public_url="https://sportello.example.it/").public_url == "https://sportello.example.it"
