"""`sportello chat`: the assistant in the terminal."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from bot.brain.client import Answering, BrainReply
from bot.errors import BrainError, SettingsError
from bot.knowledge.base import Knowledge
from bot.knowledge.live import watched
from bot.local_assistant import local_assistant
from bot.settings import Settings
from bot.talk import Talk
from bot.times import now

QUIET = timedelta(seconds=0.7)
"""Lines that follow each other this closely are one message; on WhatsApp, where one types slower, it is about three seconds."""
GOODBYE = {"/esci", "/quit", "/exit"}


async def chat_until_goodbye(settings: Settings, comune: str | None) -> None:
    """Talks with the citizen at the terminal until /esci or the end of the input."""
    console = Console()
    knowledge = watched(settings.knowledge_folder)
    phrases, comuni = knowledge.current().phrases, knowledge.current().municipalities
    if comune is not None and comune not in comuni:
        raise SettingsError(f"No municipality {comune!r}. There are: {', '.join(comuni)}")
    async with AsyncExitStack() as stack:
        with console.status(phrases.terminal_starting):
            assistant = await stack.enter_async_context(local_assistant(settings, knowledge))
        await _Terminal(console, assistant, knowledge.current(), Talk("terminal", "terminal", comune)).run()


@dataclass
class _Terminal:
    console: Console
    assistant: Answering
    knowledge: Knowledge
    talk: Talk

    async def run(self) -> None:
        self.console.print(Panel(self.knowledge.phrases.terminal_welcome, title="Sportello"))
        async for text in _messages(_typed_lines(), self._prompt):
            try:
                self._show(await self.talk.say(self.assistant, text, now()))
            except BrainError as error:
                self.console.print(f"[red]{escape(str(error))}[/red]\n{self.knowledge.phrases.brain_away}")

    def _prompt(self) -> None:
        self.console.print("[bold]>[/bold] ", end="")

    def _show(self, reply: BrainReply) -> None:
        for said in reply.replies:
            self.console.print(Panel(escape(said["text"]), border_style="cyan", width=min(self.console.width, 84)))
            for number, option in enumerate(said["options"], start=1):
                self.console.print(f"  [cyan]{number}[/cyan]  {escape(option['label'])}")
        if reply.decision["sources"]:
            self.console.print(
                f"[dim]{self.knowledge.phrases.terminal_source}: {', '.join(reply.decision['sources'])}[/dim]"
            )


def _typed_lines() -> "asyncio.Queue[str | None]":
    """The lines of standard input, read by a thread that does not keep the process alive; None is the end."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        # Whoever has said /esci may have typed more; the loop that would hear it is closed then.
        with suppress(RuntimeError):
            for line in sys.stdin:
                loop.call_soon_threadsafe(lines.put_nowait, line.strip())
            loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    return lines


async def _messages(lines: "asyncio.Queue[str | None]", prompt: Callable[[], None]) -> AsyncIterator[str]:
    """Lines typed or pasted in quick succession as one message, until the end of the input or /esci."""
    parts: list[str] = []
    while True:
        if not parts:
            prompt()
        try:
            async with asyncio.timeout(QUIET.total_seconds() if parts else None):
                line = await lines.get()
        except TimeoutError:
            yield " ".join(parts)
            parts = []
            continue
        if line is None or line in GOODBYE:
            break
        if line:
            parts.append(line)
    if parts:
        yield " ".join(parts)
