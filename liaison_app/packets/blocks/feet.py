"""The foot of each page: whom to call, which page of which packet; and the mark of practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.language.regional_dates import number
from liaison_app.packets.blocks.rows import Cell, Row, Shrunk, artifact, rule
from liaison_app.packets.content import text
from liaison_app.packets.looks import BOTTOM, MARGIN

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Packet
    from liaison_app.packets.typeset.paragraph import Align

_HELP_SHARE = 0.74  # of the width
_HELP, _PAGE, _CODE = 11.0, 10.0, 8.0  # points

_GAP = 12.0
_PAD = 5.0  # below the rule
_HIGHEST = 90.0  # points: a longer help line is set smaller
_SAMPLE_SIZE = 110.0
_SAMPLE_TURN = 55  # degrees
_SAMPLE_GREY = 0.87


class Foot:
    """What stands at the foot of every page of a packet; readers pass it over.

    Args:
        setter: sets the words.
        packet: whose pages they are.
    """

    def __init__(self, setter: Setter, packet: Packet) -> None:
        self._setter, self._packet = setter, packet
        self._look = setter.look
        self._factor = self._look.scale.body / 13 if self._look.scale.opening > 1 else 1.0
        self._help = setter.stacked(packet.help_line, _HELP * self._factor, tight=True)
        self.height = self._row(1, 1).height + _PAD

    def draw(self, canvas: Any, page: int, pages: int) -> None:
        """Draw it at the lower margin.

        Args:
            canvas: the page.
            page: its number, from 1.
            pages: how many there are.
        """
        with artifact(canvas, "Footer"):
            rule(canvas, MARGIN, BOTTOM + self.height, self._look.width)
            self._row(page, pages).drawOn(canvas, MARGIN, BOTTOM)

    def _row(self, page: int, pages: int) -> Row | Shrunk:
        look = self._look
        room = look.width * _HELP_SHARE
        row = Row(
            [
                Cell(self._help, room, _GAP),
                Cell(self._numbers(page, pages), look.width - room),
            ],
            right_to_left=look.right_to_left,
        )
        if row.wrap(look.width, _HIGHEST)[1] <= _HIGHEST:
            return row
        smaller = Shrunk(row)
        smaller.wrap(look.width, _HIGHEST)
        return smaller

    def _numbers(self, page: int, pages: int) -> tuple[Any, ...]:
        """Which page, and of which packet: the code tells nothing about anybody."""
        language = self._look.languages[0]
        side: Align = "left" if self._look.right_to_left else "right"
        place = f"{number(page, language)} / {number(pages, language)}"
        mark = f" draft {language}" if self._packet.draft else ""
        code = f"\u2066{self._packet.code}{mark}\u2069"
        set_in = self._setter.paragraph
        return (
            set_in(text(place, language), _PAGE * self._factor, align=side, tight=True),
            set_in(text(code, "en"), _CODE, align=side, tight=True),
        )


def sample_mark(setter: Setter, canvas: Any) -> None:
    """The word SAMPLE across the page, so pale that every word over it can be read."""
    words = setter.paragraph(
        text("SAMPLE", "en"), _SAMPLE_SIZE, bold=True, tight=True, align="center", grey=_SAMPLE_GREY
    )
    wide, high = setter.look.page
    _, height = words.wrap(high, high)
    with artifact(canvas, "Watermark"):
        canvas.saveState()
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(_SAMPLE_TURN)
        words.drawOn(canvas, -high / 2, -height / 2)
        canvas.restoreState()
