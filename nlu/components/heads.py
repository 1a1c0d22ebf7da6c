"""Four linear heads over the same sparse features.

topic: what a message is about: a concept, nothing by itself ("e quanto costa?"), or another act (greeting, out of scope …);
told: whether a topic is asked or a need is told; aspects: which sides of it; language: which one, when it is not Italian.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Dict, List, Tuple

import numpy as np
from scipy.sparse import csr_matrix

from nlu.components.calibration import sigmoid_scale, softmax, softmax_temperature
from nlu.components.examples import ASKING, Example
from nlu.components.features import Features
from nlu.components.margins import Margins

ASPECTS = ("cos-e", "a-chi", "come-accedere", "orari", "dove", "contatti", "costi", "documenti", "tempi")
ALSO_WEIGHT = 0.35
"""How much a concept counts that a clerk would name beside the first, or that an appointment is about."""
HELD_OUT = 5
"""One example in so many is kept aside to calibrate the probabilities, before the heads are trained on all."""
ACT = "#"
"""Marks the topics that are acts of their own."""


@dataclass
class Reading:
    """What the heads say of one message: probabilities, best first; `known` is the share of its words seen in training."""

    acts: List[Tuple[str, float]]
    concepts: List[Tuple[str, float]]
    aspects: Dict[str, float]
    language: str
    known: float


class Heads:
    """The heads; trained once, then read-only."""

    def __init__(self) -> None:
        self._features = Features()
        self._topic = Margins(c=0.5)
        self._told = Margins(c=0.5)
        self._aspects = Margins(c=0.3)
        self._language = Margins(c=1.0)
        self._topic_temperature = 1.0
        self._told_scale = (1.0, 0.0)
        self._aspect_scales: List[Tuple[float, float]] = []

    def train(self, examples: Sequence[Example], made: Sequence[Example]) -> None:
        """Calibrates on held-out examples, then trains on all; `made` are the ones made from the examples, by position."""
        kept = [e for i, e in enumerate(examples) if i % HELD_OUT]
        self._fit([*kept, *(m for m in made if m.origin % HELD_OUT)])
        self._calibrate([e for i, e in enumerate(examples) if not i % HELD_OUT])
        self._fit([*examples, *made])

    def _fit(self, examples: Sequence[Example]) -> None:
        x = self._features.fit([e.text for e in examples])
        self._fit_topics(x, examples)
        asking = _rows(e.act in ASKING for e in examples)
        self._told.fit_each(x[asking], {"need": [examples[i].act == "need" for i in asking]})
        self._aspects.fit_each(x[asking], {a: [a in examples[i].aspects for i in asking] for a in ASPECTS})
        foreign = _rows(bool(e.language) for e in examples)
        self._language.fit(x[foreign], [examples[i].language for i in foreign])

    def _fit_topics(self, x: csr_matrix, examples: Sequence[Example]) -> None:
        labels = [(i, _topic(e), 1.0) for i, e in enumerate(examples)]
        labels += [(i, other, ALSO_WEIGHT) for i, e in enumerate(examples) for other in _other_concepts(e)]
        rows, topics, weights = ([label[k] for label in labels] for k in range(3))
        self._topic.fit(x[rows], topics, weights)

    def _calibrate(self, examples: Sequence[Example]) -> None:
        x = self._features.of([e.text for e in examples])
        self._topic_temperature = softmax_temperature(
            self._topic.of(x), self._topic.positions([_topic(e) for e in examples])
        )
        asking = _rows(e.act in ASKING for e in examples)
        needs = np.array([examples[i].act == "need" for i in asking])
        self._told_scale = sigmoid_scale(self._told.of(x[asking])[:, 0], needs)
        margins = self._aspects.of(x[asking])
        truths = [np.array([a in examples[i].aspects for i in asking]) for a in ASPECTS]
        self._aspect_scales = [sigmoid_scale(margins[:, k], truth) for k, truth in enumerate(truths)]

    def read(self, text: str) -> Reading:
        """The heads' opinion of one normalised message."""
        x = self._features.of([text])
        topics = _ranked(self._topic.labels, softmax(self._topic.of(x) * self._topic_temperature)[0])
        need = _sigmoid(float(self._told.of(x)[0, 0]), self._told_scale)
        aspects = zip(ASPECTS, self._aspects.of(x)[0], self._aspect_scales, strict=True)
        return Reading(
            acts=_acts(topics, need),
            concepts=[(topic, p) for topic, p in topics if not topic.startswith(ACT)],
            aspects={aspect: _sigmoid(float(margin), scale) for aspect, margin, scale in aspects},
            language=self._language.labels[int(self._language.of(x)[0].argmax())],
            known=self._features.known_share(text),
        )


def _topic(example: Example) -> str:
    return example.concept if example.act in ASKING else ACT + example.act


def _other_concepts(example: Example) -> Tuple[str, ...]:
    appointment_with = (example.concept,) if example.act not in ASKING and example.concept else ()
    return (*example.also, *appointment_with)


def _acts(topics: List[Tuple[str, float]], need: float) -> List[Tuple[str, float]]:
    """The likeliest topic decides the act; a concept, named or not, is asked or told."""
    content = max(p for topic, p in topics if not topic.startswith(ACT))
    acts = [(topic[len(ACT) :], p) for topic, p in topics if topic.startswith(ACT)]
    acts += [("need", content * need), ("ask", content * (1 - need))]
    if acts[-2][1] + acts[-1][1] >= max(p for _, p in acts[:-2]):
        return [*sorted(acts[-2:], key=_probability), *sorted(acts[:-2], key=_probability)]
    return sorted(acts, key=_probability)


def _probability(ranked: Tuple[str, float]) -> float:
    return -ranked[1]


def _ranked(labels: List[str], probabilities: np.ndarray) -> List[Tuple[str, float]]:
    return [(labels[i], float(probabilities[i])) for i in np.argsort(-probabilities)]


def _sigmoid(margin: float, scale: Tuple[float, float]) -> float:
    return float(1 / (1 + np.exp(-(scale[0] * margin + scale[1]))))


def _rows(flags: Iterable[bool]) -> List[int]:
    return [i for i, flag in enumerate(flags) if flag]
