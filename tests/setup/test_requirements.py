"""The requirement files: what pyproject.toml declares, pinned, hashed, and from nowhere in particular."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
DECLARED = {
    "service": PROJECT["project"]["dependencies"],
    "dev": PROJECT["project"]["dependencies"] + GROUPS["dev"],
    "brain": GROUPS["brain"],
    "uv": GROUPS["uv"],
    "build": GROUPS["build"],
}


def text_of(file: str) -> str:
    return (ROOT / "requirements" / f"{file}.txt").read_text()


def pins(file: str) -> list[tuple[str, str]]:
    """Name and version of everything that a requirement file pins; a name may come twice, for different platforms."""
    return re.findall(r"^([a-z0-9-]+)==(\S+)", text_of(file), re.MULTILINE)


@pytest.mark.parametrize("file", DECLARED)
def test_what_is_declared_is_pinned_within_its_bounds(file: str) -> None:
    for requirement in map(Requirement, DECLARED[file]):
        versions = [version for name, version in pins(file) if name == canonicalize_name(requirement.name)]
        assert versions, requirement
        assert all(version in requirement.specifier for version in versions), requirement


@pytest.mark.parametrize("file", DECLARED)
def test_every_pin_carries_a_hash_and_no_index_is_named(file: str) -> None:
    hashed = re.findall(r"^\S+==.* \\\n    --hash=sha256:[0-9a-f]{64}", text_of(file), re.MULTILINE)

    assert len(hashed) == len(pins(file)) > 0
    assert "://" not in text_of(file)
    assert "--index" not in text_of(file)


def test_tests_run_against_the_versions_that_the_service_has() -> None:
    assert set(pins("service")) <= set(pins("dev"))
