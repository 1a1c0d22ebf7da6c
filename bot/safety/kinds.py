"""The kinds of danger, and who writes of it."""

from typing import Literal, get_args

CrisisKind = Literal["violence", "suicide", "child", "medical"]
KINDS: tuple[CrisisKind, ...] = get_args(CrisisKind)
CALM = "calm"
"""The group of the sentences that hold no cry."""
Voice = Literal["self", "minor", "third_person"]
"""An adult of himself (or of a child in his care), a minor of himself, or someone worried about another."""
