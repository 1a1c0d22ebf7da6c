"""A message while it is being read: what one reader has understood, it crosses out, so that no other reads it again."""

import re

CROSSED_OUT = " ~ "


class Page:
    """The words of a message, in the spelling of `spelling.py`."""

    def __init__(self, words: str) -> None:
        self.words = words

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first place where the pattern stands, crossed out."""
        found = pattern.search(self.words)
        if found:
            self.words = self.words[: found.start()] + CROSSED_OUT + self.words[found.end() :]
        return found

    def take_all(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Every place where the pattern stands, in order, crossed out."""
        found = list(pattern.finditer(self.words))
        self.words = pattern.sub(CROSSED_OUT, self.words)
        return found

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.words) is not None
