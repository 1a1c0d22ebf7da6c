"""Margins made into probabilities that can be trusted, on examples that the heads were not trained on."""

from typing import Tuple

import numpy as np
from scipy.optimize import minimize, minimize_scalar

HARDEST = 12.0
"""The temperature's upper bound; margins of our heads are well calibrated between 2 and 6."""


def softmax(margins: np.ndarray) -> np.ndarray:
    """Probabilities of labels of which one is true, a row a message or one message alone."""
    shifted = np.exp(margins - margins.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)


def softmax_temperature(margins: np.ndarray, truth: np.ndarray) -> float:
    """The factor on the margins under which the true labels are likeliest (Guo et al. 2017, temperature scaling)."""
    rows = np.arange(len(truth))

    def loss(factor: float) -> float:
        return float(-np.log(softmax(margins * factor)[rows, truth] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.5, HARDEST), method="bounded").x)


def sigmoid_scale(margins: np.ndarray, truth: np.ndarray) -> Tuple[float, float]:
    """Slope and offset under which a label's truth is likeliest (Platt 1999)."""

    def loss(parameters: np.ndarray) -> float:
        z = parameters[0] * margins + parameters[1]
        return float(np.mean(np.logaddexp(0, -np.where(truth, z, -z))))

    slope, offset = minimize(loss, x0=np.array([3.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(offset)
