"""Things to tick by hand, each with a line to write on beside it: promises, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.packets.blocks.frames import TickBox, WritingLine
from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.looks import MM
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import ToTick

_GAP = 10.0  # between columns
_LINE = 34 * MM  # to write a day on
_MOST = 0.5  # of the room, that the head above the lines may take
_PAD = 1.0  # above and below a row


def tick_rows(setter: Setter, block: ToTick) -> list[Row]:
    """A header, a row for each thing, and rows that are empty; a page ends between rows only."""
    whole, room = Group("Table"), setter.look.width - setter.look.picture_column
    what, line = (setter.stacked(one, bold=True) for one in block.header)
    widest = max((line_width(one.said, one.style) for one in line), default=0.0)
    written = min(max(_LINE, widest + 1), room * _MOST)
    header = _row(setter, ((), what, line), written, whole, "TH")
    header.keep_with_next = True
    rows = [header]
    for said in (*block.items, *[()] * block.blank):
        language = said[0].language if said else setter.look.languages[0]
        box = TickBox(setter.size_in(0), language, role="P")
        words = setter.stacked(said, tight=True) or (WritingLine(),)
        rows.append(_row(setter, ((box,), words, (WritingLine(),)), written, whole, "TD"))
        rows[-1].repeat = (header,)
    return rows


def _row(
    setter: Setter, cells: tuple[tuple[Any, ...], ...], written: float, whole: Group, role: str
) -> Row:
    look, scope = setter.look, "Column" if role == "TH" else ""
    box, words, line = cells
    return Row(
        [
            Cell(box, look.picture_column, 0.0, Group("TD")),
            Cell(
                words,
                look.width - look.picture_column - written,
                _GAP,
                Group(role, scope=scope),
            ),
            Cell(line, written, 0.0, Group(role, scope=scope)),
        ],
        right_to_left=look.right_to_left,
        groups=(whole, Group("TR")),
        pad=_PAD,
    )
