"""What is said in the middle of a talk, from knowledge/phrases.yaml: to follow-ups, to half words, and in place of what was said already."""

from bot.knowledge.fields import Strict


class Sympathy(Strict):
    grief: str
    illness: str
    fear: str
    shame: str


class Unsaid(Strict):
    """That the documents do not say it, by kind of follow-up."""

    company: str
    proxy: str
    in_person: str
    if_not: str


class FollowUpPhrases(Strict):
    """{title} is a desk or a service, {contact} how and when it is reached, in lines of their own."""

    told_again: str
    told_holds: str
    told_all: str
    told_list: str
    told_choice: str
    told_private: str
    offer_person: str
    told_person: str
    cannot_say: str
    which_comune_again: str
    out_of_scope_again: str
    again: dict[str, list[str]]
    """By act: other words for the same small talk."""
    in_short: str
    first_step: str
    first_step_ask: str
    next_unsaid: str
    no_answer: str
    no_answer_again: str
    no_answer_later: str
    written: str
    unsaid: Unsaid
    ask_them: str
    which_of_these: str
    help_to_choose: str
    help_with_topic: str
    provisionally: str
    confidential: str
    private_booking: str
    no_obligation: str
    sympathy: Sympathy
