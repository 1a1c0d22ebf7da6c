"""A citizen's text as an operator may read it: nothing in it is hidden, nothing turns the page around."""

import re
import unicodedata

from markupsafe import Markup, escape

_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
"""Control characters but tab and line feed, direction marks, spaces of no width, tags. Joiners (200C, 200D) hold emoji together."""


def visible(text: str) -> Markup:
    """Escaped, with each hidden character as a mark that says what it is."""
    parts: list[Markup] = []
    last = 0
    for found in _HIDDEN.finditer(text):
        parts += [escape(text[last : found.start()]), _mark(found.group())]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


def _mark(character: str) -> Markup:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, code).capitalize()
    return Markup('<span class="hidden-character" title="{}">{}</span>').format(name, code)
