"""Whether a message that seems to name a service means the talk's topic: "questo assegno", its twin for people whom nobody has named."""

import re

from bot.dialogue.turn import Turn
from bot.italian import normalise

SURE_OF_ANOTHER = 0.9
"""From this probability on another service is believed to be meant."""
_THIS = re.compile(
    r"\b(?:quest[oaie]|sto|sta|codest[oa]) (?:(?:benedett|famos)[oa] )?(?:assegno|bonus|servizio|contributo|aiuto|sussidio|sostegno|cosa|roba|misura"
    r"|carta|domanda|richiesta|pratica|sportello|ufficio|centro|progetto|voucher|buono|intervento)\b(?! (?:di|de[il]|dell[oae]?|degli)\b)"
)
"""What was just spoken of, by the name of its kind; "questo bonus della luce" is another."""


def means_the_topic(turn: Turn, concept: str, probability: float) -> bool:
    """Whether the concept that a message names best is a likeness only, and the talk goes on about its topic."""
    topic = turn.context.concept
    if topic is None or probability >= SURE_OF_ANOTHER:
        return False
    return points_at_it(turn.text) or turn.knowledge.kin.is_unsaid(topic, concept, turn.text)


def points_at_it(text: str) -> bool:
    """ "Il numero per questo assegno"."""
    return _THIS.search(normalise(text)) is not None
