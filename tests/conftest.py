"""Before anything else: no test knows what somebody has set on this machine."""

from bot.settings import leave_settings

leave_settings()
