"""What is no text is answered honestly; STOP and BASTA are wishes about notices, and nothing else is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.dialogue.turn import Reply
from bot.queue.turns import ClaimedTurn, Written
from bot.storage.base import Holder, Kind
from bot.worker.attachments import beside_text, instead_of_text
from bot.worker.notices import wish_about_notices
from bot.worker.outcome import Answered, Waits
from bot.worker.said import Said
from tests.cast import KNOWLEDGE, PHRASES

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def turn(words: str | None, kind: Kind = "text", payload: str | None = None, holder: Holder = "bot") -> ClaimedTurn:
    written = Written(1, 1, kind, words, payload, NOON, 0, None)
    return ClaimedTurn(1, "whatsapp:bussero", "x", "bussero", "p", holder, 0, 1, (written,))


@pytest.mark.parametrize(
    "attachment", ["voice", "picture", "video", "document", "sticker", "contact", "location", "other"]
)
def test_each_kind_has_a_sentence_of_its_own_and_the_way_to_a_person(attachment: str) -> None:
    reply = instead_of_text(turn(None, "media", attachment), KNOWLEDGE)

    assert reply.text == f"{PHRASES.attachments[attachment]} {PHRASES.attachment_instead}"
    assert [option.payload for option in reply.options] == ["person"]


def test_a_kind_that_nobody_has_thought_of_has_a_sentence_too() -> None:
    assert PHRASES.attachments["other"] in instead_of_text(turn(None, "media", "hologram"), KNOWLEDGE).text


@pytest.mark.parametrize(("said", "place"), [(Said((Reply("prima"),)), 0), (Said(), 1)])
def test_that_a_picture_was_not_seen_stands_before_the_answer_and_after_the_notice(said: Said, place: int) -> None:
    answered = Answered((Reply("uno"), Reply("due")))
    found = beside_text(answered, turn("quanto costa?", "media", "picture"), said, KNOWLEDGE)

    assert isinstance(found, Answered) and len(found.replies) == 3
    assert found.replies[place].text == f"{PHRASES.attachments['picture']} {PHRASES.attachment_with_text}"


@pytest.mark.parametrize("outcome", [Answered((Reply("112"),), is_urgent=True), Answered(), Waits((Reply("dopo"),))])
def test_nothing_is_put_before_help_in_danger_or_where_nothing_is_said(outcome: Answered | Waits) -> None:
    assert beside_text(outcome, turn("aiuto", "media", "picture"), Said(), KNOWLEDGE) is outcome


def test_a_plain_text_is_left_alone() -> None:
    answered = Answered((Reply("uno"),))

    assert beside_text(answered, turn("quanto costa?"), Said(), KNOWLEDGE) is answered


def test_what_was_attached_is_no_option_pressed() -> None:
    assert turn(None, "media", "voice").payload is None
    assert turn(None, "payload", "person").payload == "person"


@pytest.mark.parametrize("words", ["STOP", "Stop.", "basta", "BASTA!", "disiscrivimi"])
def test_stop_is_confirmed_in_one_line(words: str) -> None:
    assert wish_about_notices(turn(words), KNOWLEDGE) == Answered((Reply(PHRASES.notices_stopped),), stops_notices=True)


@pytest.mark.parametrize("words", ["start", "RIPRENDI"])
def test_start_is_confirmed_too(words: str) -> None:
    assert wish_about_notices(turn(words), KNOWLEDGE) == Answered(
        (Reply(PHRASES.notices_resumed),), stops_notices=False
    )


@pytest.mark.parametrize(
    "words",
    ["annulla", "disdici", "annulla l'appuntamento", "basta soldi?", "non ne posso più basta", "a che ora parte", ""],
)
def test_other_words_are_the_assistants(words: str) -> None:
    assert wish_about_notices(turn(words), KNOWLEDGE) is None


def test_the_web_chat_sends_no_notices() -> None:
    assert wish_about_notices(replace(turn("basta"), channel_account="web:bussero"), KNOWLEDGE) is None


def test_while_an_operator_holds_the_talk_the_wish_is_noted_in_silence() -> None:
    assert wish_about_notices(turn("STOP", holder="operator"), KNOWLEDGE) == Answered(stops_notices=True)


@pytest.mark.parametrize(("payload", "stops"), [("notices:stopped", True), ("notices:resumed", False)])
def test_what_the_provider_has_confirmed_is_not_confirmed_again(payload: str, stops: bool) -> None:
    assert wish_about_notices(turn(None, "payload", payload), KNOWLEDGE) == Answered(stops_notices=stops)
