"""What search compares: the same four functions fold what is indexed and what is asked for.

A name is indexed as `fold` (as written), `fold_ascii` (in Latin letters), `skeleton` (its
consonants) and `digits`; written text as `fold` alone. `name_query` and `note_query` turn what a
person types into FTS5 queries over such an index, made with `tokenize='ascii'` (`FTS_TOKENIZER`).
`highlights` tells where a hit is in the original text.
"""

from __future__ import annotations

from liaison_app.language.highlighting import highlights
from liaison_app.language.letterforms import FTS_TOKENIZER, digits, fold
from liaison_app.language.queries import name_query, note_query
from liaison_app.language.skeletons import fold_ascii, skeleton

__all__ = [
    "FTS_TOKENIZER",
    "digits",
    "fold",
    "fold_ascii",
    "highlights",
    "name_query",
    "note_query",
    "skeleton",
]
