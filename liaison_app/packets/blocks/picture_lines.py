"""Picture lines: large words beside a large pictogram, for people who read little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import PictureLine

_SPACE = 5.0  # points between lines
_CALLED = "phone"  # the pictogram beside the number to call
# A number stands in an isolate of its own: no figures beside it can be taken for part of it.
_NUMBER = re.compile(r"\u2066([+(]?\d[\d ().\u00a0+-]{5,}\d(?:\u00a0ext\.\u00a0\d+)?)\u2069")
_LINES = 2.1  # in a part of the width: more would be higher than the pictogram
_ENDLESS = 20  # widths of the page: no line breaks there
_GAP = 8.0  # between lines that stand beside each other
_ABREAST = 3  # at most


def picture_lines(setter: Setter, lines: Sequence[PictureLine]) -> list[Row]:
    """Picture lines that follow each other; where pages are few, short ones stand abreast."""
    if not setter.look.few_pages:
        return [row for line in lines for row in _alone(setter, line)]
    rows = _lowest(setter, tuple(lines), {})
    for row in rows[:-1]:
        row.keep_with_next = True
    return rows


def _lowest(
    setter: Setter, lines: tuple[PictureLine, ...], known: dict[int, list[Row]]
) -> list[Row]:
    """The rows that take the least height, with up to three lines in each."""
    if len(lines) not in known:
        ways = (
            [[]]
            if not lines
            else [
                [*rows, *_lowest(setter, lines[count:], known)]
                for count in range(1, min(_ABREAST, len(lines)) + 1)
                if (rows := _together(setter, lines[:count]))
            ]
        )
        known[len(lines)] = min(ways, key=_height)
    return known[len(lines)]


def _height(rows: list[Row]) -> float:
    return sum(row.wrap(0, 0)[1] + _SPACE for row in rows)


def _together(setter: Setter, lines: tuple[PictureLine, ...]) -> list[Row]:
    """One row of these lines, or one line with its number; nothing if they do not fit."""
    return _abreast(setter, lines) if len(lines) > 1 else list(_alone(setter, lines[0]))


def _alone(setter: Setter, line: PictureLine) -> Iterator[Row]:
    """A line over the whole width; beside a telephone, the number once more, very large."""
    look = setter.look
    row = setter.side_by_side(
        line.said,
        look.scale.picture_line,
        picture=line.icon,
        picture_size=look.scale.large_pictogram,
        middle=True,
    )
    row.before = row.after = _SPACE
    yield row
    number = _number(line)
    if number:
        row.keep_with_next = True
        room = look.width - look.picture_column
        yield Row(
            [Cell((setter.number(number, look.scale.number, room),), room)],
            right_to_left=look.right_to_left,
            inset=look.picture_column,
        )


def _abreast(setter: Setter, lines: tuple[PictureLine, ...]) -> list[Row]:
    """Two or three lines beside each other; nothing if one of them is too long for that."""
    look = setter.look
    share = look.width / len(lines)
    room = share - look.picture_column - _GAP
    if not all(_fits(setter, line, room) for line in lines):
        return []
    row = Row(
        [Cell((_narrow(setter, line, room),), share) for line in lines],
        right_to_left=look.right_to_left,
        middle=True,
    )
    row.before = row.after = _SPACE
    return [row]


def _narrow(setter: Setter, line: PictureLine, room: float) -> Row:
    look = setter.look
    picture = setter.picture(line.icon, look.scale.large_pictogram)
    words = setter.paragraph(line.said[0], look.scale.picture_line)
    return Row(
        [Cell((picture,), look.picture_column), Cell((words,), room)],
        right_to_left=look.right_to_left,
        middle=True,
    )


def _fits(setter: Setter, line: PictureLine, room: float) -> bool:
    """Whether a line is short enough for a part of the width, and no word of it is too long."""
    if len(line.said) != 1 or _number(line):
        return False
    with setter.trying():
        words = setter.paragraph(line.said[0], setter.look.scale.picture_line)
        one_line = words.wrap(setter.look.width * _ENDLESS, 0)[1]
        high = words.wrap(room, 0)[1]
    return not words.faults and high <= one_line * _LINES


def _number(line: PictureLine) -> str:
    """The number to call that a line says; nothing beside any other pictogram."""
    if line.icon != _CALLED or not line.said:
        return ""
    found = _NUMBER.search(line.said[0].plain)
    return found[1] if found else ""
