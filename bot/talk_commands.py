"""`sportello ask` and `chat`: the assistant, and nothing that lasts."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Annotated

import typer
import uvloop

from bot.settings import load_settings

Comune = Annotated[str | None, typer.Option(help="The municipality, by id: cesano-boscone, bussero, …")]


def ask(
    comune: Comune = None, as_json: Annotated[bool, typer.Option("--json", help="The only format there is.")] = True
) -> None:
    """Answer JSON Lines from standard input on standard output; books, sends and alerts nothing real."""
    uvloop.run(_ask(comune))


async def _ask(comune: str | None) -> None:
    from bot.ask import Asking
    from bot.knowledge.live import watched
    from bot.local_assistant import local_assistant

    settings = load_settings()
    knowledge = watched(settings.knowledge_folder)
    async with local_assistant(settings, knowledge) as assistant:
        asking = Asking(assistant, knowledge.current().municipalities, comune)
        async for answer in asking.answer_all(_standard_input()):
            print(json.dumps(answer, ensure_ascii=False), flush=True)


async def _standard_input() -> AsyncIterator[str]:
    """The lines as UTF-8 whatever the locale; bytes that are none are told as a mistake of their line."""
    while line := await asyncio.to_thread(sys.stdin.buffer.readline):
        yield line.decode(errors="surrogateescape")


def chat(comune: Comune = None) -> None:
    """Talk with the assistant in the terminal."""
    from bot.chat import chat_until_goodbye

    uvloop.run(chat_until_goodbye(load_settings(), comune))
