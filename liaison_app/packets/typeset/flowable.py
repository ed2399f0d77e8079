"""What stands on a page and can say how high it is: ReportLab's flowables, in short.

ReportLab's own base class brings its tables, frames and paragraphs along, which takes longer to
load than a page to print.
"""

from __future__ import annotations

from typing import Any


class Flowable:
    """Something that is wrapped, perhaps split, and drawn.

    Attributes:
        width: in points, known once it was wrapped.
        height: in the same.
        canv: the page, while it is drawn.
    """

    canv: Any

    def __init__(self) -> None:
        self.width = self.height = 0.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The width and height that are taken of those that there are."""
        return self.width, self.height

    def split(self, _width: float, _height: float) -> list[Any]:
        """Parts, the first of which fits; nothing, if it cannot be split there."""
        return []

    def draw(self) -> None:
        """Draw it on `canv`, with its lower left corner at the origin."""

    def drawOn(self, canvas: Any, x: float, y: float) -> None:  # noqa: N802 - ReportLab's name
        """Draw it.

        Args:
            canvas: the page.
            x: the left edge, in the canvas's present coordinates, in points.
            y: the lower edge, in the same.
        """
        canvas.saveState()
        canvas.translate(x, y)
        self.canv = canvas
        self.draw()
        del self.canv
        canvas.restoreState()
