"""The figures for each way of writing: who dictates, who is in a hurry, who writes Italian badly."""

from collections import defaultdict
from typing import Any

from benchmarks.evaluation.answered import FACTS, Answered, counted, is_understood
from benchmarks.scoring import Score, verdicts

SHOWN = ("understood", "service", "aspect", FACTS[0])
"""The figures told of a style; "understood" is every message of which nothing was misunderstood."""
FEWEST = 10
"""Styles with fewer messages are taken together: their figures would say nothing."""
OTHERS = "all other styles"


def by_style(answered: Answered) -> dict[str, dict[str, Score]]:
    """The figures of each style, the commonest first, the rare ones together at the end."""
    groups: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for line, answer in answered:
        groups[line.get("style") or OTHERS].append((line, answer))
    common = {style: pairs for style, pairs in groups.items() if len(pairs) >= FEWEST and style != OTHERS}
    rare = [pair for style, pairs in groups.items() if style not in common for pair in pairs]
    ordered = sorted(common.items(), key=lambda item: -len(item[1])) + ([(OTHERS, rare)] if rare else [])
    return {style: _figures(pairs) for style, pairs in ordered}


def _figures(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Score]:
    hits: dict[str, list[bool]] = {figure: [] for figure in SHOWN}
    for line, answer in pairs:
        hits["understood"].append(is_understood(line, answer))
        for figure, hit in verdicts(line, answer):
            if figure in hits:
                hits[figure].append(hit)
    return {figure: counted(each) for figure, each in hits.items()}
