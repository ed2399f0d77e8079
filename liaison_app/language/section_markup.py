"""The light Markdown in which the texts for families are written, one file for each section.

    ---
    rights: yes                  what is said of the whole section, between two lines of dashes
    ---
    # Title                      ## and ### are headings inside the section
    Words with **weight**, and {placeholders} for what is known of the family and the school.
    - a point                    1. a step
    ![icon] a line with a large picture
    | What | Whom |              rows of a table; the first is its head
    > "What to say in English."  with its sounds, which translators write
    [ ] a box to tick            ____ a line to write on
    !! a framed line that must be seen
    --- cut                      what follows is cut off
    @calendar                    what the program puts there
    <!-- for translators: about the line or the list that follows -->

`[fact] ` before any of these prints it only when the fact is known, `[fact=value] ` only when it
has that value. Every paragraph, point, cell or label is one text for translators; what consists
of placeholders alone is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from string import Formatter

from liaison_app.language.catalogues import N_

SOUNDS = "sounds"
"""Context of the messages that say how an English sentence sounds."""


class Kind(StrEnum):
    """What a line of a section is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    PICTURE = "picture"
    POINT = "point"
    STEP = "step"
    ROW = "row"
    PHRASE = "phrase"
    BOX = "box"
    LABEL = "label"
    STRIP = "strip"
    CUT = "cut"
    BLOCK = "block"


@dataclass(frozen=True)
class Line:
    """One line of a section, before anything is put into it.

    Attributes:
        kind: what it is.
        words: its text; the cells of a row; the name of a block.
        fact: the fact that must be known for it to print, "" for none.
        value: the value that the fact must have, "" for any.
        icon: the picture before it.
        level: of a heading, 2 or 3.
        note: what its translators should know.
        number: where it begins in its file, from 1.
    """

    kind: Kind
    words: tuple[str, ...]
    fact: str = ""
    value: str = ""
    icon: str = ""
    level: int = 0
    note: str = ""
    number: int = 0

    @property
    def messages(self) -> tuple[tuple[str, str], ...]:
        """What is translated of it: context and text."""
        if self.kind is Kind.PHRASE:
            return ((SOUNDS, self.words[0]),)
        if self.kind in {Kind.CUT, Kind.BLOCK}:
            return ()
        return tuple(("", words) for words in self.words if has_words(words))


@dataclass(frozen=True)
class Marked:
    """A file of the light Markdown: what is said of the whole, and its lines."""

    settings: dict[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


class MalformedSectionError(ValueError):
    """A line of a section cannot be understood.

    Attributes:
        why: what is wrong, marked for translation.
        line: its number, from 1; 0 for the section as a whole.
    """

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {why}" if line else why)
        self.why = why
        self.line = line


def read_section(text: str) -> Marked:
    """Read a section.

    Raises:
        MalformedSectionError: a line cannot be understood; says which.
    """
    rows = [(number, row.rstrip()) for number, row in enumerate(text.splitlines(), 1)]
    settings, rows = _settings(rows)
    return Marked(settings, tuple(_lines(rows)))


def placeholders(text: str) -> set[str]:
    """The names in braces.

    Raises:
        ValueError: a brace stands alone.
    """
    return {name for _text, name, _spec, _how in Formatter().parse(text) if name is not None}


def has_words(text: str) -> bool:
    """Whether anything is left to translate when the placeholders are taken away."""
    return any(char.isalpha() for char in re.sub(r"\{\w*\}", "", text))


def _settings(rows: list[tuple[int, str]]) -> tuple[dict[str, str], list[tuple[int, str]]]:
    if not rows or rows[0][1] != "---":
        return {}, rows
    ends = next((at for at, (_n, row) in enumerate(rows) if at and row == "---"), 0)
    if not ends:
        raise MalformedSectionError(N_("there is no second line of dashes"), 1)
    pairs = (row.partition(":") for _number, row in rows[1:ends])
    return {name.strip(): value.strip() for name, _colon, value in pairs}, rows[ends + 1 :]


def _lines(rows: list[tuple[int, str]]) -> list[Line]:
    lines: list[Line] = []
    note, before = "", ""
    for number, row in rows:
        if comment := re.fullmatch(r"<!--(.*)-->", row):  # spaces in it would take cubic time
            note = comment[1].strip()
        elif row:
            line = _line(number, row, note)
            if _goes_on(line, lines, before):
                lines[-1] = _joined(lines[-1], row)
            else:
                lines.append(line)
        elif before and not before.startswith("<!--"):
            note = ""  # a note is about all that follows it, up to the next empty line
        before = row
    return lines


def _goes_on(line: Line, lines: list[Line], before: str) -> bool:
    """Whether a line is more of the paragraph on the line before it."""
    text = Kind.PARAGRAPH
    below_words = bool(lines) and bool(before) and not before.startswith("<!--")
    return below_words and line.kind is lines[-1].kind is text and not line.fact


_CONDITION = re.compile(r"\[(\w+)(?:=(\w+))?\]\s+(.*)")
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.TITLE, re.compile(r"#\s+(.+)")),
    (Kind.HEADING, re.compile(r"(?P<level>#{2,3})\s+(?P<words>.+)")),
    (Kind.PICTURE, re.compile(r"!\[(?P<icon>[a-z0-9-]+)\]\s+(?P<words>.+)")),
    (Kind.STRIP, re.compile(r"!!\s+(.+)")),
    (Kind.POINT, re.compile(r"-\s+(.+)")),
    (Kind.STEP, re.compile(r"\d+\.\s+(.+)")),
    (Kind.PHRASE, re.compile(r'>\s+"(.+)"')),
    (Kind.BOX, re.compile(r"\[ \]\s+(.+)")),
    (Kind.LABEL, re.compile(r"____\s+(.+)")),
    (Kind.BLOCK, re.compile(r"@([a-z_]+)")),
)


def _line(number: int, row: str, note: str) -> Line:
    fact, value = "", ""
    if condition := _CONDITION.fullmatch(row):
        fact, value, row = condition[1], condition[2] or "", condition[3]
    if row == "--- cut":
        return Line(Kind.CUT, (), fact, value, number=number)
    if row.startswith("|"):
        cells = tuple(cell.strip() for cell in row.strip("|").split("|"))
        _check(number, *cells)
        return Line(Kind.ROW, cells, fact, value, note=note, number=number)
    for kind, pattern in _PATTERNS:
        if found := pattern.fullmatch(row):
            named = found.groupdict()
            words = named.get("words") or found[1]
            _check(number, words)
            return Line(
                kind,
                (words,),
                fact,
                value,
                icon=named.get("icon", ""),
                level=len(named.get("level", "")),
                note=note,
                number=number,
            )
    if row.startswith(("#", "!", ">", "@", "[", "---", "____")):
        raise MalformedSectionError(N_("it begins with a sign that means something else"), number)
    _check(number, row)
    return Line(Kind.PARAGRAPH, (row,), fact, value, note=note, number=number)


def _check(number: int, *texts: str) -> None:
    for words in texts:
        try:
            placeholders(words)
        except ValueError as error:
            raise MalformedSectionError(N_("a brace stands alone"), number) from error
        if words.count("**") % 2:
            raise MalformedSectionError(N_("** has no end"), number)


def _joined(line: Line, more: str) -> Line:
    return replace(line, words=(f"{line.words[0]} {more}",))
