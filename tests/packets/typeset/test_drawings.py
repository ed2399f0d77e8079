"""A font with moved glyphs is a sound font: any reader of fonts finds them where they should be."""

from __future__ import annotations

import io

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from liaison_app.packets.typeset.drawings import with_drawings
from tests.packets.typeset.oracle import FONTS

# A letter, a mark, a composite, and the space, which has no ink.
CHARACTERS = ("a", "\u0301", "é", " ")
MOVES = ((30, 200), (-500, -12), (0, 1), (7, 0))


def box(font: TTFont, name: str) -> tuple[float, float, float, float] | None:
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    found: tuple[float, float, float, float] | None = pen.bounds
    return found


def test_moved_glyphs_come_after_the_others_in_order() -> None:
    whole = (FONTS / "NotoSansThai-Regular.ttf").read_bytes()
    before = TTFont(io.BytesIO(whole))
    names = [before.getBestCmap()[ord(one)] for one in CHARACTERS]
    shifts = [
        ((before.getGlyphID(name), right, up),)
        for name, (right, up) in zip(names, MOVES, strict=True)
    ]
    made = with_drawings(whole, shifts)
    after = TTFont(io.BytesIO(made), checkChecksums=2)
    count = before["maxp"].numGlyphs
    assert after["maxp"].numGlyphs == count + len(shifts)
    assert after["hhea"].numberOfHMetrics == count + len(shifts)
    for number, (name, (right, up)) in enumerate(zip(names, MOVES, strict=True), count):
        drawn, plain = box(after, after.getGlyphName(number)), box(before, name)
        width, bearing = after["hmtx"][after.getGlyphName(number)]
        assert width == before["hmtx"][name][0]
        if plain is None:
            assert drawn is None
        else:
            left, bottom, far, top = plain
            assert drawn == (left + right, bottom + up, far + right, top + up)
            assert bearing == left + right


def test_several_glyphs_are_one_as_wide_as_all() -> None:
    whole = (FONTS / "NotoSansThai-Regular.ttf").read_bytes()
    before = TTFont(io.BytesIO(whole))
    letter, space, mark = (before.getBestCmap()[ord(one)] for one in "a \u0301")
    shape = tuple(
        (before.getGlyphID(name), right, up)
        for name, right, up in ((letter, 0, 0), (space, 9, 9), (mark, 500, 30))
    )
    after = TTFont(io.BytesIO(with_drawings(whole, [shape])), checkChecksums=2)
    name = after.getGlyphName(before["maxp"].numGlyphs)
    first, second = box(before, letter), box(before, mark)
    assert first
    assert second
    assert box(after, name) == (
        min(first[0], second[0] + 500),
        min(first[1], second[1] + 30),
        max(first[2], second[2] + 500),
        max(first[3], second[3] + 30),
    )
    widths = sum(before["hmtx"][one][0] for one in (letter, space, mark))
    assert after["hmtx"][name][0] == widths
    assert after["maxp"].maxComponentElements >= 2


def test_the_other_glyphs_stay_as_they_were() -> None:
    whole = (FONTS / "NotoSansThai-Regular.ttf").read_bytes()
    before, after = (
        TTFont(io.BytesIO(whole)),
        TTFont(io.BytesIO(with_drawings(whole, [((5, 1, 1),)]))),
    )
    for name in before.getGlyphOrder():
        assert box(after, after.getGlyphName(before.getGlyphID(name))) == box(before, name)


def test_nothing_to_move_changes_nothing() -> None:
    assert with_drawings(b"anything", []) == b"anything"
