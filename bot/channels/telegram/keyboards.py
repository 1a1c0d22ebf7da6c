"""What is below a message: buttons that say which of our messages showed them; or keys, where a number is asked for; or nothing any more."""

from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channels.rendering import Part
from bot.channels.telegram.buttons import button_data
from bot.dialogue.booking.words import SHARE_PHONE
from bot.dialogue.turn import Option

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def markup(part: Part, message_id: int) -> Markup:
    """Telegram takes one of them a message. Keys stay until they are taken away: by the next message that has no buttons."""
    if not part.options:
        return ReplyKeyboardRemove()
    if any(option.payload == SHARE_PHONE for option in part.options):
        return _keys(part.options)
    rows = [
        [InlineKeyboardButton(option.label, callback_data=button_data(message_id, place))]
        for place, option in enumerate(part.options)
    ]
    return InlineKeyboardMarkup(rows)


def _keys(options: Sequence[Option]) -> ReplyKeyboardMarkup:
    """One sends the citizen's number, if Telegram's own question is answered with yes; the others send their words, which press the option."""
    keys = [[KeyboardButton(option.label, request_contact=option.payload == SHARE_PHONE or None)] for option in options]
    return ReplyKeyboardMarkup(keys, resize_keyboard=True, one_time_keyboard=True)
