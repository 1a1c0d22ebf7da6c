"""Codes beside the password: who has switched them on enters with both."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select, text

from bot.staff import codes
from bot.storage.database import Database
from bot.storage.keys import KeyRing, new_secret
from bot.storage.models import Staff
from tests.console.conftest import Clock
from tests.console.person import Person


async def test_with_codes_the_password_alone_does_not_open(anna: Person, staffed: Database, clock: Clock) -> None:
    secret = codes.new_secret()
    code = pyotp.TOTP(secret).at(clock.now())
    assert (await anna.sends("/account/codes", secret=secret, code=code)).status_code == 303

    clock.ahead += timedelta(seconds=30)
    assert (await anna.logs_in("anna")).status_code == 401
    assert (await anna.logs_in("anna", code="000000")).status_code == 401
    assert (await anna.logs_in("anna", code=pyotp.TOTP(secret).at(clock.now()))).status_code == 303


async def test_the_second_factors_secret_is_encrypted_and_a_code_is_taken_once(
    anna: Person, staffed: Database, clock: Clock
) -> None:
    secret = codes.new_secret()
    await anna.sends("/account/codes", secret=secret, code=pyotp.TOTP(secret).at(clock.now()))
    async with staffed.transaction() as session:
        stored = bytes(
            (await session.execute(text("SELECT totp_secret FROM staff WHERE username = 'anna'"))).scalar_one()
        )

    clock.ahead += timedelta(seconds=30)
    code = pyotp.TOTP(secret).at(clock.now())
    assert secret.encode() not in stored
    assert [(await anna.logs_in("anna", code=code)).status_code for _ in range(2)] == [303, 401]


async def test_where_the_second_factors_key_is_lost_the_way_back_in_is_told_and_costs_only_the_codes(
    stranger: Person, carla: Person, staffed: Database
) -> None:
    lost = KeyRing.from_text(new_secret()).encrypt(codes.new_secret(), "staff.totp_secret")
    async with staffed.transaction() as session:
        await session.execute(text("UPDATE staff SET totp_secret = :lost"), {"lost": lost})
        anna = (await session.scalars(select(Staff).where(Staff.username == "anna"))).one()

    wrong, refused = await stranger.logs_in("anna", "sbagliata"), await stranger.logs_in("anna", code="123456")
    assert "manca la chiave" not in wrong.text
    assert (refused.status_code, "manca la chiave" in refused.text) == (401, True)
    # Whoever was in goes on, and gives Anna a password.
    assert "Con codici" in (await carla.opens("/users")).text
    told = await carla.sends(f"/users/{anna.id}/password")
    assert "Il codice di verifica è disattivato" in told.text
    given = re.search(r'class="secret">([^<]+)<', told.text)
    assert given and (await stranger.logs_in("anna", given[1])).status_code == 303


@pytest.mark.parametrize(("seconds", "fits"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_code_is_taken_half_a_minute_before_and_after(seconds: int, fits: bool) -> None:
    secret, now = codes.new_secret(), datetime(2026, 11, 25, 12, 0, 0, tzinfo=UTC)
    code = pyotp.TOTP(secret).at(now + timedelta(seconds=seconds))

    assert (codes.step_of(code, secret, now, None) is not None) is fits
