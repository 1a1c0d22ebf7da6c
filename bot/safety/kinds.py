"""The kinds of danger, who writes of it, and how far help is."""

from typing import Literal, get_args

CrisisKind = Literal["violence", "suicide", "child", "medical"]
KINDS: tuple[CrisisKind, ...] = get_args(CrisisKind)
CALM = "calm"
"""The group of the sentences that hold no cry."""
Voice = Literal["self", "minor", "third_person"]
"""An adult of himself (or of a child in his care), a minor of himself, or someone worried about another."""
Help = Literal["coming", "here"]
"""Called or on its way; there."""
