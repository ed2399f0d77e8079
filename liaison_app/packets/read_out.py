"""What a print says in its reader's language, line by line: to be read on a screen, and signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.packets.content import FillIns, Heading, Table
from liaison_app.packets.signature_lines import Signatures
from liaison_app.packets.signed import first_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Block, Section, Text


@dataclass(frozen=True)
class Line:
    """A line of words.

    Attributes:
        words: with the isolates of their values.
        language: tag of the words as they stand.
        level: 1 for the title of a section, 2 for a heading inside it, 0 for running words.
    """

    words: str
    language: str
    level: int = 0


def read_out(sections: tuple[Section, ...]) -> tuple[Line, ...]:
    """Every line, in the order of reading; lines to write or sign on have nothing to say."""
    return tuple(line for section in sections for line in _section(section) if line.words.strip())


def _section(section: Section) -> Iterator[Line]:
    yield from _lines(first_said(section.title), 1)
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Line]:
    """A cell of a table is said after the head of its column."""
    if isinstance(block, Signatures | FillIns):
        return
    if isinstance(block, Table):
        for place, head in enumerate(block.header):
            cells = [row[place] for row in block.rows if place < len(row) and row[place]]
            yield from _lines(first_said(head), 2) if cells else ()
            for cell in cells:
                yield from _lines(first_said(cell), 0)
        return
    yield from _lines(first_said(block), 2 if isinstance(block, Heading) else 0)


def _lines(texts: Iterator[Text], level: int) -> Iterator[Line]:
    return (Line(one.plain, one.language, level) for one in texts)
