"""A packet on pages: the one way from plain data to a PDF.

First everything is laid out, then drawn: so each page knows how many there are, and nothing is laid
out twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.packets.blocks.feet import Foot, sample_mark
from liaison_app.packets.blocks.labels import labels_of, lay_out_labels
from liaison_app.packets.blocks.rows import Group, artifact, grouped
from liaison_app.packets.blocks.sections import title_row
from liaison_app.packets.blocks.words import Setter, bare
from liaison_app.packets.content import Cards, CutLine, Fault, FaultKind, Printed, Profile
from liaison_app.packets.flow import Flow, Page, paginate
from liaison_app.packets.looks import looks
from liaison_app.packets.postcard_lines import Postcard
from liaison_app.packets.standing import Shelf
from liaison_app.packets.tagging import TaggedCanvas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Packet, Paper, Section
    from liaison_app.packets.flow import Placed
    from liaison_app.packets.looks import Look
    from liaison_app.packets.standing import Standing

_RUN_ON = frozenset((Profile.ECONOMY, Profile.READ_ALOUD))  # no page is left half empty
_MOST_PICTURE_PAGES = 2
_PAIR = 2
_FEW_LINES = 0.45  # of a page
_FEW_AFTER_MANY = 0.2  # of a page, where more than one comes before it
_ABOVE_FOOT = 8.0  # points of white


def lay_out(
    packet: Packet,
    *,
    paper: Paper,
    profile: Profile,
    both_sides: bool = True,
    halved: bool = False,
) -> Printed:
    """Lay a packet out and write it as a tagged PDF.

    The same packet on the same paper gives the same bytes, whenever and wherever.

    Args:
        packet: what is said; it has at least one language.
        paper: the size of the paper.
        profile: for whom it is set.
        both_sides: sheets are printed on their backs; what is cut or taken off begins a sheet then,
            and nothing is lost with it.
        halved: two pages will share a side of the paper (`booklet`), so they are set larger.

    Returns:
        The PDF, and what pre-flight has to judge: characters that no font has, words wider than
        their column, a picture packet of more than two pages.

    Raises:
        DamagedFile: a font's file is missing or is not the one that shipped.
    """
    if labels := labels_of(packet):
        return lay_out_labels(packet, labels, paper=paper, profile=profile)
    sizes = looks(packet.languages, paper, profile, halved=halved)
    setter = Setter(sizes[0])
    foot = Foot(setter, packet)
    look = sizes[0]
    room = look.page[1] - look.top - look.bottom - foot.height - _ABOVE_FOOT
    shelf = Shelf()
    parts = [_set(shelf, packet, run, sizes, room) for run in _runs(packet, profile)]
    if profile is Profile.PICTURE and sum(len(part.pages) for part in parts) > _MOST_PICTURE_PAGES:
        shelf.put_back()
        parts = [_set(shelf, packet, packet.sections, sizes, room)]
    pages = _in_order(parts, both_sides=both_sides)
    pdf = _drawn(setter, packet, foot, pages)
    faults = [fault for part in parts for one in part.setters for fault in one.faults()]
    shelf.put_back()
    faults += [*setter.faults(), *_too_long(pages, profile)]
    return Printed(pdf, len(pages), _section_pages(pages), tuple(dict.fromkeys(faults)))


@dataclass(frozen=True)
class _Part:
    """Sections that follow each other without a new page, on their pages."""

    setters: tuple[Setter, ...]
    pages: list[Page]
    own_sheet: bool
    cut: bool = False


def _runs(packet: Packet, profile: Profile) -> Iterator[tuple[Section, ...]]:
    """Sections that follow each other; pictures are a page to start with, and its back."""
    run: list[Section] = []
    for place, section in enumerate(packet.sections):
        alone = section.own_sheet or bool(run and run[-1].own_sheet)
        back = profile is Profile.PICTURE and place == 1
        fresh = section.fresh_page and profile not in _RUN_ON
        fresh = fresh and not (run and _alike(run[-1], section))
        if run and (alone or fresh or back):
            yield tuple(run)
            run = []
        run.append(section)
    if run:
        yield tuple(run)


def _alike(above: Section, below: Section) -> bool:
    """Whether two sections say the same of two schools: a page may hold both."""
    return above.name.partition("~")[0] == below.name.partition("~")[0]


def _set(
    shelf: Shelf, packet: Packet, run: tuple[Section, ...], sizes: tuple[Look, ...], room: float
) -> _Part:
    """Set sections in the size that is wanted, or closer if a few lines would need a page."""
    found: _Part | None = None
    for size in sizes:
        standing = [shelf.take(size, section) for section in run]
        setter = Setter(size)
        flows = _flows(setter, packet, run, standing)
        pages = paginate(flows, size.width, room, few_pages=size.few_pages)
        if found is None or len(pages) < len(found.pages):
            setters = (setter, *(one.setter for one in standing))
            found = _Part(setters, pages, run[0].own_sheet, is_cut(run[0]))
        few = _FEW_LINES if len(found.pages) == _PAIR else _FEW_AFTER_MANY
        nearly = found.pages[-1].used < room * few
        if len(found.pages) == 1 or not (nearly or size.few_pages):
            break
    return found or _Part((), [], own_sheet=False)


def _flows(
    setter: Setter, packet: Packet, run: tuple[Section, ...], standing: list[Standing]
) -> list[Flow]:
    flows = []
    for above, section, stands in zip((None, *run), run, standing, strict=False):
        setter.section = section.name
        on_top = packet.titled and section is packet.sections[0]
        first = [title_row(setter, packet.title)] if on_top else []
        # It follows where it fits, else it has a page of its own.
        again = bool(section.fresh_page and above and _alike(above, section))
        stands.pieces[0].keep_rest = again and not setter.look.few_pages
        flows.append(
            Flow(
                name=section.name,
                title=bare(section.title[0].plain),
                pieces=(*first, *stands.pieces),
                running=stands.running,
                standing=stands,
            )
        )
    setter.section = ""
    return flows


def is_cut(section: Section) -> bool:
    """Whether scissors go through its pages: what is on their backs would be lost."""
    return any(isinstance(block, Cards | CutLine | Postcard) for block in section.blocks)


def _in_order(parts: list[_Part], *, both_sides: bool) -> list[Page]:
    """One after the other. Printed on both sides, what is taken off has a sheet of its own."""
    pages: list[Page] = []
    sheet_is_closed = False
    for part in parts:
        for number, page in enumerate(part.pages):
            begins = part.cut if number else part.own_sheet or sheet_is_closed
            if both_sides and begins and len(pages) % _PAIR:
                pages.append(Page())
            pages.append(page)
        sheet_is_closed = part.own_sheet
    return pages


def _drawn(setter: Setter, packet: Packet, foot: Foot, pages: list[Page]) -> bytes:
    canvas = TaggedCanvas(
        setter.look.page,
        packet.languages,
        {said.language: bare(said.plain) for said in packet.title},
        right_to_left=setter.look.right_to_left,
    )
    for number, page in enumerate(pages, start=1):
        if packet.sample:
            sample_mark(setter.look, canvas)
        for placed in page.placed:
            _draw(canvas, placed, setter.look)
        canvas.seam()
        foot.draw(canvas, number, len(pages))
        canvas.showPage()
    return canvas.finished()


def _draw(canvas: TaggedCanvas, placed: Placed, look: Look) -> None:
    """Draw a piece at its place on the page."""
    top = look.page[1] - look.top - placed.top
    bottom = top - placed.piece.height
    if placed.repeated:
        with artifact(canvas, "Header"):
            placed.piece.drawOn(canvas, look.margin, bottom)
        return
    if placed.first:
        canvas.bookmark(placed.flow.title, top)
    with grouped(canvas, (Group("Sect", placed.flow.key),)):
        if placed.flow.standing:
            placed.flow.standing.draw(canvas, placed.piece, look.margin, bottom)
        else:
            placed.piece.drawOn(canvas, look.margin, bottom)


def _section_pages(pages: list[Page]) -> dict[str, int]:
    """Where each section begins; of two with one name, the first."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for placed in page.placed:
            if placed.first:
                found.setdefault(placed.flow.name, number)
    return found


def _too_long(pages: list[Page], profile: Profile) -> tuple[Fault, ...]:
    """A picture packet is two pages, front and back of one sheet."""
    if profile is not Profile.PICTURE or len(pages) <= _MOST_PICTURE_PAGES:
        return ()
    over = pages[_MOST_PICTURE_PAGES].placed
    name = next((placed.flow.name for placed in over if not placed.repeated), "")
    return (Fault(FaultKind.TOO_LONG, name, str(len(pages))),)
