"""Whether the address that Twilio and Telegram are given leads to this service, seen from this machine."""

import httpx

from bot.settings import Settings

PATIENCE_SECONDS = 5
SIGN_OF_LIFE = "/healthz"


def wrong_with(settings: Settings) -> str | None:
    """In a few words; none where the service answers there."""
    try:
        is_public = settings.public_url.startswith("https")
        answer = httpx.get(f"{settings.public_url}{SIGN_OF_LIFE}", timeout=PATIENCE_SECONDS, trust_env=is_public)
        alive = answer.is_success and answer.json() == {"alive": True}
    except (httpx.HTTPError, ValueError) as error:
        return f"does not answer ({type(error).__name__})"
    return None if alive else f"somebody else answers (HTTP {answer.status_code})"
