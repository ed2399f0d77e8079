"""Small packets of a few blocks, laid out, and what is found on their pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pypdf import PdfReader

from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import Packet, Paper, Profile, Section, text
from liaison_app.packets.pages import lay_out
from tests.packets import made
from tests.packets.reading import HERE, operations, read, times
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from liaison_app.packets.content import Block, Printed
    from tests.packets.reading import Glyph, Matrix
    from tests.packets.spoken import Spoken


def packet(
    *blocks: Block, languages: tuple[str, ...] = ("en",), sections: tuple[Section, ...] = ()
) -> Packet:
    title = tuple(text("Title", tag) for tag in languages)
    return Packet(
        "welcome", made.CODE, languages, title, sections or (Section("one", title, blocks),)
    )


def printed(packet: Packet, profile: Profile = Profile.STANDARD) -> Printed:
    return lay_out(packet, paper=Paper.LETTER, profile=profile)


def saying(pdf: bytes, words: str) -> list[Spoken]:
    return [one for one in spoken(pdf) if bare(one.words) == bare(words)]


def artifacts(pdf: bytes, page: int) -> list[Glyph]:
    return [glyph for glyph in read(pdf) if glyph.page == page and glyph.artifact]


def paths(pdf: bytes) -> Iterator[tuple[str, list[tuple[float, float]], Matrix]]:
    """Every path on the first page: its operators, its points in points of the page."""
    contents = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert contents is not None
    held: list[Matrix] = []
    now = HERE
    names, points = "", []
    for operator, operands in operations(contents.get_data()):
        match operator:
            case "q":
                held.append(now)
            case "Q":
                now = held.pop()
            case "cm":
                now = times(tuple(operands), now)
            case "m" | "l" | "re":
                names += operator
                points += [_at(one, now) for one in _corners(operands)]
            case "S" | "f" | "s" | "n":
                yield names + operator, points, now
                names, points = "", []


def _corners(operands: list[Any]) -> list[tuple[float, float]]:
    x, y, *size = operands
    return [(x, y), (x + size[0], y + size[1])] if size else [(x, y)]


def _at(point: Any, now: Matrix) -> tuple[float, float]:
    x, y = point[0], point[1]
    return now[0] * x + now[2] * y + now[4], now[1] * x + now[3] * y + now[5]
