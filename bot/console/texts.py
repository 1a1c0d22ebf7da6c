"""The console's words, from texts.yaml beside this file; longer ones stand in the templates."""

from pathlib import Path

from bot.knowledge.fields import Strict
from bot.knowledge.files import read

FILE = Path(__file__).with_name("texts.yaml")


class Texts(Strict):
    """`refusals` by their reason, `done` after something was done, `numbers` of how it stands with those to call, `script` for the page's scripts."""

    words: dict[str, str]
    roles: dict[str, str]
    channels: dict[str, str]
    reasons: dict[str, str]
    actions: dict[str, str]
    crises: dict[str, str]
    numbers: dict[str, str]
    statuses: dict[str, str]
    errors: dict[str, str]
    kinds: dict[str, str]
    lists: dict[str, str]
    empty: dict[str, str]
    done: dict[str, str]
    agenda: dict[str, str]
    templates: dict[str, str]
    refusals: dict[str, str]
    script: dict[str, str]


def load_texts() -> Texts:
    return read(FILE, Texts)
