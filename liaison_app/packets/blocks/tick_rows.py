"""Things to tick by hand, each with a line to write on beside it: promises, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.packets.blocks.frames import TickBox, WritingLine
from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.looks import MM
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Said, ToTick

_GAP = 10.0  # between columns
_LINE = 34 * MM  # to write a day on
_HIGH = 8 * MM  # room for a hand between two lines
_MOST = 0.5  # of the room, that the head above the lines may take


def tick_rows(setter: Setter, block: ToTick) -> list[Row]:
    """A header, a row for each thing, and rows that are empty; a page ends between rows only."""
    whole = Group("Table")
    line = setter.stacked(block.header[1], bold=True, tight=True)
    widest = max((line_width(one.said, one.style) for one in line), default=0.0)
    room = setter.look.width - setter.look.picture_column
    written = min(max(_LINE, widest + 1), room * _MOST)
    widths = [*_columns(setter, len(block.header[0]), room - written), written]
    head = [(words,) for words in _words(setter, block.header[0], bold=True)]
    header = _row(setter, (), [*head, line], widths, whole)
    header.keep_with_next = True
    rows = [header]
    for said in (*block.items, *[()] * block.blank):
        language = said[0].language if said else setter.look.languages[0]
        box = (TickBox(setter.size_in(0), language, role="P"),)
        words: list[tuple[Any, ...]] = [(one,) for one in _words(setter, said)]
        cells = words or [(WritingLine(_HIGH),) for _language in head]
        rows.append(_row(setter, box, [*cells, (WritingLine(_HIGH),)], widths, whole))
        rows[-1].repeat = (header,)
    rows[-1].after = 4
    return rows


def _columns(setter: Setter, languages: int, room: float) -> list[float]:
    """Widths for each language, the family's own first."""
    if languages < 2:
        return [room]
    own = round(room * setter.look.scale.share, 2)
    return [own, room - own]


def _words(setter: Setter, said: Said, *, bold: bool = False) -> list[Any]:
    return [
        setter.paragraph(one, setter.size_in(column), bold=bold, tight=True)
        for column, one in enumerate(said)
    ]


def _row(
    setter: Setter,
    box: tuple[Any, ...],
    cells: list[tuple[Any, ...]],
    widths: list[float],
    whole: Group,
) -> Row:
    """A row of the table; the one without a box is its header. Empty cells are one line."""
    role = "TD" if box else "TH"
    scope = "" if box else "Column"
    look = setter.look
    *words, _line = cells
    empty = isinstance(words[0][0], WritingLine)
    gaps = [0.0 if empty else _GAP] * (len(words) - 1) + [_GAP, 0.0]
    return Row(
        [
            Cell(box, look.picture_column, 0.0, Group("TD")),
            *(
                Cell(content, width, gap, Group(role, scope=scope))
                for content, width, gap in zip(cells, widths, gaps, strict=True)
            ),
        ],
        right_to_left=look.right_to_left,
        groups=(whole, Group("TR")),
    )
