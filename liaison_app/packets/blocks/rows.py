"""Rows of cells side by side: what every line of a packet's page is, in one language or two.

Cells are given from the start side, so a page for a family that reads from the right is the mirror
of one for a family that reads from the left. First lines of the cells stand on one baseline.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from liaison_app.packets import pictograms
from liaison_app.packets.looks import RULE
from liaison_app.packets.typeset.flowable import Flowable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from liaison_app.packets.tagging import Tagger

_ENDLESS = 1e6  # points: room enough for anything to show how high it is
_SLACK = 0.01  # points: rounding must not send a row to the next page
_MIDDLE_OF_LETTERS = 0.34  # em above the baseline


@dataclass(frozen=True)
class Group:
    """An element of the structure around what is drawn; the same key is the same element."""

    role: str
    key: object = field(default_factory=object)
    language: str = ""
    scope: str = ""


class Piece(Flowable):
    """Something that stands on a page, with what the flow of pages has to know of it.

    Attributes:
        before: white space above it, unless it is the first on its page.
        after: white space below it.
        keep_with_next: whether it must not be the last on its page.
        keep_rest: whether all that follows in its section must stand on one page with it.
        repeat: what is said again above it when it begins a page: the header of its table.
    """

    before: float = 0
    after: float = 0
    keep_with_next: bool = False
    keep_rest: bool = False
    repeat: tuple[Piece, ...] = ()

    @property
    def first_baseline(self) -> float:
        """How far below its top the first line of words stands."""
        return 0.0


@dataclass(frozen=True)
class Cell:
    """What stands in a row, one below the other.

    Attributes:
        content: flowables; a cell may be empty.
        width: in points, with `gap`.
        gap: white space inside the width, at the end side.
        group: the structure element that the cell is, if it is one.
    """

    content: tuple[Any, ...]
    width: float
    gap: float = 0
    group: Group | None = None

    @property
    def room(self) -> float:
        """The width that the content has."""
        return self.width - self.gap

    def height(self) -> float:
        """How high the content is."""
        return sum(float(one.wrap(self.room, _ENDLESS)[1]) for one in self.content)

    def first_baseline(self) -> float:
        """Where the first line of the content stands; known once it was wrapped."""
        return float(getattr(self.content[0], "first_baseline", 0.0)) if self.content else 0.0

    def split(self, height: float) -> tuple[Cell, Cell]:
        """What fits into a height, and the rest."""
        used = 0.0
        for place, one in enumerate(self.content):
            high = float(one.wrap(self.room, _ENDLESS)[1])
            if used + high > height + _SLACK:
                parts = one.split(self.room, height - used)
                head, tail = (parts[:1], parts[1:]) if len(parts) > 1 else ([], [one])
                return (
                    replace(self, content=(*self.content[:place], *head)),
                    replace(self, content=(*tail, *self.content[place + 1 :])),
                )
            used += high
        return self, replace(self, content=())


class Row(Piece):
    """Cells side by side, mirrored for those who read from the right.

    Args:
        cells: from the start side.
        right_to_left: whether the start side is the right one.
        groups: the structure elements that the row lies in, outermost first.
        middle: whether the first cell is centred on the second instead of on its first line.
        rules: where lines are drawn across the whole width: `above`, `below`.
        pad: white space inside, above and below the cells.
        inset: white space before the first cell; rules begin after it.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        *,
        right_to_left: bool,
        groups: tuple[Group, ...] = (),
        middle: bool = False,
        rules: frozenset[str] = frozenset(),
        pad: float = 0.0,
        inset: float = 0.0,
    ) -> None:
        super().__init__()
        self.inset = inset
        self.cells = tuple(cells)
        self.right_to_left = right_to_left
        self.groups = groups
        self.middle = middle
        self.rules = rules
        self.pad = pad
        self._tops: list[float] | None = None

    @property
    def first_baseline(self) -> float:
        """Where the first line of all cells stands; known once it was wrapped."""
        return self.pad + max((cell.first_baseline() for cell in self.cells), default=0.0)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The width of all cells, and the height of the highest."""
        if self._tops is None:
            heights = [cell.height() for cell in self.cells]
            self._tops = self._aligned(heights)
            inside = max((a + b for a, b in zip(self._tops, heights, strict=True)), default=0.0)
            self.width = self.inset + sum(cell.width for cell in self.cells)
            self.height = inside + 2 * self.pad
        return self.width, self.height

    def _aligned(self, heights: list[float]) -> list[float]:
        """How far below the row's top each cell begins."""
        lines = [cell.first_baseline() for cell in self.cells]
        if self.middle and heights[0]:
            lines[0] = 0.0
        lowest = max(lines, default=0.0)
        tops = [lowest - line if line else 0.0 for line in lines]
        if self.middle and heights[0]:
            tops[0] = tops[1] + (heights[1] - heights[0]) / 2
            above = min(0.0, tops[0])
            tops = [top - above for top in tops]
        return tops

    def split(self, width: float, height: float) -> list[Row]:
        """Two rows, the first not higher than `height`; nothing if a cell would be left behind."""
        self.wrap(width, height)
        room = height - 2 * self.pad
        tops = self._tops or []
        halves = [cell.split(room - top) for cell, top in zip(self.cells, tops, strict=True)]
        if any(cell.content and not head.content for cell, (head, _) in self._with(halves)):
            return []
        if not any(tail.content for _, tail in halves):
            return []
        head, tail = (self._like([half[part] for half in halves]) for part in (0, 1))
        head.before, tail.after = self.before, self.after
        tail.repeat, tail.keep_with_next = self.repeat, self.keep_with_next
        return [head, tail]

    def drawOn(self, canvas: Any, x: float, y: float) -> None:  # noqa: N802 - ReportLab's name
        """Draw the cells in the order of reading, each at its place: the canvas is not moved.

        Args:
            canvas: the page.
            x: the left edge, in the canvas's present coordinates.
            y: the lower edge, in the same.
        """
        top = y + self.height - self.pad
        with grouped(canvas, self.groups):
            used = self.inset
            for cell, below in zip(self.cells, self._tops or [], strict=True):
                left = self.width - used - cell.width + cell.gap if self.right_to_left else used
                with grouped(canvas, (cell.group,) if cell.group else ()):
                    _draw_cell(canvas, cell, x + left, top - below)
                used += cell.width
        if self.rules:
            start = x if self.right_to_left else x + self.inset
            with artifact(canvas):
                for side, height in (("above", self.height), ("below", 0.0)):
                    if side in self.rules:
                        rule(canvas, start, y + height, self.width - self.inset)

    def _with(self, halves: list[tuple[Cell, Cell]]) -> Iterator[tuple[Cell, tuple[Cell, Cell]]]:
        return zip(self.cells, halves, strict=True)

    def _like(self, cells: Sequence[Cell]) -> Row:
        return Row(
            cells,
            right_to_left=self.right_to_left,
            groups=self.groups,
            rules=self.rules,
            pad=self.pad,
            inset=self.inset,
        )


def _draw_cell(canvas: Any, cell: Cell, left: float, top: float) -> None:
    for one in cell.content:
        top -= one.wrap(cell.room, _ENDLESS)[1]
        one.drawOn(canvas, left, top)


class Picture(Piece):
    """A pictogram that repeats the words beside it: seen, and passed over by readers.

    Args:
        name: of the pictogram; nothing is drawn without one.
        size: of its square, in points.
        beside: size of the words that it stands beside: it is centred on their first line.
    """

    def __init__(self, name: str, size: float, beside: float) -> None:
        super().__init__()
        self.name, self.size, self.beside = name, size, beside

    @property
    def first_baseline(self) -> float:
        """The line of the words, seen from the top of the picture."""
        return self.size / 2 + _MIDDLE_OF_LETTERS * self.beside

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Its square."""
        self.width, self.height = width, self.size
        return width, self.size

    def draw(self) -> None:
        """Draw it at the start of its cell's middle."""
        with artifact(self.canv):
            pictograms.draw(self.canv, self.name, (self.width - self.size) / 2, 0, self.size)


class Shrunk(Piece):
    """What is too large for any page, made as small as it must be, so that nothing is cut off."""

    def __init__(self, content: Any) -> None:
        super().__init__()
        self.content = content
        self.before, self.after = content.before, content.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide and as high as there is room."""
        wide, high = self.content.wrap(width, height)
        self.factor = min(1.0, width / max(wide, 1.0), height / max(high, 1.0))
        self.width, self.height = width, high * self.factor
        return self.width, self.height

    def draw(self) -> None:
        """Draw it smaller."""
        self.canv.scale(self.factor, self.factor)
        self.content.drawOn(self.canv, 0, 0)


def grouped(canvas: Any, groups: tuple[Group, ...]) -> AbstractContextManager[object]:
    """Draw inside structure elements, where the canvas has structure."""
    tagger = tagger_of(canvas)
    if not tagger or not groups:
        return nullcontext()
    stack = ExitStack()
    for one in groups:
        stack.enter_context(tagger.group(one.role, one.language, key=one.key, scope=one.scope))
    return stack


@contextmanager
def artifact(canvas: Any, kind: str = "") -> Iterator[None]:
    """Draw what readers pass over."""
    tagger = tagger_of(canvas)
    with ExitStack() as stack:
        if tagger:
            stack.enter_context(tagger.artifact(canvas, kind))
        yield


def tagger_of(canvas: Any) -> Tagger | None:
    """The tagger of a canvas that has one."""
    found: Tagger | None = getattr(canvas, "tagger", None)
    return found


def rule(canvas: Any, x: float, y: float, width: float, *, dashed: bool = False) -> None:
    """Draw a line across; the caller says that it is an artifact."""
    dash = "[4 3] 0 d " if dashed else ""
    canvas.addLiteral(f"q {RULE} w 0 G {dash}{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S Q")
