"""Text from people inside the window's own words: kept apart, and never read as marks.

Single names and numbers are isolated with `liaison_app.language.names`.
"""

from __future__ import annotations

from liaison_app.language.catalogues import direction
from liaison_app.language.names import isolate

_RLM = "\u200f"


def joined(*parts: str) -> str:
    """Names and facts on one line, each kept apart, in the reading order of the interface.

    Empty ones are left out. In a mirrored interface a mark leads the line: nothing else in it
    would tell Qt which way the whole line runs.
    """
    line = " · ".join(isolate(part) for part in parts if part)
    return _RLM + line if line and direction() == "rtl" else line


def plain(text: str) -> str:
    """`text` for a button, tab or menu: an ampersand stays one and marks no key."""
    return text.replace("&", "&&")
