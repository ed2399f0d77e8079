"""The promises that print in the family's language, found by typing.

Whoever writes down a promise in other words can do so; they print as they were typed.
"""

from __future__ import annotations

import re
from functools import cache

from liaison_app.language.folding import fold
from liaison_app.packets.promised import phrase_of
from liaison_app.packets.templates import promise_phrases

_GAP = re.compile(r"\{\w+\}")
_MOST = 8


def every() -> tuple[str, ...]:
    """All phrases, a gap being "…"."""
    return tuple(_GAP.sub("…", phrase) for phrase in promise_phrases())


def suggestions(typed: str) -> tuple[str, ...]:
    """Phrases for what was typed so far, those that begin with it first; a gap is "…".

    Args:
        typed: some letters of any of its words; "" suggests nothing.
    """
    sought = fold(typed).split()
    if not sought or phrase_of(typed):
        return ()
    found = []
    for phrase, words in _folded():
        if all(any(word.startswith(part) for word in words) for part in sought):
            found.append((not words[0].startswith(sought[0]), phrase))
    found.sort(key=lambda one: one[0])  # stable: else in the order of the list
    return tuple(_GAP.sub("…", phrase) for _later, phrase in found[:_MOST])


@cache
def _folded() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((one, tuple(fold(_GAP.sub("", one)).split())) for one in promise_phrases())
