"""Lines to sign on, each with whose it is and a line for the date; what was signed on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.packets.blocks.rows import Cell, Piece, Row, artifact, rule, tagger_of
from liaison_app.packets.blocks.words import bare, same
from liaison_app.packets.looks import MM, RULE

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Said
    from liaison_app.packets.signature_lines import SignatureLine, Signatures, Strokes
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

BOX = (1000.0, 300.0)
"""Width and height of the box in which the lines of a pen are kept."""

_HIGH = 15 * MM  # room for a hand that signs
_GAP = 16.0  # between the signature and its date
_SHARE = 0.62  # of the room, for the signature
_PEN = 1.2  # points
_SMALLER = 0.85  # what stands below a line, beside running text


def signature_rows(setter: Setter, block: Signatures) -> list[Row]:
    """A row for each signature; none is parted from what stands below its line."""
    return [_row(setter, line) for line in block.lines]


def _row(setter: Setter, line: SignatureLine) -> Row:
    """What was signed when other words stood above it leaves the line empty, and is said below."""
    look = setter.look
    room = look.width - look.picture_column
    wide = round(room * _SHARE, 2)
    signed = line.signed if line.signed and line.signed.stands else None
    former = line.signed.earlier if line.signed and not line.signed.stands else ()
    box = SignatureBox(
        signed.strokes if signed else (),
        bare(line.whose[0].plain),
        line.whose[0].language,
        right_to_left=look.right_to_left,
    )
    below = (line.whose, line.name, former)
    row = _Whole(
        [
            Cell((box, *(one for said in below for one in _below(setter, said))), wide, _GAP),
            Cell(
                (OnLine(_below(setter, signed.when if signed else ())), *_below(setter, line.day)),
                room - wide,
            ),
        ],
        right_to_left=look.right_to_left,
        inset=look.picture_column,
    )
    row.before, row.after = 4, 6
    return row


def _below(setter: Setter, said: Said) -> tuple[ShapedParagraph, ...]:
    """Small words under a line, once where both languages say the same."""
    shown = said[:1] if same(said) else said
    return setter.stacked(shown, setter.look.scale.body * _SMALLER, tight=True)


class _Whole(Row):
    """A row that stands on one page."""

    def split(self, _width: float, _height: float) -> list[Row]:
        """Nowhere."""
        return []


class SignatureBox(Piece):
    """A line, and above it what a pen drew on the screen.

    Args:
        strokes: the lines of the pen; () for a line to sign by hand.
        alt: what they are, for who cannot see them.
        language: of these words.
        right_to_left: whether the start side is the right one: there the signature begins.
    """

    def __init__(self, strokes: Strokes, alt: str, language: str, *, right_to_left: bool) -> None:
        super().__init__()
        self.strokes, self.alt, self.language = strokes, alt, language
        self.right_to_left = right_to_left

    @property
    def first_baseline(self) -> float:
        """The line on which one signs."""
        return _HIGH - RULE

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width of its cell."""
        self.width, self.height = width, _HIGH
        return width, _HIGH

    def draw(self) -> None:
        """Draw the line, and the signature as large as there is room."""
        with artifact(self.canv):
            rule(self.canv, 0, RULE, self.width)
        if not any(self.strokes):
            return
        scale = min(self.width / BOX[0], (_HIGH - 2 * RULE) / BOX[1])
        wide, high = BOX[0] * scale, BOX[1] * scale
        left = self.width - wide if self.right_to_left else 0.0
        tagger = tagger_of(self.canv)
        if tagger:
            box = (left, 2 * RULE, wide, high)
            tagger.begin(self.canv, "Figure", self.language, alt=self.alt, box=box)
        self._pen(left, 2 * RULE + high, scale)
        if tagger:
            tagger.end(self.canv)

    def _pen(self, left: float, top: float, scale: float) -> None:
        drawn = [f"q {_PEN} w 1 J 1 j 0 G"]
        for stroke in self.strokes:
            points = [(left + x * scale, top - y * scale) for x, y in stroke]
            (first, *rest) = points or [(left, top)]
            drawn.append(f"{first[0]:.2f} {first[1]:.2f} m")
            drawn += [f"{x:.2f} {y:.2f} l" for x, y in rest or [first]]  # a dot is a short line
        self.canv.addLiteral(" ".join([*drawn, "S Q"]))


class OnLine(Piece):
    """A line to write on, or with words that stand on it.

    Args:
        words: the words; () for a line to write on.
    """

    def __init__(self, words: tuple[Any, ...]) -> None:
        super().__init__()
        self.words = words

    @property
    def first_baseline(self) -> float:
        """The line itself."""
        return max(self.height, _HIGH) - RULE

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width; at least as high as a hand needs."""
        self.heights = [float(one.wrap(width, _HIGH)[1]) for one in self.words]
        self.width, self.height = width, max(_HIGH, sum(self.heights) + 4)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line, and the words right above it."""
        with artifact(self.canv):
            rule(self.canv, 0, RULE, self.width)
        top = sum(self.heights) + 3
        for one, high in zip(self.words, self.heights, strict=True):
            top -= high
            one.drawOn(self.canv, 0, top)
