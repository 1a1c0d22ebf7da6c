"""The page's own sentences, from texts.yaml beside this file."""

from pathlib import Path

from bot.knowledge.fields import Strict
from bot.knowledge.files import read

FILE = Path(__file__).with_name("texts.yaml")


class Texts(Strict):
    """`page` and `chooser` go into the templates, `script` to the page's script, `embed` to the municipality's own page."""

    page: dict[str, str]
    chooser: dict[str, str]
    script: dict[str, str]
    embed: dict[str, str]
    refusals: dict[str, str]


def load_texts() -> Texts:
    return read(FILE, Texts)
