"""The mail server's settings, and the words of the mails."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.knowledge.files import read
from bot.post import PORTS, Post
from bot.settings import load_settings
from bot.worker.mailing import FILE, Words


def test_without_a_host_there_is_no_mail() -> None:
    assert Post.of(load_settings(smtp_host="")) is None


def test_mails_need_a_sender() -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_SMTP_FROM"):
        Post.of(load_settings(smtp_host="smtp.example.it"))


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_the_port_follows_from_the_security_unless_it_is_given(security: str) -> None:
    given = {"smtp_host": "smtp.example.it", "smtp_from": "a@example.it", "smtp_security": security}

    post, other = Post.of(load_settings(**given)), Post.of(load_settings(**given, smtp_port=2525))

    assert post and post.port == PORTS[post.security]
    assert other and other.port == 2525


def test_the_password_is_not_shown() -> None:
    post = Post.of(load_settings(smtp_host="h", smtp_from="a@example.it", smtp_user="u", smtp_password="segreto"))

    assert post and post.password == "segreto"
    assert "segreto" not in repr(post)


def test_an_empty_file_is_no_password(tmp_path: Path) -> None:
    (tmp_path / "smtp_password").write_text("\n")

    assert load_settings(smtp_password_file=str(tmp_path / "smtp_password")).smtp_secret is None


@pytest.mark.parametrize("kind", ["crisis", "waiting"])
def test_every_kind_of_mail_has_its_words(kind: str) -> None:
    words = read(FILE, Words)

    assert "chiede attenzione" in words.subjects[kind]  # type: ignore[index]
    assert "{link}" in words.bodies[kind]  # type: ignore[index]
