"""The canonical ids: which services the knowledge base must cover, and which of them answer to the same concept."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bot.knowledge.files import read
from bot.knowledge.schema import Aspect

CATALOGUE_FILE = "catalogue.yaml"


class CatalogueComune(BaseModel):
    source: str | list[str]
    services: dict[str, str | dict[str, Any]]


class Catalogue(BaseModel):
    """knowledge/catalogue.yaml."""

    aspects: dict[Aspect, str]
    comuni: dict[str, CatalogueComune]
    concepts: dict[str, list[str]]

    def services(self) -> set[tuple[str, str]]:
        """Every (municipality, service) that must have an entry."""
        return {(comune, service) for comune, listed in self.comuni.items() for service in listed.services}

    def concept_of(self, comune: str, service: str) -> str:
        """What people ask for when they mean this service; an id under no concept is a concept of its own."""
        key = f"{comune}/{service}"
        return next((concept for concept, keys in self.concepts.items() if key in keys), service)

    def all_concepts(self) -> set[str]:
        return {self.concept_of(comune, service) for comune, service in self.services()}


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue of a knowledge folder; raises `KnowledgeError`."""
    return read(folder / CATALOGUE_FILE, Catalogue)
