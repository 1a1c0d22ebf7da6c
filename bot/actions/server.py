"""`POST /actions` for the brain: private, on loopback or the compose network, behind a token."""

import hmac
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Header, HTTPException
from rasa_sdk.executor import ActionExecutor


def actions_app(executor: ActionExecutor, token: str) -> FastAPI:
    """The app with the one route; rasa-sdk's own server would listen everywhere and ask for no token."""
    app = FastAPI(openapi_url=None)
    expected = f"Bearer {token}".encode()

    @app.post("/actions")
    async def run_action(call: dict[str, Any], authorization: str = Header(default="")) -> dict[str, Any]:
        if not hmac.compare_digest(authorization.encode(), expected):
            raise HTTPException(HTTPStatus.UNAUTHORIZED, "wrong token")
        result = await executor.run(call)
        if result is None:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "next_action is missing")
        answer: dict[str, Any] = result.model_dump()
        return answer

    return app
