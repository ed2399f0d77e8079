"""How hard a text is to read, in a line beside it."""

from __future__ import annotations


def line(text: str, language: str) -> str:
    """How hard a text is to read, in a few words; "" for nothing to say."""
    del text, language
    return ""
