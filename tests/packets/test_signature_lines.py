"""Lines to sign on: each says whose it is, and shows what was signed on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import Paragraph, Section, text
from liaison_app.packets.signature_lines import SignatureLine, Signatures, Signed
from liaison_app.packets.signed import settled, strokes_of, wording_of
from tests.packets import laid
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from liaison_app.packets.content import Said

PEN = "0,150 500,0 1000,150; 400,290"


def _said(words: str, *tags: str) -> Said:
    return tuple(text(f"{words} {tag}", tag) for tag in tags)


def _line(*tags: str, strokes: str = "", wording: str = "", signed: bool = True) -> SignatureLine:
    when, earlier = _said("on the screen", *tags), _said("an earlier text", *tags)
    return SignatureLine(
        whose=_said("family", *tags),
        name=_said("Amira", tags[0]),
        day=_said("date", *tags),
        signed=Signed(when, earlier, strokes_of(strokes), wording) if signed else None,
    )


def _pdf(line: SignatureLine, *tags: str) -> bytes:
    section = Section("one", _said("Title", *tags), (Signatures((line,)),))
    return laid.printed(laid.packet(languages=tags, sections=(section,))).pdf


def _words(pdf: bytes) -> list[str]:
    return [bare(one.words) for one in spoken(pdf)]


def test_a_line_says_whose_it_is_in_both_languages_and_the_name_once() -> None:
    words = _words(_pdf(_line("ar", "en", signed=False), "ar", "en"))
    for one in ("family ar", "family en", "Amira ar", "date ar", "date en"):
        assert words.count(one) == 1
    assert "on the screen ar" not in words


def test_a_signature_on_the_screen_begins_at_the_readers_side() -> None:
    for tags, from_the_right in ((("ar", "en"), True), (("en",), False)):
        found = list(laid.paths(_pdf(_line(*tags, strokes=PEN), *tags)))
        pen = max((points for _names, points, _matrix in found), key=len)
        assert len(pen) == 5, "every point of the pen, and a dot as a short line"
        middle = 612 / 2
        assert (min(x for x, _y in pen) > middle) == from_the_right
        (first, highest, *_rest) = pen
        assert highest[1] > first[1], "the pen's upper points stand higher on the page"


def test_a_signature_is_a_figure_that_says_whose_it_is_and_no_name() -> None:
    found = spoken(_pdf(_line("en", strokes=PEN), "en"))
    figures = [one.words for one in found if one.role == "Figure"]
    assert figures == ["family en"]


def test_what_was_signed_holds_only_for_the_same_words() -> None:
    body = Section("one", _said("Title", "ar", "en"), (Paragraph(_said("we read", "ar", "en")),))
    other = Section("one", _said("Title", "ar", "en"), (Paragraph(_said("we sing", "ar", "en")),))
    alone = Section("one", _said("Title", "ar"), (Paragraph(_said("we read", "ar")),))
    lines = _line("ar", "en", strokes=PEN, wording=wording_of((body,)))
    foot = Section("two", _said("Sign", "ar", "en"), (Signatures((lines,)),))
    wording = wording_of((body, foot))
    assert wording != wording_of((other, foot))
    assert wording_of((body,)) == wording_of((alone,)), "English beside it is the same text"
    for first, stands in ((body, True), (other, False)):
        signed = _line("ar", "en", strokes=PEN, wording=wording)
        sections = settled((first, Section("two", foot.title, (Signatures((signed,)),))))
        (block,) = sections[1].blocks
        assert isinstance(block, Signatures)
        assert block.lines[0].signed is not None
        assert block.lines[0].signed.stands is stands
        pdf = laid.printed(laid.packet(languages=("ar", "en"), sections=sections)).pdf
        words = _words(pdf)
        assert ("on the screen en" in words) is stands
        assert ("an earlier text en" in words) is not stands
        assert any(one.role == "Figure" for one in spoken(pdf)) is stands


def test_broken_lines_of_a_pen_are_left_out() -> None:
    assert strokes_of("") == ()
    assert strokes_of("1,2 3,4; nonsense; 5,6; 7; 2000,1; nan,1") == (
        ((1.0, 2.0), (3.0, 4.0)),
        ((5.0, 6.0),),
    )
