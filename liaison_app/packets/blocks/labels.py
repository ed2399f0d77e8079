"""Sheets of labels: each label exactly where the sheet has one, whatever margins other pages have.

Nothing but a code at the lower edge stands beside the labels: a sheet is fed again with the labels
that are left on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.packets.blocks.feet import sample_mark
from liaison_app.packets.blocks.rows import Cell, Group, Row, Shrunk, artifact, grouped
from liaison_app.packets.blocks.words import Setter, bare
from liaison_app.packets.content import Packet, Paper, Printed, Profile, text
from liaison_app.packets.label_lines import Labels, LabelSize
from liaison_app.packets.looks import MM, looks
from liaison_app.packets.tagging import TaggedCanvas
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from liaison_app.packets.label_lines import Label
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

_INCH = 72.0
_BESIDE, _ABOVE = 8.0, 5.0  # points of white inside a label: sheets slip by a millimetre
_SIZES = (16.0, 14.0, 12.5, 11.0, 10.0, 9.0, 8.0, 7.0)  # points of the words of a label
_SMALLER = 0.9  # of the smallest size: more than that is told
_CODE, _CODE_BASE = 6.0, 15.0  # size and height of the code above the lower edge, in points


@dataclass(frozen=True)
class Sheet:
    """A sheet of labels; all measures in points.

    Attributes:
        name: under which it is sold; others have the same measures.
        across, down: from the left edge of a label to the next one's, and from upper to upper.
        left, top: white at the edges of the paper.
    """

    name: str
    page: tuple[float, float]
    columns: int
    rows: int
    width: float
    height: float
    across: float
    down: float
    left: float
    top: float

    @property
    def count(self) -> int:
        """How many labels are on it."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The lower left corner of a label, from that of the page; the first place is 0."""
        row, column = divmod(place, self.columns)
        return (
            self.left + column * self.across,
            self.page[1] - self.top - row * self.down - self.height,
        )


_LETTER, _A4 = (8.5 * _INCH, 11 * _INCH), (210 * MM, 297 * MM)

# Measures as the manufacturer publishes them; the labels stand in the middle of the paper.
SHEETS: Mapping[tuple[Paper, LabelSize], Sheet] = {
    (Paper.LETTER, LabelSize.SMALL): Sheet(
        "Avery 5160", _LETTER, 3, 10, 189.0, 72.0, 198.0, 72.0, 13.5, 36.0
    ),
    (Paper.LETTER, LabelSize.LARGE): Sheet(
        "Avery 5163", _LETTER, 2, 5, 288.0, 144.0, 301.5, 144.0, 11.25, 36.0
    ),
    (Paper.A4, LabelSize.SMALL): Sheet(
        "Avery L7160",
        _A4,
        *(3, 7),
        *(63.5 * MM, 38.1 * MM),
        *(66.04 * MM, 38.1 * MM),
        *(7.21 * MM, 15.15 * MM),
    ),
    (Paper.A4, LabelSize.LARGE): Sheet(
        "Avery L7163",
        _A4,
        *(2, 7),
        *(99.1 * MM, 38.1 * MM),
        *(101.6 * MM, 38.1 * MM),
        *(4.65 * MM, 15.15 * MM),
    ),
}


def labels_of(packet: Packet) -> Labels | None:
    """The labels of a print of labels; None for any other."""
    blocks = (block for section in packet.sections for block in section.blocks)
    return next((block for block in blocks if isinstance(block, Labels)), None)


def lay_out_labels(packet: Packet, labels: Labels, *, paper: Paper, profile: Profile) -> Printed:
    """Lay labels out on as many sheets as they need, and write them as a tagged PDF.

    Args:
        packet: the print; its only matter are the labels.
        labels: what stands on them.
        paper: decides which sheets.
        profile: whose faces are used; the size of a label is that of its sheet.

    Raises:
        DamagedFile: a font's file is missing or is not the one that shipped.
    """
    sheet, look = SHEETS[paper, labels.size], looks(packet.languages, paper, profile)[0]
    setter, title = Setter(look), packet.sections[0].title[0]
    setter.section = packet.sections[0].name
    canvas = TaggedCanvas(
        sheet.page, packet.languages, {one.language: bare(one.plain) for one in packet.title}
    )
    canvas.bookmark(bare(title.plain), sheet.page[1])
    begin = min(max(labels.first, 1), sheet.count) - 1
    places = range(begin, begin + max(len(labels.labels), 1))
    pages = places[-1] // sheet.count + 1
    section = Group("Sect")
    for page in range(pages):
        if packet.sample:
            sample_mark(look, canvas)
        on_it = [one for one in places[: len(labels.labels)] if one // sheet.count == page]
        for place in on_it:
            with grouped(canvas, (section, Group("Div"))):
                _draw(setter, canvas, labels.labels[place - begin], sheet, place % sheet.count)
        _code(setter, canvas, packet, f"{sheet.name} {page + 1}/{pages}")
        canvas.showPage()
    return Printed(canvas.finished(), pages, {setter.section: 1}, setter.faults())


def _draw(setter: Setter, canvas: Any, label: Label, sheet: Sheet, place: int) -> None:
    """Draw a label in the middle of its height, at its left side, as large as there is room."""
    room, high = sheet.width - 2 * _BESIDE, sheet.height - 2 * _ABOVE
    shown = Shrunk(_column(_set(setter, label, room, high), room))
    tall = shown.wrap(room, high)[1]
    if shown.factor < _SMALLER:
        setter.too_large(setter.section, bare(label.lines[0].said.plain))
    left, low = sheet.corner(place)
    shown.drawOn(canvas, left + _BESIDE, low + (sheet.height - tall) / 2)


def _set(setter: Setter, label: Label, room: float, high: float) -> tuple[ShapedParagraph, ...]:
    """The lines in the largest size in which none is broken; the smallest if there is none."""
    for size in _SIZES:
        with setter.trying():
            lines = _lines(setter, label, size)
            fits = all(line_width(one.said, one.style) + 1 <= room for one in lines)
            fits = fits and _column(lines, room).wrap(room, high)[1] <= high
        if fits:
            return _lines(setter, label, size)
    return _lines(setter, label, _SIZES[-1])


def _lines(setter: Setter, label: Label, size: float) -> tuple[ShapedParagraph, ...]:
    return tuple(
        setter.paragraph(line.said, size, align="left", bold=line.bold, tight=True)
        for line in label.lines
    )


def _column(lines: tuple[ShapedParagraph, ...], room: float) -> Row:
    return Row([Cell(lines, room)], right_to_left=False)


def _code(setter: Setter, canvas: Any, packet: Packet, sheet: str) -> None:
    """Which sheet this is, in the white at the lower edge."""
    marks = (packet.code, sheet, *(["SAMPLE"] if packet.sample else []))
    words = setter.paragraph(text(" \u00b7 ".join(marks), "en"), _CODE, align="center", tight=True)
    wide = setter.look.page[0]
    high = words.wrap(wide, _CODE_BASE)[1]
    with artifact(canvas, "Footer"):
        words.drawOn(canvas, 0, _CODE_BASE - high / 2)
