"""Linear support-vector machines, one a label, kept as one matrix: a message's margins are one sparse product."""

from typing import Dict, List, Optional, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC


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

    def fit_each(self, x: csr_matrix, truths: Dict[str, List[bool]]) -> None:
        """Each label by itself: several may be true of a message."""
        machines = [self._machine().fit(x, truth) for truth in truths.values()]
        self._keep(list(truths), np.vstack([m.coef_ for m in machines]), np.hstack([m.intercept_ for m in machines]))

    def of(self, x: csr_matrix) -> np.ndarray:
        """Margins, one row a message and one column a label."""
        return np.asarray(x.astype(np.float32) @ self._weights.astype(np.float32)) + self._bias

    def of_one(self, columns: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """The margins of one message, given as its columns and their weights."""
        return weights.astype(np.float32) @ self._weights[columns].astype(np.float32) + self._bias

    def positions(self, labels: Sequence[str]) -> np.ndarray:
        return np.array([self.labels.index(label) for label in labels])

    def _machine(self) -> LinearSVC:
        return LinearSVC(C=self._c, class_weight=self._class_weight, random_state=0)

    def _keep(self, labels: List[str], weights: np.ndarray, bias: np.ndarray) -> None:
        self.labels = labels
        self._weights = np.ascontiguousarray(
            weights.T, dtype=np.float16
        )  # half the memory; the margins stay the same to 0.01
        self._bias = bias.astype(np.float32)
