"""Runs: the stretches of a paragraph that are shaped at once: one face, script and direction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from icu4py.breakers import CharacterBreaker

from liaison_app.language.bidi import Embedded, line_levels
from liaison_app.packets.typeset.characters import EMOJI_STYLE, INHERITING, REPLACEMENT, scripts
from liaison_app.packets.typeset.faces import (
    Face,
    face_of_cluster,
    face_of_replacement,
    face_of_value,
    face_of_words,
    first_face,
    prefers_latin,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The characters [start, end) of a paragraph. `stroked`: bold, though its face is not."""

    start: int
    end: int
    face: Face
    stroked: bool
    script: str
    level: int


@dataclass(frozen=True, slots=True)
class Itemised:
    """A paragraph in runs, in the order of reading.

    Attributes:
        text: what is shaped: the paragraph, with characters that no face has replaced.
        runs: its runs.
        missing: the characters that were replaced.
    """

    text: str
    runs: tuple[Run, ...]
    missing: str


def itemise(
    text: str, weights: tuple[tuple[int, bool], ...], language: str, embedded: Embedded
) -> Itemised:
    """Cut a paragraph into runs.

    Args:
        text: the paragraph.
        weights: where each stretch of one weight ends, and whether it is bold.
        language: BCP 47 tag, for the choice of faces.
        embedded: its bidi levels.
    """
    shown, missing = [], []
    faces: list[tuple[int, Face, bool]] = []  # (end, face, stroked)
    start = 0
    for end, bold in weights:
        words, chosen, lost = _choose_faces(text[start:end], language, bold=bold)
        shown.append(words)
        missing.append(lost)
        faces += [(start + at, face, bold and not face.bold) for at, face in chosen]
        start = end
    return Itemised("".join(shown), tuple(_cut(text, faces, embedded)), "".join(missing))


def _choose_faces(
    text: str, language: str, *, bold: bool
) -> tuple[str, list[tuple[int, Face]], str]:
    """What is shown of a text, where each face's stretch of it ends, and what no face has."""
    first = first_face(language, bold=bold)
    values = prefers_latin(language) and _VALUE_OR_LATIN.search(text)
    if not values and EMOJI_STYLE not in text and first.has(text):
        return text, [(len(text), first)], ""
    chosen: list[tuple[int, Face]] = []
    shown, missing = [], []
    end = 0
    for piece, found in _pieces(text, language, bold=bold):
        face = found or face_of_replacement(language, bold=bold)
        end += len(piece)
        shown.append(piece if found else REPLACEMENT * len(piece))
        missing.append("" if found else piece)
        if chosen and chosen[-1][1] is face:
            chosen.pop()
        chosen.append((end, face))
    return "".join(shown), chosen, "".join(missing)


def _pieces(text: str, language: str, *, bold: bool) -> Iterator[tuple[str, Face | None]]:
    """The longest pieces that one face has: a name, a word, a cluster, at worst a character."""
    face: Face | None = None
    latin = prefers_latin(language)
    for value in (_ANY if latin else _ANY_BUT_LATIN).findall(text):
        if face and value.isspace() and face.has(value):
            yield value, face  # spaces of Nastaliq are too narrow between two names in Latin
            continue
        alike = value[0] in _ISOLATES or (latin and _LATIN.match(value))
        face = face_of_value(value, language, bold=bold) if alike else None
        if face:
            yield value, face
        else:
            for word in _WORD.findall(value):
                yield from _pieces_of_word(word, language, bold=bold)


# A value is in an isolate: all of a name shall look alike. So shall names in Latin letters that
# somebody wrote into a text of another script, and the spaces between them.
_ISOLATES = "\u2066\u2067\u2068"
_LETTERS = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_VALUE = f"[{_ISOLATES}][^{_ISOLATES}\u2069]*\u2069"
_NAME = f"[{_LETTERS}][{_LETTERS}\u0300-\u036f]*"
_NAMES = f"{_NAME}(?:[ .'’&@/-]+{_NAME})*"
_LATIN = re.compile(_NAMES)
_VALUE_OR_LATIN = re.compile(f"[{_ISOLATES}{_LETTERS}]")
_ANY = re.compile(f"{_VALUE}|{_NAMES}|[^{_ISOLATES}{_LETTERS}]+|[{_ISOLATES}]")
_ANY_BUT_LATIN = re.compile(f"{_VALUE}|[^{_ISOLATES}]+|[{_ISOLATES}]")
_WORD = re.compile(r"\S+|\s+")


def _pieces_of_word(word: str, language: str, *, bold: bool) -> Iterator[tuple[str, Face | None]]:
    face = face_of_words(word, language, bold=bold)
    if face:
        yield word, face
        return
    for cluster in CharacterBreaker(word, "root"):
        face = face_of_cluster(cluster, language, bold=bold)
        if face:
            yield cluster, face
        else:  # a mark that no face has must not cost the letter
            yield from ((one, face_of_cluster(one, language, bold=bold)) for one in cluster)


def _cut(text: str, faces: list[tuple[int, Face, bool]], embedded: Embedded) -> Iterator[Run]:
    """Runs end where face, script or direction changes."""
    written = _scripts(text)
    levels = line_levels(embedded, 0, len(text)) if not embedded.plain else [0] * len(text)
    if len(faces) == 1 and embedded.plain and len(set(written)) == 1:
        yield Run(0, len(text), faces[0][1], faces[0][2], written[0], 0)
        return
    start = 0
    for end, face, stroked in faces:
        for (script, level), same in groupby(
            range(start, end), lambda at: (written[at], levels[at])
        ):
            length = len(list(same))
            yield Run(start, start + length, face, stroked, script, level)
            start += length


def _scripts(text: str) -> list[str]:
    """The script of each character; spaces, digits and marks take that of what is before them."""
    table = scripts()
    found = list(map(table.__getitem__, text))
    own = set(found) - INHERITING
    if len(own) <= 1:
        return [next(iter(own), "Zyyy")] * len(text)
    script = next(one for one in found if one not in INHERITING)
    for at, one in enumerate(found):
        script = found[at] = script if one in INHERITING else one
    return found
