"""Plates: what a piece of a page draws, cast once and printed into any document.

Operators are cast as one text. Where a document has numbers of its own, for marks of its
structure and codes of its fonts, the text has slots; they are filled in the order in which
they were drawn, so a document is the same to the byte, however its pieces came into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from liaison_app.packets.tagging import Grouping, Mark, Tagger
from liaison_app.packets.typeset.embedding import fonts_of
from liaison_app.packets.typeset.showing import Slotted, Written

if TYPE_CHECKING:
    from liaison_app.packets.tagging import TaggedCanvas

_Step = Mark | Grouping | Written | None  # nothing: a group ends


class Plate(NamedTuple):
    """Operators with slots, and what each slot or place between them asks of the document."""

    operators: str
    steps: tuple[_Step, ...]

    def print_on(self, canvas: TaggedCanvas) -> None:
        """Draw it where it was cast, on the present page of any document."""
        tagger, page = canvas.tagger, canvas.getPageNumber()
        fonts = fonts_of(canvas._doc)  # noqa: SLF001 - ReportLab has no other way to fonts of our own
        filled: list[Any] = []
        for step in self.steps:
            if step is None:
                tagger.leave()
            elif isinstance(step, Written):
                filled += fonts[step.face].filled(step.keys)
            elif isinstance(step, Mark):
                filled.append(tagger.mark(page, step))
            else:
                tagger.enter(step)
        canvas._code.append(self.operators % tuple(filled))  # noqa: SLF001 - as above


class _Notes(Tagger):
    """Notes what is begun and ended instead of doing it."""

    def __init__(self) -> None:
        super().__init__("")
        self.steps: list[_Step] = []

    def enter(self, group: Grouping) -> None:
        self.steps.append(group)

    def leave(self) -> None:
        self.steps.append(None)

    def _begin(self, canvas: Any, mark: Mark) -> None:
        self.steps.append(mark)
        canvas._code.append(Slotted(f"/{mark.role} <</MCID %d>> BDC"))  # noqa: SLF001 - as above


def cast(canvas: TaggedCanvas, piece: Any, x: float, y: float) -> Plate:
    """What a piece draws at a place; nothing is drawn yet.

    Args:
        canvas: the page, as it is when the piece is drawn.
        piece: a flowable that was wrapped.
        x: its left edge, in points.
        y: its lower edge, in points.
    """
    notes = _Notes()
    code, tagger = canvas._code, canvas.tagger  # noqa: SLF001 - as above
    canvas._code, canvas.tagger, canvas.slots = [], notes, notes.steps  # noqa: SLF001 - as above
    try:
        piece.drawOn(canvas, x, y)
        taken = canvas._code  # noqa: SLF001 - as above
    finally:
        canvas._code, canvas.tagger, canvas.slots = code, tagger, None  # noqa: SLF001 - as above
    said = (one if isinstance(one, Slotted) else one.replace("%", "%%") for one in taken)
    return Plate("\n".join(said), tuple(notes.steps))
