"""A strip that shows how far a goal is: a circle for each step, filled as far as one came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Cell, Group, Piece, Row, artifact, tagger_of
from liaison_app.packets.blocks.words import bare, same
from liaison_app.packets.looks import RULE

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Said
    from liaison_app.packets.progress_lines import ProgressStrip
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

_CIRCLE = 1.1  # across, in sizes of running text
_SMALLER = 0.85  # what stands below a circle, beside running text
_LINE = 2 * RULE


def strip_rows(setter: Setter, block: ProgressStrip) -> list[Row]:
    """The strip with its words, and below it what was said of it."""
    look = setter.look
    width = (look.width - look.picture_column) / len(block.stages)
    whole = Group("Div")
    circles = [
        Cell(
            (
                Circle(
                    look.scale.body * _CIRCLE,
                    filled=place < block.reached,
                    ends=(place == 0, place == len(block.stages) - 1),
                    said=bare(block.said[0].plain) if place == 0 else "",
                    language=block.said[0].language,
                    right_to_left=look.right_to_left,
                ),
                *_words(setter, said),
            ),
            width,
        )
        for place, said in enumerate(block.stages)
    ]
    rows = [
        Row(
            circles,
            right_to_left=look.right_to_left,
            groups=(whole,),
            inset=look.picture_column,
        )
    ]
    rows[0].before = rows[0].after = 4
    for said in block.marks:
        row = setter.side_by_side(said, look.scale.body * _SMALLER, tight=True)
        rows[-1].keep_with_next = True
        rows.append(row)
    return rows


def _words(setter: Setter, said: Said) -> tuple[ShapedParagraph, ...]:
    """What a step is called, under its circle, once where both languages say the same."""
    shown = said[:1] if same(said) else said
    size = setter.look.scale.body * _SMALLER
    return tuple(
        setter.paragraph(one, setter.size_in(column, size), align="center", tight=True)
        for column, one in enumerate(shown)
    )


class Circle(Piece):
    """A step: a circle with the lines to its neighbours.

    Args:
        size: of the circle, in points.
        filled: one came so far.
        ends: whether it is the first, and whether it is the last: no line leads on from there.
        said: what the whole strip shows; "" for the other circles of it.
        language: of these words.
        right_to_left: whether the first one is the right one.
    """

    def __init__(
        self,
        size: float,
        *,
        filled: bool,
        ends: tuple[bool, bool],
        said: str,
        language: str,
        right_to_left: bool,
    ) -> None:
        super().__init__()
        self.size, self.filled = size, filled
        self.said, self.language = said, language
        self.first, self.last = reversed(ends) if right_to_left else ends  # as seen from the left

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width of its cell."""
        self.width, self.height = width, self.size + 3
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines, then the circle: black for a step that is done, never a colour."""
        middle, half, across = self.height - self.size / 2, self.size / 2, self.width / 2
        with artifact(self.canv):
            for ended, start, end in (
                (self.first, 0.0, across - half),
                (self.last, across + half, self.width),
            ):
                if not ended:
                    line = f"{start:.2f} {middle:.2f} m {end:.2f} {middle:.2f} l S"
                    self.canv.addLiteral(f"q {_LINE} w 0 G {line} Q")
        tagger = tagger_of(self.canv) if self.said else None
        if tagger:
            box = (0.0, middle - half, self.width, self.size)
            tagger.begin(self.canv, "Figure", self.language, alt=self.said, box=box)
            self._circle(across, middle, half)
            tagger.end(self.canv)
        else:
            with artifact(self.canv):
                self._circle(across, middle, half)

    def _circle(self, x: float, y: float, radius: float) -> None:
        self.canv.setLineWidth(_LINE)
        self.canv.setFillGray(0)
        self.canv.circle(x, y, radius - _LINE / 2, stroke=1, fill=int(self.filled))
