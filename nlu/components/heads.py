"""Three classifiers over the same sparse features: what the citizen does, what it is about, which sides of it."""

from dataclasses import dataclass
from typing import Dict, List, Tuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.components.examples import ASKING, Example

ASPECTS = ("cos-e", "a-chi", "come-accedere", "orari", "dove", "contatti", "costi", "documenti", "tempi")
NO_CONCEPT = ""
ALSO_WEIGHT = 0.35
"""How much a concept counts that a clerk would name beside the first."""


class Features:
    """Words and pairs of words, and letters 2 to 5 within words: the letters forgive typos."""

    def __init__(self) -> None:
        self._words = TfidfVectorizer(analyzer="word", token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=3, max_features=120_000)

    def fit(self, texts: List[str]) -> csr_matrix:
        return hstack([self._words.fit_transform(texts), self._letters.fit_transform(texts)], format="csr", dtype=np.float32)

    def of(self, texts: List[str]) -> csr_matrix:
        return hstack([self._words.transform(texts), self._letters.transform(texts)], format="csr", dtype=np.float32)


def _classifier(c: float) -> LogisticRegression:
    return LogisticRegression(solver="liblinear", C=c, random_state=0)


@dataclass
class Reading:
    """What the heads say of one message: probabilities, best first."""

    acts: List[Tuple[str, float]]
    concepts: List[Tuple[str, float]]
    aspects: Dict[str, float]


class Heads:
    """The three heads; trained once, then read-only."""

    def __init__(self) -> None:
        self._features = Features()
        self._act = _classifier(c=6.0)
        self._concept = _classifier(c=10.0)
        self._aspects = {aspect: _classifier(c=4.0) for aspect in ASPECTS}

    def train(self, examples: List[Example]) -> None:
        """Fits the features on every sentence and each head on the sentences that it is about."""
        x = self._features.fit([e.text for e in examples])
        self._act.fit(x, [e.act for e in examples])
        self._train_concepts(x, examples)
        rows = [i for i, e in enumerate(examples) if e.act in ASKING]
        for aspect, head in self._aspects.items():
            head.fit(x[rows], [aspect in examples[i].aspects for i in rows])

    def _train_concepts(self, x: csr_matrix, examples: List[Example]) -> None:
        labels = [(i, e.concept, 1.0) for i, e in enumerate(examples)]
        labels += [(i, also, ALSO_WEIGHT) for i, e in enumerate(examples) for also in e.also]
        rows, concepts, weights = zip(*labels)
        self._concept.fit(x[list(rows)], concepts, sample_weight=weights)

    def read(self, text: str) -> Reading:
        """The heads' opinion of one normalised message."""
        x = self._features.of([text])
        aspects = {aspect: float(head.predict_proba(x)[0, 1]) for aspect, head in self._aspects.items()}
        return Reading(_ranked(self._act, x), _ranked(self._concept, x), aspects)


def _ranked(head: LogisticRegression, x: csr_matrix) -> List[Tuple[str, float]]:
    probabilities = head.predict_proba(x)[0]
    return [(str(head.classes_[i]), float(probabilities[i])) for i in np.argsort(-probabilities)]
