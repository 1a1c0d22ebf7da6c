"""POST /webhooks/telegram/<account>: who does not know the secret is not listened to; 200 means that the update is stored, or never will be."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from bot.channels.telegram.secret import HEADER, is_telegram, webhook_secret
from bot.webchat.guard import MOST_BYTES_FROM_PROVIDERS, read_body
from bot.webhooks.telegram_intake import TelegramIntake
from bot.webhooks.telegram_tries import TelegramTries

PATH = "/webhooks/telegram/"


def telegram_webhooks(intakes: Mapping[str, TelegramIntake]) -> APIRouter:
    """One address for each account; raises `SettingsError` where a secret is none. Not stored: 503, and Telegram comes again."""
    tries = {name: TelegramTries(intake) for name, intake in intakes.items()}
    secrets = {name: webhook_secret(intake.account) for name, intake in intakes.items()}
    routes = APIRouter()

    @routes.post(PATH + "{account}")
    async def take_update(account: str, request: Request) -> Response:
        if account not in intakes:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        if not is_telegram(request.headers.get(HEADER, ""), secrets[account]):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        body = await read_body(request.receive, MOST_BYTES_FROM_PROVIDERS)
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        # Telegram does what its webhook answers: no call of ours that could be lost on the way.
        call = await tries[account].take(body)
        return JSONResponse(call) if call else Response(status_code=HTTPStatus.OK)

    return routes
