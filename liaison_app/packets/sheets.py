"""Tables of what is written down: each cell is our words, a value, or what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liaison_app.language.calendars import calendar_of
from liaison_app.language.languages import name_of
from liaison_app.language.names import isolate
from liaison_app.packets.content import Heading, Paragraph, Table
from liaison_app.packets.free_texts import is_foreign, language_typed
from liaison_app.packets.kind import Typed
from liaison_app.packets.question_words import NO_DAY
from liaison_app.packets.school_tables import grade_said
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.values import Day, Value, one_line
from liaison_app.packets.voices import alone, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.kind import Saying
    from liaison_app.packets.problems import Place


@dataclass(frozen=True)
class Phrase:
    """Words of ours (`P_`)."""

    msgid: str


@dataclass(frozen=True)
class Quoted:
    """Words that somebody typed, and where they are kept.

    Attributes:
        language: of the words; "" if nobody wrote it down.
        section: in which a district's translation of them is looked up.
    """

    words: str
    place: Place
    language: str = ""
    section: str = ""


@dataclass(frozen=True)
class Grade:
    """A grade as it was typed."""

    typed: str


@dataclass(frozen=True)
class LanguageName:
    """What a language is called in the language of the page."""

    tag: str

    def said(self, tag: str) -> str:
        """The name of the language."""
        return isolate(name_of(self.tag, tag)) if self.tag else ""


Cell = Phrase | Quoted | Grade | Value
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One table.

    Attributes:
        header: what stands above the columns (`P_`).
        name: of whom or what it tells; None if the section says that.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    name: Cell | None = None


def sheet_blocks(saying: Saying, sheets: Iterable[Sheet], nothing: str) -> tuple[Block, ...]:
    """The tables that have rows; `nothing` (`P_`) where none has."""
    blocks: list[Block] = []
    for sheet in sheets:
        if not sheet.rows:
            continue
        if sheet.name is not None:
            blocks.append(Heading(cell_said(saying, sheet.name), level=3))
        header = tuple(say(saying.voices, one) for one in sheet.header)
        rows = tuple(tuple(cell_said(saying, cell) for cell in row) for row in sheet.rows)
        blocks.append(Table(header, rows))
    return tuple(blocks) or (Paragraph(say(saying.voices, nothing)),)


def day_cell(day: date | None) -> Cell:
    """A day of which only the date counts, or that nobody wrote it down."""
    return Day(day, weekday=False, year=True) if day else Phrase(NO_DAY)


def cell_said(saying: Saying, cell: Cell) -> Said:
    """A cell in the languages of the page."""
    if isinstance(cell, Phrase):
        return say(saying.voices, cell.msgid)
    if isinstance(cell, Quoted):
        return typed_said(cell.words, saying.voices, cell.section, saying.dress, cell.language)
    if isinstance(cell, Grade):
        return grade_said(cell.typed, saying.voices, saying.dress)
    if isinstance(cell, Day):
        cell = replace(cell, also=calendar_of(saying.facts.calendar))
    return alone(saying.voices, saying.dress(cell))


def quoted(sheets: Iterable[Sheet]) -> Iterator[Quoted]:
    """Everything in these tables that somebody typed."""
    for sheet in sheets:
        for row in sheet.rows:
            yield from (cell for cell in row if isinstance(cell, Quoted))


def typed_in(sheets: Iterable[Sheet]) -> tuple[Typed, ...]:
    """The same, for pre-flight."""
    return tuple(
        Typed(one.words, one.place, one.language, one.section)
        for one in quoted(sheets)
        if one_line(one.words)
    )


def unread(saying: Saying, sheets: Iterable[Sheet]) -> str:
    """Say "yes" if the reader cannot read something that somebody typed: a strip says so."""
    first = saying.voices[0]
    for one in quoted(sheets):
        tag = one.language or language_typed(one.words, saying.voices)
        if is_foreign(one.words, tag, first, one.section):
            return "yes"
    return ""
