"""Whether a message says that help is called, on its way, or there; and little else. See signs/help.txt."""

from bot.safety.kinds import Help
from bot.safety.reading import read
from bot.safety.signs import NOTHING, says, without

SHEET = "help"
MOST_ELSE = 4
"""Words beside it that say nothing of help: more of them are another matter."""


def help_in(text: str) -> Help | None:
    """How far the help is that the message speaks of; none where it speaks of more, or of danger that is plain."""
    reading = read(text)
    line = reading.line
    helped: Help | None = "here" if says(line, SHEET, "here") else "coming" if says(line, SHEET, "coming") else None
    if helped is None or says(line, SHEET, "no_help") or reading.certain:
        return None
    return helped if len(_else(line)) <= MOST_ELSE else None


def _else(line: str) -> list[str]:
    left = without(line, SHEET, "coming", "here", "beside").split()
    return [word for word in left if word not in ("?", NOTHING.strip())]
