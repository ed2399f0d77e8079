"""PDF (ISO 32000-2): written anew from its newest version, without what it says of itself.

A PDF is objects that point at each other. Only those that can be reached from its newest catalog
are written: earlier versions, and whatever else lies in the file, stay behind. Of these, entries go
that say who made something, when, with what and where, that hold files, or that are for one
program alone; a photo in it is stripped as any other. All else is kept as it is: pages, words,
fields of forms and what is in them, bookmarks, layers, what screen readers need.

This runs in a process of its own (`pdf_apart`): the library may fail in any way on a file made to.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
)

from liaison_app.interchange.metadata import jpeg
from liaison_app.interchange.metadata.bounds import Left, Unfit

if TYPE_CHECKING:
    from pypdf.generic import PdfObject

_MOST_OBJECTS = 500_000  # a form of a hundred pages has ten thousand
_MOST_REFERENCES = 20  # from one to the next until there is something

_OF_ONE_PROGRAM = ("/PTEX.", "/AAPL:")
_ALWAYS = frozenset(
    {"/PieceInfo", "/LastModified", "/SpiderInfo", "/OPI", "/DPM", "/DPartRoot", "/CreatorInfo"}
    | {"/LGIDict", "/XFA"}
)
_IF_WORDS = frozenset({"/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate"})
_OF_A_PAGE = frozenset({"/Thumb", "/ID", "/VP"})
_OF_A_NOTE = frozenset({"/M", "/CreationDate", "/NM"})
_BY_WHOM = "/T"  # of a note on a page; of a field of a form it is the field's name
_FILES = frozenset({"/EmbeddedFiles", "/Collection", "/EF", "/RF", "/AF"})

_PHOTO, _PHOTO_2000 = "/DCTDecode", "/JPXDecode"
_PHOTO_AMONG_WORDS = re.compile(rb"/DCT(Decode)?\b")
_OF_HOW_IT_LIES = frozenset(
    {"/Length", "/DL", "/Filter", "/DecodeParms", "/F", "/FFilter", "/FDecodeParms"}
)
_TYPEFACES = frozenset({"/Type1C", "/CIDFontType0C", "/OpenType"})


def strip(content: bytes) -> tuple[bytes, Left]:
    """Write a PDF anew without what it says of itself.

    Returns:
        it, and whether files that it had in it were left out.

    Raises:
        Unfit: it has a password or a signature, is for one program alone, or has a picture that
            cannot be stripped.
        Exception: whatever the library raises for a file that it cannot read.
    """
    reader = PdfReader(io.BytesIO(content), strict=True)
    if "/Encrypt" in reader.trailer:
        raise Unfit(Left.LOCKED)
    root = reader.trailer.raw_get("/Root")
    if not isinstance(root, IndirectObject) or "/NeedsRendering" in reader.root_object:
        raise Unfit
    taking = _Taking(root)
    made = taking.written(reader.pdf_header[:8])
    return made, Left.NOTHING_BUT_FILES if taking.files else Left.NOTHING


class _Taking:
    """What of a PDF is taken along.

    Attributes:
        files: files were in it, and are left out.
    """

    def __init__(self, root: IndirectObject) -> None:
        self.files = False
        self._numbers: dict[tuple[int, int], int] = {}
        self._found: list[PdfObject] = []
        self._root = self._number(root)

    def written(self, header: str) -> bytes:
        """Give the file: its objects one after another, and where each begins."""
        out = io.BytesIO()
        out.write(header.encode("ascii") + b"\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for found in self._found:  # which grows on the way
            places.append(out.tell())
            out.write(b"%d 0 obj\n" % len(places))
            self._without(found).write_to_stream(out)
            out.write(b"\nendobj\n")
        table = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        out.writelines(b"%010d 00000 n \n" % place for place in places)
        out.write(b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(places) + 1, self._root))
        out.write(b"startxref\n%d\n%%%%EOF\n" % table)
        return out.getvalue()

    def _number(self, reference: IndirectObject) -> int:
        """Give the number of an object in the file that is written."""
        key = (reference.idnum, reference.generation)
        if key not in self._numbers:
            if len(self._found) >= _MOST_OBJECTS:
                raise Unfit(Left.UNREAD)
            self._found.append(_there(reference))
            self._numbers[key] = len(self._found)
        return self._numbers[key]

    def _without(self, one: PdfObject) -> PdfObject:
        """Give an object without what is to go, and with the numbers of what it points at."""
        if isinstance(one, IndirectObject):
            return IndirectObject(self._number(one), 0, None)
        if isinstance(one, ArrayObject):
            return ArrayObject([self._without(each) for each in one])
        if not isinstance(one, DictionaryObject):
            return one
        if "/ByteRange" in one:
            raise Unfit(Left.SIGNED)
        for name in [name for name in one if self._goes(one, name)]:
            del one[name]
        if isinstance(one, StreamObject):
            one = _stripped_stream(one)
        for name in one:  # last of all: from here on nothing can be looked up
            one[NameObject(name)] = self._without(one.raw_get(name))
        return one

    def _goes(self, one: DictionaryObject, name: str) -> bool:
        """Whether an entry is taken out."""
        value = _there(one.raw_get(name))
        if name in _FILES and _is_of_files(one, name, value):
            self.files = True
            return True
        return (
            name in _ALWAYS
            or name.startswith(_OF_ONE_PROGRAM)
            or (name in _IF_WORDS and isinstance(value, str | bytes))
            or (name == "/Metadata" and isinstance(value, StreamObject))
            or (name in _OF_A_PAGE and _kind(one, "/Type") == "/Page")
            or _is_about_a_note(one, name)
        )


def _there(one: PdfObject | None) -> PdfObject:
    """Give what a reference leads to; nothing if that is nowhere."""
    for _time in range(_MOST_REFERENCES):
        if not isinstance(one, IndirectObject):
            return NullObject() if one is None else one
        one = one.get_object()
    raise Unfit(Left.UNREAD)


def _entry(one: DictionaryObject, name: str) -> PdfObject:
    return _there(one.raw_get(name)) if name in one else NullObject()


def _kind(one: DictionaryObject, name: str = "/Subtype") -> str:
    """Give the name that an entry is; "" if it is none."""
    found = _entry(one, name)
    return str(found) if isinstance(found, NameObject) else ""


def _is_of_files(one: DictionaryObject, name: str, value: PdfObject) -> bool:
    """Whether an entry holds files: a typeface may have such a short name as well."""
    if name in ("/EmbeddedFiles", "/Collection"):
        return True
    if name == "/AF":
        return isinstance(value, ArrayObject) or (
            isinstance(value, DictionaryObject) and "/EF" in value
        )
    return "/F" in one or "/UF" in one


def _is_about_a_note(one: DictionaryObject, name: str) -> bool:
    """Whether an entry says by whom and when something was written on a page, or a form filled."""
    if "/Rect" not in one or "/Subtype" not in one:
        return False
    return name in _OF_A_NOTE or (name == _BY_WHOM and _kind(one) != "/Widget")


# --- what is long: pictures, pages, typefaces


def _stripped_stream(one: StreamObject) -> StreamObject:
    """Give a photo without what it says; what else there is as it lies."""
    filters = _filters(one)
    if _PHOTO_2000 in filters:
        raise Unfit
    if filters[-1:] == [_PHOTO]:
        return _stripped_photo(one)
    if _PHOTO in filters or (_is_drawn(one) and _PHOTO_AMONG_WORDS.search(one.get_data())):
        raise Unfit
    one.pop("/Length", None)
    if isinstance(one, EncodedStreamObject):
        one.decoded_self = None  # or all of a file would be in memory twice
    return one


def _stripped_photo(one: StreamObject) -> StreamObject:
    made = StreamObject()
    made.set_data(jpeg.strip(one.get_data()))
    coding = _entry(one, "/DecodeParms")
    if isinstance(coding, ArrayObject) and coding:
        coding = _there(coding[-1])
    made.update({name: one.raw_get(name) for name in one if name not in _OF_HOW_IT_LIES})
    made[NameObject("/Filter")] = NameObject(_PHOTO)
    if isinstance(coding, DictionaryObject):
        made[NameObject("/DecodeParms")] = coding
    return made


def _filters(one: StreamObject) -> list[str]:
    found = _entry(one, "/Filter")
    if isinstance(found, ArrayObject):
        return [str(_there(each)) for each in found]
    return [] if isinstance(found, NullObject) else [str(found)]


def _is_drawn(one: StreamObject) -> bool:
    """Whether it is what a page draws, or may be."""
    return _kind(one) != "/Image" and _kind(one) not in _TYPEFACES and "/Length1" not in one
