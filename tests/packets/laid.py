"""Small packets of a few blocks, laid out, and what is found on their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.words import bare
from liaison_app.packets.content import Packet, Paper, Profile, Section, text
from liaison_app.packets.pages import lay_out
from tests.packets import made
from tests.packets.reading import read
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from liaison_app.packets.content import Block, Printed
    from tests.packets.reading import Glyph
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
