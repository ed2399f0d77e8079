"""Tables: cells in one language or two, a header that every page says again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.blocks.words import same
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Said, Table
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

_GAP = 14.0  # between columns
_PAD = 5.0  # above and below the words of a row
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
    wanted = [0.0] * max(map(len, rows), default=0)
    for row in rows:
        for column, words in enumerate(row):
            widest = max((line_width(one.said, one.style) for one in words), default=0.0)
            wanted[column] = max(wanted[column], widest + _GAP + 1)
    widths = dict.fromkeys(range(len(wanted)), 0.0)
    open_columns = set(widths)
    while open_columns:
        share = room / len(open_columns)
        narrow = {column for column in open_columns if wanted[column] <= share}
        for column in narrow:
            widths[column] = wanted[column]
            room -= wanted[column]
        if not narrow:
            widths.update(dict.fromkeys(open_columns, share))
            return list(widths.values())
        open_columns -= narrow
    widths[0] += room  # nobody is long: the first column takes what is left
    return list(widths.values())
