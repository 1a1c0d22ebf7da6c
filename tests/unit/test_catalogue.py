"""The canonical ids."""

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.catalogue import CATALOGUE_FILE, read_catalogue
from bot.knowledge.schema import ASPECTS
from tests.cast import ROOT
from tests.folder import change, write_knowledge


def test_services_of_two_towns_that_answer_the_same_question_share_a_concept() -> None:
    catalogue = read_catalogue(ROOT / "knowledge")

    assert catalogue.concept_of("cernusco-sul-naviglio", "servizi-sociali") == "segretariato"
    assert catalogue.concept_of("bussero", "segretariato-sociale") == "segretariato"


def test_an_id_under_no_concept_is_a_concept_of_its_own() -> None:
    assert read_catalogue(ROOT / "knowledge").concept_of("cesano-boscone", "ti-ascolto") == "ti-ascolto"


def test_the_catalogue_and_the_schema_name_the_same_aspects() -> None:
    assert tuple(read_catalogue(ROOT / "knowledge").aspects) == ASPECTS


def test_every_service_and_every_concept_is_listed_once(tmp_path: Path) -> None:
    catalogue = read_catalogue(write_knowledge(tmp_path))

    assert ("valle", "consultorio") in catalogue.services()
    assert len(catalogue.services()) == 7 + 2  # Borgo's and Valle's
    assert len(catalogue.all_concepts()) == 8  # they share the front desk's


def test_an_aspect_that_the_schema_does_not_know_is_a_mistake(tmp_path: Path) -> None:
    change(write_knowledge(tmp_path) / CATALOGUE_FILE, aspects={"prezzo": "the price"})

    with pytest.raises(KnowledgeError, match=r"catalogue\.yaml:2: aspects\.prezzo"):
        read_catalogue(tmp_path)
