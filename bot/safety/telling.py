"""Whether a stretch of a message only tells: of a film, a book, a research, or of what is long over. See signs/telling.txt."""

from bot.safety.reading import NOTHING, Reading
from bot.safety.signs import signs

SHEET = "telling"


def only_tells(stretch: Reading, whole: Reading) -> bool:
    """Whether what sounds like a cry in the stretch is what the message tells of, and nothing that the writer says of now."""
    return bool(stretch.certain) and not without_what_is_told(stretch, whole).certain


def without_what_is_told(stretch: Reading, whole: Reading) -> Reading:
    """The stretch without the words that are a tale's or of what is long over; as it is where the message tells of neither."""
    if _says(whole, "tale") and not _says(whole, "near"):
        return _without(stretch, "of_tale")
    if _says(whole, "ago") and _says(whole, "over") and not _says(stretch, "lately"):
        return _without(stretch, "was")
    return stretch


def _says(reading: Reading, weight: str) -> bool:
    return any(sign.pattern.search(reading.line) for sign in signs(SHEET) if sign.weight == weight)


def _without(reading: Reading, weight: str) -> Reading:
    line = reading.line
    for sign in signs(SHEET):
        if sign.weight == weight:
            line = sign.pattern.sub(NOTHING, line)
    return Reading(tuple(line.split()))
