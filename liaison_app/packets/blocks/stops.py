"""The stops of a route sheet: for each, what is known, boxes to tick and a line to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.frames import WritingLine
from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.content import Span, Text
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Said, Stop

_BOX = "\u2610"
_GAP = 8.0
_BETWEEN = "\u2003"  # one box and its words stand apart from the next
_BELOW = frozenset({"below"})


def stop_rows(setter: Setter, stop: Stop) -> Iterator[Row]:
    """The rows of a stop; they stand on one page."""
    scale = setter.look.scale
    head = _line(setter, stop.head, scale.heading, "H3", bold=True)
    head.before = 12
    yield _with_next(head)
    for said in stop.lines:
        yield _with_next(_line(setter, said, scale.beside, "P"))
    ticks = _line(setter, _boxes(stop.ticks), scale.beside, "P")
    ticks.before = 3
    yield _with_next(ticks)
    yield _written(setter, stop.written)


def _with_next(row: Row) -> Row:
    row.keep_with_next = True
    return row


def _line(setter: Setter, said: Said, size: float, role: str, *, bold: bool = False) -> Row:
    words = tuple(setter.paragraph(one, size, role=role, bold=bold) for one in said)
    return _row(setter, Cell(words, setter.look.width))


def _boxes(ticks: tuple[Said, ...]) -> Said:
    """All boxes in one text per language; no line ends between a box and its words."""
    return tuple(
        Text(
            (Span(_BETWEEN.join(_whole(one.plain) for one in column)),),
            column[0].language,
            column[0].origin,
        )
        for column in zip(*ticks, strict=True)
    )


def _whole(words: str) -> str:
    return f"{_BOX} {words}".replace(" ", "\u00a0")


def _written(setter: Setter, said: Said) -> Row:
    words = setter.stacked(said, setter.look.scale.beside, tight=True)
    label = max((line_width(one.said, one.style) + 1 for one in words), default=0.0) + _GAP
    row = _row(setter, Cell(words, label, _GAP), Cell((WritingLine(),), setter.look.width - label))
    row.after = 4
    return row


def _row(setter: Setter, *cells: Cell, groups: tuple[Group, ...] = ()) -> Row:
    return Row(cells, right_to_left=setter.look.right_to_left, groups=groups)
