"""Tokens of the web chat's visitors."""

from bot.channels.visitors import new_token, visitor
from bot.storage.keys import KeyRing, new_secret

OLD, NEW = new_secret(), new_secret()


def test_a_token_is_known_again_and_is_always_another() -> None:
    keys = KeyRing.from_text(NEW)
    first, second = new_token(keys), new_token(keys)

    assert visitor(first, keys) == visitor(first, keys) != visitor(second, keys)


def test_a_token_outlives_a_new_key_but_not_the_loss_of_its_own() -> None:
    token = new_token(KeyRing.from_text(OLD))

    assert visitor(token, KeyRing.from_text(f"{NEW},{OLD}")) == visitor(token, KeyRing.from_text(OLD))
    assert visitor(token, KeyRing.from_text(NEW)) is None
