"""Which part of a text a query found: a contentless full-text index cannot tell.

The text is cut where folding cuts it, each piece is folded and compared; no map of single
characters is kept, since a letter may fold to none or to several.
"""

from __future__ import annotations

import re
import unicodedata

from liaison_app.language.letterforms import fold, fold_of, is_unspaced


def highlights(query: str, text: str) -> list[tuple[int, int]]:
    """Where `text` contains the words of `query`: ranges (start, end) of characters, in order.

    Words are compared folded; each may be the beginning of a word in the text. The words of an
    unspaced script must follow one another, as in the index.
    """
    wanted = [words for part in query.split() if (words := fold(part).split())]
    if not wanted:
        return []
    words, places = _words_in(text)
    marked: set[tuple[int, int]] = set()
    for phrase in wanted:
        for at in range(len(words) - len(phrase) + 1):
            ahead = words[at : at + len(phrase)]
            if ahead[:-1] == phrase[:-1] and ahead[-1].startswith(phrase[-1]):
                last_start, last_end = places[at + len(phrase) - 1]
                last_end = _end_of(phrase[-1], text, last_start, last_end)
                marked.add((places[at][0], last_end))
    return _merged(sorted(marked))


_PIECE = re.compile(r"\S+")


def _words_in(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Folded words with the range of `text` that each came from."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(text):
        start = piece.start()
        for end in _boundaries(text, piece.start(), piece.end()):
            for word in fold(text[start:end]).split():
                words.append(word)
                places.append((start, end))
            start = end
    return words, places


def _boundaries(text: str, start: int, end: int) -> list[int]:
    """Where a run without spaces may be cut without cutting a word or a cluster."""
    cuts = []
    for at in range(start + 1, end):
        here, before = text[at], text[at - 1]
        if _is_mark(here) or not fold_of(here):
            continue
        separates = " " in (fold_of(here), fold_of(before))
        if separates or is_unspaced(ord(here)) or is_unspaced(ord(before)):
            cuts.append(at)
    return [*cuts, end]


def _is_mark(char: str) -> bool:
    """Whether a character belongs to the cluster before it (ﾞ and ﾟ are halfwidth voicing marks)."""
    return unicodedata.category(char)[0] == "M" or char in "ﾞﾟ"


def _end_of(prefix: str, text: str, start: int, end: int) -> int:
    """The end of the shortest beginning of `text[start:end]` that folds to at least `prefix`."""
    for stop in range(start + 1, end):
        if not _is_mark(text[stop]) and fold(text[start:stop]).startswith(prefix):
            return stop
    return end


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
