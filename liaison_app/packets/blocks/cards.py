"""Cards to cut out, as large as those for a wallet, with what a phone call needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.frames import scissors
from liaison_app.packets.blocks.rows import (
    Cell,
    Group,
    Picture,
    Piece,
    Row,
    Shrunk,
    artifact,
    grouped,
)
from liaison_app.packets.looks import MM, RULE

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Card, Cards

WIDTH, HEIGHT = 85 * MM, 54 * MM
_PAD = 12.0
_PICTURE = 22.0
_LARGEST, _NUMBER = 17.0, 21.0  # points: a card stays a card, whatever the profile
_PAIR = 2


def card_rows(setter: Setter, block: Cards) -> list[Piece]:
    """Cards two by two, so that one cut serves two cards."""
    cards = [_content(setter, card) for card in block.cards]
    whole = Group("L")
    rows: list[Piece] = []
    for first in range(0, len(cards), _PAIR):
        pair = cards[first : first + _PAIR]
        rows.append(CardRow(pair, right_to_left=setter.look.right_to_left, whole=whole))
    if rows:
        rows[0].before = rows[-1].after = 8
    return rows


def _content(setter: Setter, card: Card) -> Row:
    """What stands on a card: pictogram, name, number, note."""
    size = min(setter.look.scale.body, _LARGEST)
    words = (
        *setter.stacked(card.name, size, bold=True, tight=True),
        setter.number(card.number, _NUMBER),
        *setter.stacked(card.note, size, tight=True),
    )
    picture = Picture(card.icon, _PICTURE, size)
    side = _PICTURE + 8
    return Row(
        [Cell((picture,), side, 8), Cell(words, WIDTH - 2 * _PAD - side)],
        right_to_left=setter.look.right_to_left,
    )


class CardRow(Piece):
    """One card or two side by side, with dashed lines to cut along.

    Args:
        contents: of the cards, from the start side.
        right_to_left: whether the start side is the right one.
        whole: the list that all cards are in.
    """

    def __init__(self, contents: list[Row], *, right_to_left: bool, whole: Group) -> None:
        super().__init__()
        self.contents = contents
        self.right_to_left = right_to_left
        self.whole = whole

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width; the height of a card."""
        self.width, self.height = width, HEIGHT
        return width, HEIGHT

    def draw(self) -> None:
        """Draw the cards; what does not fit on one is set smaller."""
        with artifact(self.canv):
            self._cut_lines()
        for place, content in enumerate(self.contents):
            shown = Shrunk(content)
            _, high = shown.wrap(WIDTH - 2 * _PAD, HEIGHT - 2 * _PAD)
            with grouped(self.canv, (self.whole, Group("LI"), Group("LBody"))):
                shown.drawOn(self.canv, self._left(place) + _PAD, (HEIGHT - high) / 2)

    def _left(self, place: int) -> float:
        margin = (self.width - WIDTH * _PAIR) / 2
        return margin + WIDTH * (_PAIR - 1 - place if self.right_to_left else place)

    def _cut_lines(self) -> None:
        lefts = [self._left(place) for place in range(len(self.contents))]
        low, high = min(lefts), max(lefts) + WIDTH
        edges = sorted({*lefts, *(left + WIDTH for left in lefts)})
        lines = [f"{x:.2f} 0 m {x:.2f} {HEIGHT:.2f} l" for x in edges]
        lines += [f"{low:.2f} {y:.2f} m {high:.2f} {y:.2f} l" for y in (0, HEIGHT)]
        self.canv.addLiteral(f"q {RULE} w 0 G [4 3] 0 d {' '.join(lines)} S Q")
        side = high - 30 if self.right_to_left else low + 16
        scissors(self.canv, side, HEIGHT - 7, 14, right_to_left=self.right_to_left)
