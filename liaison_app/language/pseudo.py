"""The pseudo-locale: every translatable text accented, bracketed and 35 % longer, still readable.

What is shown without brackets is not translatable; what loses its closing bracket does not fit.
"""

from __future__ import annotations

import re

TAG = "qps-ploc"
"""The BCP 47 tag in the private range that Windows uses for the same purpose."""

_LONGER = 0.35
_ACCENTED = str.maketrans(
    "aceginoprsuyzACDEGINORSTUYZ",
    "áçéĝíñõƿŕšúýžÁÇĎÉĜÍÑÕŔŠŤÚÝŽ",
)
# Placeholders, tags, entities and the letters of keyboard shortcuts stay.
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;|&\w|%[sd%])")


def pseudo(text: str) -> str:
    """`text` in the pseudo-locale; `{placeholders}` and markup stay as they are."""
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_ACCENTED) for part in parts[::2]]
    words = sum(len(part) for part in parts[::2])
    return f"⟦{''.join(parts)}{'·' * round(words * _LONGER)}⟧"
