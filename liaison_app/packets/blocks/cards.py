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
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.looks import MM, RULE

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Card, Cards
    from liaison_app.packets.looks import Look

WIDTH = 85 * MM
_PAD = 10.0
_PICTURE = 22.0
_NUMBER = 21.0  # points
_SIZES = (17.0, 15.0, 13.0, 12.0, 11.0)  # of words: a card stays a card, whatever the profile
_PAIR = 2
_SIDE = _PICTURE + 8
_SMALLER = 0.9  # of the smallest size: more than that is told


def card_rows(setter: Setter, block: Cards) -> list[Piece]:
    """Cards two by two, so that one cut serves two cards."""
    cards = [_content(setter, card) for card in block.cards]
    for card, content in zip(block.cards, cards, strict=True):
        _tell_if_small(setter, card, content)
    whole = Group("L")
    rows: list[Piece] = []
    for first in range(0, len(cards), _PAIR):
        pair = cards[first : first + _PAIR]
        rows.append(CardRow(setter.look, pair, whole))
    if rows:
        rows[0].before = rows[-1].after = 8
    return rows


def _content(setter: Setter, card: Card) -> Row:
    """What stands on a card: pictogram, name, number, note, as large as there is room for."""
    sizes = [size for size in _SIZES if size <= setter.look.scale.body]
    for size in sizes[:-1]:
        with setter.trying():
            high = _set(setter, card, size).wrap(WIDTH, 0)[1]
        if high <= setter.look.scale.card - 2 * _PAD:
            return _set(setter, card, size)
    return _set(setter, card, sizes[-1])


def _set(setter: Setter, card: Card, size: float) -> Row:
    words = (
        *setter.stacked(card.name, size, bold=True, tight=True),
        setter.number(card.number, _NUMBER, WIDTH - 2 * _PAD - _SIDE),
        *setter.stacked(card.note, size, tight=True),
    )
    picture = Picture(card.icon, _PICTURE, size)
    return Row(
        [Cell((picture,), _SIDE, 8), Cell(words, WIDTH - 2 * _PAD - _SIDE)],
        right_to_left=setter.look.right_to_left,
    )


def _tell_if_small(setter: Setter, card: Card, content: Row) -> None:
    """What is much too long is set smaller; but who makes the packet has to know."""
    shown = Shrunk(content)
    shown.wrap(WIDTH - 2 * _PAD, setter.look.scale.card - 2 * _PAD)
    if shown.factor < _SMALLER:
        setter.too_large(setter.section, bare(card.name[0].plain) if card.name else card.number)


class CardRow(Piece):
    """One card or two side by side, with dashed lines to cut along.

    Args:
        look: of the page.
        contents: of the cards, from the start side.
        whole: the list that all cards are in.
    """

    def __init__(self, look: Look, contents: list[Row], whole: Group) -> None:
        super().__init__()
        self.contents = contents
        self.right_to_left = look.right_to_left
        self.high = look.scale.card
        self.whole = whole

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width; the height of a card."""
        self.width, self.height = width, self.high
        return width, self.high

    def draw(self) -> None:
        """Draw the cards; what does not fit on one is set smaller."""
        with artifact(self.canv):
            self._cut_lines()
        for place, content in enumerate(self.contents):
            shown = Shrunk(content)
            _, high = shown.wrap(WIDTH - 2 * _PAD, self.high - 2 * _PAD)
            with grouped(self.canv, (self.whole, Group("LI"), Group("LBody"))):
                shown.drawOn(self.canv, self._left(place) + _PAD, (self.high - high) / 2)

    def _left(self, place: int) -> float:
        margin = (self.width - WIDTH * _PAIR) / 2
        return margin + WIDTH * (_PAIR - 1 - place if self.right_to_left else place)

    def _cut_lines(self) -> None:
        lefts = [self._left(place) for place in range(len(self.contents))]
        low, high = min(lefts), max(lefts) + WIDTH
        edges = sorted({*lefts, *(left + WIDTH for left in lefts)})
        lines = [f"{x:.2f} 0 m {x:.2f} {self.high:.2f} l" for x in edges]
        lines += [f"{low:.2f} {y:.2f} m {high:.2f} {y:.2f} l" for y in (0, self.high)]
        self.canv.addLiteral(f"q {RULE} w 0 G [4 3] 0 d {' '.join(lines)} S Q")
        side = high - 30 if self.right_to_left else low + 16
        scissors(self.canv, side, self.high - 7, 14, right_to_left=self.right_to_left)
