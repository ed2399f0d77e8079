"""A section's blocks as pieces for the pages."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, assert_never

from liaison_app.language.regional_dates import number
from liaison_app.packets import content
from liaison_app.packets.blocks.cards import card_rows
from liaison_app.packets.blocks.frames import FRAME, CutLine, Framed, TickBox, WritingLine
from liaison_app.packets.blocks.months import month_pieces
from liaison_app.packets.blocks.picture_lines import picture_lines
from liaison_app.packets.blocks.qr import qr_row
from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.blocks.tables import table_rows
from liaison_app.packets.content import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.blocks.rows import Piece
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Block, Said, Section

_INTRODUCED = (content.Phrase, content.Bullets, content.Checks, content.Table)
_RULED = frozenset({"below"})
_LARGEST_BESIDE_TITLE = 34.0  # points
_LABEL_SHARE = 0.42  # of the width, before a line to write on
_LABEL_GAP = 10.0
_RUNNING = 0.85  # of small text, for the title above pages on which a section goes on


def heading_row(setter: Setter, section: Section) -> Row:
    """The heading of a section: its pictogram, its title, and a rule below."""
    row = _heading(setter, section.title, setter.look.scale.section, "H2", section.icon)
    row.rules = _RULED
    row.pad = 4
    row.before, row.after = 20, 8
    return row


def running_head(setter: Setter, section: Section) -> Row:
    """The small title above a section that goes on on another page."""
    row = setter.side_by_side(
        section.title, setter.look.scale.beside * _RUNNING, bold=True, tight=True
    )
    row.rules = _RULED
    row.pad = 3
    row.after = 12
    return row


def section_pieces(setter: Setter, section: Section) -> Iterator[Piece]:
    """Everything in a section, from its heading to its end."""
    yield heading_row(setter, section)
    deepest = 2
    pictures: list[content.PictureLine] = []
    for block, following in zip_longest(section.blocks, section.blocks[1:]):
        if isinstance(block, content.PictureLine):
            pictures.append(block)
            if not isinstance(following, content.PictureLine):
                yield from picture_lines(setter, pictures)
                pictures = []
            continue
        if isinstance(block, content.Heading):
            deepest = min(block.level + 1, deepest + 1)
            yield _subheading(setter, block, deepest)
            continue
        for piece in _pieces(setter, block):
            if isinstance(block, content.Paragraph) and isinstance(following, _INTRODUCED):
                piece.keep_with_next = True
            yield piece


def _pieces(setter: Setter, block: Block) -> Iterator[Piece]:  # noqa: C901, PLR0912  (a case for each kind)
    match block:
        case content.Paragraph(said, icon):
            yield _spaced(setter.side_by_side(said, picture=icon), 5)
        case content.PictureLine():
            yield from picture_lines(setter, (block,))
        case content.Bullets():
            yield from _bullets(setter, block)
        case content.Phrase():
            yield _phrase(setter, block)
        case content.Table():
            yield from table_rows(setter, block)
        case content.Checks(items):
            yield from _checks(setter, items)
        case content.FillIns(labels):
            yield from _fill_ins(setter, labels)
        case content.Calendar():
            yield from month_pieces(setter, block)
        case content.Cards():
            yield from card_rows(setter, block)
        case content.QrCode():
            yield qr_row(setter, block)
        case content.Strip(said, icon):
            yield Framed(setter.side_by_side(said, picture=icon, bold=True, inside=FRAME))
        case content.CutLine():
            yield CutLine(right_to_left=setter.look.right_to_left)
        case content.Heading():
            yield _subheading(setter, block, block.level + 1)
        case _:
            assert_never(block)


def _heading(setter: Setter, said: Said, size: float, role: str, icon: str) -> Row:
    row = setter.side_by_side(
        said,
        size,
        picture=icon,
        picture_size=min(setter.look.scale.pictogram, _LARGEST_BESIDE_TITLE),
        groups=(Group(role),),
        role="Span",
        bold=True,
        tight=True,
    )
    row.keep_with_next = True
    return row


def _subheading(setter: Setter, block: content.Heading, level: int) -> Row:
    scale = setter.look.scale
    size = scale.heading if level <= _SECOND else scale.body + 1
    row = _heading(setter, block.said, size, f"H{level}", block.icon)
    row.before, row.after = 12, 4
    return row


_SECOND = 3  # H3: the first level of headings inside a section


def _spaced(row: Row, space: float) -> Row:
    row.before = row.after = space
    return row


def _bullets(setter: Setter, block: content.Bullets) -> Iterator[Row]:
    """Points, each language with its own bullet at its own start side."""
    whole = Group("L")
    for place, said in enumerate(block.items, start=1):
        cells: list[tuple[Any, ...]] = [()]
        for column, words in enumerate(said):
            size = setter.size_in(column)
            sign = f"{number(place, words.language)}." if block.numbered else "\u2022"
            indent = size * (1.9 if block.numbered else 1.2)
            bullet = text(sign, words.language)
            cells.append(
                (setter.paragraph(words, size, role="LBody", bullet=bullet, indent=indent),)
            )
        yield _spaced(setter.row(cells, groups=(whole, Group("LI"))), 3)


def _phrase(setter: Setter, block: content.Phrase) -> Framed:
    """What to say in English and how it sounds, both from the side where the page begins."""
    scale = setter.look.scale
    side = setter.side
    words = [setter.paragraph(block.english, scale.phrase, align=side, bold=True, tight=True)]
    if block.sounds:
        words.append(setter.paragraph(block.sounds, scale.phrase, align=side, tight=True))
    picture = setter.picture("message-circle")
    return Framed(setter.row([(picture,), tuple(words)], inside=FRAME))


def _checks(setter: Setter, items: tuple[Said, ...]) -> Iterator[Row]:
    whole = Group("L")
    for said in items:
        box = TickBox(setter.size_in(0), said[0].language if said else "")
        cells: list[tuple[Any, ...]] = [(box,)]
        cells += [
            (setter.paragraph(words, setter.size_in(column), role="LBody"),)
            for column, words in enumerate(said)
        ]
        yield _spaced(setter.row(cells, groups=(whole, Group("LI"))), 4)


def _fill_ins(setter: Setter, labels: tuple[Said, ...]) -> Iterator[Row]:
    look = setter.look
    room = look.width - look.picture_column
    for said in labels:
        row = Row(
            [
                Cell(setter.stacked(said), room * _LABEL_SHARE, _LABEL_GAP),
                Cell((WritingLine(),), room * (1 - _LABEL_SHARE)),
            ],
            right_to_left=look.right_to_left,
            inset=look.picture_column,
        )
        yield _spaced(row, 4)


def title_row(setter: Setter, said: Said) -> Row:
    """The document's title, on top of its first page."""
    row = _heading(setter, said, setter.look.scale.title, "H1", "")
    row.after = 2
    row.before = 0
    return row
