"""HarfBuzz: from the characters of a run to glyphs and where they stand.

Glyphs are kept in columns, one list for each of their properties: a packet has some ten thousand of
them, and an object for each would take longer than the shaping.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import neg
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb

if TYPE_CHECKING:
    from liaison_app.packets.typeset.runs import Run


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """Glyphs of one face from left to right.

    Attributes:
        start: the first character they stand for, as a place in the paragraph.
        end: after the last one.
        rtl: whether they are read from right to left.
        ids: their numbers in the face.
        ats: where the characters that each stands for begin.
        advances: how far each moves the pen, in thousandths of an em.
        rights: how far right of the pen each is drawn, in the face's units.
        ups: how far above the line, in the same.
        infos: HarfBuzz's own remarks.
    """

    start: int
    end: int
    rtl: bool
    ids: list[int]
    ats: list[int]
    advances: list[float]
    rights: list[int]
    ups: list[int]
    infos: list[Any]

    def cut(self, start: int, end: int) -> Glyphs | None:
        """Those of the characters [start, end); None if these are shaped otherwise alone."""
        if (start, end) == (self.start, self.end):
            return self
        if self.rtl:
            first, last = (bisect_right(self.ats, -at, key=neg) for at in (end, start))
            safe = self._safe(first - 1, end) and self._safe(last - 1, start)
        else:
            first, last = (bisect_left(self.ats, at) for at in (start, end))
            safe = self._safe(first, start) and self._safe(last, end)
        return self._sliced(first, last, start, end) if safe else None

    def _safe(self, index: int, place: int) -> bool:
        """Whether a line may begin or end before the character here, whose glyph this should be."""
        if place in {self.start, self.end}:
            return True
        # A control of direction at the end has no glyph: what is before it is shaped anew.
        drawn = self.ats[index : index + 1] == [place]
        return drawn and not self.infos[index].flags & _UNSAFE

    def _sliced(self, first: int, last: int, start: int, end: int) -> Glyphs:
        return Glyphs(
            start,
            end,
            self.rtl,
            self.ids[first:last],
            self.ats[first:last],
            self.advances[first:last],
            self.rights[first:last],
            self.ups[first:last],
            self.infos[first:last],
        )


_UNSAFE = hb.GlyphFlags.UNSAFE_TO_BREAK


def shape(
    text: str, start: int, end: int, *, run: Run, level: int, language: str, offset: int = 0
) -> Glyphs:
    """The glyphs of the characters [start, end) of a text.

    Args:
        text: what is around them too: letters join over the borders of runs.
        start: their first.
        end: after their last.
        run: gives face and script.
        level: their bidi level.
        language: BCP 47 tag: Urdu and Sindhi have forms of their own.
        offset: where `text` begins in the paragraph, in which places are counted.
    """
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if level & 1 else "ltr"
    buffer.script = run.script
    buffer.language = language
    hb.shape(run.face.font, buffer, {})
    infos, places, scale = buffer.glyph_infos, buffer.glyph_positions, run.face.scale
    return Glyphs(
        start + offset,
        end + offset,
        bool(level & 1),
        [info.codepoint for info in infos],
        [info.cluster + offset for info in infos],
        [place.x_advance * scale for place in places],
        [place.x_offset for place in places],
        [place.y_offset for place in places],
        infos,
    )
