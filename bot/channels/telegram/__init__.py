"""Telegram (Bot API): what its updates mean, and replies as its calls."""
