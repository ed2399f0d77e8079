"""Where families read a text, in words: the print, the section, what kind of line it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.catalogues import N_, _
from liaison_app.language.names import isolate
from liaison_app.language.section_markup import Kind
from liaison_app.packets.english_texts import GLOSSARY, EnglishText, TextPlace
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.voices import voice
from liaison_app.records import TYPES

SHARED = "shared"
"""In place of a kind of print: what several kinds share."""

if TYPE_CHECKING:
    from collections.abc import Sequence


def where(text: EnglishText) -> tuple[str, ...]:
    """Where families read a text, in the language of the interface."""
    own = voice(catalogues.current())
    return tuple(dict.fromkeys(_where(place, own.said(place.title).plain) for place in text.places))


def kind_title(kind: str) -> str:
    """What a kind of print is called, in the language of the interface; `SHARED` for several."""
    if kind in {"", SHARED}:
        return _("Parts of several prints")
    return _(KINDS[kind].label) if kind in KINDS else kind


def kind_place(kind: str) -> int:
    """The place of a kind of print among all; what several share comes last."""
    return [*KINDS, kind].index(kind)


_LISTS = {
    "promise-phrases": N_("Promises to choose from"),
    GLOSSARY: N_("Words that schools use"),
}


def list_title(name: str) -> str:
    """What is called so in place of a section: a list of ours, or records of staff; else ""."""
    if name in TYPES:
        return _(TYPES[name].plural)
    return _(_LISTS[name]) if name in _LISTS else ""


_LINES = {
    Kind.TITLE: N_("title"),
    Kind.HEADING: N_("heading"),
    Kind.PICTURE: N_("line with a large picture"),
    Kind.POINT: N_("point of a list"),
    Kind.STEP: N_("numbered step"),
    Kind.ROW: N_("cell of a table"),
    Kind.PHRASE: N_("sentence to say in English"),
    Kind.BOX: N_("beside a box to tick"),
    Kind.LABEL: N_("before a line to write on"),
    Kind.STRIP: N_("framed line"),
}


def _where(place: TextPlace, title: str) -> str:
    kind = _(KINDS[place.kind].label) if place.kind in KINDS else place.kind
    if not place.kind and (listed := list_title(place.section)):
        return listed
    if not place.section:
        return kind or _("Parts of several prints")
    named = isolate(title or place.section)
    parts: Sequence[str] = [kind, named] if kind else [named]
    line = _LINES.get(place.line) if place.line else None
    return " › ".join(parts) + (f" ({_(line)})" if line else "")
