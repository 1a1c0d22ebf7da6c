"""The trained heads as a file: pickled by Python's C code and compressed once, which is read in a second; joblib's pickler is
written in Python and takes four. As with any pickle, only a model of one's own may be loaded."""

import gzip
import pickle
from pathlib import Path

from nlu.components.heads import Heads

FILE = "heads.pickle.gz"
COMPRESSION = 3
"""Rasa packs the model's folder again, as tightly as gzip can; what is small already passes that quickly."""


def keep(heads: Heads, folder: Path) -> None:
    with gzip.open(folder / FILE, "wb", compresslevel=COMPRESSION) as file:
        pickle.dump(heads, file, protocol=pickle.HIGHEST_PROTOCOL)


def kept(folder: Path) -> Heads:
    """What `keep` wrote."""
    with gzip.open(folder / FILE) as file:
        heads: Heads = pickle.load(file)
        return heads
