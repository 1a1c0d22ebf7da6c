"""The assistant's own sentences, from knowledge/phrases.yaml: everything that it says and that is not a fact about a service."""

from pydantic import Field

from bot.knowledge.calendar import CalendarWords
from bot.knowledge.fields import Strict
from bot.knowledge.follow_up_phrases import FollowUpPhrases
from bot.knowledge.notices import NoticeWords
from bot.knowledge.schema import Aspect


class AspectWords(Strict):
    """How an aspect is called on an option and in "the document says nothing of …"."""

    option: str = Field(max_length=20)
    missing: str


class WithContact(Strict):
    """A sentence above a contact: `said` always, `there` where there is one, `nowhere` where there is none."""

    said: str
    there: str
    nowhere: str = ""

    def in_full(self, has_contact: bool) -> str:
        return " ".join(filter(None, [self.said, self.there if has_contact else self.nowhere]))


class Phrases(Strict):
    """A field a sentence; {braces} name what is filled in."""

    aspects: dict[Aspect, AspectWords]
    ways: dict[str, str]

    by_appointment: str
    walk_in: str
    phone_hours: str
    place: str
    ask_there: str
    missing: str
    missing_contact: str
    thin: str
    no_contact: str
    dated: str

    open_now: str
    closed_now: str
    open_then: str
    closed_then: str
    holiday_then: str
    next_opening: str
    closure_then: str
    yes: str
    no: str
    holiday_without_hours: str
    untold_then: str
    untold_day: str
    patron: str
    patron_unknown: str
    open_in_days: str
    closed_in_days: str
    closed_in_days_at: str
    first_opening: str
    closure_ahead: str
    every_weekday_open: str
    every_weekday_closed: str
    every_weekday_otherwise: str
    phone_open_now: str
    phone_closed: str
    phone_next: str
    kinds: dict[str, str]

    greeting: str
    who_are_you: str
    thanks: str
    goodbye: str
    yes_to_what: str
    no_then: str
    insult: str
    praise: str
    banter: str
    no_comune_name: str

    which_comune: str
    comune_set: str
    unknown_comune: str
    which_service: str
    which_service_bare: str
    rephrase: str
    misunderstood_person: str
    stale_option: str

    need_one: str
    need_many: str
    need_front_desk: str
    need_desk_alone: str
    need_more: str
    need_detail: str
    need_national: str
    lacking: str
    lacking_instead: str
    lacking_again: str
    ask_more: str
    lacking_national: str
    lacking_unsure: str
    over_today: str
    not_told: str
    own_time: str
    another_town: str

    booking_by_phone: str
    book_option: str = Field(max_length=20)
    moving_by_phone: str
    cancelling_by_phone: str

    person: WithContact
    complaint: WithContact
    privacy: WithContact
    which_comune_person: str
    out_of_scope: str
    other_language: dict[str, str]
    person_option: str

    in_danger: str
    always_open: str
    free: str

    brain_away: str
    notice: str
    notice_privacy: str
    notice_privacy_asked: str
    brain_away_waiting: str
    brain_away_found: str
    brain_away_perhaps: str
    aspect_words: dict[Aspect, list[str]]
    person_words: list[str]
    person_called: str
    person_called_crisis: str
    operators_open: str
    operators_closed: str
    operators_unknown: str
    person_awaited: str
    back_to_assistant: str
    back_to_assistant_option: str
    back_to_assistant_words: list[str]
    now_answers: str
    of_comune: str
    of_no_comune: str
    given_back: str
    closed_by_person: str
    set_aside: str
    only_text: str
    attachments: dict[str, str]
    attachment_instead: str
    attachment_with_text: str
    choose_by_number: str
    stop_words: list[str]
    resume_words: list[str]
    notices_stopped: str
    notices_resumed: str
    terminal_starting: str
    terminal_welcome: str
    terminal_source: str
    notices: NoticeWords
    calendar: CalendarWords
    follow_ups: FollowUpPhrases
