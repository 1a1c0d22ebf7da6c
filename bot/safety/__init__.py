"""Finds a cry for help in a message, before the brain and without it: hand-written signs and a small linear model."""

from bot.safety.crisis import Crisis, crisis_in, suspected

__all__ = ["Crisis", "crisis_in", "suspected"]
