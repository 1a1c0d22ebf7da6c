"""Where Twilio calls. It does not call again after an answer of ours: so first the commit, then the 2xx; missed.py finds what got lost."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import Response

from bot.channels.accounts import WHATSAPP, WhatsAppAccount, channel_account
from bot.channels.whatsapp.channel import WEBHOOKS
from bot.channels.whatsapp.signature import SIGNATURE, Form, form_of, is_signed
from bot.queue.inbox import Inbox
from bot.storage.database import Database
from bot.webhooks.twilio_messages import message_in
from bot.webhooks.twilio_status import note, report_in

PATIENCE = timedelta(seconds=8)
"""For the database; Twilio waits for 15 seconds in all."""
DONE = HTTPStatus.NO_CONTENT
FORGED = HTTPStatus.FORBIDDEN

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class TwilioDoor:
    """What the endpoints need."""

    database: Database
    inbox: Inbox
    accounts: Mapping[str, WhatsAppAccount]
    public_url: str
    clock: Callable[[], datetime]

    async def message(self, name: str, request: Request) -> Response:
        """Stores a citizen's message once."""
        form = await self._true_form(name, request)
        if form is None:
            return Response(status_code=FORGED)
        message = message_in(form, name, self.accounts[name], self.clock())
        if message is None:
            logger.warning("webhook_unusable account=whatsapp:%s", name)
            return Response(status_code=DONE)
        async with asyncio.timeout(PATIENCE.total_seconds()), self.database.transaction() as session:
            received = await self.inbox.receive(session, message)
        logger.info("webhook_taken conversation=%s repeat=%s", received.conversation_id, received.is_repeat)
        return Response(status_code=DONE)

    async def status(self, name: str, request: Request) -> Response:
        """Notes what became of a message of ours."""
        form = await self._true_form(name, request)
        if form is None:
            return Response(status_code=FORGED)
        query = form_of(request.scope["query_string"])
        report = report_in(form, query) if query else None
        if report is not None:
            async with asyncio.timeout(PATIENCE.total_seconds()), self.database.transaction() as session:
                await note(session, channel_account(WHATSAPP, name), report, self.clock())
        return Response(status_code=DONE)

    async def _true_form(self, name: str, request: Request) -> Form | None:
        """The parameters of a call that Twilio has signed for this account; none of any other."""
        account = self.accounts.get(name)
        form = form_of(await request.body())
        if account is None or form is None:
            return None
        signature = request.headers.get(SIGNATURE, "")
        return form if is_signed(form, self._address(request), signature, account.token) else None

    def _address(self, request: Request) -> str:
        """What Twilio has called: the public address with this path and query, as they came over the wire."""
        path, query = request.scope["raw_path"].decode("latin-1"), request.scope["query_string"].decode("latin-1")
        return f"{self.public_url}{path}{'?' if query else ''}{query}"


def twilio_webhooks(door: TwilioDoor) -> APIRouter:
    router = APIRouter(prefix=WEBHOOKS)

    @router.post("/{name}")
    async def message(name: str, request: Request) -> Response:
        return await door.message(name, request)

    @router.post("/{name}/status")
    async def status(name: str, request: Request) -> Response:
        return await door.status(name, request)

    return router
