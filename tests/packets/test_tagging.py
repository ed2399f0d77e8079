"""What a reader that does not see the page is told: the structure tree of a packet."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import Packet, Paper, Paragraph, Profile, Section, text
from liaison_app.packets.pages import lay_out
from liaison_app.packets.tagging import TaggedCanvas
from tests.packets import made
from tests.packets.reading import operations
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

PAINTING = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do"))
PAIRS = [("en", ""), ("ar", "en"), ("ur", "ar"), ("km", "en"), ("es", "ar")]


def _reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def _elements(pdf: bytes) -> Iterator[Any]:
    root: Any = _reader(pdf).trailer["/Root"]
    queue = [root["/StructTreeRoot"]["/K"].get_object()]
    while queue:
        element = queue.pop(0)
        yield element
        queue = [*_kids(element), *queue]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    found = [kid.get_object() for kid in kids]
    return [kid for kid in found if not isinstance(kid, int) and "/S" in kid]


def _roles(pdf: bytes) -> list[str]:
    return [str(element["/S"])[1:] for element in _elements(pdf)]


@pytest.mark.parametrize(("language", "beside"), PAIRS)
class TestAPacket:
    def test_paints_nothing_that_is_neither_said_nor_passed_over(
        self, language: str, beside: str
    ) -> None:
        for page in _reader(made.printed(language, beside).pdf).pages:
            depth = 0
            contents = page.get_contents()
            assert contents is not None
            for operator, _ in operations(contents.get_data()):
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                assert depth > 0 or operator not in PAINTING
            assert depth == 0

    def test_leads_from_every_mark_to_the_element_that_says_it(
        self, language: str, beside: str
    ) -> None:
        reader = _reader(made.printed(language, beside).pdf)
        root: Any = reader.trailer["/Root"]
        numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        seen = 0
        for page in reader.pages:
            contents = page.get_contents()
            assert contents is not None
            marks = [
                int(operands[1]["/MCID"])
                for operator, operands in operations(contents.get_data())
                if operator == "BDC" and "/MCID" in operands[1]
            ]
            assert marks == list(range(len(marks)))
            seen += len(marks)
            if not marks:  # a page that only fills a sheet
                continue
            owners = parents[page["/StructParents"]]
            assert len(owners) == len(marks)
            for mark, owner in zip(marks, owners, strict=True):
                assert mark in _marks_on(owner.get_object(), page)
        assert seen > 50

    def test_says_its_headings_in_order(self, language: str, beside: str) -> None:
        levels = [
            int(role[1])
            for role in _roles(made.printed(language, beside).pdf)
            if role[0] == "H" and role[1:].isdigit()
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_is_said_in_the_language_of_each_text(self, language: str, beside: str) -> None:
        said = spoken(made.printed(language, beside).pdf)
        for tag in filter(None, (language, beside)):
            line = bare(made.said("lines", (tag,), at=1)[0].plain)
            voices = {one.language for one in said if bare(one.words) == line}
            assert voices == {tag}
        assert "en" in {one.language for one in said if "My child is sick" in one.words}

    def test_has_tables_and_lists_as_they_should_be(self, language: str, beside: str) -> None:
        inside = {
            "Table": {"TR"},
            "TR": {"TH", "TD"},
            "L": {"LI"},
            "LI": {"Lbl", "LBody"},
        }
        seen: set[str] = set()
        for element in _elements(made.printed(language, beside).pdf):
            role = str(element["/S"])[1:]
            seen.add(role)
            if role in inside:
                assert {str(kid["/S"])[1:] for kid in _kids(element)} <= inside[role]
            if role == "TH":
                assert element["/A"]["/Scope"] == "/Column"
        assert {"Sect", "Lbl", "LBody", "TH", "TD", "Figure", "P", *inside} <= seen

    def test_describes_its_figures(self, language: str, beside: str) -> None:
        figures = [
            element
            for element in _elements(made.printed(language, beside).pdf)
            if element["/S"] == "/Figure"
        ]
        wanted = {bare(made.said("lines", (language,), at=n)[0].plain) for n in (0, 2)}
        assert {str(figure["/Alt"]) for figure in figures} == wanted
        for figure in figures:
            left, bottom, right, top = (float(edge) for edge in figure["/A"]["/BBox"])
            assert 0 < left < right < 612
            assert 0 < bottom < top < 792

    def test_says_what_it_is_and_names_nobody(self, language: str, beside: str) -> None:
        reader = _reader(made.printed(language, beside).pdf)
        root: Any = reader.trailer["/Root"]
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        about = root["/Metadata"].get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in about
        assert f"<rdf:li>{language}</rdf:li>" in about
        assert made.TITLE in about
        assert {name: str(said) for name, said in (reader.metadata or {}).items()} == {
            "/Title": made.TITLE,
            "/Producer": "Liaison",
        }
        assert made.NAME not in about

    def test_has_a_bookmark_for_each_section(self, language: str, beside: str) -> None:
        printed = made.printed(language, beside)
        packet = made.packet(language, beside)
        reader = _reader(printed.pdf)
        found = {
            str(entry["/Title"]): (reader.get_destination_page_number(entry) or 0) + 1  # type: ignore[arg-type, call-overload]
            for entry in reader.outline
        }
        assert found == {
            bare(section.title[0].plain): printed.section_pages[section.name]
            for section in packet.sections
        }

    def test_embeds_every_font_it_names(self, language: str, beside: str) -> None:
        for page in _reader(made.printed(language, beside).pdf).pages:
            fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
            contents = page.get_contents()
            assert contents is not None
            drawn = operations(contents.get_data())
            assert {operands[0] for operator, operands in drawn if operator == "Tf"} <= set(fonts)
            for font in fonts.values():
                inner = font["/DescendantFonts"][0]
                assert "/FontFile2" in inner["/FontDescriptor"]


def _marks_on(element: Any, page: Any) -> set[int]:
    kids = element.get("/K", [])
    found = set()
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(one, int):
            if element["/Pg"] == page:
                found.add(int(one))
        elif "/MCID" in one and one["/Pg"] == page:
            found.add(int(one["/MCID"]))
    return found


def test_a_paragraph_over_two_pages_is_said_once() -> None:
    words = "One of many words that fill a page. " * 100
    section = Section("long", (text("Long", "en"),), (Paragraph((text(words, "en"),)),))
    packet = Packet("welcome", "X", ("en",), (text("T", "en"),), (section,))
    printed = lay_out(packet, paper=Paper.A4, profile=Profile.STANDARD)
    assert printed.pages == 2
    said = [one for one in spoken(printed.pdf) if one.role == "P"]
    assert len(said) == 1
    assert {glyph.page for glyph in said[0].glyphs} == {1, 2}


def test_words_cannot_lie_inside_words() -> None:
    canvas = TaggedCanvas((200, 200), ("en",), {"en": "Title"})
    canvas.tagger.begin(canvas, "P", "en")
    with pytest.raises(ValueError, match="inside"):
        canvas.tagger.begin(canvas, "P", "en")
    with pytest.raises(ValueError, match="inside"), canvas.tagger.artifact(canvas):
        pass


def test_an_artifact_has_no_structure() -> None:
    canvas = TaggedCanvas((200, 200), ("en",), {"en": "Title"})
    with canvas.tagger.group("Sect"):
        canvas.tagger.begin(canvas, "P", "en")
        canvas.rect(0, 0, 5, 5)
        canvas.tagger.end(canvas)
    with canvas.tagger.artifact(canvas, "Footer"), canvas.tagger.group("TD"):
        canvas.tagger.begin(canvas, "P", "en")
        canvas.rect(0, 0, 5, 5)
        canvas.tagger.end(canvas)
    assert _roles(canvas.finished()) == ["Document", "Sect", "P"]


def test_words_of_every_kind_survive_in_descriptions() -> None:
    canvas = TaggedCanvas((200, 200), ("ar",), {"ar": "عنوان (1)"}, right_to_left=True)
    alt = "قائمة (أ) \\ \U0001f600\r"
    canvas.tagger.begin(canvas, "Figure", "ar", alt=alt, box=(0, 0, 5, 5))
    canvas.rect(0, 0, 5, 5)
    canvas.tagger.end(canvas)
    pdf = canvas.finished()
    figure = next(one for one in _elements(pdf) if one["/S"] == "/Figure")
    assert figure["/Alt"] == alt
    root: Any = _reader(pdf).trailer["/Root"]
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"
