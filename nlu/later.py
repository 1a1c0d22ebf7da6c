"""Modules of Rasa's that are imported when something in them is first used, and not before.

Rasa imports TensorFlow for the helpers of its own neural components, whichever recipe runs: ours has none of those, and without it
a brain takes 320 MB and 3 seconds less. A recipe that does use them gets them as ever.
"""

import importlib
import sys
from types import ModuleType
from typing import Any, Text

HELPERS = "rasa.utils.train_utils"
"""The only way to TensorFlow among what is imported to run a trained model without neural components."""


class Later(ModuleType):
    """Stands for a module until an attribute of it is asked for; then it is that module."""

    def __getattr__(self, name: Text) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = importlib.import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return getattr(module, name)


def put_off(name: Text = HELPERS) -> None:
    """Before anything imports the module; where it is imported already, nothing changes."""
    if name in sys.modules:
        return
    parent, _, child = name.rpartition(".")
    sys.modules[name] = Later(name)
    setattr(importlib.import_module(parent), child, sys.modules[name])
