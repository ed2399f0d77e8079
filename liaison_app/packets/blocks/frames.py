"""Frames, cut lines, lines to write on and boxes to tick: what is drawn around or for words."""

from __future__ import annotations

from typing import Any

from liaison_app.packets import pictograms
from liaison_app.packets.blocks.rows import Piece, artifact, rule, tagger_of
from liaison_app.packets.looks import MM, RULE

WRITING_HEIGHT = 9 * MM  # a line that a hand can write on
TICK = 5 * MM
FRAME = 7.0  # points of white between a frame and what is in it
_CORNER = 5.0  # points: radius of a frame's corners
_SCISSORS = 17.0  # points
_MIDDLE_OF_LETTERS = 0.34  # em above the baseline


class Framed(Piece):
    """A piece in a frame; if it goes on over pages, so does the frame.

    Args:
        content: what is framed; narrower than the page by FRAME on both sides.
    """

    before = after = 8.0

    def __init__(self, content: Piece) -> None:
        super().__init__()
        self.content = content

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width; the height of the content and its frame."""
        self.width = width
        self.height = self.content.wrap(width - 2 * FRAME, height)[1] + 2 * FRAME
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Piece]:
        """Two frames, where the content can be split."""
        parts = self.content.split(width - 2 * FRAME, height - 2 * FRAME)
        framed: list[Piece] = [Framed(part) for part in parts]
        return framed if len(framed) > 1 else []

    def draw(self) -> None:
        """Draw the frame, then what is in it."""
        with artifact(self.canv):
            self.canv.setLineWidth(RULE)
            self.canv.roundRect(0, 0, self.width, self.height, _CORNER)
        self.content.drawOn(self.canv, FRAME, FRAME)


class CutLine(Piece):
    """A dashed line with scissors at the side where lines begin; what follows stays together."""

    before = after = 14.0
    keep_with_next = True
    keep_rest = True

    def __init__(self, *, right_to_left: bool) -> None:
        super().__init__()
        self.right_to_left = right_to_left

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width, as high as the scissors."""
        self.width, self.height = width, _SCISSORS
        return width, _SCISSORS

    def draw(self) -> None:
        """Draw the scissors on the line, opened towards it."""
        with artifact(self.canv):
            rule(self.canv, 0, _SCISSORS / 2, self.width, dashed=True)
            x = self.width - _SCISSORS - 12 if self.right_to_left else 12.0
            scissors(self.canv, x, 0, _SCISSORS, right_to_left=self.right_to_left)


def scissors(canvas: Any, x: float, y: float, size: float, *, right_to_left: bool) -> None:
    """Scissors that cut towards the end side, on white, so that a line behind them is covered."""
    canvas.saveState()
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(x - 2, y, size + 4, size, stroke=0, fill=1)
    if right_to_left:
        canvas.translate(2 * x + size, 0)
        canvas.scale(-1, 1)
    pictograms.draw(canvas, "scissors", x, y, size)
    canvas.restoreState()


class WritingLine(Piece):
    """A line to write on by hand."""

    def __init__(self, height: float = WRITING_HEIGHT) -> None:
        super().__init__()
        self.high = height

    @property
    def first_baseline(self) -> float:
        """Words beside it stand on the line."""
        return self.high - 2

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width of its cell."""
        self.width, self.height = width, self.high
        return width, self.high

    def draw(self) -> None:
        """Draw the line."""
        with artifact(self.canv):
            rule(self.canv, 0, 2 - RULE, self.width)


class TickBox(Piece):
    """A box to tick by hand; to those who hear the page, it is the label of its list item.

    Args:
        beside: size of the words that it stands beside.
        language: of these words.
        role: structure type, where it stands in no list.
    """

    def __init__(self, beside: float, language: str, *, role: str = "Lbl") -> None:
        super().__init__()
        self.beside, self.language, self.role = beside, language, role

    @property
    def first_baseline(self) -> float:
        """Centred on the letters of the first line."""
        return TICK / 2 + _MIDDLE_OF_LETTERS * self.beside

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The box."""
        self.width, self.height = width, TICK
        return width, TICK

    def draw(self) -> None:
        """Draw the box in the middle of its cell."""
        tagger = tagger_of(self.canv)
        if tagger:
            tagger.begin(self.canv, self.role, self.language, actual="\u2610")
        self.canv.setLineWidth(RULE)
        self.canv.rect((self.width - TICK) / 2, 0, TICK, TICK)
        if tagger:
            tagger.end(self.canv)
