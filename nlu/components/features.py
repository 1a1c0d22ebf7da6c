"""What the heads see of a message: stems and pairs of stems; letters 2 to 5 within words, which forgive typos; and the frame,
in which only the words that go with any service are left ("^ quanto si paga per _ $"), for how one asks is the same of all."""

from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Dict, FrozenSet, Iterable, List, Sequence, Set, Tuple

import numpy as np
import snowballstemmer
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

COMMON_MIN = 20
"""A word that was said of so many concepts (of 46) goes with any."""
BLANK = "_"
WORDS_KEPT = 20_000
"""Of so many words the columns of their letters are remembered: they cost most of a reading, and nearly all words come again."""


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


class Frame:
    """Splits normalised text into words, each stretch of words that belong to single services made one blank."""

    def __init__(self) -> None:
        self._common: FrozenSet[str] = frozenset()

    def fit(self, texts: Sequence[str], concepts: Sequence[str]) -> None:
        """Learns which words go with services of any kind; a text without a concept teaches nothing."""
        spread: Dict[str, Set[str]] = defaultdict(set)
        for text, concept in zip(texts, concepts, strict=True):
            for word in text.split() if concept else ():
                spread[word].add(concept)
        self._common = frozenset(word for word, concepts_of_it in spread.items() if len(concepts_of_it) >= COMMON_MIN)

    def __call__(self, text: str) -> List[str]:
        words = (word if word in self._common else BLANK for word in text.split())
        return ["^", *(word for word, _ in groupby(words)), "$"]


class Features:
    """Term weights of stems, letters and frame side by side, each of length one."""

    def __init__(self) -> None:
        self._stems = TfidfVectorizer(
            tokenizer=Stems(), token_pattern=None, lowercase=False, ngram_range=(1, 2), sublinear_tf=True, min_df=2
        )
        self._letters = TfidfVectorizer(
            analyzer="char_wb", lowercase=False, ngram_range=(2, 5), sublinear_tf=True, min_df=3
        )
        self._frame = Frame()
        self._frames = TfidfVectorizer(
            tokenizer=self._frame, token_pattern=None, lowercase=False, ngram_range=(1, 4), sublinear_tf=True, min_df=3
        )

    def fit(self, texts: List[str], concepts: Sequence[str]) -> csr_matrix:
        """The features of the training texts; `concepts` are what each is about, empty where nothing in particular."""
        self._frame.fit(texts, concepts)
        blocks = [block.fit_transform(texts) for block in self._blocks]
        return hstack(blocks, format="csr").astype(np.float64)

    @property
    def _blocks(self) -> Tuple[TfidfVectorizer, ...]:
        return self._stems, self._letters, self._frames

    def of_one(self, text: str) -> Tuple[np.ndarray, np.ndarray]:
        """Columns and weights of one message, as `fit` would give its row, in a tenth of scikit-learn's time."""
        found = [lookup(text) for lookup in self._lookups]
        columns, weights = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return columns, weights.astype(np.float32)

    @cached_property
    def _lookups(self) -> Tuple["_Lookup", ...]:
        starts = np.cumsum([0, *(len(block.vocabulary_) for block in self._blocks)])
        return tuple(
            (_OfWords if block is self._letters else _Lookup)(block, int(start))
            for block, start in zip(self._blocks, starts, strict=False)
        )

    def known_share(self, text: str) -> float:
        """The share of the words whose stem was seen in training; a single letter is no word, and without words it is 0."""
        stems = [stem for stem in self._stems.tokenizer(text) if len(stem) > 1 and stem.isalpha()]
        return sum(stem in self._stems.vocabulary_ for stem in stems) / len(stems) if stems else 0.0


class _Lookup:
    """A fitted vectorizer's way with a single text: no matrix is built on the way."""

    def __init__(self, vectorizer: TfidfVectorizer, start: int) -> None:
        self._start = start
        self._terms = vectorizer.build_analyzer()
        self._columns: Dict[str, int] = vectorizer.vocabulary_
        self._idf: np.ndarray = vectorizer.idf_

    def __call__(self, text: str) -> Tuple[np.ndarray, np.ndarray]:
        columns, times = np.unique(self._found(text), return_counts=True)
        weights = (np.log(times) + 1) * self._idf[columns]
        return columns + self._start, weights / (np.sqrt(weights @ weights) or 1.0)

    def _found(self, text: str) -> np.ndarray:
        """The column of each known term, as often as it stands there."""
        return _array(column for term in self._terms(text) if (column := self._columns.get(term)) is not None)


class _OfWords(_Lookup):
    """The same for terms that lie within words."""

    def __init__(self, vectorizer: TfidfVectorizer, start: int) -> None:
        super().__init__(vectorizer, start)
        self._of_word = lru_cache(WORDS_KEPT)(super()._found)

    def _found(self, text: str) -> np.ndarray:
        return np.concatenate([_array(()), *map(self._of_word, text.split())])


def _array(columns: Iterable[int]) -> np.ndarray:
    return np.fromiter(columns, dtype=np.int64)
