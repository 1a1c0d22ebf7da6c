"""Whether a stretch of a message only tells: of a film, a book, a research, or of what is long over. See signs/telling.txt."""

from bot.safety.reading import Reading
from bot.safety.signs import says, without

SHEET = "telling"


def only_tells(stretch: Reading, whole: Reading) -> bool:
    """Whether what sounds like a cry in the stretch is what the message tells of, and nothing that the writer says of now."""
    return bool(stretch.certain) and not without_what_is_told(stretch, whole).certain


def without_what_is_told(stretch: Reading, whole: Reading) -> Reading:
    """The stretch without the words that are a tale's or of what is long over; as it is where the message tells of neither."""
    if says(whole.line, SHEET, "tale") and not says(whole.line, SHEET, "near"):
        return _without(stretch, "of_tale")
    is_over = says(whole.line, SHEET, "ago") and says(whole.line, SHEET, "over")
    return _without(stretch, "was") if is_over and not says(stretch.line, SHEET, "lately") else stretch


def _without(reading: Reading, weight: str) -> Reading:
    return Reading(tuple(without(reading.line, SHEET, weight).split()))
