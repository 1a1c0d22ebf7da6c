"""Measures that are no municipality's own: knowledge/national.yaml. Where one's documents are silent, that does not mean that it is not to be had."""

from collections.abc import Mapping

from pydantic import Field

from bot.knowledge.fields import Strict


class Measure(Strict):
    """A concept that stands in one municipality's documents; `says` are their words for whose measure it is, none where they do not say."""

    document: str
    says: str | None = None


class National(Strict):
    measures: Mapping[str, Measure] = Field(default_factory=dict)

    def holds_everywhere(self, concept: str) -> bool:
        """Whether a document says that INPS or the State gives it, wherever one lives."""
        measure = self.measures.get(concept)
        return measure is not None and measure.says is not None

    def may_hold_elsewhere(self, concept: str) -> bool:
        """Whether no document tells whose measure it is: a municipality's silence is no refusal."""
        return concept in self.measures and not self.holds_everywhere(concept)
