"""A script of any print, for whoever reads it to the family at the table.

The pages stay with the family; the script is for the liaison or the interpreter. It says what they
say, one sentence on a line, and beside them what to show and what to ask. It is made of the packet
as it was composed: so it has a word for every kind and for a district's own sections, and none
that the pages do not have, but those below.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from liaison_app.language.catalogues import P_
from liaison_app.language.names import isolate
from liaison_app.language.regional_dates import number
from liaison_app.language.regions import region
from liaison_app.packets import content
from liaison_app.packets.content import (
    Bullets,
    Heading,
    Origin,
    Paragraph,
    Section,
    Span,
    Text,
    text,
)
from liaison_app.packets.sentences import sentences
from liaison_app.packets.signature_lines import Signatures
from liaison_app.packets.texts import texts
from liaison_app.packets.values import Day
from liaison_app.packets.voices import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Block, Packet, Said
    from liaison_app.packets.voices import Voice

# Translators: Before the title of pages that somebody reads to a family, with a colon after it.
TITLE = P_("To read aloud")
# Translators: For who reads the pages to a family: our staff or an interpreter.
HOW = P_("The pages stay with the family. This script stays with you.")
# Translators: For who reads the pages to a family.
PAUSE = P_("Read one line. Then stop and look up: there is time for questions.")
# Translators: For who reads the pages to a family; not read aloud.
SAY_NUMBERS = P_("Say the numbers one by one. Point to them.")
# Translators: For who reads the pages to a family; not read aloud.
POINT_PICTURES = P_("Point to each picture.")
# Translators: For who reads the pages to a family; not read aloud.
POINT_TABLE = P_("Point to each line of the table.")
# Translators: For who reads the pages to a family; not read aloud.
POINT_CALENDAR = P_("Point to the calendar, then to each day.")
# Translators: For who reads the pages to a family; not read aloud. The cards have phone numbers.
POINT_CARDS = P_("Point to each card. Show where to cut.")
# Translators: For who reads the pages to a family; not read aloud. A square code for phones.
POINT_SQUARE = P_("Point to the square.")
# Translators: For who reads the pages to a family; not read aloud.
POINT_BOXES = P_("Point to each box. Let the family choose what to tick.")
# Translators: For who reads the pages to a family; not read aloud.
POINT_LINES = P_("Point to each line to write on. Ask what to write there.")
# Translators: For who reads the pages to a family; not read aloud.
POINT_SIGNING = P_("Point to each line to sign on. Give time to think.")
# Translators: For who reads the pages to a family; not read aloud. Part of the page is cut off.
POINT_CUT = P_("Show where to cut. What is below goes back to the school.")
# Translators: For who reads the pages to a family; not read aloud. A sentence in English follows.
SAY_IN_ENGLISH = P_("Say this in English. Let the family say it after you.")

# Translators: A question to the family, after a part with days of the calendar was read to them.
ASK_DAYS = P_("On which day is something different at school? Please show me.")
# Translators: A question to the family, after a part with phone numbers was read to them.
ASK_NUMBER = P_("Which number do you call, and when? Please show me.")
# Translators: A question to the family, after numbered steps were read to them.
ASK_STEPS = P_("What do you do first, and what next? Please tell me in your own words.")
# Translators: A question to the family, after something to tick or to sign was read to them.
ASK_CHOICE = P_("What do you choose, and why? There is no wrong answer.")
# Translators: A question to the family: it tells whether WE spoke clearly, it is no test of them.
ASK_OWN_WORDS = P_("Did I say it well? Please tell me in your own words what this is about.")

_SHOW, _ASK, _KNOW = "eye", "ear", "info-circle"
_COLONS = {"zh": "\uff1a", "ja": "\uff1a", "fr": "\u00a0: "}
_DIALLED = re.compile(r"\+?\(?\d(?:[\s().\u00a0\u2010\u2011-]*\d){6,}")
_DRAFTS = frozenset((Origin.DRAFT, Origin.STALE))
_CHOSEN = (content.Checks, content.ToTick, content.Faces, Signatures)


def script(packet: Packet, voices: tuple[Voice, ...]) -> Packet:
    """The script of a packet, with its code and the same sections.

    Args:
        packet: as it was composed.
        voices: of its languages.
    """
    reader = _Reader(voices)
    sections = [reader.section(one, at) for at, one in enumerate(packet.sections, start=1)]
    if sections:
        how = (reader.note(HOW), reader.note(PAUSE))
        sections[0] = replace(sections[0], blocks=(*how, *sections[0].blocks))
    return replace(
        packet,
        title=_joined(say(voices, TITLE), packet.title),
        sections=tuple(sections),
        titled=True,
        draft=packet.draft or any(one.origin in _DRAFTS for one in texts(sections)),
    )


@dataclass(frozen=True)
class _Reader:
    voices: tuple[Voice, ...]

    def section(self, section: Section, place: int) -> Section:
        """One section: what it says, and a question at its end."""
        title = tuple(
            replace(one, spans=(Span(f"{number(place, one.language)}. "), *one.spans))
            for one in section.title
        )
        question = content.Strip(_once(say(self.voices, _question(section))), _ASK)
        blocks = (*self._blocks(section), question)
        return Section(section.name, title, blocks, icon=section.icon)

    def note(self, msgid: str, icon: str = _KNOW) -> Block:
        """A line for who reads, which is not read aloud."""
        return Paragraph(_once(say(self.voices, msgid)), icon)

    def _blocks(self, section: Section) -> Iterator[Block]:
        dialled = False
        for kind, run in groupby(section.blocks, type):
            blocks = tuple(run)
            if not dialled and _has_number(blocks):
                dialled = True
                yield self.note(SAY_NUMBERS, "phone")
            if kind in _DIRECTIONS:
                yield self.note(_DIRECTIONS[kind], _SHOW)
            for block in blocks:
                if isinstance(block, content.Calendar):
                    yield from self._days(block)
                else:
                    yield from _said(block)

    def _days(self, month: content.Calendar) -> Iterator[Block]:
        """What is different on which day."""
        tags = [one.page for one in self.voices]
        days = [Day(one.day, also=month.also) for one in month.marked]
        for mark, day in zip(month.marked, days, strict=True):
            said = tuple(text(day.said(tag), region(tag).language, bold=True) for tag in tags)
            yield from _lines(_joined(said, mark.said), mark.icon)


_DIRECTIONS: dict[type, str] = {
    content.PictureLine: POINT_PICTURES,
    content.Table: POINT_TABLE,
    content.Calendar: POINT_CALENDAR,
    content.Cards: POINT_CARDS,
    content.QrCode: POINT_SQUARE,
    content.Checks: POINT_BOXES,
    content.ToTick: POINT_BOXES,
    content.Faces: POINT_BOXES,
    content.FillIns: POINT_LINES,
    content.CutLine: POINT_CUT,
    content.Phrase: SAY_IN_ENGLISH,
    Signatures: POINT_SIGNING,
}


def _question(section: Section) -> str:
    """What to ask after a section, by what is in it."""
    blocks = section.blocks
    if any(isinstance(one, content.Calendar) and one.marked for one in blocks):
        return ASK_DAYS
    if any(isinstance(one, _CHOSEN) for one in blocks):
        return ASK_CHOICE
    if any(isinstance(one, Bullets) and one.numbered for one in blocks):
        return ASK_STEPS
    if any(isinstance(one, content.Table | content.Cards) and _has_number(one) for one in blocks):
        return ASK_NUMBER
    return ASK_OWN_WORDS


def _said(block: Block) -> Iterator[Block]:  # noqa: C901  (a case for each kind)
    """The lines of a block; lines to write on, to cut and to sign have none of their own."""
    match block:
        case Heading() | content.Phrase():
            yield block
        case Paragraph(said, icon) | content.PictureLine(icon, said):
            yield from _lines(said, icon)
        case content.Strip(said, icon):
            yield from _lines(_bold(said), icon)
        case Bullets(items, numbered):
            yield from _points(items, numbered=numbered)
        case content.Table():
            yield from _rows(block)
        case content.QrCode(_, said):
            yield from _lines(said)
        case content.Cards(cards):
            for card in cards:
                yield from _lines(_joined(_bold(card.name), _number(card)), card.icon)
                yield from _lines(card.note)
        case content.CutLine():
            return
        case _:
            yield from _points(tuple(_every_said(block)), numbered=False)


def _lines(said: Said, icon: str = "") -> Iterator[Block]:
    """One sentence on a line, if the languages have as many of them; else all on one."""
    each = [sentences(one) for one in said if _speaks(one)]
    if len({len(one) for one in each}) > 1:
        yield Paragraph(tuple(one for one in said if _speaks(one)), icon)
        return
    for line in zip(*each, strict=True):
        yield Paragraph(line, icon)
        icon = ""


def _points(items: tuple[Said, ...], *, numbered: bool) -> Iterator[Block]:
    """Points or steps; what they say beyond one sentence stands below."""
    for place, said in enumerate(items, start=1):
        first, *more = _lines(said) if any(map(_speaks, said)) else (None,)
        if isinstance(first, Paragraph):
            yield Bullets((first.said,), numbered, place)
        yield from filter(None, more)


def _rows(table: content.Table) -> Iterator[Block]:
    """A row as sentences: what it is about, then each column's head and what stands there."""
    for row in table.rows:
        about, *cells = row
        yield from _lines(_bold(about))
        for head, cell in zip(table.header[1:], cells, strict=False):
            if any(map(_speaks, cell)):
                yield from _lines(_joined(head, cell))


def _number(card: content.Card) -> Said:
    """The number of a card, from left to right in every language."""
    said = f"\u2066{card.number}\u2069"
    return tuple(Text((Span(said, bold=True),), one.language) for one in card.name)


def _joined(head: Said, words: Said) -> Said:
    """Two texts as one line: a label, and what it is the label of, which may run the other way."""
    return tuple(
        Text(
            (
                *before.spans,
                Span(_COLONS.get(before.language.partition("-")[0], ": ")),
                *(Span(isolate(span.words), span.bold) for span in after.spans),
            ),
            before.language,
            max(before.origin, after.origin, key=list(Origin).index),
        )
        for before, after in zip(head, words, strict=False)
    )


def _every_said(part: Any) -> Iterator[Said]:
    """Every text of a block that has no way of its own to be read, in its order."""
    if isinstance(part, tuple) and part and all(isinstance(one, Text) for one in part):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _every_said(one)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from _every_said(getattr(part, field.name))


def _bold(said: Said) -> Said:
    return tuple(
        replace(one, spans=tuple(replace(span, bold=True) for span in one.spans)) for one in said
    )


def _once(said: Said) -> Said:
    """What has no translation stands there once."""
    return said[:1] if len({one.plain for one in said}) == 1 else said


def _speaks(text: Text) -> bool:
    """Whether there is a word in it: a line to write on has none."""
    return any(map(str.isalnum, text.plain))


def _has_number(part: Any) -> bool:
    """Whether it holds a number to dial."""
    if isinstance(part, content.Cards):
        return bool(part.cards)
    if isinstance(part, tuple) and any(isinstance(one, content.Cards) for one in part):
        return True
    return any(_DIALLED.search(one.plain) for one in texts(part))
