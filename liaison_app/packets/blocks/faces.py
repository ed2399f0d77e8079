"""Faces in a row, each with what it means and a box to tick, from the side where one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.frames import TickBox
from liaison_app.packets.blocks.rows import Cell, Group, Row

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Faces

_SIZE = 1.15  # of a large pictogram: a face is ticked by who cannot read what is under it
_GAP = 8.0
_SPACE = 8.0


def faces_row(setter: Setter, faces: Faces) -> Row:
    """The faces over the width of the page."""
    look = setter.look
    room = look.width - look.picture_column
    width = room / max(len(faces.items), 1)
    size = look.scale.large_pictogram * _SIZE
    whole = Group("L")
    cells = [
        Cell(
            (
                setter.picture(icon, size),
                *(
                    setter.paragraph(
                        words, setter.size_in(column, look.scale.beside), align="center", tight=True
                    )
                    for column, words in enumerate(said)
                ),
                TickBox(look.scale.beside, said[0].language if said else ""),
            ),
            width,
            _GAP,
            Group("LI"),
        )
        for said, icon in zip(faces.items, faces.icons, strict=True)
    ]
    row = Row(cells, right_to_left=look.right_to_left, groups=(whole,), inset=look.picture_column)
    row.before = row.after = _SPACE
    return row
