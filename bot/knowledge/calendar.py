"""The words in calendars, from knowledge/phrases.yaml. Whoever looks over one's shoulder reads them."""

from bot.knowledge.fields import Strict


class CalendarWords(Strict):
    citizen: str
    """What the citizen's calendar shows."""
    desk: str
    """What the desk's feed shows, for every appointment the same."""
    agenda: str
    """The feed's name."""
    how_to_change: str
