"""Judged questions as training candidates: the form of nlu/data, and nobody's personal data."""

import pytest
import yaml

from bot.handover.training import looks_personal, training_candidates
from bot.storage.models import OpenQuestion


def judged(id: int, text: str, concept: str | None = "ti-ascolto", *aspects: str) -> OpenQuestion:
    return OpenQuestion(id=id, text=text, concept=concept, aspects=list(aspects))


def test_they_have_the_form_of_the_training_data() -> None:
    questions = [
        judged(1, "lo psico costa?", "ti-ascolto", "costi"),
        judged(2, "e la psicologa\nquanto prende", "ti-ascolto", "costi"),
        judged(3, "chi mi ripara la caldaia", None),
        judged(4, "lo psico costa?", "ti-ascolto", "costi"),
    ]

    found = yaml.safe_load(training_candidates(questions))

    assert found == {
        "version": "3.1",
        "nlu": [
            {"intent": "out_of_scope", "examples": "- chi mi ripara la caldaia\n"},
            {
                "intent": "ask",
                "metadata": {"concept": "ti-ascolto", "aspects": ["costi"]},
                "examples": "- lo psico costa?\n- e la psicologa quanto prende\n",
            },
        ],
    }


def test_what_looks_like_personal_data_is_named_by_its_number_only() -> None:
    written = training_candidates([judged(7, "mi chiamo Rosa Bianchi, quanto costa?")])

    assert yaml.safe_load(written)["nlu"] == []
    assert "# - 7" in written
    assert "Rosa" not in written


@pytest.mark.parametrize(
    "text",
    [
        "il mio numero è 333 1234567",
        "rosa@posta.it",
        "BNCRSO80A41F205X",
        "mi chiamo rosa",
        "abito in via dei mille 3",
        "sono la figlia di Rosa Bianchi",
    ],
)
def test_personal_data_is_suspected(text: str) -> None:
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text", ["Quanto costa la mensa?", "ho un ISEE di 9500 euro", "il sabato siete aperti alle 10:30?"]
)
def test_an_ordinary_question_is_not_suspected(text: str) -> None:
    assert not looks_personal(text)
