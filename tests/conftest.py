"""Before anything else: no test knows what somebody has set on this machine, and none measures time."""

import hypothesis

from bot.settings import leave_settings

leave_settings()
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")
