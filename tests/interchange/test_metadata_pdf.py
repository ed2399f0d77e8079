"""PDFs are kept without what they say of where, when and by whom they were made."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, cast

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from liaison_app.errors import Cancelled
from liaison_app.interchange.metadata import pdf_apart, pdf_looks, pdf_objects, strip
from liaison_app.interchange.metadata.bounds import Left, Unfit
from tests.interchange import misbehaving, pdfs, photos
from tests.interchange.harmed import harmed
from tests.interchange.photos import NEEDLE

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = {
    "letter": pdfs.letter(),
    "plain letter": pdfs.letter(compressed=False),
    "letter with a photo": pdfs.letter(photo=photos.jpeg()),
    "scan": pdfs.scan(),
    "what says it everywhere": pdfs.chatty(),
    "letter with a file in it": pdfs.with_files(),
    "form changed later": pdfs.changed_later(),
    "packed": pdfs.packed(),
}


def pictures(raw: bytes) -> list[bytes]:
    """Every page, point by point, with what is filled in."""
    document = pypdfium2.PdfDocument(raw)
    document.init_forms()
    return [bytes(page.render(scale=1).buffer) for page in document]


@pytest.mark.parametrize("kind", SAMPLES)
def test_nothing_that_was_said_is_left_and_each_page_looks_the_same(kind: str) -> None:
    before = SAMPLES[kind]
    assert NEEDLE in pdfs.everything(before)
    made = strip(before, "letter.pdf")
    files = kind == "letter with a file in it"
    assert made.left == (Left.NOTHING_BUT_FILES if files else Left.NOTHING)
    found = pdfs.everything(made.content)
    for words in (NEEDLE, b"12\\040Elm", b"D:2026", b"xmpmeta", b"/Producer", b"ReportLab", b"GPS"):
        assert words not in found
    assert pictures(made.content) == pictures(before)
    assert PdfReader(io.BytesIO(made.content), strict=True).metadata is None
    assert strip(made.content) == type(made)(made.content, Left.NOTHING)


def test_what_people_need_in_it_stays() -> None:
    reader = PdfReader(io.BytesIO(strip(SAMPLES["form changed later"]).content))
    fields = cast("dict[str, dict[str, object]]", reader.get_fields())
    assert (fields["street"]["/V"], fields["school"]["/V"]) == ("We moved", "/Yes")
    assert [one.title for one in reader.outline] == ["What to bring"]  # type: ignore[union-attr]
    assert pdfs.SHOWN in reader.pages[0].extract_text()
    noted = PdfReader(io.BytesIO(strip(SAMPLES["what says it everywhere"]).content)).pages[0]
    notes = [one.get_object() for one in noted["/Annots"]]  # type: ignore[attr-defined]
    assert notes[-1]["/Contents"] == "What the family asked."
    assert "/T" not in notes[-1]


@pytest.mark.parametrize(
    ("odd", "left"),
    [
        (pdfs.locked(), Left.LOCKED),
        (pdfs.signed(), Left.SIGNED),
        (pdfs.letter()[:-700], Left.UNREAD),
        (pdfs.letter().replace(b"/Root", b"/Rxxt"), Left.UNREAD),
        (b"%PDF-1.7 /Author (Rosa)", Left.UNREAD),
        (pdfs.drawing(b"BI /W 1 /H 1 /BPC 8 /CS /RGB /F /DCT ID \xff\xd8Exif EI"), Left.KIND),
    ],
)
def test_what_cannot_be_stripped_is_left_as_it_is_and_it_is_said_why(
    odd: bytes, left: Left
) -> None:
    made = strip(odd)
    assert (made.content == odd, made.left, made.clean) == (True, left, False)


def test_a_pdf_whose_pages_would_look_different_is_left_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The library writes names of other alphabets in its own way, and a typeface gets lost."""
    named = pdfs.drawing(
        b"BT /F\xe9 40 Tf 20 100 Td (Bring) Tj ET",
        more=b"5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Courier >> endobj\n",
        resources=b"/Font << /F\xe9 5 0 R >>",
    )
    made, _left = pdf_objects.strip(named)
    assert pictures(made) != pictures(named)
    with pytest.raises(Unfit):
        pdf_looks.need_same(named, made)
    assert strip(named).left == Left.UNREAD


# --- hostile ones


def bomb_beside() -> bytes:
    bomb = zlib.compress(bytes(200_000_000), 9)
    return pdfs.tabled(
        b"%%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R /X 3 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj\n"
        b"3 0 obj << /Filter /FlateDecode /Length %d >> stream\n%b\nendstream endobj\n"
        % (len(bomb), bomb)
    )


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: pdfs.drawing(bytes(200_000_000)),
    "bomb beside the pages": bomb_beside,
    "pages in a ring": lambda: pdfs.tabled(
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj\n"
    ),
    "deep": lambda: pdfs.tabled(
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R /X 3 0 R >> endobj\n3 0 obj "
        + b"[" * 200_000
        + b"]" * 200_000
        + b" endobj\n"
    ),
    "an object that is itself": lambda: pdfs.tabled(b"%PDF-1.7\n1 0 obj 1 0 R endobj\n"),
    "many objects": lambda: b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 200_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_pdf_made_to_exhaust_is_left_as_it_is(kind: str) -> None:
    hostile = HOSTILE[kind]()
    made = strip(hostile)
    assert (made.content == hostile, made.clean) == (True, False)


def test_a_pdf_that_would_be_drawn_for_hours_is_given_up() -> None:
    with pytest.raises(Unfit) as found:
        pdf_apart.stripped(pdfs.nested_drawings(), lambda: None, seconds=3)
    assert found.value.left == Left.UNREAD


@pytest.mark.parametrize("work", [misbehaving.hang, misbehaving.die, misbehaving.swell])
def test_whatever_the_other_process_does_it_ends(work: pdf_apart.Work) -> None:
    with pytest.raises(Unfit) as found:
        pdf_apart.run(work, bytes(1_000_000), lambda: None, seconds=3)
    assert found.value.left == Left.UNREAD


def test_who_waits_can_stop_it() -> None:
    def watch() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        pdf_apart.run(misbehaving.hang, b"", watch, seconds=600)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(harmed(SAMPLES))
def test_whatever_the_pdf_what_is_made_of_it_looks_the_same_or_is_not_kept(raw: bytes) -> None:
    try:
        made, _left = pdf_objects.strip(raw)
        pdf_looks.need_same(raw, made)
    except Exception:  # noqa: BLE001 - as the process does that has it to itself
        return
    assert pictures(made) == pictures(raw)
    assert b"/Info" not in made.rpartition(b"trailer")[2]
