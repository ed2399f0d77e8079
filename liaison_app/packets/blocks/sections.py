"""A section's blocks as pieces for the pages."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar, assert_never, cast

from liaison_app.language.regional_dates import number
from liaison_app.packets import content
from liaison_app.packets.blocks.cards import card_rows
from liaison_app.packets.blocks.faces import faces_row
from liaison_app.packets.blocks.frames import FRAME, CutLine, Framed, TickBox, WritingLine
from liaison_app.packets.blocks.handovers import handover_rows
from liaison_app.packets.blocks.months import month_pieces
from liaison_app.packets.blocks.phrases import phrase_box
from liaison_app.packets.blocks.picture_lines import picture_lines
from liaison_app.packets.blocks.postcards import postcard
from liaison_app.packets.blocks.progress import strip_rows
from liaison_app.packets.blocks.qr import qr_row
from liaison_app.packets.blocks.rows import Cell, Group, Row
from liaison_app.packets.blocks.signatures import signature_rows
from liaison_app.packets.blocks.stops import stop_rows
from liaison_app.packets.blocks.tables import table_rows
from liaison_app.packets.blocks.tick_rows import tick_rows
from liaison_app.packets.content import text
from liaison_app.packets.handover_lines import Handover
from liaison_app.packets.label_lines import Labels
from liaison_app.packets.looks import MM
from liaison_app.packets.postcard_lines import Postcard
from liaison_app.packets.progress_lines import ProgressStrip
from liaison_app.packets.signature_lines import Signatures
from liaison_app.packets.typeset.paragraph import line_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.blocks.rows import Piece
    from liaison_app.packets.blocks.words import Setter
    from liaison_app.packets.content import Block, Said, Section

_Kind = TypeVar("_Kind", content.PictureLine, content.Phrase)
_INTRODUCED = (content.Phrase, content.Bullets, content.Checks, content.Table)
_RULED = frozenset({"below"})
_LARGEST_BESIDE_TITLE = 34.0  # points
_LINE = 80 * MM  # the shortest to write on
_LABEL_GAP = 8.0
_PAIR = 2
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
    blocks = deque(section.blocks)
    last: list[Piece] = []
    while blocks:
        block = blocks.popleft()
        yield from last
        if isinstance(block, content.Heading):
            deepest = min(block.level + 1, deepest + 1)
            last = [_subheading(setter, block, deepest)]
        elif isinstance(block, content.PictureLine):
            last = [*picture_lines(setter, [block, *_alike(blocks, content.PictureLine)])]
        elif isinstance(block, content.Phrase):
            last = [phrase_box(setter, [block, *_alike(blocks, content.Phrase)])]
        else:
            last = list(_pieces(setter, block))
            hold_ends(last)
        if (
            last
            and isinstance(block, content.Paragraph)
            and blocks
            and isinstance(blocks[0], _INTRODUCED)
        ):
            last[-1].keep_with_next = True
        if last and len(blocks) == 1 and isinstance(blocks[0], content.Paragraph):
            last[-1].keep_with_next = True
    yield from last


def _alike(blocks: deque[Block], kind: type[_Kind]) -> Iterator[_Kind]:
    """The blocks of one kind that come next; they are taken away."""
    while blocks and isinstance(blocks[0], kind):
        yield cast("_Kind", blocks.popleft())


def hold_ends(pieces: list[Piece]) -> None:
    """Of points or rows that follow each other, leave none alone before or after a page ends."""
    for place in (0, len(pieces) - _PAIR):
        if 0 <= place < len(pieces) - 1:
            pieces[place].keep_with_next = True


def _pieces(setter: Setter, block: Block) -> Iterator[Piece]:  # noqa: C901, PLR0912  (a case for each kind)
    match block:
        case content.Paragraph(said, icon):
            yield _spaced(setter.side_by_side(said, picture=icon), 5)
        case content.Bullets():
            yield from _bullets(setter, block)
        case content.Table():
            yield from table_rows(setter, block)
        case content.Checks(items):
            yield from _checks(setter, items)
        case content.Faces():
            yield faces_row(setter, block)
        case content.ToTick():
            yield from tick_rows(setter, block)
        case Handover():
            yield from handover_rows(setter, block)
        case content.Stop():
            yield from stop_rows(setter, block)
        case content.FillIns(labels):
            yield from _fill_ins(setter, labels)
        case ProgressStrip():
            yield from strip_rows(setter, block)
        case Signatures():
            yield from signature_rows(setter, block)
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
        case Postcard():
            yield postcard(setter, block)
        case Labels():
            raise AssertionError("laid out on sheets of their own")
        case content.Heading() | content.PictureLine() | content.Phrase():
            raise AssertionError("set with what they follow")
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
    for place, said in enumerate(block.items, start=block.first):
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
    """Labels, each with a line that begins right after it."""
    look = setter.look
    room = look.width - look.picture_column
    for said in labels:
        words = setter.stacked(said, tight=True)
        widest = max((line_width(one.said, one.style) + 1 for one in words), default=0.0)
        label = min(widest + _LABEL_GAP, room - _LINE)
        row = Row(
            [Cell(words, label, _LABEL_GAP), Cell((WritingLine(),), room - label)],
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
