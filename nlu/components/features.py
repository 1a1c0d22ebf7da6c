"""What the heads see of a message: stems and pairs of stems, and letters 2 to 5 within words, which forgive typos."""

from typing import Dict, List

import numpy as np
import snowballstemmer
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer


class Stems:
    """Splits normalised text into stems; remembers each word's stem, for the stemmer is pure Python."""

    def __init__(self) -> None:
        self._stems: Dict[str, str] = {}

    def __call__(self, text: str) -> List[str]:
        return [self._stem(word) for word in text.split()]

    def _stem(self, word: str) -> str:
        if word not in self._stems:
            self._stems[word] = snowballstemmer.stemmer("italian").stemWord(word)
        return self._stems[word]


class Features:
    """Term weights of stems and letters side by side, each of length one."""

    def __init__(self) -> None:
        self._stems = TfidfVectorizer(
            tokenizer=Stems(), token_pattern=None, lowercase=False, ngram_range=(1, 2), sublinear_tf=True, min_df=2
        )
        self._letters = TfidfVectorizer(
            analyzer="char_wb", lowercase=False, ngram_range=(2, 5), sublinear_tf=True, min_df=3
        )

    def fit(self, texts: List[str]) -> csr_matrix:
        return _side_by_side([self._stems.fit_transform(texts), self._letters.fit_transform(texts)])

    def of(self, texts: List[str]) -> csr_matrix:
        return _side_by_side([self._stems.transform(texts), self._letters.transform(texts)])

    def known_share(self, text: str) -> float:
        """The share of the words whose stem was seen in training; 0 for a message without words."""
        stems = [stem for stem in self._stems.tokenizer(text) if stem.isalpha()]
        return sum(stem in self._stems.vocabulary_ for stem in stems) / len(stems) if stems else 0.0


def _side_by_side(parts: List[csr_matrix]) -> csr_matrix:
    return hstack(parts, format="csr").astype(np.float64)
