"""docker-compose.yml and its images: who reaches whom, who may do what, and that nothing of it points nowhere.

There need be no Docker here; that the parts work together is tried by tests/service/test_compose_runs.py.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from bot.brain.training import INPUTS
from bot.settings import PROJECT, Settings
from tests.service.compose import IN_CONTAINERS, described, filled_in

FILE = described()
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
DOCKERFILES = sorted((PROJECT / "docker").glob("*.Dockerfile"))
EVERY = pytest.mark.parametrize("name", SERVICES)
OF_THE_PROXY = {"SPORTELLO_SITE", "SPORTELLO_TLS_EMAIL"}


def networks_of(name: str) -> set[str]:
    return set(SERVICES[name]["networks"])


@EVERY
def test_nobody_is_root_or_may_become_it(name: str) -> None:
    service = SERVICES[name]
    uid, gid = service["user"].split(":")

    assert int(uid) > 0 < int(gid)
    assert service["cap_drop"] == ["ALL"]
    assert set(service.get("cap_add", [])) <= ({"NET_BIND_SERVICE"} if name == "proxy" else set())
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "network_mode", "pid", "ipc", "devices"} & set(service)


@EVERY
def test_nothing_writes_to_its_image_or_fills_the_disk_or_the_memory(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    assert set(service["deploy"]["resources"]["limits"]) == {"memory", "pids"}
    binds = [volume for volume in service.get("volumes", []) if volume["type"] == "bind"]
    assert all(volume["read_only"] for volume in binds)
    assert all((PROJECT / volume["source"]).exists() for volume in binds)


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert networks_of("proxy") == {"edge"}
    assert networks_of("proxy") & networks_of("worker") == set()
    assert [name for name in SERVICES if "edge" in networks_of(name)] == ["web", "proxy"]


def test_brain_and_database_have_no_way_out() -> None:
    internal = {name for name, network in FILE["networks"].items() if (network or {}).get("internal")}

    assert internal == {"data", "brain", "private"}
    assert networks_of("brain") | networks_of("postgres") | networks_of("migrate") <= internal
    assert [name for name in SERVICES if "brain" in networks_of(name)] == ["brain", "worker"]


@EVERY
def test_all_are_watched_and_started_again(name: str) -> None:
    once = name == "migrate"

    assert SERVICES[name]["restart"] == ("no" if once else "unless-stopped")
    assert ("healthcheck" in SERVICES[name]) is not once


def test_each_waits_for_what_it_cannot_do_without() -> None:
    waits = {
        name: {on: what["condition"] for on, what in service.get("depends_on", {}).items()}
        for name, service in SERVICES.items()
    }

    migrated = {"migrate": "service_completed_successfully"}
    assert waits == {
        "postgres": {},
        "migrate": {"postgres": "service_healthy"},
        "brain": migrated,
        "worker": migrated,
        "web": migrated,
        "proxy": {"web": "service_healthy"},
    }


@EVERY
def test_each_is_shown_the_secrets_that_it_names_and_no_other(name: str) -> None:
    service = SERVICES[name]
    values = [str(value) for value in service["environment"].values()]
    named = {value.removeprefix(IN_CONTAINERS) for value in values if value.startswith(IN_CONTAINERS)}
    if name == "postgres":
        named |= set(re.findall(r"/run/secrets}/(\w+)", (PROJECT / "docker/postgres/roles.sh").read_text()))

    assert set(service.get("secrets", [])) == named <= set(FILE["secrets"])


@EVERY
def test_no_secret_stands_in_the_environment(name: str) -> None:
    for variable, value in SERVICES[name]["environment"].items():
        if re.search("TOKEN|PASSWORD|KEYS|DATABASE_URL|TALKS_URL", variable):
            assert variable.endswith("_FILE")
            assert value.startswith(IN_CONTAINERS)


def test_every_variable_is_a_setting() -> None:
    known = {f"SPORTELLO_{name.upper()}" for name in Settings.model_fields} | OF_THE_PROXY
    given = {name for service in SERVICES.values() for name in service["environment"] if name.startswith("SPORTELLO_")}

    assert given <= known


def test_what_env_example_explains_is_what_the_file_asks_for() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^#?(\w+)=", (PROJECT / "docker" / "env.example").read_text(), re.MULTILINE))

    assert explained == asked


def test_the_web_chat_believes_the_proxys_network_and_no_other() -> None:
    edge = filled_in(FILE["networks"]["edge"]["ipam"]["config"][0]["subnet"])

    assert filled_in(SERVICES["web"]["environment"]["SPORTELLO_TRUSTED_PROXIES"]) == edge


def test_what_is_private_is_not_to_be_had_through_the_proxy() -> None:
    caddy = (PROJECT / "docker" / "Caddyfile").read_text()

    assert "@private path /metrics /metrics/* /actions /actions/*\n\trespond @private 404" in caddy
    assert set(re.findall(r"reverse_proxy (\S+)", caddy)) == {"web:8080"}


def test_every_image_carries_its_exact_version() -> None:
    named = [service["image"] for service in SERVICES.values() if "build" not in service]
    named += [image for file in DOCKERFILES for image in re.findall(r"^FROM (\S+)", file.read_text(), re.MULTILINE)]

    assert named
    assert all(re.search(r":\d+\.\d+(\.\d+)?-[a-z-]+(@sha256:[0-9a-f]{64})?$", image) for image in named), named


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.stem)
def test_an_image_is_built_from_pinned_packages_and_runs_as_nobody(file: Path) -> None:
    text = file.read_text()
    last = text.rsplit("\nFROM ", 1)[1]

    assert "apt-get" not in text
    assert text.count("--require-hashes") == text.count("pip install --no-cache") + text.count("uv pip sync")
    assert re.search(r"^USER [1-9]\d+:[1-9]\d+$", last, re.MULTILINE)
    assert not re.search(r"^(RUN|ADD)", last, re.MULTILINE)


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.stem)
def test_what_an_image_is_made_of_is_there_and_reaches_the_builder(file: Path) -> None:
    allowed = re.findall(r"^!(\S+)$", (PROJECT / ".dockerignore").read_text(), re.MULTILINE)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", file.read_text(), re.MULTILINE)

    for source in " ".join(copied).split():
        assert list(PROJECT.glob(source)), source
        assert source.split("/")[0] in allowed, source


def test_the_model_is_trained_from_all_that_it_depends_on() -> None:
    text = (PROJECT / "docker" / "brain.Dockerfile").read_text()
    before_training = " ".join(re.findall(r"^COPY (.+) \S+$", text.split("nlu.serve train")[0], re.MULTILINE))

    assert [name for name in INPUTS if name not in before_training.split()] == []
