"""Things that are handed over: how many, and boxes to tick when they go out and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.packets.blocks.frames import TickBox, WritingLine
from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.blocks.tables import longest_word
from liaison_app.packets.blocks.words import same
from liaison_app.packets.looks import MM

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Said
    from liaison_app.packets.handover_lines import Handed, Handover
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

_GAP = 8.0  # between columns
_NARROW = 17 * MM  # a column of numbers or boxes; words above it may make it wider
_MOST = 0.24  # of the room, that one of these columns may take
_PAD = 2.5  # above and below a row
_SMALLER = 0.82  # what a thing is for, beside what it is
_BELOW = frozenset({"below"})


def handover_rows(setter: Setter, block: Handover) -> list[Row]:
    """A header, a row for each thing, and rows that are empty; a page ends between rows only."""
    whole = Group("Table")
    heads = [_head(setter, said) for said in block.header]
    widths = _widths(setter, heads)
    header = _row(setter, ((), *heads), widths, whole, "TH")
    header.keep_with_next = True
    header.before = 4
    rows = [header]
    boxes = len(block.header) - 2
    for thing in (*block.things, *[None] * block.blank):
        cells = _thing(setter, thing) if thing else ((), (WritingLine(),), (WritingLine(),))
        language = thing.what[0].language if thing else setter.look.languages[0]
        ticks = ((TickBox(setter.size_in(0), language, role="P"),) for _n in range(boxes))
        rows.append(_row(setter, (*cells, *ticks), widths, whole, "TD"))
        rows[-1].repeat = (header,)
    rows[-1].after = 8
    return rows


def _head(setter: Setter, said: Said) -> tuple[ShapedParagraph, ...]:
    size = setter.look.scale.body * _SMALLER
    return setter.stacked(said[:1] if same(said) else said, size, bold=True, tight=True)


def _thing(setter: Setter, thing: Handed) -> tuple[tuple[Any, ...], ...]:
    """Its picture, what it is and is for, and how many there are."""
    size = setter.look.scale.body * _SMALLER
    what = setter.stacked(thing.what[:1] if same(thing.what) else thing.what, tight=True)
    purpose = setter.stacked(thing.purpose, size, tight=True)
    return (
        (setter.picture(thing.icon),),
        (*what, *purpose),
        setter.stacked(thing.count, bold=True),
    )


def _widths(setter: Setter, heads: list[tuple[ShapedParagraph, ...]]) -> list[float]:
    """Of all columns, that of the pictures included: what is left is for the things."""
    look = setter.look
    room = look.width - look.picture_column
    narrow = [
        min(max(_NARROW, *map(longest_word, words)) + _GAP + 1, room * _MOST) for words in heads[1:]
    ]
    return [look.picture_column, room - sum(narrow), *narrow]


def _row(
    setter: Setter,
    cells: tuple[tuple[Any, ...], ...],
    widths: list[float],
    whole: Group,
    role: str,
) -> Row:
    scope = "Column" if role == "TH" else ""
    return Row(
        [
            Cell(content, width, _GAP if place else 0.0, Group(role, scope=scope))
            for place, (content, width) in enumerate(zip(cells, widths, strict=True))
        ],
        right_to_left=setter.look.right_to_left,
        groups=(whole, Group("TR")),
        rules=_BELOW,
        pad=_PAD,
    )
