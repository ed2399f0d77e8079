"""The faces that ship with the program, and which of them writes which language.

A language has a chain of faces: that of its script, those of the characters' scripts, Noto Sans,
signs, emoji, and then every other face: a name in any script can be printed in any packet. A value
or word takes the first face that has all of it; if there is none, each of its grapheme clusters
does, so that no mark is torn off its letter.

A tag may name a reader in its private use (BCP 47): "so-x-large" is Somali in large print. The list
of faces says which of them comes first for that reader, in which languages or scripts; where it
names none, the usual chain stands.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import uharfbuzz as hb

from liaison_app.errors import DamagedFile
from liaison_app.language.catalogues import _
from liaison_app.language.languages import parents, script_of
from liaison_app.packets.typeset.characters import (
    EMOJI_STYLE,
    INHERITING,
    REPLACEMENT,
    inkless,
    scripts,
)
from liaison_app.remembered import remembered
from liaison_app.shipped import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Families of Urdu, Saraiki and Kashmiri read Nastaliq; others who write Arabic letters read Naskh.
_NASTALIQ = frozenset(("ur", "pnb", "skr", "ks"))
# Naskh for long and for short text: it is what school books are set in, and a bold word inside a
# sentence must not change from Naskh to Sans.
_FAMILY = {"Arab": "NotoNaskhArabic", "Aran": "NotoNastaliqUrdu", "Latn": "NotoSans"}
_TRADITIONAL = frozenset(("TW", "HK", "MO"))  # regions that write traditional characters
_HAN = ("Hans", "Hant", "Jpan", "Kore")
_ALSO_WRITTEN_WITH = {  # script of a character or language -> scripts of the faces, best first
    "Hani": _HAN,
    "Hans": _HAN,
    "Hant": ("Hant", "Hans", "Jpan", "Kore"),
    "Kore": ("Kore", "Hant", "Jpan", "Hans"),
    "Hang": ("Kore",),
    "Jpan": ("Jpan", "Hant", "Hans", "Kore"),
    "Hira": ("Jpan",),
    "Kana": ("Jpan",),
    "Bopo": _HAN,
    "Aran": ("Aran", "Arab"),
}
# Their Latin letters and digits are of another design than Noto Sans, in which the page beside them
# and the packet's large numbers are set.
_LATIN_OF_ITS_OWN = frozenset(
    ("NotoNaskhArabic", "NotoNastaliqUrdu", *(f"NotoSans{one}" for one in ("SC", "TC", "JP", "KR")))
)
_READER = "-x-"  # what is behind it in a tag names the reader
_IN_LATIN = "en"  # the language whose faces set numbers and Latin names everywhere
# Texts in these have no spaces: a rare ideograph must not bring all the rest into another face.
_SPACELESS = frozenset(("Hani", "Hira", "Kana"))
_LONGEST_NAME = 8  # characters, in those scripts
_WINDOW_ONLY = "Inter"
_SIGNS = ("NotoSansSymbols", "NotoSansSymbols2", "NotoEmoji")
_TALL = {  # em
    "NotoNastaliqUrdu": 2.2,
    "NotoSerifTibetan": 1.9,
    "NotoSansMyanmar": 1.75,
    "NotoSansKhmer": 1.75,
}
_USUAL_LEADING = 1.5  # em
_NEEDED_TABLES = frozenset(("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"))


class Advances(dict[int, float]):
    """How far each glyph of a font moves the pen, in thousandths of an em, as a PDF says it."""

    def __init__(self, font: Any, scale: float) -> None:
        super().__init__()
        self._font, self._scale = font, scale

    def __missing__(self, glyph: int) -> float:
        width: float = round(self._font.get_glyph_h_advance(glyph) * self._scale, 2)
        self[glyph] = width
        return width


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """One font file, opened. Lengths are in thousandths of an em, as in a PDF's own fonts.

    Attributes:
        name: the file's name without suffix.
        bold: whether the face itself is bold.
        leading: how far lines set in it stand apart, in em.
        characters: the code points it has glyphs for, without the sign of a lost character:
            where that stands in a text, something is lost, which has to be told.
        advances: how wide the page's reader will think each glyph is.
    """

    name: str
    bold: bool
    face: Any
    font: Any
    scale: float
    ascent: float
    descent: float
    leading: float
    characters: frozenset[int]
    advances: Advances

    def has(self, words: str) -> bool:
        """Whether it has a glyph for each character that has ink."""
        return self.characters.issuperset([ord(one) for one in set(words) if not inkless(one)])


def first_face(language: str, *, bold: bool) -> Face:
    """The face that a language is set in: most texts need no other."""
    return open_face(_chain(language)[0], bold=bold)


@remembered(8192)
def face_of_words(words: str, language: str, *, bold: bool) -> Face | None:
    """The one face for a word or name, None if it has to be shared out.

    A Vietnamese name in Arabic text is better set in Noto Sans than with one letter out of it, or
    with a mark on a letter that its face was never drawn with.
    """
    if len(words) > _LONGEST_NAME and not _SPACELESS.isdisjoint(map(scripts().__getitem__, words)):
        own = first_face(language, bold=bold)
        return own if own.has(words) else None
    return _first_with(normalize("NFC", words), _families(words, language), bold=bold)


def prefers_latin(language: str) -> bool:
    """Whether a Latin name or a number is set in Noto Sans, though the language's face has it."""
    return _chain(language)[0] in _LATIN_OF_ITS_OWN


def face_of_value(value: str, language: str, *, bold: bool) -> Face | None:
    """The one face for an inserted value: a name, number, time or code looks alike throughout."""
    written = {*map(scripts().__getitem__, value)} - INHERITING
    if prefers_latin(language) and written <= {"Latn"}:
        in_latin = _IN_LATIN + "".join(language.partition(_READER)[1:])
        latin = _first_with(value, _chain(in_latin), bold=bold)
        if latin:
            return latin
    return face_of_words(value, language, bold=bold)


@remembered(8192)
def face_of_cluster(cluster: str, language: str, *, bold: bool) -> Face | None:
    """The face for a grapheme cluster, whole or taken apart; None if none that ships has it."""
    for form in dict.fromkeys(normalize(kind, cluster) for kind in ("NFC", "NFD")):
        families = chain(_families(form, language), _by_script().values())
        found = _first_with(form, families, bold=bold)
        if found:
            return found
    return None


def face_of_replacement(language: str, *, bold: bool) -> Face:
    """The face for the sign that stands where a character is lost, or has no face."""
    faces = (open_face(family, bold=bold) for family in (*_chain(language), _FAMILY["Latn"]))
    return next(face for face in faces if face.font.get_nominal_glyph(ord(REPLACEMENT)))


def _first_with(words: str, families: Iterable[str], *, bold: bool) -> Face | None:
    faces = (open_face(family, bold=bold) for family in families)
    return next((face for face in faces if face.has(words)), None)


def _families(words: str, language: str) -> Iterator[str]:
    """The families to try, best first; some come twice, which costs little."""
    if EMOJI_STYLE in words:
        yield "NotoEmoji"
    own, *others = _chain(language)
    yield own
    reader = language.partition(_READER)[2]
    for script in dict.fromkeys(map(scripts().__getitem__, words)):
        families = _families_of(script, reader)
        if own not in families:  # else the language has its own order of them
            yield from families
    yield from others
    yield from _SIGNS


@cache
def _chain(language: str) -> tuple[str, ...]:
    tag, _, reader = language.partition(_READER)
    script = script_of(tag)
    if script == "Arab" and parents(tag)[-1] in _NASTALIQ:
        script = "Aran"
    if script == "Hans" and _TRADITIONAL.intersection(tag.split("-")):
        script = "Hant"
    first = [_for_reader()[one, reader] for one in parents(tag) if (one, reader) in _for_reader()]
    return tuple(
        dict.fromkeys((*first, *_families_of(script, reader), *_families_of("Latn", reader)))
    )


def _families_of(script: str, reader: str) -> list[str]:
    """The families that write a script, best first: those for this reader, then the usual ones."""
    wanted = _ALSO_WRITTEN_WITH.get(script, (script,))
    found = [_by_script()[one] for one in wanted if one in _by_script()]
    own = _for_reader().get((script, reader))
    return [own, *found] if own else found


@cache
def _by_script() -> dict[str, str]:
    """The family that writes each script."""
    found: dict[str, str] = {}
    for name, entry in _manifest().items():
        family = name.partition("-")[0]
        for script in entry["scripts"]:
            if family != _WINDOW_ONLY and "readers" not in entry:
                found.setdefault(script, _FAMILY.get(script, family))
    return found


@cache
def _for_reader() -> dict[tuple[str, str], str]:
    """The family that a reader gets first, by language or script, and reader."""
    return {
        (where, reader): name.partition("-")[0]
        for name, entry in _manifest().items()
        for reader, places in entry.get("readers", {}).items()
        for where in places
    }


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    """What each font file has to be, by its name without suffix."""
    try:
        entries = json.loads((resources() / "fonts" / "manifest.json").read_text("utf-8"))
        return {entry["file"].removesuffix(".ttf"): entry for entry in entries}
    except (OSError, ValueError, KeyError, TypeError) as damage:
        raise _damaged("manifest.json") from damage


def open_face(family: str, *, bold: bool) -> Face:
    """A face of a family, the regular one if there is no bold.

    Raises:
        DamagedFile: the font's file is missing or is not the one that shipped.
    """
    name = f"{family}-Bold"
    return _open(name if bold and name in _manifest() else f"{family}-Regular")


@cache
def _open(name: str) -> Face:
    path = resources() / "fonts" / f"{name}.ttf"
    try:
        # Not mapped by HarfBuzz: on Windows it opens no path with letters beyond ASCII.
        content = path.read_bytes()
        # HarfBuzz would take a damaged file for an empty font, and print boxes.
        if hashlib.sha256(content).hexdigest() != _manifest()[name]["sha256"]:
            raise _damaged(path.name)
        face = hb.Face(hb.Blob(content))
    except (OSError, KeyError, hb.HarfBuzzError) as damage:
        raise _damaged(path.name) from damage
    if not _NEEDED_TABLES.issubset(face.table_tags):
        raise _damaged(path.name)
    font = hb.Font(face)
    extents = font.get_font_extents("ltr")
    scale = 1000 / face.upem
    return Face(
        name=name,
        bold=name.endswith("-Bold"),
        face=face,
        font=font,
        scale=scale,
        ascent=extents.ascender * scale,
        descent=extents.descender * scale,
        leading=_TALL.get(name.partition("-")[0], _USUAL_LEADING),
        characters=frozenset(face.unicodes) - {ord(REPLACEMENT)},
        advances=Advances(font, scale),
    )


def _damaged(file_name: str) -> DamagedFile:
    return DamagedFile(
        _(
            "The font file {file} is missing or damaged, so the packet cannot be printed rightly."
            " Install Liaison again; families and notes are not touched by that."
        ).format(file=file_name)
    )
