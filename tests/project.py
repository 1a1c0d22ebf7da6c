"""A project in a folder of its own, whose brain "trains" at once."""

from pathlib import Path

from bot.brain import training

PYTHON = """\
#!/bin/sh
echo trained >> trainings
while [ "$1" != --out ]; do shift; done
[ -e fails ] && { echo "half a model" > "$2/half"; echo "cannot learn this" >&2; exit 1; }
echo model > "$2/model.tar.gz"
"""
"""Stands for the brain's Python: "trains" at once, and fails where a file `fails` lies beside it."""
INPUTS = {
    "nlu/config.yml",
    "nlu/sentences.py",
    "nlu/domain/acts.yml",
    "nlu/data/acts/people.yml",
    "nlu/components/heads.py",
    "stories/people.yml",
    "bot/italian.py",
    "requirements/brain.txt",
    *(name if Path(name).suffix else f"{name}/more.yml" for name in training.INPUTS),
}
"""What the model certainly depends on, and whatever else the training names."""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
