"""An update that we stumble over: tried a few times and then passed over, or nobody behind it would ever be heard."""

import asyncio
import logging
from datetime import timedelta

import psycopg
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.webhooks.telegram_intake import Call, TelegramIntake

MOST_TRIES = 5
AWAY = (OperationalError, InterfaceError, PoolTimeout, TimeoutError, psycopg.OperationalError)
"""What is no fault of the update's: Telegram keeps it until there is a database again."""

logger = logging.getLogger(__name__)


async def take_or_pass_over(intake: TelegramIntake, body: bytes | str, pause: timedelta) -> Call | None:
    """What Telegram is to be asked for. Raises only what says that the database is away."""
    for _ in range(MOST_TRIES):
        try:
            return await intake.take(body)
        except AWAY:
            raise
        except Exception as error:
            logger.error("telegram_update_failed account=%s error=%s", intake.name, type(error).__name__)
            await asyncio.sleep(pause.total_seconds())
    logger.error("telegram_update_passed_over account=%s", intake.name)
    return None
