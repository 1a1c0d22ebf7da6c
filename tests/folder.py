"""The cast's knowledge as a folder of files, for tests that change or break one of them."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.base import BOOKING_FILE, COMUNE_FILE, EMERGENCIES_FILE, PHRASES_FILE, Municipality
from bot.knowledge.catalogue import CATALOGUE_FILE
from bot.knowledge.schema import ASPECTS
from tests.cast import BORGO, KNOWLEDGE, ROOT, VALLE


def write_knowledge(folder: Path) -> Path:
    """The folder with everything that the check wants to see."""
    for name in (PHRASES_FILE, EMERGENCIES_FILE, BOOKING_FILE):
        shutil.copy(ROOT / "knowledge" / name, folder)
    write(folder / CATALOGUE_FILE, _catalogue())
    for municipality in (BORGO, VALLE):
        home = folder / municipality.comune.id
        home.mkdir()
        comune = municipality.comune.model_dump(mode="json", exclude_unset=True)
        write(home / COMUNE_FILE, {**comune, "instead": _instead(municipality)})
        for service in municipality.services.values():
            write(home / f"{service.id}.yaml", service.model_dump(mode="json", exclude_unset=True))
    return folder


def write(path: Path, fields: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), encoding="utf-8")


def change(path: Path, **fields: Any) -> None:
    """The file with other values in these fields."""
    write(path, {**yaml.safe_load(path.read_text(encoding="utf-8")), **fields})


def _catalogue() -> dict[str, Any]:
    services = [(id, service) for id, m in KNOWLEDGE.municipalities.items() for service in m.services.values()]
    concepts: dict[str, list[str]] = {}
    for comune, service in services:
        concepts.setdefault(service.concept, []).append(f"{comune}/{service.id}")
    listed = {
        id: {"source": "carta.txt", "services": {s.id: s.title for s in m.services.values()}}
        for id, m in KNOWLEDGE.municipalities.items()
    }
    return {"aspects": dict.fromkeys(ASPECTS, "…"), "comuni": listed, "concepts": concepts}


def _instead(municipality: Municipality) -> dict[str, list[str]]:
    """What the municipality names for what it lacks, else its front desk."""
    own = {service.concept for service in municipality.services.values()}
    every = {service.concept for m in KNOWLEDGE.municipalities.values() for service in m.services.values()}
    at_the_desk = {concept: [municipality.comune.front_desk] for concept in sorted(every - own)}
    return {**at_the_desk, **municipality.comune.instead}
