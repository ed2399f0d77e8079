"""A paragraph in any script as a flowable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from reportlab.lib.colors import Color, black

from liaison_app.language.languages import direction_of
from liaison_app.packets.content import FaultKind
from liaison_app.packets.typeset.flowable import Flowable
from liaison_app.packets.typeset.lines import Layout, Line, lay_out
from liaison_app.packets.typeset.showing import show

if TYPE_CHECKING:
    from liaison_app.packets.content import Text

Align = Literal["start", "end", "center", "left", "right"]

_BULLET_GAP = 0.5  # em
_ALONE = 2  # fewer lines than this are not left alone on a page


class TextStyle(NamedTuple):
    """How a paragraph is set. Lengths in points.

    Attributes:
        size: of the letters.
        language: BCP 47 tag of the words; faces, direction and manner of breaking follow from it.
        leading: from one line to the next; None as the script needs it.
        align: `start` is where lines begin in this language.
        bold: all of it.
        before: space above.
        after: space below.
        indent: at the side where lines begin; a bullet stands in it.
        role: of the structure element in a tagged document.
    """

    size: float
    language: str
    leading: float | None = None
    align: Align = "start"
    colour: Color = black
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    role: str = "P"

    @property
    def rtl(self) -> bool:
        """Whether lines begin at the right."""
        return direction_of(self.language) == "rtl"


def line_width(said: Text, style: TextStyle) -> float:
    """How wide a text is when only its own line ends break it, in points."""
    lines = _lines(said, style, float("inf")).lines
    return max(line.width for line in lines) * style.size / 1000


def _lines(said: Text, style: TextStyle, width: float) -> Layout:
    return lay_out(said.spans, style.language, style.bold, round(width / style.size * 1000, 2))


class ShapedParagraph(Flowable):
    """Words in any script, broken into lines, that may go on over pages.

    On a canvas with a `tagger`, the bullet becomes a `Lbl` and the words an element of the style's
    role; the part on the next page continues the same element.

    Attributes:
        said: the words.
        style: how they are set; its language is what faces and direction follow.
        bullet: stands before the first line, in the indent.
        faults: after `wrap`: characters that no face has, clusters wider than the column.
    """

    def __init__(self, said: Text, style: TextStyle, bullet: Text | None = None) -> None:
        super().__init__()
        self.said = said
        self.style = style
        self.bullet = bullet
        self.faults: tuple[tuple[FaultKind, str], ...] = ()
        self._layout: Layout | None = None
        self._column: float | None = None  # the width that it was laid out in
        self._part: tuple[Line, ...] | None = None  # of a paragraph that was split
        self._element: object = object()

    @property
    def language(self) -> str:
        """BCP 47 tag of the words: without the reader that the style's tag may name."""
        return self.said.language

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break into lines. Returns the width and height that are taken; all in points."""
        if width != self._column:
            self._column = width
            self._layout = _lines(self.said, self.style, width - self.style.indent)
            self.faults = self._layout.faults + self._too_wide(width)
            if self.bullet:
                self.faults += _lines(self.bullet, self.style, float("inf")).faults
            self.width, self.height = width, len(self._shown) * self._leading
        return self.width, self.height

    def _too_wide(self, width: float) -> tuple[tuple[FaultKind, str], ...]:
        """Lines of a paragraph that was split for a wider column than it is now put in."""
        room = (width - self.style.indent) / self.style.size * 1000 + 1
        over = [line.words for line in self._part or () if line.width > room]
        return tuple((FaultKind.TOO_WIDE, words) for words in over)

    def split(self, width: float, height: float) -> list[ShapedParagraph]:
        """What fits into this height, and the rest; nothing if a line would be left alone."""
        _, needed = self.wrap(width, height)
        if needed <= height:
            return [self]
        count = min(int(height / self._leading + 1e-6), len(self._shown) - _ALONE)
        if count < _ALONE:
            return []
        first = ShapedParagraph(self.said, self.style._replace(after=0.0), self.bullet)
        rest = ShapedParagraph(self.said, self.style._replace(before=0.0))
        first._part, rest._part = self._shown[:count], self._shown[count:]
        first._element = rest._element = self._element
        return [first, rest]

    @property
    def _wrapped(self) -> Layout:
        if self._layout is None:
            raise RuntimeError("a paragraph is wrapped before it is drawn")
        return self._layout

    @property
    def _shown(self) -> tuple[Line, ...]:
        return self._wrapped.lines if self._part is None else self._part

    @property
    def _leading(self) -> float:
        return self.style.leading or self._wrapped.leading * self.style.size

    @property
    def first_baseline(self) -> float:
        """How far below its top the first line stands, after `wrap`: to set columns on one line."""
        middle = (self._wrapped.ascent + self._wrapped.descent) / 2
        return self._leading / 2 + middle * self.style.size / 1000

    def drawOn(self, canvas: Any, x: float, y: float) -> None:  # noqa: N802 - ReportLab's name
        """Draw the lines, and tag them if the canvas has a tagger.

        The canvas is not moved there and back: that takes longer than the words.

        Args:
            canvas: the page.
            x: the left edge, in the canvas's present coordinates.
            y: the lower edge, in the same.
        """
        style = self.style
        baseline = y + self.height - self.first_baseline
        if self.bullet:
            self._draw_bullet(canvas, self.bullet, x, baseline)
        lines = [
            (x + self._left(line), baseline - number * self._leading, line)
            for number, line in enumerate(self._shown)
        ]
        self._show(canvas, style.role, self.said.plain, lines, key=self._element)

    def _draw_bullet(self, canvas: Any, bullet: Text, x: float, baseline: float) -> None:
        size = self.style.size
        line = _lines(bullet, self.style, float("inf")).lines[0]
        if self.style.rtl:
            left = self.width - self.style.indent + _BULLET_GAP * size
        else:
            left = self.style.indent - _BULLET_GAP * size - line.width * size / 1000
        self._show(canvas, "Lbl", bullet.plain, [(x + left, baseline, line)], key=None)

    def _left(self, line: Line) -> float:
        """Where a line begins at the left, in points."""
        style = self.style
        low, high = (0.0, self.width - style.indent) if style.rtl else (style.indent, self.width)
        room = high - low - line.width * style.size / 1000
        match style.align:
            case "center":
                return low + room / 2
            case "left":
                return low
            case "right":
                return low + room
            case "start":
                return low + room * style.rtl
            case "end":
                return low + room * (not style.rtl)

    def _show(
        self,
        canvas: Any,
        role: str,
        words: str,
        lines: list[tuple[float, float, Line]],
        *,
        key: object,
    ) -> None:
        tagger = getattr(canvas, "tagger", None)
        if tagger:
            tagger.begin(canvas, role, self.language, key=key, actual=words)
        show(canvas, self.style.size, lines, self.style.colour)
        if tagger:
            tagger.end(canvas)
