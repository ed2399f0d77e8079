"""PDFs that say where, when and by whom they were made, by real programs; and hostile ones."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Any, cast

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.interchange import photos
from tests.interchange.photos import NEEDLE, WORDS, XMP

if TYPE_CHECKING:
    from collections.abc import Iterator

WHEN = "D:20261122101112Z"
SHOWN = "Bring the form."


def letter(*, photo: bytes = b"", form: bool = False, compressed: bool = True) -> bytes:
    """A letter of two pages as reportlab writes it, with an author and a title."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=int(compressed))
    canvas.setAuthor(WORDS)
    canvas.setTitle(WORDS)
    canvas.setCreator(WORDS)
    canvas.setProducer(WORDS)
    canvas.setKeywords(WORDS)
    canvas.drawString(72, 700, SHOWN)
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry("What to bring", "here")
    if photo:
        canvas.drawImage(ImageReader(io.BytesIO(photo)), 72, 300, 240, 160)
    if form:
        canvas.acroForm.textfield(name="street", value=WORDS, x=72, y=500, width=200, height=20)
        canvas.acroForm.checkbox(name="school", checked=True, x=72, y=450)
    canvas.showPage()
    canvas.drawString(72, 700, "The second page.")
    canvas.save()
    return out.getvalue()


def scan() -> bytes:
    """Two photos as a scanner puts them in: as they are, one on each page."""
    writer = PdfWriter()
    for filters in (["/DCTDecode"], ["/FlateDecode", "/DCTDecode"]):
        page = writer.add_blank_page(480, 320)
        raw = photos.jpeg(mode="CMYK" if len(filters) == 2 else "RGB")
        picture = StreamObject()
        picture.set_data(zlib.compress(raw) if len(filters) == 2 else raw)
        picture.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Width"): NumberObject(48),
                NameObject("/Height"): NumberObject(32),
                NameObject("/BitsPerComponent"): NumberObject(8),
                NameObject("/ColorSpace"): NameObject(
                    "/DeviceCMYK" if len(filters) == 2 else "/DeviceRGB"
                ),
                NameObject("/Filter"): ArrayObject(map(NameObject, filters)),
            }
        )
        drawn = DecodedStreamObject()
        drawn.set_data(b"q 480 0 0 320 0 0 cm /Photo Do Q")
        page[NameObject("/Contents")] = writer._add_object(drawn)
        page[NameObject("/Resources")] = DictionaryObject(
            {
                NameObject("/XObject"): DictionaryObject(
                    {NameObject("/Photo"): writer._add_object(picture)}
                )
            }
        )
    writer.add_metadata({"/Producer": WORDS, "/CreationDate": WHEN})
    return _written(writer)


def chatty() -> bytes:
    """A letter that says the same in every place in which a PDF can."""
    writer = PdfWriter(clone_from=io.BytesIO(letter(form=True)))
    field = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    field.update({NameObject("/V"): TextStringObject(""), NameObject("/M"): said()})
    field[NameObject("/AP")].get_object()["/N"].get_object().set_data(b"")
    field.pop("/DV", None)
    writer.xmp_metadata = XMP
    about = DictionaryObject({NameObject("/Private"): said(), NameObject("/LastModified"): said()})
    pieces = DictionaryObject({NameObject("/Some"): about})
    page = writer.pages[0]
    small = DecodedStreamObject()
    small.set_data(NEEDLE)
    for one in (page, writer.root_object):
        one[NameObject("/PieceInfo")] = writer._add_object(pieces)
        one[NameObject("/Metadata")] = cast("Any", writer.root_object).raw_get("/Metadata")
        one[NameObject("/PTEX.FileName")] = said()
    page[NameObject("/LastModified")] = TextStringObject(WHEN)
    page[NameObject("/Thumb")] = writer._add_object(small)
    note = Text(rect=(50, 550, 200, 650), text="What the family asked.")
    note[NameObject("/T")] = said()
    note[NameObject("/M")] = TextStringObject(WHEN)
    writer.add_annotation(0, note)
    return _written(writer)


def with_files() -> bytes:
    """A letter that has another file inside."""
    writer = PdfWriter(clone_from=io.BytesIO(letter()))
    writer.add_attachment(f"{WORDS}.txt", NEEDLE)
    return _written(writer)


def changed_later() -> bytes:
    """A form in which a street was, which was then written over: both are in the file."""
    return _refilled(letter(form=True))


def _refilled(before: bytes) -> bytes:
    writer = PdfWriter(io.BytesIO(before), incremental=True)
    writer.update_page_form_field_values(writer.pages[0], {"street": "We moved"})
    field = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    field.pop("/DV", None)
    return _written(writer)


def packed() -> bytes:
    """A letter whose objects lie packed in others, as most programs write them now."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 5 0 R"
    inside = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page + b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Author (" + NEEDLE + b") >>",
    ]
    numbers = (1, 2, 3, 4, 8)
    at, index = 0, b""
    for number, one in zip(numbers, inside, strict=True):
        index += b"%d %d " % (number, at)
        at += len(one) + 1
    body = zlib.compress(index + b"\n".join(inside))
    drawn = b"BT /F1 20 Tf 20 100 Td (" + SHOWN.encode() + b") Tj ET"
    out = bytearray(b"%PDF-1.7\n")
    places = {5: len(out)}
    out += b"5 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (len(drawn), drawn)
    places[6] = len(out)
    out += (
        b"6 0 obj\n<< /Type /ObjStm /N 5 /First %d /Filter /FlateDecode /Length %d >>\nstream\n"
        % (
            len(index),
            len(body),
        )
    )
    out += body + b"\nendstream\nendobj\n"
    places[7] = len(out)
    rows = [(0, 0, 255)]
    rows += [(2, 6, numbers.index(n)) if n in numbers else (1, places[n], 0) for n in range(1, 9)]
    table = zlib.compress(
        b"".join(bytes([k]) + a.to_bytes(4, "big") + bytes([b]) for k, a, b in rows)
    )
    out += b"7 0 obj\n<< /Type /XRef /Size 9 /W [1 4 1] /Root 1 0 R /Info 8 0 R"
    out += b" /Filter /FlateDecode /Length %d >>\nstream\n" % len(table) + table
    out += b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[7]
    return bytes(out)


def locked() -> bytes:
    """A letter with a password."""
    writer = PdfWriter(clone_from=io.BytesIO(letter()))
    writer.encrypt("secret", algorithm="AES-256")
    return _written(writer)


def signed() -> bytes:
    """A form that somebody signed, as far as anybody sees who does not check the signature."""
    writer = PdfWriter(clone_from=io.BytesIO(letter(form=True)))
    signature = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Sig"),
            NameObject("/Filter"): NameObject("/Adobe.PPKLite"),
            NameObject("/ByteRange"): ArrayObject(map(NumberObject, (0, 10, 20, 30))),
            NameObject("/Contents"): ByteStringObject(bytes(30)),
        }
    )
    field = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    field[NameObject("/FT")] = NameObject("/Sig")
    field[NameObject("/V")] = writer._add_object(signature)
    return _written(writer)


def drawing(content: bytes, *, more: bytes = b"", resources: bytes = b"") -> bytes:
    """A page that draws what is given, written by hand, with further objects from the fifth on."""
    packed_ = zlib.compress(content, 9)
    parts = [
        b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n",
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n",
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R"
        b" /Resources << %b >> >> endobj\n" % resources,
        b"4 0 obj << /Length %d /Filter /FlateDecode >> stream\n%b\nendstream endobj\n"
        % (len(packed_), packed_),
        more,
    ]
    return tabled(b"%PDF-1.7\n" + b"".join(parts))


def tabled(body: bytes) -> bytes:
    """Objects written by hand, with the table that says where each begins."""
    places = {
        int(one[1]): one.start(1) for one in re.finditer(rb"(?:^|\n)(\d+) 0 obj", body) if one[1]
    }
    size = max(places) + 1
    rows = [b"0000000000 65535 f \n"]
    rows += [
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
        for n in range(1, size)
    ]
    table = b"xref\n0 %d\n" % size + b"".join(rows)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + table + end


def nested_drawings(levels: int = 9) -> bytes:
    """A page that would take hours to draw: each drawing has ten of the next inside."""
    inside = b" ".join(b"/X Do" for _time in range(10))
    more = b"".join(
        b"%d 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length %d"
        b" /Resources << /XObject << /X %d 0 R >> >> >> stream\n%b\nendstream endobj\n"
        % (number, len(inside), number + 1, inside)
        for number in range(5, 5 + levels)
    )
    last = b"0 0 1 1 re f " * 100
    more += b"%d 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length %d >> stream\n" % (
        5 + levels,
        len(last),
    )
    more += last + b"\nendstream endobj\n"
    return drawing(b"/X Do", more=more, resources=b"/XObject << /X 5 0 R >>")


def said() -> TextStringObject:
    """What is not to be found."""
    return TextStringObject(WORDS)


def everything(pdf: bytes) -> bytes:
    """All bytes of a PDF, and of each of its objects unpacked, as far as they can be."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [pdf]
    size = int(cast("int", reader.trailer["/Size"]))
    for number in range(1, size):
        found.extend(_inside(reader.get_object(number)))
    return b"\n".join(found)


def _inside(one: object) -> Iterator[bytes]:
    if isinstance(one, StreamObject):
        yield one.get_data()
    if isinstance(one, DictionaryObject):
        for name in one:
            yield name.encode()
            yield from _inside(one.raw_get(name))
    elif isinstance(one, ArrayObject):
        for each in one:
            yield from _inside(each)
    elif not isinstance(one, IndirectObject):
        yield bytes(one) if isinstance(one, bytes) else str(one).encode()


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
