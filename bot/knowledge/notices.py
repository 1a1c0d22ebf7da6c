"""The words of what citizens are told without having asked, from knowledge/phrases.yaml."""

from typing import Literal

from pydantic import Field

from bot.knowledge.fields import Strict

Filled = Literal["day", "hour", "until", "contact"]
Label = Field(min_length=2, max_length=20)
"""What fits on a button of WhatsApp."""


class Told(Strict):
    """A notice; outside WhatsApp's day it goes as the approved template of that name, with these values in this order."""

    template: str
    values: tuple[Filled, ...] = ("day", "hour")
    text: str


class NoticeWords(Strict):
    hold_over: Told
    move_over: Told
    hold_lost: Told
    offer: Told
    offer_over: Told
    waiting_over: Told
    reminder: Told
    called_off: Told
    called_off_without_others: Told
    moved: Told
    confirm: str = Label
    move: str = Label
    cancel: str = Label
    take: str = Label
    decline: str = Label
    again: str = Label
