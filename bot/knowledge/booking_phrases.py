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
    other_name: str = Field(max_length=OPTION_MAX)
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


class BookingPhrases(Strict):
    """A field a sentence; {braces} name what is filled in."""

    options: BookingOptions

    here: str
    offer: str
    offer_wished: str
    offer_more: str
    offer_again: str
    offer_move: str
    no_more: str
    last: str
    closed: str
    holiday: str
    full: str
    not_at: str
    not_so: str
    too_soon: str
    too_far: str
    which_day: str
    mismatch: str
    over: str
    over_perhaps: str
    no_such_day: str
    nothing_free: str
    taken: str
    held: str
    ask_name_and_phone: str
    ask_name: str
    name_noted: str
    ask_surname: str
    ask_name_again: str
    ask_other_name: str
    ask_phone_noted: str
    summary: str
    phone_too: str
    phone_whatsapp: str
    ask_yes: str
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
    confirmed: str
    late: str
    late_minutes: str
    waiting: str
    left: str
    declined: str
    offer_over: str
    minor: str
    ask_age: str
    why_age: str
    in_need: str
    back: str
    puzzled: str
    nothing_to_do: str
