"""From a long column of pieces to pages: nothing is cut off, nothing important stands alone."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Piece, Shrunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liaison_app.packets.standing import Standing

_SLACK = 0.01  # points
_CLOSER = (0.85, 0.7, 0.55, 0.4, 0.3)  # of the usual white space between pieces
_CLOSEST_IN_LONG = 0.55  # where more than one page would have to be so close
_WORTH_SPLITTING = 0.25  # of a page
_CLOSEST = 0.2  # where all has to stand on few pages
_PAIR = 2
_TORN = 0.1  # of a page that may be white because what follows must not be torn apart
_MOST_REPEATED = 0.3  # of a page: higher headers are not said again


@dataclass(frozen=True)
class Flow:
    """One section on its way to the pages.

    Attributes:
        name: of the section.
        title: for the outline.
        pieces: what it is made of, from top to bottom.
        running: stands on top of every page on which the section goes on.
        key: of its element in the structure.
        standing: draws its pieces; those that are no part of it draw themselves.
    """

    name: str
    title: str
    pieces: tuple[Piece, ...]
    running: Piece | None = None
    key: object = field(default_factory=object)
    standing: Standing | None = None


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
    """What stands on one page; nothing, if it only fills a sheet.

    Attributes:
        placed: from top to bottom.
        used: how far it reaches down, in points.
    """

    placed: list[Placed] = field(default_factory=list)
    used: float = 0.0


def paginate(
    flows: Sequence[Flow], width: float, height: float, *, few_pages: bool = False
) -> list[Page]:
    """Distribute sections that follow each other over pages, beginning on a new one.

    White space is spared where that saves a page.

    Args:
        flows: the sections.
        width: of the column, in points.
        height: of a page, in points.
        few_pages: whether all pages may be as close as one page may be.
    """
    pages = _paginated(flows, width, height)
    shares = tuple(_shares(flows, pages, height, few_pages=few_pages))
    found = pages
    # From the least white on: where one share saves no page, no larger one does.
    for share in reversed(shares):
        closer = _paginated(flows, width, height, share)
        if len(closer) >= len(pages):
            break
        found = closer
    return found


def _shares(
    flows: Sequence[Flow], pages: list[Page], height: float, *, few_pages: bool
) -> Iterator[float]:
    """The shares of white space to try, where that may save a page."""
    if len(pages) > 1 and few_pages:
        yield from (*_CLOSER, _CLOSEST)
    elif len(pages) > 1:
        closest = _CLOSER[-1] if len(pages) == _PAIR else _CLOSEST_IN_LONG
        white = _white([piece for flow in flows for piece in flow.pieces])
        torn = height * _TORN * len(pages)
        if pages[-1].used < white * (1 - closest) + torn:
            yield from (share for share in _CLOSER if share >= closest)


def _paginated(
    flows: Sequence[Flow], width: float, height: float, white: float = 1.0
) -> list[Page]:
    paginator = _Paginator(width, height, white)
    for flow in flows:
        paginator.add(flow)
    return paginator.pages


def _white(pieces: Sequence[Piece]) -> float:
    return sum(max(above.after, below.before) for above, below in pairwise(pieces))


class _Paginator:
    def __init__(self, width: float, height: float, white: float) -> None:
        self.pages: list[Page] = []
        self._width, self._height = width, height
        self._white = white  # share of the white space that is kept
        self._used = 0.0
        self._gap = 0.0  # that the last piece wants below it
        self._at_top = self._only_heads = True
        self._turn()

    def add(self, flow: Flow) -> None:
        """Lay out one section."""
        queue = deque(flow.pieces)
        first = True
        while queue:
            if self._place(queue, flow, first=first):
                first = False

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
        piece = queue[0]
        if self._only_heads or not (piece.keep_with_next or piece.keep_rest):
            high = float(piece.wrap(self._width, room)[1])
            return high <= room + _SLACK or self._may_split(piece, high, room)
        *heads, last = self._held_together(queue)
        high = float(last.wrap(self._width, room)[1])
        if heads:
            room -= self._height_of_all([*heads, last]) - high
        return high <= room + _SLACK or self._may_split(last, high, room)

    def _held_together(self, queue: deque[Piece]) -> list[Piece]:
        """The next piece and what must not be torn from it, unless no page can hold them."""
        held: list[Piece] = []
        for piece in queue:
            if piece.keep_rest and not self._only_heads:
                rest = list(queue)
                if self._height_of_all(rest) <= self._height:
                    return rest
            held.append(piece)
            if self._only_heads or not piece.keep_with_next:
                break
        fits = self._height_of_all(held[:-1]) <= self._height
        return held if fits else held[:1]

    def _may_split(self, piece: Piece, high: float, room: float) -> bool:
        """Whether a piece is so tall that white space in its place would be worse than a cut."""
        return high > self._height * _WORTH_SPLITTING and bool(piece.split(self._width, room))

    def _height_of_all(self, pieces: list[Piece]) -> float:
        heights = sum(float(piece.wrap(self._width, self._height)[1]) for piece in pieces)
        return heights + sum(self._between(*pair) for pair in pairwise(pieces))

    def _between(self, above: Piece, below: Piece) -> float:
        return max(above.after, below.before) * self._white

    def _space_above(self, piece: Piece) -> float:
        return 0.0 if self._at_top else max(self._gap, piece.before) * self._white

    def _put(
        self, piece: Piece, flow: Flow, *, first: bool = False, repeated: bool = False
    ) -> None:
        top = self._used + self._space_above(piece)
        self.pages[-1].placed.append(Placed(piece, top, flow, first, repeated))
        self._used = self.pages[-1].used = top + piece.height
        self._gap = piece.after
        self._at_top = False
        self._only_heads = self._only_heads and piece.keep_with_next

    def _turn(self, flow: Flow | None = None, piece: Piece | None = None) -> None:
        """Begin a page; if a section goes on there, with its running head and table header."""
        self.pages.append(Page())
        self._used = self._gap = 0.0
        self._at_top = self._only_heads = True
        if flow is None or piece is None:
            return
        heads = [*([flow.running] if flow.running else []), *piece.repeat]
        if self._height_of_all(heads) < self._height * _MOST_REPEATED:
            for head in heads:
                self._put(head, flow, repeated=True)
        self._used += self._gap
        self._gap = 0.0
        self._at_top = self._only_heads = True
