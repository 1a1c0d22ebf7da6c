"""A mail server on loopback: takes mails, refuses them, or hangs up, as the test says."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_string
from email.message import Message


@dataclass
class MailServer:
    port: int = 0
    refuses: bool = False
    mails: list[Message] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    tries: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 loopback\r\n")
        told: list[str] = []
        while line := (await reader.readline()).decode().rstrip("\r\n"):
            command = line.upper()
            if command.startswith("RCPT"):
                told.append(line.partition("<")[2].partition(">")[0])
            if command.startswith("MAIL"):
                self.tries += 1
            if command == "DATA":
                writer.write(b"354 go on\r\n")
                self.mails.append(message_from_string(await _until_dot(reader)))
                self.recipients.append(told)
                writer.write(b"250 taken\r\n")
            elif command.startswith("MAIL") and self.refuses:
                writer.write(b"451 not now\r\n")
            elif command == "QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(b"250 loopback\r\n")
        writer.close()

    @property
    def text(self) -> str:
        """Everything that was in the mails."""
        return "\n".join(f"{mail['subject']}\n{mail.get_payload(decode=True).decode()}" for mail in self.mails)  # type: ignore[union-attr]


async def _until_dot(reader: asyncio.StreamReader) -> str:
    lines = []
    while (line := (await reader.readline()).decode()) != ".\r\n":
        lines.append(line)
    return "".join(lines)


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    server = MailServer()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield server
