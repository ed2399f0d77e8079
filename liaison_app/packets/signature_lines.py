"""Lines to sign on, as plain data: a block of `content`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison_app.packets.content import Said

Strokes = tuple[tuple[tuple[float, float], ...], ...]
"""Lines of a pen in a box 1000 wide and 300 high, from its upper left corner."""


@dataclass(frozen=True)
class Signed:
    """That somebody signed.

    Attributes:
        when: on which day, and whether on the screen or on paper.
        earlier: what is said instead if other words were signed than stand above the line now.
        strokes: what the pen drew on the screen; () for what lies on paper.
        wording: mark of the words that were signed (`signed.wording_of`).
        stands: these are the words above the line.
        name: of who signed; () for whoever the line is for.
    """

    when: Said
    earlier: Said
    strokes: Strokes = ()
    wording: str = ""
    stands: bool = True
    name: Said = ()


@dataclass(frozen=True)
class SignatureLine:
    """A line for a signature and one for its date.

    Attributes:
        whose: what stands below the line, such as: for the family.
        name: of who signs, below that; () for a line that anybody of that side may sign.
        day: what stands below the line for the date.
        signed: None for a line that is to be signed by hand.
    """

    whose: Said
    name: Said
    day: Said
    signed: Signed | None = None


@dataclass(frozen=True)
class Signatures:
    """Lines on which those who agree sign."""

    lines: tuple[SignatureLine, ...]
