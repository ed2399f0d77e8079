"""What to say in English, and how it sounds in the letters that the family reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.frames import FRAME, Framed
from liaison_app.packets.blocks.rows import Cell, Row
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Phrase
    from liaison_app.packets.typeset.paragraph import ShapedParagraph

_GAP = 18.0  # between a sentence and its sounds on one line
_BETWEEN = 1.5  # above and below each phrase


def phrase_box(setter: Setter, phrases: Sequence[Phrase]) -> Framed:
    """Phrases that follow each other in one frame, from the side where the page begins.

    Where all of them fit, the sounds stand on the line of the English sentence; else below it.
    """
    picture = setter.picture("message-circle")
    room = setter.look.width - setter.look.picture_column - FRAME
    words = [_words(setter, phrase) for phrase in phrases]
    english, sounds = (max(_width(one[at : at + 1]) for one in words) for at in (0, 1))
    beside = room - english - _GAP
    rows = tuple(
        Row(
            [Cell(one[:1], english + _GAP), Cell(one[1:], beside)]
            if 0 < sounds < beside
            else [Cell(one, room)],
            right_to_left=setter.look.right_to_left,
            pad=_BETWEEN,
        )
        for one in words
    )
    return Framed(setter.row([(picture,), rows], inside=FRAME))


def _words(setter: Setter, phrase: Phrase) -> tuple[ShapedParagraph, ...]:
    size, side = setter.look.scale.phrase, setter.side
    english = setter.paragraph(phrase.english, size, align=side, bold=True, tight=True)
    if not phrase.sounds:
        return (english,)
    return (english, setter.paragraph(phrase.sounds, size, align=side, tight=True))


def _width(words: Sequence[ShapedParagraph]) -> float:
    return max((line_width(one.said, one.style) + 1 for one in words), default=0.0)
