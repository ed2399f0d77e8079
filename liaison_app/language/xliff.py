"""XLIFF 1.2 (OASIS Standard, 1 February 2008): the file that translation offices' tools exchange.

1.2 rather than 2.0: Poedit, Weblate, OmegaT, memoQ, Phrase and Trados all read and write it, and
several of them nothing newer. Out goes one `<trans-unit>` for each text: the translation with its
state (2.3), notes, the place, and as `<alt-trans>` the wording from which a stale one was made.
Back comes whatever tools make of it: segments (`<mrk>`), groups, other inline elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from liaison_app.language.catalogues import _
from liaison_app.language.safe_xml import read_xml
from liaison_app.language.translation_units import Returned, ReturnedFile, State, Unit
from liaison_app.language.xliff_codes import Codes, UnknownCodeError, coded, codes, legal, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.language.safe_xml import Element

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    State.MISSING: "needs-translation",
    State.STALE: "needs-review-translation",
    State.DRAFT: "needs-review-translation",
    State.REVIEWED: "final",
}


class OtherXliffError(ValueError):
    """It is XML, but no XLIFF 1; the message is its version, "" for something else."""


def xliff(language: str, units: Iterable[Unit], remarks: Iterable[str] = ()) -> bytes:
    """A file for translators.

    Args:
        language: the tag to translate into.
        units: the texts, in the order of the file.
        remarks: what stands above all of them.
    """
    head = "".join(f"<note>{_escaped(one)}</note>" for one in remarks)
    target = quoteattr(language)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff version="1.2" xmlns="{_SPACE}">',
        '<file original="packets" datatype="plaintext" source-language="en"',
        f'      target-language={target} product-name="Liaison">',
        f"<header>{head}</header>",
        "<body>",
        *(line for unit in units for line in _unit(unit)),
        "</body>",
        "</file>",
        "</xliff>",
    ]
    return ("\n".join(lines) + "\n").encode()


def read_xliff(data: bytes) -> ReturnedFile:
    """Read what came back.

    Raises:
        OtherXliffError: it is another version, or another kind of XML.
        UnsafeXmlError, MalformedXmlError: see `read_xml`.
    """
    root = read_xml(data)
    version = root.attributes.get("version", "")
    if root.name != "xliff" or not version.startswith("1."):
        raise OtherXliffError(version if root.name == "xliff" else "")
    files = list(root.every("file"))
    languages = [one.attributes.get("target-language", "") for one in files]
    units = [unit for one in files for unit in one.every("trans-unit") if not _is_header(unit)]
    return ReturnedFile(
        next(filter(None, languages), ""),
        tuple(_returned(unit, number) for number, unit in enumerate(units, 1)),
    )


def _unit(unit: Unit) -> Iterator[str]:
    known = codes(unit.source)
    attributes = {"id": unit.id, "xml:space": "preserve"}
    if unit.state is State.REVIEWED:
        attributes["approved"] = "yes"
    if unit.context:
        attributes["extradata"] = unit.context
    if unit.limit:
        attributes |= {"maxwidth": str(unit.limit), "size-unit": "char"}
    yield f"<trans-unit {' '.join(f'{name}={quoteattr(v)}' for name, v in attributes.items())}>"
    yield f"<source>{coded(unit.source, known)}</source>"
    yield f'<target state="{_STATES[unit.state]}">{coded(unit.target, known)}</target>'
    for place in unit.places:
        inside = f'<context context-type="sourcefile">{_escaped(place)}</context>'
        yield f'<context-group purpose="location">{inside}</context-group>'
    for note in (*unit.where, *unit.notes):
        yield f'<note from="developer">{_escaped(note)}</note>'
    if unit.former:
        yield '<alt-trans alttranstype="previous-version">'
        yield f"<source>{coded(unit.former, codes(unit.former))}</source>"
        yield f"<target>{coded(unit.former_target, codes(unit.former))}</target>"
        yield "</alt-trans>"
    yield "</trans-unit>"


def _escaped(words: str) -> str:
    return escape(legal(words))


def _returned(unit: Element, number: int) -> Returned:
    source, target = unit.child("source"), unit.child("target")
    if source is None:
        return _damaged(unit, number, "", "source")
    known: Codes = {}
    try:
        english = said(source, known)
        known = codes(english)
    except UnknownCodeError:  # the file says only that something stands there
        return _damaged(unit, number, source.words, "source")
    try:
        words = said(target, known) if target is not None else ""
    except UnknownCodeError:
        return _damaged(unit, number, english, "target")
    return Returned(
        id=unit.attributes.get("id", ""),
        context=unit.attributes.get("extradata", ""),
        source=english,
        target=words,
        done=_is_done(unit, target),
        place=_place(unit, number),
    )


def _is_header(unit: Element) -> bool:
    """Whether it is the header of a PO file that somebody turned into XLIFF."""
    return unit.attributes.get("restype", "").startswith("x-gettext")


def _damaged(unit: Element, number: int, source: str, what: str) -> Returned:
    place = _place(unit, number)
    return Returned(unit.attributes.get("id", ""), "", source, "", False, place, damage=what)


def _place(unit: Element, number: int) -> str:
    return _("unit {number}, line {line}").format(number=number, line=unit.line)


def _is_done(unit: Element, target: Element | None) -> bool:
    """Whether the translator did not leave it as needing work; tools without states leave none."""
    if target is None:
        return False
    state = target.attributes.get("state", "")
    approved = unit.attributes.get("approved", "")
    if approved == "yes":
        return True
    return state != "new" and not state.startswith("needs-")
