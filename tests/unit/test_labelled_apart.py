"""The labelled messages measure only what was not taught: none of some length stands among the training sentences."""

from collections.abc import Iterator

import yaml

from benchmarks.scoring import SETS, labelled
from bot.italian import plain
from bot.settings import PROJECT

NAMES_AND_COURTESY = 4
"""Up to so many words two people write the same by chance: "orari segretariato sociale", "grazie mille"."""
EXAMPLE = "    - "


def taught() -> Iterator[str]:
    for path in (PROJECT / "nlu" / "data").glob("*/*.yml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (plain(line.removeprefix(EXAMPLE)) for line in lines if line.startswith(EXAMPLE))


def told_of_danger() -> Iterator[str]:
    for path in (PROJECT / "nlu" / "safety").glob("*.yaml"):
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]:
            yield from map(plain, group["sentences"].splitlines())


def test_no_labelled_message_is_trained_on() -> None:
    texts = (line.get("text") or "" for files in SETS.values() for line in labelled(files))
    long = {text for text in map(plain, texts) if len(text.split()) > NAMES_AND_COURTESY}
    known = {*taught(), *told_of_danger()}

    assert len(known) > 1000 and len(long) > 1000
    assert sorted(long & known) == [], "take these sentences out of nlu/"
