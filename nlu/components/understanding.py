"""The classifier of the brain as a component of Rasa's graph: intent = act, and beside it the concept and the aspects."""

from typing import Any, Dict, List, Optional, Text, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.examples import Example, made_from
from nlu.components.heads import Heads, Reading
from nlu.components.italian_tokens import PARTS, TOKENS
from nlu.components.kept import keep, kept
from nlu.components.two_questions import two_questions

OUTPUT = "understanding"
RANKED = 10
"""How many concepts travel with a message: more are never looked at."""
DIGITS = 4
SMALL_TALK = ("greet", "thanks", "goodbye", "affirm", "deny", "insult", "praise", "banter")
SURE_OF_STRANGE_WORDS = 0.8
"""From this probability on even unknown words are read, by their letters, as small talk ("grazzie", "imbecile")."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Understanding(GraphComponent):
    """Trains the four heads on the sentences and their metadata, and puts their opinion beside the intent."""

    def __init__(self, storage: ModelStorage, resource: Resource, heads: Heads) -> None:
        self._storage = storage
        self._resource = resource
        self._heads = heads

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Understanding":
        return cls(model_storage, resource, Heads())

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "Understanding":
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, kept(folder))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [_example(m) for m in training_data.intent_examples]
        self._heads.train(examples, made_from(examples))
        with self._storage.write_to(self._resource) as folder:
            keep(self._heads, folder)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            tokens = message.get(TOKENS)
            reading = self._heads.read(" ".join(tokens))
            act, confidence = _obvious(tokens, reading) or reading.acts[0]
            message.set("intent", {"name": act, "confidence": confidence}, add_to_output=True)
            parts = two_questions(self._heads, message.get(PARTS) or ())
            told = {"parts": [{"text": part.text, **_output(part.reading)} for part in parts]} if parts else {}
            message.set(OUTPUT, {**_output(reading), **told}, add_to_output=True)
        return messages


def _obvious(tokens: List[str], reading: Reading) -> Optional[Tuple[str, float]]:
    """The act of a message that the heads cannot read: another script, no letter, or only words that nobody ever wrote."""
    letters = [c for c in "".join(tokens) if c.isalpha()]
    if sum(not c.isascii() for c in letters) > len(letters) / 2:
        return "other_language", 1.0
    if not letters and not any(token.isdecimal() for token in tokens):
        return "unclear", 1.0
    act, probability = reading.acts[0]
    readable = act in SMALL_TALK and probability >= SURE_OF_STRANGE_WORDS
    return None if reading.known or readable else ("unclear", 1.0)


def _output(reading: Reading) -> Dict[Text, Any]:
    return {
        "concepts": [(concept, round(p, DIGITS)) for concept, p in reading.concepts[:RANKED]],
        "aspects": {aspect: round(p, DIGITS) for aspect, p in reading.aspects.items()},
        "overview": round(reading.overview, DIGITS),
        "several": round(reading.several, DIGITS),
        "language": reading.language,
    }


def _example(message: Message) -> Example:
    """The sentence with its labels; Rasa keeps a block's metadata under "intent" and a sentence's own under "example"."""
    metadata = message.get("metadata") or {}
    labels = {**(metadata.get("intent") or {}), **(metadata.get("example") or {})}
    return Example(
        text=" ".join(message.get(TOKENS)),
        act=message.get("intent"),
        concept=labels.get("concept") or "",
        also=tuple(labels.get("also") or ()),
        aspects=frozenset(labels.get("aspects") or ()),
        language=labels.get("language") or "",
    )
