"""Whether a word is a slip of the keyboard for another: a letter too many, too few, wrong or swapped with its neighbour."""

SHORTEST = 5
"""Letters of a word that is mended; in a shorter one a letter makes another word."""
LONG = 8
"""From this many letters on two slips are forgiven."""


def is_slip(word: str, right: str) -> bool:
    """Whether the word is, or nearly is, the right one; its first letter must be right."""
    if word == right:
        return True
    if len(right) < SHORTEST or word[:1] != right[:1] or not word.isalpha():
        return False
    most = 2 if len(right) >= LONG else 1
    return abs(len(word) - len(right)) <= most and _slips(word, right) <= most


def _slips(word: str, right: str) -> int:
    """How many slips lead from one to the other (Damerau and Levenshtein, neighbours only)."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(word, start=1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and (letter, word[i - 2]) == (right[j - 2], wanted):
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
