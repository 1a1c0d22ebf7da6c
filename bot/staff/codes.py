"""The second factor: six figures that change every thirty seconds (RFC 6238)."""

import re
from datetime import datetime
from hmac import compare_digest

import pyotp

SECRET = re.compile("[A-Z2-7]{32}")

STEP_SECONDS = 30
SLACK = 1
"""Steps before and after the present one that are taken too: telephones' clocks differ."""
ISSUER = "Sportello"


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, username: str) -> str:
    """What the picture for the telephone holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(code: str, secret: str, now: datetime, last: int | None) -> int | None:
    """The time step that the code belongs to; none where it is wrong, or was taken already."""
    codes, present = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    steps = range(present - SLACK, present + SLACK + 1)
    given = "".join(code.split())
    fitting = [step for step in steps if compare_digest(codes.generate_otp(step), given)] if given.isascii() else []
    return next((step for step in fitting if last is None or step > last), None)


def is_secret(text: str) -> bool:
    """Whether it is one of ours that has come back."""
    return bool(SECRET.fullmatch(text))
