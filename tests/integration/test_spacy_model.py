"""spaCy's Italian model, where it is installed: the tests build a small package of its name, as the real one cannot be had offline."""

import os
import subprocess
from pathlib import Path

import pytest

from bot.brain.environment import brain_environment
from bot.settings import PROJECT, load_settings

MAKE_PACKAGE = """
import sys, spacy, pathlib
folder = pathlib.Path(sys.argv[1])
nlp = spacy.blank("it")
ruler = nlp.add_pipe("entity_ruler", name="ner")
ruler.add_patterns([{"label": "PER", "pattern": "Rosa Bianchi"}, {"label": "LOC", "pattern": "Bussero"}])
nlp.meta["name"], nlp.meta["version"] = "core_news_sm", "3.7.0"
package = folder / "it_core_news_sm"
package.mkdir()
nlp.to_disk(package / "it_core_news_sm-3.7.0")
(package / "__init__.py").write_text(
    "from pathlib import Path\\nfrom spacy.util import load_model_from_init_py\\n"
    "def load(**overrides):\\n    return load_model_from_init_py(__file__, **overrides)\\n"
)
(package / "meta.json").write_text((package / "it_core_news_sm-3.7.0" / "meta.json").read_text())
info = folder / "it_core_news_sm-3.7.0.dist-info"
info.mkdir()
(info / "METADATA").write_text("Metadata-Version: 2.1\\nName: it-core-news-sm\\nVersion: 3.7.0\\n")
"""

TRAIN_AND_READ = """
import sys, pathlib
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from nlu.components.italian_tokens import ItalianTokens
folder, actions = pathlib.Path(sys.argv[1]), sys.argv[2:]
folder.mkdir(exist_ok=True)
storage, resource = LocalModelStorage(folder), Resource("tokens")
if "train" in actions:
    ItalianTokens.create({}, storage, resource, None).train(TrainingData())
if "read" in actions:
    message = Message({"text": "Sono Rosa Bianchi di Bussero"})
    ItalianTokens.load({}, storage, resource, None).process([message])
    print([(e["entity"], e["value"]) for e in message.get("entities", [])], message.get("spacy_pipeline"))
"""


@pytest.fixture(scope="module")
def model_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    made = run(MAKE_PACKAGE, str(folder), packages=None)
    assert made.returncode == 0, made.stderr
    return folder


def run(script: str, *arguments: str, packages: Path | None) -> subprocess.CompletedProcess[str]:
    """A script in the brain's environment, perhaps with another folder of packages before its own."""
    path = os.pathsep.join(str(p) for p in (packages, PROJECT) if p)
    command = [str(load_settings().brain_python), "-W", "ignore", "-c", script, *arguments]
    environment = {**brain_environment(), "PYTHONPATH": path}
    return subprocess.run(
        command, env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_model_trained_with_the_pipeline_knows_names_and_refuses_another(model_package: Path, tmp_path: Path) -> None:
    with_model = run(TRAIN_AND_READ, str(tmp_path / "m"), "train", "read", packages=model_package)
    without = run(TRAIN_AND_READ, str(tmp_path / "m"), "read", packages=None)

    assert "('person', 'Rosa Bianchi'), ('place', 'Bussero')" in with_model.stdout
    assert "it_core_news_sm-3.7.0" in with_model.stdout
    assert without.returncode != 0
    assert "trained with spaCy's it_core_news_sm-3.7.0 and blank:it is installed now. Run: make train" in without.stderr


def test_without_the_model_the_blank_pipeline_reads_and_says_so(tmp_path: Path) -> None:
    read = run(TRAIN_AND_READ, str(tmp_path / "m"), "train", "read", packages=None)

    assert read.stdout.split() == ["[]", "blank:it"]
