"""Picture lines: large words beside a large pictogram, for people who read little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Cell, Row
from liaison_app.packets.looks import GUTTER
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import PictureLine

_SPACE = 5.0  # points between lines
_CALLED = "phone"  # the pictogram beside the number to call
# A number stands in an isolate of its own: no figures beside it can be taken for part of it.
_NUMBER = re.compile(r"\u2066([+(]?\d[\d ().\u00a0+-]{5,}\d(?:\u00a0ext\.\u00a0\d+)?)\u2069")
_SHORT = 1.6  # lines in half of the width: less is sure not to be higher than the pictogram


def picture_lines(setter: Setter, lines: Sequence[PictureLine]) -> Iterator[Row]:
    """Picture lines that follow each other; where sheets are few, short ones stand in pairs."""
    waiting = list(lines)
    while waiting:
        line = waiting.pop(0)
        if waiting and all(_may_pair(setter, one) for one in (line, waiting[0])):
            yield _pair(setter, line, waiting.pop(0))
        else:
            yield from _alone(setter, line)


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
            [Cell((setter.number(number, look.scale.number),), room)],
            right_to_left=look.right_to_left,
            inset=look.picture_column,
        )


def _pair(setter: Setter, first: PictureLine, second: PictureLine) -> Row:
    half = setter.look.width / 2
    row = Row(
        [Cell((_half(setter, one),), half) for one in (first, second)],
        right_to_left=setter.look.right_to_left,
        middle=True,
    )
    row.before = row.after = _SPACE
    return row


def _half(setter: Setter, line: PictureLine) -> Row:
    look = setter.look
    picture = setter.picture(line.icon, look.scale.large_pictogram)
    words = setter.paragraph(line.said[0], look.scale.picture_line)
    return Row(
        [Cell((picture,), look.picture_column), Cell((words,), _room(setter))],
        right_to_left=look.right_to_left,
        middle=True,
    )


def _room(setter: Setter) -> float:
    return setter.look.width / 2 - setter.look.picture_column - GUTTER


def _may_pair(setter: Setter, line: PictureLine) -> bool:
    if not setter.look.few_pages or len(line.said) != 1 or _number(line):
        return False
    words = setter.paragraph(line.said[0], setter.look.scale.picture_line)
    return line_width(words.said, words.style) < _room(setter) * _SHORT


def _number(line: PictureLine) -> str:
    """The number to call that a line says; nothing beside any other pictogram."""
    if line.icon != _CALLED or not line.said:
        return ""
    found = _NUMBER.search(line.said[0].plain)
    return found[1] if found else ""
