"""The foot of each page: whom to call, which page of which packet; and the mark of practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.language.regional_dates import number
from liaison_app.packets import pictograms
from liaison_app.packets.blocks.rows import Cell, Row, Shrunk, artifact, rule
from liaison_app.packets.content import text

if TYPE_CHECKING:
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Packet
    from liaison_app.packets.looks import Look
    from liaison_app.packets.typeset.paragraph import Align

_USUAL_BODY = 13.0  # points: what the sizes below are made for
_HELP_SHARE = 0.74  # of the width
_HELP, _PAGE, _CODE = 11.0, 10.0, 8.0  # points

_GAP = 12.0
_PAD = 5.0  # below the rule
_HIGHEST = 90.0  # points: a longer help line is set smaller
_LETTER = 105.0  # points: the square of a letter of the word SAMPLE
_LETTER_STEP = 0.85  # of it, to the next letter
_GRID = 24.0  # units of its path
_SAMPLE_STROKE = 3.4  # of these
_SAMPLE_TURN = 55  # degrees
_SAMPLE_GREY = 0.9


class Foot:
    """What stands at the foot of every page of a packet; readers pass it over.

    Args:
        setter: sets the words.
        packet: whose pages they are.
    """

    def __init__(self, setter: Setter, packet: Packet) -> None:
        self._setter, self._packet = setter, packet
        self._look = setter.look
        self._factor = self._look.scale.body / _USUAL_BODY
        self._help = setter.stacked(packet.help_line, _HELP * self._factor, tight=True)
        self.height = self._row(1, 1).height + _PAD

    def draw(self, canvas: Any, page: int, pages: int) -> None:
        """Draw it at the lower margin.

        Args:
            canvas: the page.
            page: its number, from 1.
            pages: how many there are.
        """
        look = self._look
        with artifact(canvas, "Footer"):
            rule(canvas, look.margin, look.bottom + self.height, look.width)
            self._row(page, pages).drawOn(canvas, look.margin, look.bottom)

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
        # From the left also where words run from the right: this is how staff and families
        # there write a part of a whole, and it does not turn into page 15 of 1.
        place = f"\u2066{number(page, language)}/{number(pages, language)}\u2069"
        marks = [
            self._packet.code,
            *([f"draft {language}"] if self._packet.draft else []),
            *(["SAMPLE"] if self._packet.sample else []),
        ]
        code = f"\u2066{' '.join(marks)}\u2069"
        set_in = self._setter.paragraph
        return (
            set_in(text(place, language), _PAGE * self._factor, align=side, tight=True),
            set_in(text(code, "en"), _CODE * self._look.enlarged, align=side, tight=True),
        )


def sample_mark(look: Look, canvas: Any) -> None:
    """The word SAMPLE across the page, so pale that every word over it can be read.

    It is drawn as lines and not as text, so that who copies the page's words does not get its
    letters among them; as text it stands at the foot.
    """
    wide, high = look.page
    step = _LETTER * _LETTER_STEP
    with artifact(canvas, "Watermark"):
        canvas.saveState()
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(_SAMPLE_TURN)
        canvas.setStrokeGray(_SAMPLE_GREY)
        canvas.setLineWidth(_SAMPLE_STROKE)
        canvas.scale(_LETTER / _GRID, -_LETTER / _GRID)
        canvas.translate(-step * len(_SAMPLE) / 2 * _GRID / _LETTER, -_GRID / 2)
        for path in _SAMPLE:
            canvas.addLiteral(f"{pictograms.path_code(path)} S")
            canvas.translate(step * _GRID / _LETTER, 0)
        canvas.restoreState()


_SAMPLE = (
    "M18 7a4 4 0 0 0 -4 -4h-4a4.5 4.5 0 0 0 0 9h4a4.5 4.5 0 0 1 0 9h-4a4 4 0 0 1 -4 -4",
    "M4 21L12 3L20 21M7 15h10",
    "M4 21V3L12 15L20 3V21",
    "M6 21V3h8a5 5 0 0 1 0 10h-8",
    "M6 3V21h12",
    "M18 3h-12v18h12M6 12h10",
)
