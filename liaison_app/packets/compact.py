"""A ReportLab document written compactly: object streams and a cross-reference stream.

A tagged packet has thousands of small dictionaries, one for each paragraph and cell. ReportLab
writes every one of them plainly, with twenty bytes of cross-reference each; here they are packed
by the hundred into compressed streams (ISO 32000-1, 7.5.7 and 7.5.8). Nothing of the clock, the
program's build or the machine goes into the file: the same packet is the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from liaison_app.remembered import remembered

_LEVEL = 3  # of zlib: beyond it, an eighth less in size takes twice the time and more
_PACKED = 128  # streams that are kept: those of a few packets
SEAM = "% seam\n"  # a comment, should it stay
_PER_STREAM = 200  # objects in one compressed stream; more only slow a viewer down
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Verbatim(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object that is written as it stands."""

    def __init__(self, code: bytes = b"") -> None:
        self.code = code

    def format(self, _document: Any) -> bytes:
        """The bytes of the object."""
        return self.code


class CompactDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A PDF 1.7 document that knows neither the time nor whose it is, in as few bytes as it can.

    Args:
        language: BCP 47 tag of the document.
        title: the title that a reader's window shows.
    """

    def __init__(self, language: str, title: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7), lang=language)
        self.info = _Info(title)
        self._written: dict[int, bytes] = {}

    def addPage(self, page: Any) -> None:  # noqa: N802  (ReportLab's name)
        """Take a page, its drawing compressed as bytes and not as ASCII.

        What is drawn before a SEAM and after it are two streams: the first is then the same for
        many documents, and made small only once.
        """
        parts = [deflated(part.encode("ascii")) for part in page.stream.split(SEAM) if part]
        drawn = b" ".join(b"%d 0 R" % self.number(self.Reference(part).name) for part in parts)
        size = f"{page.pagewidth:.8g} {page.pageheight:.8g}".encode()
        pages = self.number(self.Reference(self.Pages).name)
        about = b"/Parent %d 0 R /MediaBox [0 0 %b] /Contents [%b] /Resources << /Font %d 0 R >>"
        about %= (pages, size, drawn, self.number(pdfdoc.BasicFonts))
        super().addPage(_Page(about))

    def describe_page(self, number: int, about: bytes) -> None:
        """Add entries to the dictionary of a page, counted from 1."""
        self.idToObject[f"Page{number}"].code += about

    def number(self, name: str) -> int:
        """The number under which a named object is written."""
        return int(self.idToObjectNumberAndVersion[name][0])

    def next_number(self) -> int:
        """A number for an object that is given to `write` later."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def write(self, number: int, code: bytes) -> None:
        """Take the bytes of the object of a number, which is no stream."""
        self._written[number] = code

    def format(self) -> bytes:
        """The whole file, after ReportLab prepared its outline, fonts and pages."""
        catalog, info = self.Reference(self.Catalog), self.Reference(self.info)
        root, about = self.number(catalog.name), self.number(info.name)
        packed, plain = self._sorted_objects()
        file = _File(self.objectcounter)
        for number, code in plain:
            file.add(number, code)
        for start in range(0, len(packed), _PER_STREAM):
            file.pack(packed[start : start + _PER_STREAM])
        return file.finish(root, about)

    def _sorted_objects(self) -> tuple[list[tuple[int, bytes]], list[tuple[int, bytes]]]:
        """Every object: those that fit into object streams, and those that are streams."""
        packed = [*self._written.items()]
        plain: list[tuple[int, bytes]] = []
        number = 0
        while (number := number + 1) <= self.objectcounter:  # formatting may add further objects
            if number not in self._written:
                found = self.idToObject[self.numberToId[number]]
                code = pdfdoc.format(found, self, toplevel=1)
                (plain if code.rstrip().endswith(b"endstream") else packed).append((number, code))
        return packed, plain


def deflated(content: bytes, about: bytes = b"") -> Verbatim:
    """A compressed stream; `about` are further entries of its dictionary."""
    return Verbatim(_stream(about, content))


class _Page(Verbatim):
    """The dictionary of a page. ReportLab would put it together anew from a dozen objects."""

    def format(self, _document: Any) -> bytes:
        """The bytes of the object."""
        return b"<< /Type /Page %b >>" % self.code


class _Info(pdfdoc.PDFObject):  # type: ignore[misc]
    """Title and program only: no author, no date."""

    invariant = 1

    def __init__(self, title: str) -> None:
        self.title = title

    def digest(self, _signature: Any) -> None:
        """ReportLab asks for it; the file's identity is made from its content instead."""

    def format(self, document: Any) -> bytes:
        entries = {"Title": pdfdoc.PDFString(self.title), "Producer": pdfdoc.PDFString("Liaison")}
        return bytes(pdfdoc.PDFDictionary(entries).format(document))


class _File:
    """Collects objects and where they are."""

    def __init__(self, last: int) -> None:
        self._parts = [_HEADER]
        self._offset = len(_HEADER)
        self._last = last
        self._entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def add(self, number: int, code: bytes) -> None:
        """Write an object by itself."""
        self._entries[number] = (1, self._offset, 0)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, code.rstrip(b"\n")))

    def pack(self, objects: list[tuple[int, bytes]]) -> None:
        """Write objects into one compressed stream."""
        stream = self._next()
        index, body, offset = [], [], 0
        for place, (number, code) in enumerate(objects):
            self._entries[number] = (2, stream, place)
            index.append(b"%d %d" % (number, offset))
            body.append(code)
            offset += len(code) + 1
        head = b" ".join(index) + b"\n"
        about = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
        self.add(stream, _stream(about, head + b"\n".join(body)))

    def finish(self, root: int, info: int) -> bytes:
        """The cross-reference stream and the end: the bytes of the file."""
        number, start = self._next(), self._offset
        self._entries[number] = (1, start, 0)
        rows = b"".join(
            b"%c%b%b" % (kind, where.to_bytes(4, "big"), rest.to_bytes(2, "big"))
            for kind, where, rest in (self._entries[one] for one in range(number + 1))
        )
        identity = hashlib.sha256(b"".join(self._parts)).digest()[:16].hex().encode()
        about = b"/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>]"
        about %= (number + 1, root, info, identity, identity)
        self.add(number, _stream(about, rows))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _write(self, code: bytes) -> None:
        self._parts.append(code)
        self._offset += len(code)


@remembered(_PACKED)
def _packed(content: bytes) -> bytes:
    """The content made small. The pages and fonts of one packet are mostly those of the next."""
    return zlib.compress(content, _LEVEL)


def _stream(about: bytes, content: bytes) -> bytes:
    packed = _packed(content)
    said = b"<< %b /Filter /FlateDecode /Length %d >>" % (about, len(packed))
    return b"%b\nstream\n%b\nendstream" % (said, packed)
