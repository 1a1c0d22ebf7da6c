"""Four linear heads over the same sparse features.

topic: what a message is about: a concept, nothing by itself ("e quanto costa?"), or an act without a concept (greeting …);
manner: what is done with a concept: asked, needed, booked …; aspects: which sides of it are asked; language: which one, when
it is not Italian.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Tuple

import numpy as np
from scipy.sparse import csr_matrix

from nlu.components.calibration import sigmoid_scale, softmax, softmax_temperature
from nlu.components.examples import ASKING, WITH_CONCEPT, Example
from nlu.components.features import Features
from nlu.components.margins import Margins

ASPECTS = ("cos-e", "a-chi", "come-accedere", "orari", "dove", "contatti", "costi", "documenti", "tempi")
OVERVIEW = "overview"
"""What is asked where no aspect is: everything, in brief."""
SEVERAL = "several"
"""Whether more than one aspect is asked."""
ALSO_WEIGHT = 0.35
"""How much a concept counts that a clerk would name beside the first."""
HELD_OUT = 5
"""One example in so many is kept aside to calibrate the probabilities, before the heads are trained on all."""
ACT = "#"
"""Marks the topics that are acts of their own."""


@dataclass
class Reading:
    """What the heads say of one message: probabilities, best first; `overview` that no aspect is asked, `several` that
    more than one is, `known` the share of its words seen in training."""

    acts: List[Tuple[str, float]]
    concepts: List[Tuple[str, float]]
    aspects: Dict[str, float]
    overview: float
    several: float
    language: str
    known: float


class Heads:
    """The heads; trained once, then read-only."""

    def __init__(self) -> None:
        self._features = Features()
        self._topic = Margins(c=0.5)
        self._manner = Margins(c=0.5, balanced=True)
        self._aspects = Margins(c=0.5)
        self._language = Margins(c=1.0)
        self._topic_temperature = 1.0
        self._manner_temperature = 1.0
        self._aspect_scales: List[Tuple[float, float]] = []

    def train(self, examples: Sequence[Example], made: Sequence[Example]) -> None:
        """Calibrates on held-out examples, then trains on all, the ones `made` from the written ones included."""
        every = (*examples, *made)
        x = self._features.fit([e.text for e in every], [e.concept for e in every])
        kept = _rows(bool(i % HELD_OUT) for i in range(len(examples)))
        aside = _rows(not i % HELD_OUT for i in range(len(examples)))
        self._fit(x[kept], [examples[i] for i in kept])
        # A label whose only sentences are set aside has not been learnt yet: nothing to calibrate.
        aside = [i for i in aside if _topic(examples[i]) in self._topic.labels]
        self._calibrate(x[aside], [examples[i] for i in aside])
        self._fit(x, [*examples, *made])

    def _fit(self, x: csr_matrix, examples: Sequence[Example]) -> None:
        for fit in (self._fit_topic, self._fit_aspects, self._fit_rest):
            fit(x, examples)

    def _fit_topic(self, x: csr_matrix, examples: Sequence[Example]) -> None:
        labels = [(i, _topic(e), 1.0) for i, e in enumerate(examples)]
        labels += [(i, also, ALSO_WEIGHT) for i, e in enumerate(examples) for also in e.also]
        rows, topics, weights = ([label[k] for label in labels] for k in range(3))
        self._topic.fit_in_halves(x[rows], topics, weights)

    def _fit_aspects(self, x: csr_matrix, examples: Sequence[Example]) -> None:
        asking = _rows(e.act in ASKING for e in examples)
        asked = [_asked(examples[i]) for i in asking]
        self._aspects.fit_each(x[asking], {a: [a in each for each in asked] for a in (*ASPECTS, OVERVIEW, SEVERAL)})

    def _fit_rest(self, x: csr_matrix, examples: Sequence[Example]) -> None:
        with_concept = _rows(e.act in WITH_CONCEPT for e in examples)
        self._manner.fit(x[with_concept], [examples[i].act for i in with_concept])
        foreign = _rows(bool(e.language) for e in examples)
        self._language.fit(x[foreign], [examples[i].language for i in foreign])

    def _calibrate(self, x: csr_matrix, examples: Sequence[Example]) -> None:
        self._topic_temperature = softmax_temperature(
            self._topic.of(x), self._topic.positions([_topic(e) for e in examples])
        )
        with_concept = _rows(e.act in WITH_CONCEPT for e in examples)
        acts = self._manner.positions([examples[i].act for i in with_concept])
        self._manner_temperature = softmax_temperature(self._manner.of(x[with_concept]), acts)
        asking = _rows(e.act in ASKING for e in examples)
        margins = self._aspects.of(x[asking])
        asked = [_asked(examples[i]) for i in asking]
        truths = [np.array([a in each for each in asked]) for a in (*ASPECTS, OVERVIEW, SEVERAL)]
        self._aspect_scales = [sigmoid_scale(margins[:, k], truth) for k, truth in enumerate(truths)]

    def surest_concept(self, text: str) -> Tuple[str, float]:
        """The likeliest concept and its probability, "" where something else is likelier; a third of a reading's time."""
        topic, probability = self._topics(self._features.of_one(text))[0]
        return "" if topic.startswith(ACT) else topic, probability

    def _topics(self, x: Tuple[np.ndarray, np.ndarray]) -> List[Tuple[str, float]]:
        return _ranked(self._topic.labels, softmax(self._topic.of_one(*x) * self._topic_temperature))

    def read(self, text: str) -> Reading:
        """The heads' opinion of one normalised message."""
        x = self._features.of_one(text)
        topics = self._topics(x)
        manners = _ranked(self._manner.labels, softmax(self._manner.of_one(*x) * self._manner_temperature))
        margins = zip(self._aspects.labels, self._aspects.of_one(*x), self._aspect_scales, strict=True)
        aspects = {aspect: _sigmoid(float(margin), scale) for aspect, margin, scale in margins}
        return Reading(
            acts=_acts(topics, manners),
            concepts=[(topic, p) for topic, p in topics if not topic.startswith(ACT)],
            overview=aspects.pop(OVERVIEW),
            several=aspects.pop(SEVERAL),
            aspects=aspects,
            language=self._language.labels[int(self._language.of_one(*x).argmax())],
            known=self._features.known_share(text),
        )


def _topic(example: Example) -> str:
    return example.concept if example.act in WITH_CONCEPT else ACT + example.act


def _asked(example: Example) -> FrozenSet[str]:
    """The labels of the aspects head that are true of an example."""
    if len(example.aspects) > 1:
        return example.aspects | {SEVERAL}
    return example.aspects or frozenset({OVERVIEW})


def _acts(topics: List[Tuple[str, float]], manners: List[Tuple[str, float]]) -> List[Tuple[str, float]]:
    """The likeliest topic decides: an act of its own, or what is done with a concept."""
    content = max(p for topic, p in topics if not topic.startswith(ACT))
    own = [(topic[len(ACT) :], p) for topic, p in topics if topic.startswith(ACT)]
    shared = [(act, content * p) for act, p in manners]
    return [*own, *shared] if own[0][1] > content else [*shared, *own]


def _ranked(labels: List[str], probabilities: np.ndarray) -> List[Tuple[str, float]]:
    return [(labels[i], float(probabilities[i])) for i in np.argsort(-probabilities)]


def _sigmoid(margin: float, scale: Tuple[float, float]) -> float:
    return float(1 / (1 + np.exp(-(scale[0] * margin + scale[1]))))


def _rows(flags: Iterable[bool]) -> List[int]:
    return [i for i, flag in enumerate(flags) if flag]
