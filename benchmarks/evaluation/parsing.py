"""How long the trained components take for a message; runs in the brain's Python.

`.venv-brain/bin/python -m benchmarks.evaluation.parsing MODEL` reads texts on standard input, a JSON string a line, and
writes the milliseconds of each.
"""

import json
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from nlu.components.italian_tokens import ItalianTokens
from nlu.components.kept import FILE, kept
from nlu.components.understanding import Understanding


def components(model: Path) -> tuple[ItalianTokens, Understanding]:
    """The model's components, without Rasa around them."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(model) as archive:
        archive.extractall(folder)
        heads = kept(next(Path(folder).rglob(FILE)).parent)
    resource = Resource("alone")
    return ItalianTokens(None, resource), Understanding(None, resource, heads)


def main() -> None:
    tokens, understanding = components(Path(sys.argv[1]))
    for line in sys.stdin:
        message = Message(data={"text": json.loads(line)})
        started = time.perf_counter()
        understanding.process(tokens.process([message]))
        print((time.perf_counter() - started) * 1000)


if __name__ == "__main__":
    main()
