"""QR codes as merged rectangles: sharp at every size, and read without the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.rows import Cell, Piece, Row, tagger_of
from liaison_app.packets.blocks.words import bare
from liaison_app.packets.looks import MM
from liaison_app.remembered import remembered

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import QrCode, Said

SIDE = 34 * MM  # with the quiet zone
_QUIET = 4  # modules of white around the code (ISO/IEC 18004)
_GAP = 12.0


def qr_row(setter: Setter, block: QrCode) -> Row:
    """The code at the start side, and beside it what it is for."""
    look = setter.look
    words = setter.stacked(block.said, look.scale.heading, tight=True)
    row = Row(
        [
            Cell((Code(block.payload, block.said),), SIDE + _GAP, _GAP),
            Cell(words, look.width - SIDE - _GAP),
        ],
        right_to_left=look.right_to_left,
        middle=True,
    )
    row.before = row.after = 8
    return row


class Code(Piece):
    """The code itself: a figure that is described by what it is for."""

    def __init__(self, payload: str, said: Said) -> None:
        super().__init__()
        self.payload, self.said = payload, said

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """A square large enough for an old phone's camera."""
        self.width = self.height = SIDE
        return SIDE, SIDE

    def draw(self) -> None:
        """Draw all dark modules as one path."""
        tagger = tagger_of(self.canv)
        if tagger:
            alt, language = (
                (bare(self.said[0].plain), self.said[0].language)
                if self.said
                else (self.payload, "")
            )
            tagger.begin(self.canv, "Figure", language, alt=alt, box=(0, 0, SIDE, SIDE))
        size, rectangles = _modules(self.payload)
        unit = SIDE / size
        shapes = " ".join(f"{x} {y} {wide} {high} re" for x, y, wide, high in rectangles)
        # In units of a module, counted from the top: numbers stay short and edges meet exactly.
        self.canv.addLiteral(f"q {unit:.5f} 0 0 {-unit:.5f} 0 {SIDE:.2f} cm 0 g {shapes} f Q")
        if tagger:
            tagger.end(self.canv)


@remembered(16)
def _modules(payload: str) -> tuple[int, tuple[tuple[int, int, int, int], ...]]:
    """Modules on a side with the quiet zone, and the dark ones as x, y, width, height."""
    import segno  # noqa: PLC0415  (loaded when a code is printed)

    code = segno.make(payload, error="m", micro=False)
    matrix = [list(row) for row in code.matrix]
    done: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}  # (x, width) -> y where the rectangle began
    for y, row in enumerate([*matrix, [0] * len(matrix)]):
        runs = set(_runs(row))
        for x, wide in [one for one in growing if one not in runs]:
            begun = growing.pop((x, wide))
            done.append((x + _QUIET, begun + _QUIET, wide, y - begun))
        for one in runs - growing.keys():
            growing[one] = y
    return len(matrix) + 2 * _QUIET, tuple(sorted(done))


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Where dark modules follow each other, as (x, how many)."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
