"""HarfBuzz: from the characters of a run to glyphs and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

if TYPE_CHECKING:
    from liaison_app.packets.typeset.runs import Run


class Glyph(NamedTuple):
    """A glyph with lengths in thousandths of an em.

    Attributes:
        id: its number in the face.
        at: where the characters it stands for begin in the text.
        advance: how far the pen moves.
        x: how far right of the pen it is drawn.
        y: how far above the line it is drawn.
        safe: whether a line may begin or end here without shaping anew.
    """

    id: int
    at: int
    advance: float
    x: float
    y: float
    safe: bool


def shape(
    text: str, start: int, end: int, *, run: Run, level: int, language: str, offset: int = 0
) -> list[Glyph]:
    """The glyphs of the characters [start, end), from left to right.

    Args:
        text: what is around them too: letters join over the borders of runs.
        start: their first.
        end: after their last.
        run: gives face and script.
        level: their bidi level.
        language: BCP 47 tag: Urdu and Sindhi have forms of their own.
        offset: where `text` begins in the paragraph that the glyphs' places are counted in.
    """
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if level & 1 else "ltr"
    buffer.script = run.script
    buffer.language = language
    hb.shape(run.face.font, buffer, {})
    scale = run.face.scale
    return [
        Glyph(
            info.codepoint,
            info.cluster + offset,
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
            not info.flags & _UNSAFE,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


_UNSAFE = hb.GlyphFlags.UNSAFE_TO_BREAK
