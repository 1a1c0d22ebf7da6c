"""The first words of a talk: who answers, for which municipality, what happens to data, not for emergencies (EU AI Act, article 50)."""

from collections.abc import Sequence

from bot.dialogue.turn import Reply
from bot.knowledge.base import Knowledge


def with_notice(replies: Sequence[Reply], knowledge: Knowledge, comune: str | None, urgent: bool) -> tuple[Reply, ...]:
    """The notice first; but nothing stands before the numbers that someone in danger needs."""
    said = Reply(notice(knowledge, comune))
    return (*replies, said) if urgent else (said, *replies)


def notice(knowledge: Knowledge, comune: str | None) -> str:
    phrases, municipality = knowledge.phrases, knowledge.municipalities.get(comune or "")
    name = municipality.comune.name if municipality else phrases.no_comune_name
    url = municipality.comune.privacy_url if municipality else None
    privacy = phrases.notice_privacy.format(url=url) if url else phrases.notice_privacy_asked
    return phrases.notice.format(name=name, privacy=privacy)
