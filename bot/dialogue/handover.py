"""What a citizen is told when a person is called, awaited, comes and goes."""

from bot.dialogue.turn import Reply
from bot.knowledge.base import Knowledge


def now_answers(knowledge: Knowledge, comune: str | None, name: str) -> Reply:
    """Who answers from now on, by name and municipality."""
    phrases, municipality = knowledge.phrases, knowledge.municipalities.get(comune or "")
    whose = phrases.of_comune.format(name=municipality.comune.name) if municipality else phrases.of_no_comune
    return Reply(phrases.now_answers.format(called=name, whose=whose))
