"""Pictograms on paper: Tabler's outlines as vector paths, in one stroke width at every size.

They stand beside a word and say nothing that the word does not, so they are artifacts to a screen
reader; a pictogram that stands alone is tagged as a figure by whoever draws it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from liaison_app import shipped

STROKE = 1.4  # points; thin enough for 14 points, strong enough for a copy of a copy
FALLBACK = "info-circle"
_NEUTRAL = {"school": "school-building"}  # the outline of that name is a mortarboard
_GRID = 24.0  # the icons are drawn in a square of this many units
_MOVE, _LINE, _CURVE, _CLOSE = range(4)  # the operators of reportlab.graphics.shapes.Path


def draw(canvas: Any, name: str, x: float, y: float, size: float) -> None:
    """Draw a pictogram into the square whose lower left corner is (x, y), in points.

    A name that nobody drew gives the sign for information: a picture must never stop a packet.
    """
    scale = size / _GRID
    canvas.addLiteral(
        f"q {scale:.4f} 0 0 {-scale:.4f} {x:.2f} {y + size:.2f} cm "
        f"{STROKE / scale:.3f} w 1 J 1 j 0 G {_code(name)} S Q"
    )


def exists(name: str) -> bool:
    """Whether there is a pictogram of this name."""
    return (shipped.resources() / "icons" / f"{name}.svg").is_file()


@cache
def _code(name: str) -> str:
    """The outline as PDF path operators in its own square, the first point at the upper left."""
    name = _NEUTRAL.get(name, name)
    source = shipped.resources() / "icons" / f"{name if exists(name) else FALLBACK}.svg"
    paths = re.findall(r'<path d="([^"]+)"', source.read_text(encoding="utf-8"))
    return " ".join(path_code(path) for path in paths)


@cache
def path_code(path: str) -> str:
    """An SVG path as PDF operators, in the path's own coordinates."""
    from reportlab.graphics.svgpath import SvgPath  # noqa: PLC0415  (loaded when something is printed)

    drawn: Any = SvgPath(path)
    points = iter(drawn.points)
    said = {_MOVE: (2, "m"), _LINE: (2, "l"), _CURVE: (6, "c"), _CLOSE: (0, "h")}
    code: list[str] = []
    for operator in drawn.operators:
        count, letter = said[operator]
        code += [f"{next(points):.2f}".rstrip("0").rstrip(".") for _ in range(count)]
        code.append(letter)
    return " ".join(code)
