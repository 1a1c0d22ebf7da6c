"""What is said around an appointment that the assistant gives itself, from knowledge/booking.yaml."""

from pydantic import Field

from bot.knowledge.fields import Strict

OPTION_MAX = 20
"""Characters of a WhatsApp button."""


class BookingOptions(Strict):
    """The words on the options."""

    more: str = Field(max_length=OPTION_MAX)
    wait: str = Field(max_length=OPTION_MAX)
    confirm: str = Field(max_length=OPTION_MAX)
    other_time: str = Field(max_length=OPTION_MAX)
    share_phone: str = Field(max_length=OPTION_MAX)
    stop: str = Field(max_length=OPTION_MAX)
    yes_cancel: str = Field(max_length=OPTION_MAX)
    no_keep: str = Field(max_length=OPTION_MAX)
    yes_move: str = Field(max_length=OPTION_MAX)
    move: str = Field(max_length=OPTION_MAX)
    cancel: str = Field(max_length=OPTION_MAX)
    no_code: str = Field(max_length=OPTION_MAX)
    of_age: str = Field(max_length=OPTION_MAX)
    under_age: str = Field(max_length=OPTION_MAX)
    for_me: str = Field(max_length=OPTION_MAX)


class WishesInWords(Strict):
    """What was wished, said back."""

    either: str
    weekday: str
    from_to: str
    since: str
    until: str
    after: str
    before: str
    between: str
    mattina: str
    pomeriggio: str


class BookingPhrases(Strict):
    """A field a sentence; {braces} name what is filled in."""

    options: BookingOptions
    in_words: WishesInWords

    here: str
    offer: str
    offer_wished: str
    offer_more: str
    offer_otherwise: str
    offer_first: str
    offer_these: str
    none_earlier: str
    none_earlier_than_kept: str
    offer_again: str
    offer_move: str
    no_more: str
    last: str
    closed: str
    holiday: str
    full: str
    not_at: str
    not_so: str
    not_both: str
    too_soon: str
    too_far: str
    which_day: str
    mismatch: str
    over: str
    over_perhaps: str
    no_such_day: str
    nothing_free: str
    nothing_free_to_move: str
    no_list_to_move: str
    taken: str
    held: str
    take_your_time: str
    take_your_time_held: str
    ask_name_and_phone: str
    ask_name: str
    ask_name_of_another: str
    no_phone_needed: str
    only_the_first_name: str
    ask_first_name: str
    name_kept: str
    whose_name: str
    name_at_last: str
    name_noted: str
    name_noted_proposing: str
    phone_noted: str
    ask_surname: str
    ask_name_again: str
    ask_other_name: str
    ask_phone_noted: str
    summary: str
    phone_too: str
    phone_whatsapp: str
    ask_yes: str
    yes_at_last: str
    what_to_change: str
    booked: str
    calendar: str
    already_booked: str
    limit_elsewhere: str
    expired: str
    stopped: str
    stopped_move: str
    stopped_cancel: str
    ask_cancel: str
    cancelled: str
    ask_move: str
    moved: str
    too_late: str
    ask_code: str
    wrong_code: str
    without_code: str
    which_appointment: str
    can_change: str
    when_is_it: str
    not_taken_here: str
    not_booked_yet: str
    reminder: str
    no_reminder: str
    company: str
    company_asked: str
    confirmed: str
    late: str
    late_minutes: str
    waiting: str
    left: str
    not_waiting: str
    declined: str
    offer_over: str
    minor: str
    minor_again: str
    minor_alone: str
    minor_here: str
    parent_of_a_minor: str
    ask_age: str
    age_unknown: str
    age_at_last: str
    of_age_noted: str
    for_another: str
    why_age: str
    in_need: str
    back: str
    back_briefly: str
    ask_a_person: str
    puzzled: str
    propose_at_last: str
    answer_at_last: str
    give_up: str
    nothing_to_do: str
