"""The passage of a text that was found, with what matches in it marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from liaison_app.language.folding import digits, highlights

Marks = tuple[tuple[int, int], ...]

_BEFORE = 40
_LENGTH = 160
_PIECE = 2_000  # a long note is searched piece by piece: only its first match is shown
_MOST = 60_000


@dataclass(frozen=True)
class Snippet:
    """A text and the ranges of its characters that match."""

    text: str = ""
    marks: Marks = ()


def marked(text: str, query: str) -> Snippet:
    """A short text as a whole."""
    return Snippet(text, tuple(highlights(query, text)))


def snippet(text: str, query: str) -> Snippet:
    """What stands around the first match of a long text, on one line."""
    line = " ".join(text[:_MOST].split())
    start = _word_start(line, _first_match(line, query))
    passage = line[start : start + _LENGTH]
    if start + _LENGTH < len(line):
        passage = passage.rsplit(" ", 1)[0] + " …"
    return marked(("… " if start else "") + passage, query)


def _first_match(line: str, query: str) -> int:
    """Where the query first matches; as it was typed if that is there, which is quick to see."""
    typed = re.search(r"\b" + re.escape(query.rsplit(maxsplit=1)[-1]), line, re.IGNORECASE)
    if typed:
        return typed.start()
    for at in range(0, len(line), _PIECE):
        found = highlights(query, line[at : at + _PIECE])
        if found:
            return at + found[0][0]
    return 0


def number_snippet(number: str, query: str) -> Snippet:
    """A telephone number, marked where the digits that were typed stand in it."""
    places = [at for at, char in enumerate(number) if char.isdecimal()]
    wanted = digits(query)
    at = digits(number).find(wanted)
    if not wanted or at < 0:
        return marked(number, query)
    return Snippet(number, ((places[at], places[at + len(wanted) - 1] + 1),))


def _word_start(line: str, first: int) -> int:
    """Where a passage begins that leads up to a match: at a word, if there are words."""
    if first <= _BEFORE:
        return 0
    space = line.find(" ", first - _BEFORE, first)
    return space + 1 if space >= 0 else first - _BEFORE
