"""`POST /actions` for the brain: private, on loopback or the compose network, behind a token."""

import hmac
from http import HTTPStatus

from rasa_sdk.executor import ActionExecutor
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


def actions_app(executor: ActionExecutor, token: str) -> Starlette:
    """The app with the one route; rasa-sdk's own server would listen everywhere and ask for no token."""
    expected = f"Bearer {token}".encode()

    async def run_action(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), expected):
            return JSONResponse({"error": "wrong token"}, HTTPStatus.UNAUTHORIZED)
        call = await request.json()
        result = await executor.run(
            {"domain": {}, **call}
        )  # no action of ours reads the domain, and the brain sends none
        if result is None:
            return JSONResponse({"error": "next_action is missing"}, HTTPStatus.BAD_REQUEST)
        return JSONResponse(result.model_dump())

    return Starlette(routes=[Route("/actions", run_action, methods=["POST"])])
