"""Telegram's commands as people press them: /start (from a link too), /help, /stop. Any other text with a "/" is a text."""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.fields import Strict
from bot.knowledge.files import read

FILE = Path(__file__).with_name("texts.yaml")
_COMMAND = re.compile(r"/(start|help|stop)(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


class Texts(Strict):
    start: str
    help: str
    stop: str
    commands: dict[str, str]
    pressed: str


@dataclass(frozen=True)
class Command:
    """`argument` is what a link carries: t.me/<bot>?start=bussero."""

    name: str
    argument: str = ""


def load_texts() -> Texts:
    return read(FILE, Texts)


def read_command(text: str) -> Command | None:
    """None where the text is none of the three."""
    found = _COMMAND.fullmatch(text.strip())
    return Command(found[1].lower(), (found[2] or "").strip()) if found else None


def words_for(command: Command, texts: Texts) -> str:
    """What the citizen would have written in place of the command."""
    if command.name == "help":
        return command.argument or texts.help
    return texts.start if command.name == "start" else texts.stop
