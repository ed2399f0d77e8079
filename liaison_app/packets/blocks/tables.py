"""Tables: cells in one language or two, a header that every page says again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.blocks.words import same
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Said, Table
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

_GAP = 14.0  # between columns
_PAD = 5.0  # above and below the words of a row
_LONGEST_VALUE = 24  # characters, marks of direction included
_BELOW = frozenset({"below"})


def table_rows(setter: Setter, table: Table) -> list[Row]:
    """The rows of a table, mirrored for those who read from the right."""
    head = [_cell(setter, said, bold=True) for said in table.header]
    body = [[_cell(setter, said) for said in row] for row in table.rows]
    widths = _widths([head, *body], setter.look.width - setter.look.picture_column)
    whole = Group("Table")
    header = _row(setter, head, widths, whole, role="TH")
    header.keep_with_next = True
    rows = [_row(setter, cells, widths, whole, role="TD") for cells in body]
    for row in rows:
        row.repeat = (header,)
    header.before = 4
    if rows:
        rows[-1].after = 8
    return [header, *rows]


def _cell(setter: Setter, said: Said, *, bold: bool = False) -> tuple[ShapedParagraph, ...]:
    """The words of one cell, the family's above; what is the same in both stands there once."""
    return setter.stacked(said[:1] if same(said) else said, bold=bold)


def _row(
    setter: Setter,
    cells: list[tuple[ShapedParagraph, ...]],
    widths: list[float],
    whole: Group,
    *,
    role: str,
) -> Row:
    scope = "Column" if role == "TH" else ""
    return Row(
        [
            Cell(words, width, _GAP, Group(role, scope=scope))
            for words, width in zip(cells, widths, strict=False)
        ],
        right_to_left=setter.look.right_to_left,
        groups=(whole, Group("TR")),
        rules=_BELOW,
        pad=_PAD,
        inset=setter.look.picture_column,
    )


def _widths(rows: list[list[tuple[ShapedParagraph, ...]]], room: float) -> list[float]:
    """Widths of columns: short ones (numbers) as wide as they are, long ones share the rest."""
    columns = range(max(map(len, rows), default=0))
    wanted = [_widest(rows, column, _any) for column in columns]
    least = [_widest(rows, column, _is_value) for column in columns]
    if sum(least) > room:
        least = [0.0] * len(least)
    widths = dict.fromkeys(columns, 0.0)
    waiting = set(columns)
    while waiting:
        share = room / len(waiting)
        settled = {one for one in waiting if wanted[one] <= share or least[one] >= share}
        for column in settled:
            widths[column] = wanted[column] if wanted[column] <= share else least[column]
            room -= widths[column]
        if not settled:
            widths.update(dict.fromkeys(waiting, share))
            return list(widths.values())
        waiting -= settled
    widths[0] += room  # nobody is long: the first column takes what is left
    return list(widths.values())


def _widest(
    rows: list[list[tuple[ShapedParagraph, ...]]], column: int, counts: Callable[[str], bool]
) -> float:
    """The width of the widest words of a column that count, on one line each, with the gap."""
    words = (one for row in rows if column < len(row) for one in row[column])
    widths = (line_width(one.said, one.style) for one in words if counts(one.said.plain))
    return max(widths, default=0.0) + _GAP + 1


def _any(_words: str) -> bool:
    return True


def _is_value(words: str) -> bool:
    """Whether words are a number or a time, which must not be broken over lines."""
    return len(words) <= _LONGEST_VALUE and any(one.isdigit() for one in words)
