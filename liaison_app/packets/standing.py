"""Standing type: sections that are set, kept for the next packet that says the same.

Printers tie up the type of what they will print again and let it stand. Most of what a packet says
is the same for every family, so a section that was set is kept: its pieces, how high they are, and,
from its second print on, plates of what they draw at their place on the page.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from liaison_app.packets.blocks.sections import running_head, section_pieces
from liaison_app.packets.blocks.words import Setter
from liaison_app.packets.plates import cast
from liaison_app.remembered import when_closed

if TYPE_CHECKING:
    from liaison_app.packets.blocks.rows import Piece
    from liaison_app.packets.content import Section
    from liaison_app.packets.looks import Look
    from liaison_app.packets.plates import Plate
    from liaison_app.packets.tagging import TaggedCanvas

_MOST = 256  # sections: those of some packets in several looks
_PLACES = 6  # of one piece: what is above it is a line longer or shorter for some families


class Standing:
    """A section in a look, as it was set.

    Attributes:
        setter: knows what is wrong with its words, once they were wrapped.
        pieces: from top to bottom.
        running: stands on top of every page on which the section goes on.
    """

    def __init__(self, look: Look, section: Section) -> None:
        self.setter = Setter(look)
        self.setter.section = section.name
        self.pieces = tuple(section_pieces(self.setter, section))
        self.running = running_head(self.setter, section)
        self._plates: dict[Piece, dict[tuple[float, float], Plate]] = {}

    def draw(self, canvas: TaggedCanvas, piece: Piece, x: float, y: float) -> None:
        """Draw a piece, or part of one, with its lower left corner at a place of the page."""
        places = self._plates.get(piece)
        if places is None:
            piece.drawOn(canvas, x, y)
            return
        plate = places.get((x, y))
        if plate is None:
            if len(places) >= _PLACES:
                places.clear()
            plate = places[x, y] = cast(canvas, piece, x, y)
        plate.print_on(canvas)

    def keep(self) -> None:
        """From now on cast plates of what is drawn: it was not for one family only."""
        if not self._plates:
            self._plates = {piece: {} for piece in self.pieces}


class Shelf:
    """The sections that one packet is made of; while it has them, nobody else does."""

    def __init__(self) -> None:
        self._kept = _kept[0]
        self._taken: list[tuple[tuple[Look, Section], Standing]] = []

    def take(self, look: Look, section: Section) -> Standing:
        """A section as it stands, set now if it does not."""
        key = (look, section)
        standing = self._kept.pop(key, None) or Standing(look, section)
        self._taken.append((key, standing))
        return standing

    def put_back(self) -> None:
        """Keep what was taken for the next packet; those that were not used for long fall off."""
        for key, standing in self._taken:
            standing.keep()
            self._kept[key] = standing
        self._taken.clear()
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)


def _forget() -> None:
    """Have another shelf: a packet that is just being made puts its sections back in vain."""
    _kept[0] = OrderedDict()


_kept: list[OrderedDict[tuple[Look, Section], Standing]] = [OrderedDict()]
when_closed(_forget)
