"""Whose word on where a request comes from counts."""

import pytest
from starlette.requests import Request

from bot.errors import SettingsError
from bot.webchat.proxies import client_address, trusted_networks


def request(peer: str, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return Request({"type": "http", "client": (peer, 1), "headers": headers})


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "address"),
    [
        ("203.0.113.7", (), "", "203.0.113.7"),
        ("203.0.113.7", ("1.1.1.1",), "", "203.0.113.7"),
        ("203.0.113.7", ("1.1.1.1",), "10.0.0.0/8", "203.0.113.7"),
        ("10.0.0.2", ("198.51.100.1",), "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.2", ("1.1.1.1, 198.51.100.1",), "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.2", ("1.1.1.1", "198.51.100.1, 10.0.0.3"), "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.2", (), "10.0.0.0/8", "10.0.0.2"),
        ("10.0.0.2", ("10.0.0.3",), "10.0.0.0/8", "10.0.0.3"),
        ("::1", ("198.51.100.1",), "::1, 10.0.0.0/8", "198.51.100.1"),
    ],
)
def test_only_our_own_proxies_are_believed(peer: str, forwarded: tuple[str, ...], trusted: str, address: str) -> None:
    assert client_address(request(peer, *forwarded), trusted_networks(trusted)) == address


def test_a_proxy_that_is_no_address_is_a_wrong_setting() -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_TRUSTED_PROXIES"):
        trusted_networks("proxy.example.org")
