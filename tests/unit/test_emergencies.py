"""The numbers to call in danger."""

from dataclasses import replace
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from bot.dialogue.answer import answer
from bot.dialogue.crisis import answer_cry
from bot.knowledge.base import load
from bot.knowledge.emergencies import Emergencies
from bot.knowledge.schema import Aspect
from bot.safety.kinds import CrisisKind, Voice
from tests.cast import EMERGENCIES, ROOT, asks, said, turn

KNOWN = load(ROOT / "knowledge")
A_LINE = 110
"""Two lines of a phone: who is frightened reads no more before a number."""


@pytest.mark.parametrize("kind", get_args(CrisisKind))
@pytest.mark.parametrize("voice", get_args(Voice))
def test_in_every_danger_the_first_number_to_call_is_112(kind: CrisisKind, voice: Voice) -> None:
    assert EMERGENCIES.to_call(kind, voice)[0].number == "112"


def test_a_woman_in_danger_gets_the_anti_violence_number_and_a_minor_the_childrens_one() -> None:
    adult = [n.number for n in EMERGENCIES.to_call("violence", "self")]
    minor = [n.number for n in EMERGENCIES.to_call("violence", "minor")]

    assert "1522" in adult
    assert "114" in minor
    assert "1522" not in minor


@pytest.mark.parametrize("kind", get_args(CrisisKind))
def test_each_voice_is_spoken_to_in_its_own_words(kind: CrisisKind) -> None:
    words = EMERGENCIES.kinds[kind]

    assert len({words.said_to(voice) for voice in get_args(Voice)}) == 3
    assert words.said_to("minor") == words.minor


@pytest.mark.parametrize("kind", get_args(CrisisKind))
def test_the_words_hold_no_number_of_their_own(kind: CrisisKind) -> None:
    words = EMERGENCIES.kinds[kind]

    assert not any(c.isdigit() for c in words.text + words.minor + words.third_person)


def test_a_kind_that_names_a_number_which_is_not_listed_is_a_mistake() -> None:
    data: dict[str, Any] = EMERGENCIES.model_dump()
    data["numbers"] = [n for n in data["numbers"] if n["number"] != "1522"]

    with pytest.raises(ValidationError, match="does not list: 1522"):
        Emergencies.model_validate(data)


@pytest.mark.parametrize("comune", ["cesano-boscone", "bussero"], ids=["that has one", "that lacks one"])
@pytest.mark.parametrize("aspects", [(), ("contatti",), ("orari",)], ids=["named", "the number", "the hours"])
def test_whoever_asks_for_an_anti_violence_centre_gets_the_numbers_that_answer_at_any_hour(
    comune: str, aspects: tuple[Aspect, ...]
) -> None:
    asked = replace(turn(asks("centri-antiviolenza", *aspects), comune=comune), knowledge=KNOWN)

    told = said(answer(asked))
    assert "• 112 " in told
    assert "• 1522 " in told
    assert "• 1522 " not in said(answer(replace(asked, understanding=asks("segretariato", *aspects))))


def test_a_number_beside_a_concept_must_be_listed() -> None:
    with pytest.raises(ValidationError, match="1523"):
        Emergencies.model_validate({**EMERGENCIES.model_dump(), "beside": {"centri-antiviolenza": ["1523"]}})


@pytest.mark.parametrize("kind", get_args(CrisisKind))
@pytest.mark.parametrize("voice", get_args(Voice))
def test_a_number_whose_name_does_not_say_it_is_given_with_for_whom_it_is(kind: CrisisKind, voice: Voice) -> None:
    told = answer_cry(KNOWN, kind, voice, None).replies[0].text
    numbers = told.split("\n\n")[0].split("\n")

    for number, line in zip(EMERGENCIES.to_call(kind, voice), numbers, strict=True):
        assert line.startswith(f"• {number.number} {number.name}")
        assert (number.who or "") in line
        assert len(line) <= A_LINE


@pytest.mark.parametrize("kind", get_args(CrisisKind))
@pytest.mark.parametrize("voice", get_args(Voice))
def test_numbers_and_words_stay_one_message(kind: CrisisKind, voice: Voice) -> None:
    assert len(answer_cry(KNOWN, kind, voice, None).replies) == 1


def test_whom_the_childrens_number_is_for_is_said() -> None:
    numbers = answer_cry(KNOWN, "violence", "self", None).replies[0].text

    assert "• 114 Emergenza Infanzia (24 ore su 24, gratis): per bambini e ragazzi in pericolo" in numbers
