"""The page of one month: a grid of its days, and below it what happens on the marked ones."""

from __future__ import annotations

from calendar import Calendar as Weeks
from typing import TYPE_CHECKING, Any

from liaison_app.language.languages import direction_of
from liaison_app.language.regional_dates import date_in_words, month_title, number
from liaison_app.language.regions import region
from liaison_app.packets import pictograms
from liaison_app.packets.blocks.rows import Group, Piece, artifact, grouped, rule, tagger_of
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import text
from liaison_app.packets.looks import RULE

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.packets.blocks.rows import Row
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Calendar, Marked, Text
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

_DAYS = 7
_PAD = 4.0
_MOST_MARKS = 3  # pictograms in one day; the list below has them all
_CELL = 3.4  # height of a day, in sizes of its number


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
    return [title, grid, *_list(setter, block.marked)]


def _list(setter: Setter, marked: tuple[Marked, ...]) -> list[Row]:
    rows = []
    whole = Group("L")
    for mark in (one for one in marked if one.said):
        cells: list[tuple[Any, ...]] = [(setter.picture(mark.icon),)]
        for column, said in enumerate(mark.said):
            tags = setter.look.languages
            day = _day_in_words(mark.day, tags[column] if column < len(tags) else said.language)
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


def _day_in_words(day: date, tag: str) -> Text:
    return text(date_in_words(day, tag), region(tag).language)


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
        weeks = Weeks(place.first_day).monthdayscalendar(block.first.year, block.first.month)
        self.weeks = [
            [
                (day, setter.paragraph(text(number(day, block.language), block.language), size))
                if day
                else None
                for day in week
            ]
            for week in weeks
        ]
        self.marks: dict[int, list[Marked]] = {}
        for mark in block.marked:
            if (mark.day.year, mark.day.month) == (block.first.year, block.first.month):
                self.marks.setdefault(mark.day.day, []).append(mark)
        self.cell_height = size * _CELL
        self.picture = size * 1.45

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
                        self._words(head, column, self.height, self.head_height)
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

    def _week(self, week: list[tuple[int, ShapedParagraph] | None], top: float) -> None:
        for column, day in enumerate(week):
            with grouped(self.canv, (Group("TD"),)):
                if day:
                    self._words(day[1], column, top - 1, self.cell_height)
                    self._pictures(self.marks.get(day[0], [])[:_MOST_MARKS], column, top)

    def _words(self, words: ShapedParagraph, column: int, top: float, _height: float) -> None:
        high = words.wrap(self.column - 2 * _PAD, self.height)[1]
        words.drawOn(self.canv, self._left(column) + _PAD, top - high)

    def _pictures(self, marks: list[Marked], column: int, top: float) -> None:
        """Pictograms in the lower corner at the end side, each with what it says."""
        bottom = top - self.cell_height + _PAD
        size = min(self.picture, (self.column - 2 * _PAD) / max(len(marks), 1))
        for place, mark in enumerate(marks):
            offset = _PAD + (place + 1) * size
            x = self._left(column)
            x += offset - size if self.mirrored else self.column - offset
            self._figure(mark, x, bottom, size)

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
