"""Why a message did not leave: every word that is written of it has its sentence in the console, and no sentence is without its word."""

from telegram.error import Forbidden, InvalidToken

from bot.channels.telegram.calls import in_our_words
from bot.channels.whatsapp.outcomes import UNREACHABLE, WINDOW_CLOSED, failure
from bot.console.texts import load_texts

OF_THE_QUEUE = {"abandoned", "key_lost"}


def test_the_sentences_are_those_of_the_words_that_are_written() -> None:
    of_whatsapp = {str(failure(code)) for code in (WINDOW_CLOSED, *UNREACHABLE)}
    of_telegram = {str(in_our_words(error)) for error in (Forbidden("…"), InvalidToken("…"))}

    assert set(load_texts().errors) == of_whatsapp | of_telegram | OF_THE_QUEUE
