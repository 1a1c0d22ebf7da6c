"""Whoever writes that help is coming, or there, is answered with a kind word: no service, and no "chiami subito" once more."""

import pytest

from bot.assistant import Assistant
from bot.dialogue.crisis import answer_help
from bot.safety import crisis_in, help_in
from bot.safety.kinds import Help
from tests.cast import EMERGENCIES
from tests.fakes import FakeBrain, reply
from tests.unit.test_assistant import KNOWLEDGE, says


@pytest.mark.parametrize(
    ("text", "helped"),
    [
        ("ho chiamato il 112, stanno arrivando", "coming"),
        ("l'ambulanza sta arrivando", "coming"),
        ("ho già chiamato i carabinieri", "coming"),
        ("i pompieri li ho chiamati io cinque minuti fa", "coming"),
        ("sono al telefono con il 118", "coming"),
        ("ho chiamato il 112 e adesso cosa faccio?", "coming"),
        ("è arrivata l'ambulanza, grazie", "here"),
        ("sono qui i soccorsi per fortuna", "here"),
        ("lo stanno portando in ospedale", "here"),
        ("siamo al pronto soccorso", "here"),
    ],
)
async def test_help_that_is_coming_or_there_is_heard_without_the_brain(text: str, helped: Help) -> None:
    brain = FakeBrain()

    answer = await Assistant(brain, KNOWLEDGE).turn(says(text))

    assert help_in(text) == helped
    assert answer.replies[0]["text"].startswith(EMERGENCIES.help[helped])
    assert (answer.decision["action"], brain.heard) == ("smalltalk", [])


@pytest.mark.parametrize(
    "text",
    [
        "ho chiamato i carabinieri per il rumore dei vicini",
        "ho prenotato l'ambulanza per la visita di martedì",
        "l'ambulanza per le dimissioni la paga il comune?",
        "ieri è arrivata l'ambulanza, mio padre è ricoverato e quando esce serve una badante",
        "per la legge 112 ho chiamato voi",
        "ho chiamato il comune, mi hanno detto di scrivere a voi",
        "ho chiamato i carabinieri per il furto, dove faccio denuncia?",
        "sono con mia madre in ospedale e mi serve l'assistente sociale",
    ],
)
async def test_where_help_has_another_matter_the_brain_answers(text: str) -> None:
    brain = FakeBrain(reply("Il segretariato sociale è aperto."))

    await Assistant(brain, KNOWLEDGE).turn(says(text))

    assert help_in(text) is None
    assert len(brain.heard) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ho chiamato l'ambulanza, non respira ancora",
        "ho chiamato i carabinieri ma mio marito mi picchia",
        "ho chiamato il 112, l'ambulanza non arriva",
        "il 118 non risponde",
        "chiamate il 112",
    ],
)
def test_danger_that_goes_on_is_still_a_cry(text: str) -> None:
    assert help_in(text) is None
    assert crisis_in(text)


def test_while_help_is_coming_the_number_to_call_again_stands_below() -> None:
    knowledge = KNOWLEDGE.current()

    assert "• 112 " in answer_help(knowledge, "coming", None).replies[0].text
    assert "112" not in answer_help(knowledge, "here", None).replies[0].text


@pytest.mark.parametrize("helped", ["coming", "here"])
def test_the_words_hold_no_number_and_no_question(helped: Help) -> None:
    words = EMERGENCIES.help[helped]

    assert "?" not in words and not any(c.isdigit() for c in words)
