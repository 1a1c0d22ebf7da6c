"""A message as its bare words, for everything in the dialogue that listens for a few of them."""

from bot.italian import normalise


def plain(text: str) -> str:
    """The words in a common spelling, without question marks: "È già tutto a posto?" gives "e gia tutto a posto"."""
    return normalise(text).replace(" ?", "").strip("? ")
