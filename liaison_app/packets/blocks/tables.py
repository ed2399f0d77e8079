"""Tables: cells in one language or two, a header that every page says again.

Where there is too little room for columns, each row becomes labels with what they say beside them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.blocks.words import bare, same
from liaison_app.packets.content import Span, Text
from liaison_app.packets.typeset.breaking import line_ends
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Said, Table
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

_Words = tuple["ShapedParagraph", ...]  # of one cell, in one language or two

_GAP = 14.0  # between columns
_PAD = 5.0  # above and below the words of a row
_LONGEST_VALUE = 24  # characters, marks of direction included
_NARROWEST = 7.5  # sizes of the letters: sentences in a column are not narrower
_LABEL = 0.35  # of the width at most, where labels stand beside what they say
_BELOW = frozenset({"below"})
# A value put into a sentence that is short enough for a date, and the spaces beside its figures.
_DATE = re.compile("[\u2066-\u2068][^\u2066-\u2069]{1,36}\u2069")
_BESIDE_FIGURES = re.compile(r"(?<=\d) (?=\w)|(?<=\w) (?=\d)")


def table_rows(setter: Setter, table: Table) -> list[Row]:
    """The rows of a table, mirrored for those who read from the right."""
    head = [_cell(setter, said, bold=True) for said in table.header]
    body = [[_cell(setter, said) for said in row] for row in table.rows]
    room = setter.look.width - setter.look.picture_column
    widths = _even([head, *body], room) if table.even else []
    widths = widths or _widths([head, *body], room)
    if not widths:
        return _labelled(setter, table, body, room)
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


def _labelled(setter: Setter, table: Table, body: list[list[_Words]], room: float) -> list[Row]:
    """Each row of a table as labels, and beside each what it says; a row is not torn apart."""
    whole = Group("Table")
    rows: list[Row] = []
    for cells in body:
        labels = [_cell(setter, said, bold=True) for said in table.header]
        widest = max((_widest(words) for words in labels), default=0.0)
        label = min(widest + _GAP, room * _LABEL)
        pairs = [
            Row(
                [
                    Cell(name, label, _GAP, Group("TH", scope="Row")),
                    Cell(words, room - label, 0.0, Group("TD")),
                ],
                right_to_left=setter.look.right_to_left,
                groups=(whole, Group("TR")),
                pad=_PAD / 2,
                inset=setter.look.picture_column,
            )
            for name, words in zip(labels, cells, strict=False)
        ]
        for pair in pairs[:-1]:
            pair.keep_with_next = True
        if pairs:
            pairs[-1].rules = _BELOW
        rows += pairs
    if rows:
        rows[0].before, rows[-1].after = 4, 8
    return rows


def _cell(setter: Setter, said: Said, *, bold: bool = False) -> _Words:
    """The words of one cell, the family's above; what is the same in both stands there once."""
    shown = said[:1] if same(said) else said
    return setter.stacked(tuple(_whole_dates(one) for one in shown), bold=bold)


def _whole_dates(said: Text) -> Text:
    """A text in which the day of a date is not parted from its month."""
    spans = tuple(Span(_DATE.sub(_joined, one.words), one.bold) for one in said.spans)
    return Text(spans, said.language, said.origin)


def _joined(date: re.Match[str]) -> str:
    return _BESIDE_FIGURES.sub("\u00a0", date[0])


def _row(
    setter: Setter,
    cells: list[_Words],
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


def _even(rows: list[list[_Words]], room: float) -> list[float]:
    """Columns of one width; nothing if a word or a number would be torn in one."""
    width = room / len(rows[0])
    torn = max(_narrowest(words) + _GAP + 1 for row in rows for words in row)
    return [] if torn > width else [width] * len(rows[0])


def _widths(rows: list[list[_Words]], room: float) -> list[float]:
    """Widths of columns: short ones (numbers) as wide as they are, long ones share the rest.

    Nothing if words or numbers would be torn, or sentences be much narrower than they can be read.
    """
    columns = [
        [row[place] for row in rows if place < len(row)]
        for place in range(max(map(len, rows), default=0))
    ]
    wanted = [max(map(_widest, cells)) + _GAP + 1 for cells in columns]
    if sum(wanted) <= room:
        return [wanted[0] + room - sum(wanted), *wanted[1:]] if wanted else []
    torn = [max(map(_narrowest, cells)) + _GAP + 1 for cells in columns]
    values = [max(map(_widest_value, cells)) + _GAP + 1 for cells in columns]
    least = [max(one) for one in zip(torn, values, strict=True)]
    if sum(least) > room:
        least = torn
    widths = _shared(wanted, least, room)
    size = max(one.style.size for row in rows for words in row for one in words)
    readable = _NARROWEST * size
    crowded = sum(least) > room or any(
        width < min(want, readable) for width, want in zip(widths, wanted, strict=True)
    )
    return [] if crowded else widths


def _shared(wanted: list[float], least: list[float], room: float) -> list[float]:
    """Short columns have all that they want; the others share the rest, the longest most of it."""
    widths = list(wanted)
    waiting = set(range(len(wanted)))
    while short := {one for one in waiting if wanted[one] <= room / len(waiting)}:
        left = room - sum(wanted[one] for one in short)
        if sum(least[one] for one in waiting - short) > left:
            break
        room, waiting = left, waiting - short
    spare = max(room - sum(least[one] for one in waiting), 0.0)
    more = {one: min(wanted[one], room) - min(least[one], room) + 1 for one in waiting}
    for one in waiting:
        widths[one] = least[one] + spare * more[one] / sum(more.values())
    return widths


def _widest(words: _Words) -> float:
    """The width of words on one line in each language."""
    return max((line_width(one.said, one.style) for one in words), default=0.0)


def _widest_value(words: _Words) -> float:
    """The width of a number or a time, which must not be broken over lines."""
    return _widest(tuple(one for one in words if _is_value(one.said.plain)))


def _is_value(words: str) -> bool:
    return len(words) <= _LONGEST_VALUE and _has_digit(words)


def _has_digit(words: str) -> bool:
    return any(one.isdigit() for one in words)


def _narrowest(words: _Words) -> float:
    """The width below which a word or a number would be torn."""
    return max((longest_word(one) for one in words), default=0.0)


def longest_word(one: ShapedParagraph) -> float:
    """The width below which a word of a text, or a number in it, would be torn, in points."""
    plain = one.said.plain
    ends = (0, *line_ends(plain, one.language))
    parts = [bare(plain[start:end]) for start, end in pairwise(ends)]
    words = {max(parts, key=len, default=""), *(part for part in parts if _has_digit(part))}
    said = (Text((Span(part, bold=True),), one.language) for part in words if part)
    return max((line_width(part, one.style) for part in said), default=0.0)
