"""A text sentence by sentence, as it is read aloud. What lies in an isolate is never torn."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from liaison_app.packets.content import Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENS, _CLOSES = frozenset("\u2066\u2067\u2068"), "\u2069"
_SHORTENED = re.compile(r"\b(?:Mrs?|Ms|Dr|St|(?:[A-Z]\.)*[A-Z])\.\s*$")
"""Ends with a full stop and is no sentence: a name follows, as after Ms. and U.S."""


def sentences(text: Text) -> tuple[Text, ...]:
    """The sentences of a text, each with its weights, its language and where it comes from."""
    words = text.plain
    ends = list(_ends(words, text.language))
    cut = [_between(text, start, end) for start, end in zip([0, *ends], ends, strict=False)]
    return tuple(one for one in cut if one.plain) or (text,)


def _ends(words: str, language: str) -> Iterator[int]:
    """After which characters a sentence ends, the end of the text included."""
    from icu4py.breakers import SentenceBreaker  # noqa: PLC0415  (ICU: only to read aloud)

    depths = list(accumulate((one in _OPENS) - (one == _CLOSES) for one in words))
    for end in accumulate(map(len, SentenceBreaker(words, language))):
        whole = depths[end - 1] == 0 and not _SHORTENED.search(words[:end])
        if whole or end == len(words):
            yield end


def _between(text: Text, start: int, end: int) -> Text:
    """Some characters of a text, without white space at their ends."""
    plain = text.plain[start:end]
    start += len(plain) - len(plain.lstrip())
    end -= len(plain) - len(plain.rstrip())
    spans = []
    at = 0
    for span in text.spans:
        part = span.words[max(start - at, 0) : max(end - at, 0)]
        if part:
            spans.append(Span(part, span.bold))
        at += len(span.words)
    return Text(tuple(spans), text.language, text.origin)
