"""One talk: what was shown last can be pressed by a number or by its words."""

import pytest

from bot.errors import BrainUnavailable
from bot.talk import Talk
from tests.cast import WEDNESDAY
from tests.fakes import FakeBrain, reply


@pytest.fixture
def talk() -> Talk:
    return Talk("c1", "terminal", "borgo")


async def test_a_text_goes_to_the_brain_with_all_that_the_answer_depends_on(talk: Talk) -> None:
    brain = FakeBrain()

    await talk.say(brain, "quanto costa?", WEDNESDAY)

    (message,) = brain.heard
    assert (message.text, message.payload) == ("quanto costa?", None)
    assert (message.conversation, message.channel, message.comune, message.at) == (
        "c1",
        "terminal",
        "borgo",
        WEDNESDAY,
    )


async def test_a_number_presses_the_option_that_was_shown(talk: Talk) -> None:
    brain = FakeBrain(reply("Quale?", "Ti ascolto", "SAD"))
    await talk.say(brain, "aiuto", WEDNESDAY)

    await talk.say(brain, "la 2", WEDNESDAY)

    assert (brain.heard[1].text, brain.heard[1].payload) == (None, "sad")


async def test_only_the_options_shown_last_can_be_pressed(talk: Talk) -> None:
    brain = FakeBrain(reply("Quale?", "Ti ascolto", "SAD"), reply("Ecco."))
    await talk.say(brain, "aiuto", WEDNESDAY)
    await talk.say(brain, "1", WEDNESDAY)

    await talk.say(brain, "2", WEDNESDAY)

    assert (brain.heard[2].text, brain.heard[2].payload) == ("2", None)


async def test_a_text_that_is_no_option_is_a_text(talk: Talk) -> None:
    brain = FakeBrain(reply("Quale?", "Ti ascolto", "SAD"))
    await talk.say(brain, "aiuto", WEDNESDAY)

    await talk.say(brain, "ho 2 figli", WEDNESDAY)

    assert brain.heard[1].text == "ho 2 figli"


async def test_after_a_failure_the_options_can_still_be_pressed(talk: Talk) -> None:
    brain = FakeBrain(reply("Quale?", "Ti ascolto"), BrainUnavailable("away"))
    await talk.say(brain, "aiuto", WEDNESDAY)
    with pytest.raises(BrainUnavailable):
        await talk.say(brain, "boh", WEDNESDAY)

    await talk.say(brain, "1", WEDNESDAY)

    assert brain.heard[2].payload == "ti ascolto"


async def test_every_message_has_an_id_of_its_own(talk: Talk) -> None:
    brain, other = FakeBrain(), Talk("c2", "terminal")

    for each in (talk, talk, other):
        await each.say(brain, "ciao", WEDNESDAY)

    assert len({message.id for message in brain.heard}) == 3
