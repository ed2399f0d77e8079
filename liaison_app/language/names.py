"""Names of people as their families write them, and text as it may be stored and shown.

Nothing here assumes two names, an order, or Latin letters. A person may have one name, a father's
name in place of a family name, or a name in their own script that they want to see first.
"""

from __future__ import annotations

import re
import unicodedata

_FSI, _LRI, _PDI = "\u2068", "\u2066", "\u2069"


def isolate(text: str) -> str:
    """`text` between FSI and PDI (UAX #9): in a mixed line its direction disturbs nothing."""
    return f"{_FSI}{text}{_PDI}" if text else ""


def isolate_ltr(text: str) -> str:
    """`text` between LRI and PDI: numbers, codes and addresses that always run left to right."""
    return f"{_LRI}{text}{_PDI}" if text else ""


def clean_text(text: str) -> str:
    """Typed or imported text as it may be stored: composed (NFC), without what cannot be seen.

    Control characters go, except newlines and tabs; so do the marks that override or embed
    direction, which could reverse what follows them on a page. The joiners that Persian, Indic
    scripts and emoji need stay, and so do U+200E and U+200F, which turn nothing around. Line ends
    become newlines; text of spaces alone becomes "".
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _UNWANTED.sub("", text)
    return text if text.strip(_BLANK) else ""


_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x85")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"  # controls other than tab and newline
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # byte order mark, interlinear marks, no characters
    "\ud800-\udfff]"  # halves of characters that were torn apart
)
_BLANK = "".join(
    chr(c) for c in (*range(0x21), 0xA0, 0x1680, *range(0x2000, 0x2010), 0x202F, 0x3000)
)
