"""spaCy's Italian pipeline in Rasa: the tokens of a message and, with `it_core_news_sm`, the names and places in it.

Where the model is not installed a blank Italian pipeline gives the tokens. A model that was trained with one pipeline
refuses to run with the other: its tokens and entities would silently differ.
"""

from typing import Any, Dict, List, Text, Tuple

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from bot.italian import normalise
from nlu.components.cuts import cuts

MODEL = "it_core_news_sm"
BLANK = "blank:it"
TOKENS = "italian_tokens"
PARTS = "italian_parts"
"""The tokens of a message cut in two, for each place where it can be cut."""
PIPELINE = "spacy_pipeline"
ENTITIES = {"PER": "person", "LOC": "place", "GPE": "place"}


class WrongPipeline(RasaException):
    """The model was trained with another spaCy pipeline than the one installed here."""


def load_pipeline() -> Tuple[Language, str]:
    """The installed Italian pipeline and its name with version, or a blank one."""
    if spacy.util.is_package(MODEL):
        nlp = spacy.load(MODEL, disable=["parser", "lemmatizer", "attribute_ruler", "morphologizer"])
        return nlp, f"{MODEL}-{nlp.meta['version']}"
    return spacy.blank("it"), BLANK


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ItalianTokens(GraphComponent):
    """Sets the tokens of the normalised text, and person and place entities where the pipeline can tell them."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._nlp, self._name = load_pipeline()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ItalianTokens":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "ItalianTokens":
        """The component of a trained model; raises `WrongPipeline` where another pipeline is installed now."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            trained_with = (folder / "pipeline").read_text()
        if trained_with != component._name:
            raise WrongPipeline(
                f"The model was trained with spaCy's {trained_with} and {component._name} is installed now. Run: make train"
            )
        return component

    def train(self, training_data: TrainingData) -> Resource:
        with self._storage.write_to(self._resource) as folder:
            (folder / "pipeline").write_text(self._name)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for message in training_data.training_examples:
            self._set_tokens(message)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            self._set_tokens(message)
            message.set(PARTS, [tuple(map(self._tokens, pair)) for pair in cuts(message.get("text") or "")])
            self._add_names_and_places(message)
            message.set(PIPELINE, self._name, add_to_output=True)
        return messages

    def _set_tokens(self, message: Message) -> None:
        message.set(TOKENS, self._tokens(message.get("text") or ""))

    def _tokens(self, text: Text) -> List[Text]:
        return [token.text for token in self._nlp.make_doc(normalise(text)) if not token.is_space]

    def _add_names_and_places(self, message: Message) -> None:
        if not self._nlp.has_pipe("ner"):
            return
        found = [
            {
                "entity": ENTITIES[e.label_],
                "value": e.text,
                "start": e.start_char,
                "end": e.end_char,
                "extractor": self._name,
            }
            for e in self._nlp(message.get("text") or "").ents
            if e.label_ in ENTITIES
        ]
        message.set("entities", message.get("entities", []) + found, add_to_output=True)
