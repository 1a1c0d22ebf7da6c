"""Finds a cry for help in a message, before the brain and without it: hand-written signs and a small linear model."""

from bot.safety.crisis import Crisis, crisis_in, suspected
from bot.safety.help import help_in

__all__ = ["Crisis", "crisis_in", "help_in", "suspected"]
