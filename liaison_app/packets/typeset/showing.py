"""Lines in a page: their operators, with the codes that the document's fonts give to glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.lib.colors import Color, black

from liaison_app.packets.typeset.embedding import fonts_of

if TYPE_CHECKING:
    from liaison_app.packets.typeset.encoding import Key
    from liaison_app.packets.typeset.faces import Face
    from liaison_app.packets.typeset.lines import Line

_STROKE = 0.03  # em: makes a face that has no bold one look bold


class Slotted(str):
    """Operators with slots, as `%` fills them; all other operators are as they stand."""

    __slots__ = ()


class Written(NamedTuple):
    """What fills slots: the name of a face's font, then the codes of these keys."""

    face: Face
    keys: tuple[Key, ...]


def show(
    canvas: Any, size: float, lines: list[tuple[float, float, Line]], colour: Color = black
) -> None:
    """Write lines into a canvas, each with the place of its left end on its baseline, in points.

    If the canvas has a list of `slots`, they are left open, and what fills them is added to it.
    """
    code = [f"q {_paint(colour)} {_STROKE * size:.3g} w BT"]
    written: list[Written] = []
    for left, baseline, line in lines:
        start = left - line.overhang * size / 1000
        code.append(f"{size:.6g} 0 0 {size:.6g} {start:.3f} {baseline:.3f} Tm")
        for piece in line.pieces:
            code.append(f"/%s 1 Tf {piece.operators}")
            written.append(Written(piece.face, piece.keys))
    code.append("ET Q")
    slotted = " ".join(code)
    slots = getattr(canvas, "slots", None)
    if slots is not None:
        slots += written
        canvas._code.append(Slotted(slotted))  # noqa: SLF001 - ReportLab has no other way
        return
    fonts = fonts_of(canvas._doc)  # noqa: SLF001 - as above
    filled: list[str] = []
    for face, keys in written:
        filled += fonts[face].filled(keys)
    canvas._code.append(slotted % tuple(filled))  # noqa: SLF001 - as above


def _paint(colour: Color) -> str:
    """The operators that set the colour of letters and of their strokes."""
    red, green, blue = colour.rgb()
    if red == green == blue:
        return f"{red:.3g} g {red:.3g} G"
    said = f"{red:.3g} {green:.3g} {blue:.3g}"
    return f"{said} rg {said} RG"
