"""An update that cannot be stored is brought again; one that we stumble over for minutes is given up, or nobody behind it would ever be heard."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from bot.errors import Refused
from bot.storage.insisting import TAKES_NOTHING
from bot.times import now
from bot.webhooks.telegram_intake import Call, TelegramIntake

PATIENCE = timedelta(minutes=2)
"""For what may pass: a process without memory, a mistake that is just being mended."""
FORGOTTEN = timedelta(days=1)
"""Bot API: Telegram keeps an update no longer."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class TelegramTries:
    """Of one account, in this process."""

    intake: TelegramIntake
    _since: dict[bytes, datetime] = field(default_factory=dict)
    """When an update was first stumbled over, by what it is."""

    async def take(self, body: bytes) -> Call | None:
        """What Telegram is to be asked for. Raises while it is to keep the update; a database that takes nothing is no fault of the update's."""
        update = sha256(body).digest()
        try:
            call = await self.intake.take(body)
        except TAKES_NOTHING:
            raise
        except Exception as error:
            logger.error("telegram_update_failed account=%s error=%s", self.intake.name, type(error).__name__)
            if not self._is_hopeless(update):
                # Without its cause: the cause's words may be a citizen's.
                raise Refused("unavailable") from None
            await self._give_up(body)
            return None
        self._since.pop(update, None)
        return call

    def _is_hopeless(self, update: bytes) -> bool:
        at = now()
        for old in [each for each, since in self._since.items() if at - since > FORGOTTEN]:
            del self._since[old]
        return at - self._since.setdefault(update, at) >= PATIENCE

    async def _give_up(self, body: bytes) -> None:
        logger.error("telegram_update_passed_over account=%s", self.intake.name)
        try:
            await self.intake.take_unread(body)
        except TAKES_NOTHING:
            raise
        except Exception as error:
            logger.error("telegram_update_lost account=%s error=%s", self.intake.name, type(error).__name__)
