"""From a long column of pieces to pages: nothing is cut off, nothing important stands alone."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Piece, Shrunk

if TYPE_CHECKING:
    from collections.abc import Iterable

_SLACK = 0.01  # points
_CLOSEST = 0.3  # of the usual white space between pieces
_WORTH_SPLITTING = 0.2  # of a page
_MOST_REPEATED = 0.3  # of a page: higher headers are not said again


@dataclass(frozen=True)
class Flow:
    """One section on its way to the pages.

    Attributes:
        name: of the section.
        title: for the outline.
        pieces: what it is made of, from top to bottom.
        running: stands on top of every page on which the section goes on.
        fresh_page: begins on a new page.
        own_sheet: begins on a new sheet, and nothing follows on that sheet.
        key: of its element in the structure.
    """

    name: str
    title: str
    pieces: tuple[Piece, ...]
    running: Piece | None = None
    fresh_page: bool = False
    own_sheet: bool = False
    key: object = field(default_factory=object)


@dataclass(frozen=True)
class Placed:
    """A piece and where its top is, in points below the upper margin."""

    piece: Piece
    top: float
    flow: Flow
    first: bool
    repeated: bool


@dataclass
class Page:
    """What stands on one page; nothing, if it only fills a sheet."""

    placed: list[Placed] = field(default_factory=list)


def paginate(flows: Iterable[Flow], width: float, height: float) -> list[Page]:
    """Distribute sections over pages of a width and a height in points."""
    paginator = _Paginator(width, height)
    for flow in flows:
        paginator.add(flow)
    return paginator.pages


class _Paginator:
    def __init__(self, width: float, height: float) -> None:
        self.pages: list[Page] = []
        self._width, self._height = width, height
        self._used = 0.0
        self._gap = 0.0  # that the last piece wants below it
        self._at_top = True
        self._sheet_is_closed = False

    def add(self, flow: Flow) -> None:
        """Lay out one section."""
        if flow.own_sheet or self._sheet_is_closed:
            self._turn_sheet()
        elif flow.fresh_page or not self.pages:
            self._turn()
        if self._at_top:
            self._set_closer(flow.pieces)
        self._sheet_is_closed = flow.own_sheet
        queue = deque(flow.pieces)
        first = True
        while queue:
            if self._place(queue, flow, first=first):
                first = False

    def _set_closer(self, pieces: tuple[Piece, ...]) -> None:
        """Spare white space where that saves a section from a few lines on a page of their own."""
        gaps = sum(max(above.after, below.before) for above, below in pairwise(pieces))
        room = self._height - sum(piece.wrap(self._width, self._height)[1] for piece in pieces)
        if gaps * _CLOSEST <= room < gaps:
            for piece in pieces:
                piece.before *= room / gaps
                piece.after *= room / gaps

    def _place(self, queue: deque[Piece], flow: Flow, *, first: bool) -> bool:
        """Put the next piece, or what fits of it, on this page; else begin another page."""
        piece = queue[0]
        room = self._height - self._used - self._space_above(piece)
        if not self._at_top and not self._may_begin(queue, room):
            self._turn(None if first else flow, piece)
            return False
        queue.popleft()
        if piece.wrap(self._width, room)[1] <= room + _SLACK:
            self._put(piece, flow, first=first)
        elif parts := piece.split(self._width, room):
            parts[0].wrap(self._width, room)
            self._put(parts[0], flow, first=first)
            queue.extendleft(reversed(parts[1:]))
            self._turn(flow, queue[0])
        else:
            smaller = Shrunk(piece)
            smaller.wrap(self._width, room)
            self._put(smaller, flow, first=first)
        return True

    def _may_begin(self, queue: deque[Piece], room: float) -> bool:
        """Whether the next piece may stand here, with what must not be torn from it."""
        for place, piece in enumerate(queue):
            if piece.keep_rest:
                rest = sum(self._height_of(one) for one in islice(queue, place, None))
                if room < rest <= self._height:
                    return False
            high = piece.wrap(self._width, room)[1]
            if not piece.keep_with_next:
                return high <= room + _SLACK or self._may_split(piece, high, room)
            room -= high + piece.after
            if room < 0:
                return False
        return True

    def _may_split(self, piece: Piece, high: float, room: float) -> bool:
        """Whether a piece is so tall that white space in its place would be worse than a cut."""
        return high > self._height * _WORTH_SPLITTING and bool(piece.split(self._width, room))

    def _height_of(self, piece: Piece) -> float:
        return float(piece.wrap(self._width, self._height)[1]) + piece.before + piece.after

    def _space_above(self, piece: Piece) -> float:
        return 0.0 if self._at_top else max(self._gap, piece.before)

    def _put(
        self, piece: Piece, flow: Flow, *, first: bool = False, repeated: bool = False
    ) -> None:
        top = self._used + self._space_above(piece)
        self.pages[-1].placed.append(Placed(piece, top, flow, first, repeated))
        self._used = top + piece.height
        self._gap = piece.after
        self._at_top = False

    def _turn(self, flow: Flow | None = None, piece: Piece | None = None) -> None:
        """Begin a page; if a section goes on there, with its running head and table header."""
        self.pages.append(Page())
        self._used = self._gap = 0.0
        self._at_top = True
        if flow is None or piece is None:
            return
        heads = [*([flow.running] if flow.running else []), *piece.repeat]
        if sum(self._height_of(head) for head in heads) < self._height * _MOST_REPEATED:
            for head in heads:
                self._put(head, flow, repeated=True)
        self._used += self._gap
        self._gap = 0.0
        self._at_top = True

    def _turn_sheet(self) -> None:
        """Begin a sheet: an odd page, so that it is one on paper printed on both sides."""
        if len(self.pages) % 2:
            self.pages.append(Page())
        self._turn()
