"""Three linear heads over the same sparse features: what the citizen does, what it is about, which sides of it are asked."""

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix

from nlu.components.calibration import sigmoid_scale, softmax, softmax_temperature
from nlu.components.examples import ASKING, Example
from nlu.components.features import Features
from nlu.components.margins import Margins

ASPECTS = ("cos-e", "a-chi", "come-accedere", "orari", "dove", "contatti", "costi", "documenti", "tempi")
ALSO_WEIGHT = 0.35
"""How much a concept counts that a clerk would name beside the first."""
HELD_OUT = 5
"""One example in so many is kept aside to calibrate the probabilities, before the heads are trained on all."""


@dataclass
class Reading:
    """What the heads say of one message: probabilities, best first."""

    acts: List[Tuple[str, float]]
    concepts: List[Tuple[str, float]]
    aspects: Dict[str, float]


class Heads:
    """The heads; trained once, then read-only."""

    def __init__(self) -> None:
        self._features = Features()
        self._act = Margins(c=0.5)
        self._concept = Margins(c=0.5)
        self._aspects = Margins(c=0.3)
        self._temperatures = (1.0, 1.0)
        self._aspect_scales: List[Tuple[float, float]] = []

    def train(self, examples: Sequence[Example], made: Sequence[Example]) -> None:
        """Calibrates on held-out examples, then trains on all; `made` are the ones made from the examples, by index."""
        kept = [i for i in range(len(examples)) if i % HELD_OUT]
        self._fit([examples[i] for i in kept] + [m for m in made if m.origin % HELD_OUT])
        self._calibrate([e for i, e in enumerate(examples) if not i % HELD_OUT])
        self._fit([*examples, *made])

    def _fit(self, examples: Sequence[Example]) -> None:
        x = self._features.fit([e.text for e in examples])
        self._act.fit(x, [e.act for e in examples])
        self._fit_concepts(x, examples)
        rows = [i for i, e in enumerate(examples) if e.act in ASKING]
        self._aspects.fit_each(x[rows], {a: [a in examples[i].aspects for i in rows] for a in ASPECTS})

    def _fit_concepts(self, x: csr_matrix, examples: Sequence[Example]) -> None:
        labels = [(i, e.concept, 1.0) for i, e in enumerate(examples)]
        labels += [(i, also, ALSO_WEIGHT) for i, e in enumerate(examples) for also in e.also]
        rows, concepts, weights = zip(*labels)
        self._concept.fit(x[list(rows)], concepts, weights)

    def _calibrate(self, examples: Sequence[Example]) -> None:
        x = self._features.of([e.text for e in examples])
        self._temperatures = (
            softmax_temperature(self._act.of(x), self._act.positions([e.act for e in examples])),
            softmax_temperature(self._concept.of(x), self._concept.positions([e.concept for e in examples])),
        )
        rows = [i for i, e in enumerate(examples) if e.act in ASKING]
        margins = self._aspects.of(x[rows])
        self._aspect_scales = [
            sigmoid_scale(margins[:, k], np.array([a in examples[i].aspects for i in rows]))
            for k, a in enumerate(ASPECTS)
        ]

    def read(self, text: str) -> Reading:
        """The heads' opinion of one normalised message."""
        x = self._features.of([text])
        acts = softmax(self._act.of(x) * self._temperatures[0])[0]
        concepts = softmax(self._concept.of(x) * self._temperatures[1])[0]
        margins = self._aspects.of(x)[0]
        aspects = {
            a: float(1 / (1 + np.exp(-(s * m + b)))) for a, m, (s, b) in zip(ASPECTS, margins, self._aspect_scales)
        }
        return Reading(_ranked(self._act.labels, acts), _ranked(self._concept.labels, concepts), aspects)


def _ranked(labels: List[str], probabilities: np.ndarray) -> List[Tuple[str, float]]:
    return [(labels[i], float(probabilities[i])) for i in np.argsort(-probabilities)]
