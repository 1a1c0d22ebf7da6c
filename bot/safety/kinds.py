"""The kinds of danger, and who writes of it."""

from typing import Literal

CrisisKind = Literal["violence", "suicide", "child", "medical"]
Voice = Literal["self", "minor", "third_person"]
"""An adult of himself (or of a child in his care), a minor of himself, or someone worried about another."""
