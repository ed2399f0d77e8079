"""A postcard of the largest size that goes at a postcard's price, with a line to cut along.

Source: Domestic Mail Manual of the U.S. Postal Service, 201.1.2: not more than 6 by 4 1/4 inches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.frames import scissors
from liaison_app.packets.blocks.rows import Cell, Piece, Row, Shrunk, artifact
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.looks import RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.postcard_lines import Postcard
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

WIDTH, HEIGHT = 6 * 72.0, 4.25 * 72.0
_PAD = 22.0
_PICTURE, _SIDE = 64.0, 84.0
_SIZES = (28.0, 25.0, 22.0, 19.0, 17.0, 15.0)  # of the message, in points
_MORE, _SIGNED = 0.72, 0.55  # of it: what was typed, and who it is from
_LEAST = 10.0  # points: who it is from is not smaller
_GAP = 12.0
_SMALLER = 0.9  # of the smallest size: more than that is told


def postcard(setter: Setter, block: Postcard) -> Piece:
    """The card, its words as large as there is room."""
    for size in _SIZES[:-1]:
        with setter.trying():
            high = _content(setter, block, size).wrap(WIDTH, 0)[1]
        if high <= HEIGHT - 2 * _PAD:
            return PostcardPiece(_content(setter, block, size), setter.look.right_to_left)
    content = _content(setter, block, _SIZES[-1])
    shown = Shrunk(content)
    shown.wrap(WIDTH - 2 * _PAD, HEIGHT - 2 * _PAD)
    if shown.factor < _SMALLER:
        setter.too_large(setter.section, bare((block.more or block.said)[0].plain))
    return PostcardPiece(content, setter.look.right_to_left)


def _content(setter: Setter, block: Postcard, size: float) -> Row:
    signed = max(size * _SIGNED, _LEAST)
    groups: Sequence[tuple[ShapedParagraph, ...]] = (
        setter.stacked(block.said, size, bold=True, tight=True),
        setter.stacked(block.more, size * _MORE),
        *(setter.stacked(one, signed, tight=True) for one in block.signed),
    )
    words = [one for group in groups[:2] if group for one in (*group, _White())]
    picture = setter.picture(block.icon, _PICTURE)
    room = WIDTH - 2 * _PAD - _SIDE
    return Row(
        [
            Cell((picture,), _SIDE, _SIDE - _PICTURE),
            Cell((*words, *(one for group in groups[2:] for one in group)), room),
        ],
        right_to_left=setter.look.right_to_left,
    )


class _White(Piece):
    """White between the message, what was typed and who it is from."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as it must be."""
        self.width, self.height = width, _GAP
        return width, _GAP

    def draw(self) -> None:
        """Draw nothing."""


class PostcardPiece(Piece):
    """A card in the middle of the page's width, with a dashed line around it.

    Args:
        content: what stands on it.
        right_to_left: whether the start side is the right one: there the scissors begin.
    """

    before = 14.0
    after = 10.0

    def __init__(self, content: Row, right_to_left: bool) -> None:
        super().__init__()
        self.content, self.right_to_left = content, right_to_left

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width, the height of the card."""
        self.width, self.height = width, HEIGHT
        return width, HEIGHT

    def draw(self) -> None:
        """Draw the line to cut along, and the words in the middle of the height."""
        left = (self.width - WIDTH) / 2
        with artifact(self.canv):
            self.canv.addLiteral(
                f"q {RULE} w 0 G [4 3] 0 d {left:.2f} 0 {WIDTH:.2f} {HEIGHT:.2f} re S Q"
            )
            side = left + WIDTH - 34 if self.right_to_left else left + 20
            scissors(self.canv, side, HEIGHT - 7, 14, right_to_left=self.right_to_left)
        shown = Shrunk(self.content)
        high = shown.wrap(WIDTH - 2 * _PAD, HEIGHT - 2 * _PAD)[1]
        shown.drawOn(self.canv, left + _PAD, (HEIGHT - high) / 2)
