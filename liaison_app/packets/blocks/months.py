"""The page of one month: a grid of its days, and below it what happens on the marked ones.

Families who live by another calendar find its months below the title and its days in the grid,
small, at the end side; the large ones are those of the school.
"""

from __future__ import annotations

from calendar import Calendar as Weeks
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from liaison_app.language.languages import direction_of
from liaison_app.language.other_dates import (
    month_begins,
    other_language,
    other_months,
    other_number,
)
from liaison_app.language.regional_dates import month_title, number
from liaison_app.language.regions import region
from liaison_app.packets import pictograms
from liaison_app.packets.blocks.rows import (
    Cell,
    Group,
    Piece,
    Row,
    artifact,
    grouped,
    rule,
    tagger_of,
)
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import Span, text
from liaison_app.packets.looks import MM, RULE
from liaison_app.packets.values import Day

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Calendar, Marked
    from liaison_app.packets.typeset.paragraph import Align, ShapedParagraph

_DAYS = 7
_PAD = 4.0
_MOST_MARKS = 3  # pictograms in one day; the list below has them all
_CELL = 3.4  # height of a day, in sizes of its number
_NUMBER = 1.6  # width of that number, in its sizes
_SMALL = 0.8  # size of the other calendar's number, in sizes of ours
_LARGE_CELL = 2.9  # height of a day on a wall, in sizes of the title
_LARGE_MONTH = 330.0  # points: the height of all weeks leaves room on a page for what they hold
_TICK = 3.6 * MM  # the box of a day
_SMALL_WORDS = 0.9  # what stands below the grid of a wall, beside running text
_PAIR = 2


def month_pieces(setter: Setter, block: Calendar) -> list[Piece]:
    """Title, grid and list of a month."""
    look = setter.look
    tags = (block.language, *look.languages[1:])
    said = tuple(text(month_title(block.first, tag), region(tag).language) for tag in tags)
    title = setter.side_by_side(
        said, look.scale.heading, groups=(Group("H3"),), role="Span", bold=True, tight=True
    )
    title.before, title.after, title.keep_with_next = 8, 4, True
    grid = MonthGrid(setter, block)
    below = _short_list(setter, block) if block.large else _list(setter, block)
    return [title, *_other_title(setter, block, tags), grid, *below]


def _other_title(setter: Setter, block: Calendar, tags: tuple[str, ...]) -> list[Row]:
    """The months of the family's own calendar."""
    if block.also is None or not other_months(block.first, block.also, block.language):
        return []
    said = tuple(
        text(other_months(block.first, block.also, tag), other_language(tag, block.also))
        for tag in tags
    )
    row = setter.side_by_side(said, tight=True)
    row.after, row.keep_with_next = 4, True
    return [row]


def _list(setter: Setter, block: Calendar) -> list[Row]:
    rows = []
    whole = Group("L")
    for mark in (one for one in block.marked if one.said):
        cells: list[tuple[Any, ...]] = [(setter.picture(mark.icon),)]
        for column, said in enumerate(mark.said):
            tags = setter.look.languages
            tag = tags[column] if column < len(tags) else said.language
            day = text(Day(mark.day, also=block.also).said(tag), region(tag).language)
            cells.append(
                (
                    setter.paragraph(day, setter.size_in(column), bold=True),
                    setter.paragraph(said, setter.size_in(column)),
                )
            )
        row = setter.row(cells, groups=(whole, Group("LI"), Group("LBody")))
        row.before = 6
        rows.append(row)
    return rows


def _short_list(setter: Setter, block: Calendar) -> list[Row]:
    """What happens, two days beside each other: the number of the day says enough on one month."""
    look = setter.look
    picture = look.scale.pictogram + _PAD
    words = (look.width - _PAIR * picture) / _PAIR
    marks = [one for one in block.marked if one.said]
    half = -(-len(marks) // _PAIR)
    whole = Group("L")
    rows = []
    for pair in zip_longest(marks[:half], marks[half:]):  # the first column is read first, down
        cells = []
        for mark in pair:
            group = Group("LI")
            shown = () if mark is None else (setter.picture(mark.icon),)
            said = () if mark is None else _numbered(setter, mark)
            cells += [Cell(shown, picture, _PAD), Cell(said, words, _PAD * 2, group)]
        row = Row(cells, right_to_left=look.right_to_left, groups=(whole,))
        row.before = 3
        rows.append(row)
    return rows


def _numbered(setter: Setter, mark: Marked) -> tuple[ShapedParagraph, ...]:
    """What happens, after the number of its day."""
    size = setter.look.scale.body * _SMALL_WORDS
    return tuple(
        setter.paragraph(
            replace(
                one, spans=(Span(f"{number(mark.day.day, one.language)} ", bold=True), *one.spans)
            ),
            setter.size_in(column, size),
            role="LBody",
            align=setter.side,
            tight=True,
        )
        for column, one in enumerate(mark.said)
    )


@dataclass(frozen=True)
class _DayOfMonth:
    """A day of the grid, as the school counts it and as the family does."""

    number: int
    words: ShapedParagraph
    other: ShapedParagraph | None


def _day_of_month(
    setter: Setter, block: Calendar, size: float, day: int, room: float
) -> _DayOfMonth:
    words = setter.paragraph(text(number(day, block.language), block.language), size)
    when = block.first.replace(day=day)
    other = other_number(when, block.also, block.language)
    if block.also is None or not other:
        return _DayOfMonth(day, words, None)
    language = other_language(block.language, block.also)
    side: Align = "left" if direction_of(block.language) == "rtl" else "right"

    def small(said: str) -> ShapedParagraph:
        return setter.paragraph(text(said, language), size * _SMALL, align=side)

    begins = month_begins(when, block.also, block.language)
    with setter.trying():
        longer = small(begins)
        fits = longer.wrap(room, 0)[1] <= small(other).wrap(room, 0)[1] and not longer.faults
    return _DayOfMonth(day, words, small(begins if begins and fits else other))


class MonthGrid(Piece):
    """Weeks as rows, beginning on the day and at the side where the language has them begin.

    Args:
        setter: sets the names and numbers.
        block: the month.
    """

    before = 2.0
    after = 8.0

    def __init__(self, setter: Setter, block: Calendar) -> None:
        super().__init__()
        place = region(block.language)
        size = setter.look.scale.body
        self.mirrored = direction_of(block.language) == "rtl"
        order = [(place.first_day + day) % _DAYS for day in range(_DAYS)]
        self.heads = [
            setter.paragraph(
                text(place.days_short[day], place.language), size - 1, align="center", bold=True
            )
            for day in order
        ]
        self.size = size
        room = setter.look.width / _DAYS - 2 * _PAD - size * _NUMBER
        weeks = Weeks(place.first_day).monthdayscalendar(block.first.year, block.first.month)
        self.weeks = [
            [_day_of_month(setter, block, size, day, room) if day else None for day in week]
            for week in weeks
        ]
        self.marks: dict[int, list[Marked]] = {}
        for mark in block.marked:
            if (mark.day.year, mark.day.month) == (block.first.year, block.first.month):
                self.marks.setdefault(mark.day.day, []).append(mark)
        self.large = block.large
        self.cell_height = size * _CELL
        if self.large:
            most = _LARGE_MONTH / len(weeks)
            self.cell_height = min(setter.look.scale.title * _LARGE_CELL, most)
        self.picture = size * (1.8 if self.large else 1.45)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width; days of equal height."""
        self.column = width / _DAYS
        inside = self.column - 2 * _PAD
        self.head_height = max(one.wrap(inside, height)[1] for one in self.heads) + _PAD
        self.width = width
        self.height = self.head_height + self.cell_height * len(self.weeks)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the rules, then names and days in the order of reading."""
        with artifact(self.canv):
            self._rules()
        with grouped(self.canv, (Group("Table"),)):
            with grouped(self.canv, (Group("TR"),)):
                for column, head in enumerate(self.heads):
                    with grouped(self.canv, (Group("TH", scope="Column"),)):
                        self._words(head, column, self.height)
            for line, week in enumerate(self.weeks):
                with grouped(self.canv, (Group("TR"),)):
                    self._week(week, self.height - self.head_height - line * self.cell_height)

    def _rules(self) -> None:
        top = self.height - self.head_height
        for line in range(len(self.weeks) + 1):
            rule(self.canv, 0, top - line * self.cell_height, self.width)
        for column in range(_DAYS + 1):
            x = column * self.column
            self.canv.addLiteral(f"q {RULE} w 0 G {x:.2f} 0 m {x:.2f} {top:.2f} l S Q")

    def _week(self, week: list[_DayOfMonth | None], top: float) -> None:
        for column, day in enumerate(week):
            with grouped(self.canv, (Group("TD"),)):
                if day:
                    self._words(day.words, column, top - 1)
                    self._other(day, column, top - 1)
                    self._pictures(self.marks.get(day.number, [])[:_MOST_MARKS], column, top)
                    if self.large:
                        self._box(column, top)

    def _words(self, words: ShapedParagraph, column: int, top: float) -> None:
        high = words.wrap(self.column - 2 * _PAD, self.height)[1]
        words.drawOn(self.canv, self._left(column) + _PAD, top - high)

    def _other(self, day: _DayOfMonth, column: int, top: float) -> None:
        """The day of the family's calendar, on the line of the school's, at the end side."""
        small = day.other
        if small is None:
            return
        begins = self.size * _NUMBER
        high = small.wrap(self.column - 2 * _PAD - begins, self.height)[1]
        x = self._left(column) + _PAD + (0 if self.mirrored else begins)
        small.drawOn(self.canv, x, top - high - day.words.first_baseline + small.first_baseline)

    def _pictures(self, marks: list[Marked], column: int, top: float) -> None:
        """Pictograms in the lower corner at the end side, each with what it says."""
        bottom = top - self.cell_height + _PAD
        room = self.column - 2 * _PAD - (_TICK + _PAD if self.large else 0)
        size = min(self.picture, room / max(len(marks), 1))
        for place, mark in enumerate(marks):
            offset = _PAD + (place + 1) * size
            x = self._left(column)
            x += offset - size if self.mirrored else self.column - offset
            self._figure(mark, x, bottom, size)

    def _box(self, column: int, top: float) -> None:
        """A box to tick, in the lower corner at the start side; what it is for is said below."""
        x = self._left(column) + (self.column - _PAD - _TICK if self.mirrored else _PAD)
        with artifact(self.canv):
            self.canv.setLineWidth(RULE)
            self.canv.rect(x, top - self.cell_height + _PAD, _TICK, _TICK)

    def _figure(self, mark: Marked, x: float, y: float, size: float) -> None:
        """A pictogram with its words for who cannot see it; they are said on the first day."""
        tagger = tagger_of(self.canv)
        if not mark.said or not tagger:
            with artifact(self.canv):
                pictograms.draw(self.canv, mark.icon, x, y, size)
            return
        said, box = mark.said[0], (x, y, size, size)
        tagger.begin(self.canv, "Figure", said.language, alt=bare(said.plain), box=box)
        pictograms.draw(self.canv, mark.icon, x, y, size)
        tagger.end(self.canv)

    def _left(self, column: int) -> float:
        return self.width - (column + 1) * self.column if self.mirrored else column * self.column
