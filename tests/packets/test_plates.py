"""Plates print what a piece draws, as if it were drawn."""

from __future__ import annotations

from liaison_app.packets.blocks.rows import Piece
from liaison_app.packets.content import text
from liaison_app.packets.plates import cast
from liaison_app.packets.tagging import TaggedCanvas
from liaison_app.packets.typeset.paragraph import ShapedParagraph, TextStyle


class Odd(Piece):
    """Draws with operators that look like slots, moves the canvas, and has words in two faces."""

    def __init__(self) -> None:
        super().__init__()
        style = TextStyle(12, "ar", role="Span")
        self.words = ShapedParagraph(text("مرحبا Amina 100% %s", "ar"), style)

    def draw(self) -> None:
        with self.canv.tagger.artifact(self.canv):
            self.canv.addLiteral("% a remark of 100 %, %d and %s")
            self.canv.translate(5, 5)
        with self.canv.tagger.group("L"), self.canv.tagger.group("LI"):
            self.words.wrap(180, 100)
            self.words.drawOn(self.canv, 0, 0)
            self.canv.tagger.begin(self.canv, "Figure", "ar", alt="100%", box=(1, 2, 3, 4))
            self.canv.tagger.end(self.canv)


def page() -> TaggedCanvas:
    return TaggedCanvas((200, 200), ("ar",), {"ar": "%"})


def test_a_plate_prints_what_is_drawn() -> None:
    piece = Odd()
    drawn, printed = page(), page()
    for place in (10, 60, 10):
        piece.drawOn(drawn, 10, place)
        drawn.showPage()
    first = cast(page(), piece, 10, 10)
    second = cast(printed, piece, 10, 60)
    assert not printed._code, "nothing is drawn while a plate is cast"
    for plate in (first, second, first):
        plate.print_on(printed)
        printed.showPage()
    assert printed.finished() == drawn.finished()
