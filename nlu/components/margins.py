"""Linear support-vector machines, one a label, kept as one matrix: a message's margins are one sparse product."""

from concurrent.futures import ThreadPoolExecutor
from typing import Dict, List, Optional, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

REST = "~"
"""All labels of the other half."""
CORES = 2
"""How many labels are learnt at once: liblinear works outside Python's lock, but with a copy of the features for each."""
NEARLY = 1e-2
"""When the search ends; a hundred times scikit-learn's tolerance gives the same answers in half of the time."""


class Margins:
    """The margin of a message to each label; positive means yes."""

    def __init__(self, c: float, balanced: bool = False) -> None:
        """`balanced` gives rare labels the weight of common ones."""
        self._c = c
        self._class_weight = "balanced" if balanced else None
        self.labels: List[str] = []
        self._weights = np.zeros((0, 0), dtype=np.float16)
        self._bias = np.zeros(0, dtype=np.float32)

    def fit(self, x: csr_matrix, labels: Sequence[str], weights: Optional[Sequence[float]] = None) -> None:
        """Each label against all others."""
        machine = self._machine().fit(x, labels, sample_weight=weights)
        self._keep([str(label) for label in machine.classes_], machine.coef_, machine.intercept_)

    def fit_in_halves(self, x: csr_matrix, labels: Sequence[str], weights: Sequence[float]) -> None:
        """The same for many labels, on two cores: to each half of them the others are one label."""
        every = sorted(set(labels))
        if len(every) < 4:
            return self.fit(x, labels, weights)

        def half(mine: Sequence[str]) -> LinearSVC:
            return self._machine().fit(x, [label if label in mine else REST for label in labels], sample_weight=weights)

        with ThreadPoolExecutor(CORES) as threads:
            machines = list(threads.map(half, (every[::2], every[1::2])))
        found = [(str(label), m.coef_[i], m.intercept_[i]) for m in machines for i, label in enumerate(m.classes_)]
        kept = [one for one in found if one[0] != REST]
        self._keep(
            [label for label, _, _ in kept], np.vstack([w for _, w, _ in kept]), np.array([b for _, _, b in kept])
        )

    def fit_each(self, x: csr_matrix, truths: Dict[str, List[bool]]) -> None:
        """Each label by itself: several may be true of a message."""
        with ThreadPoolExecutor(CORES) as threads:
            machines = list(threads.map(lambda truth: self._machine().fit(x, truth), truths.values()))
        self._keep(list(truths), np.vstack([m.coef_ for m in machines]), np.hstack([m.intercept_ for m in machines]))

    def of(self, x: csr_matrix) -> np.ndarray:
        """Margins, one row a message and one column a label."""
        return np.asarray(x.astype(np.float32) @ self._weights.astype(np.float32)) + self._bias

    def of_one(self, columns: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """The margins of one message, given as its columns and their weights."""
        return weights @ self._weights[columns].astype(np.float32) + self._bias

    def positions(self, labels: Sequence[str]) -> np.ndarray:
        return np.array([self.labels.index(label) for label in labels])

    def _machine(self) -> LinearSVC:
        return LinearSVC(C=self._c, class_weight=self._class_weight, random_state=0, tol=NEARLY)

    def _keep(self, labels: List[str], weights: np.ndarray, bias: np.ndarray) -> None:
        self.labels = labels
        self._weights = np.ascontiguousarray(
            weights.T, dtype=np.float16
        )  # half the memory; the margins stay the same to 0.01
        self._bias = bias.astype(np.float32)
