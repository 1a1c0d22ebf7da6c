"""The web chat: its page, its API, and what guards both."""
