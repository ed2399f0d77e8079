"""A packet on pages: the one way from plain data to a PDF.

First everything is laid out, then drawn: so each page knows how many there are, and nothing is laid
out twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.blocks.feet import Foot, sample_mark
from liaison_app.packets.blocks.rows import Group, artifact, grouped
from liaison_app.packets.blocks.sections import running_head, section_pieces, title_row
from liaison_app.packets.blocks.words import Setter, bare
from liaison_app.packets.content import Fault, FaultKind, Printed, Profile
from liaison_app.packets.flow import Flow, paginate
from liaison_app.packets.looks import BOTTOM, MARGIN, TOP, look
from liaison_app.packets.tagging import TaggedCanvas

if TYPE_CHECKING:
    from liaison_app.packets.content import Packet, Paper
    from liaison_app.packets.flow import Page, Placed

_MOST_PICTURE_PAGES = 2
_ABOVE_FOOT = 12.0  # points of white


def lay_out(packet: Packet, *, paper: Paper, profile: Profile) -> Printed:
    """Lay a packet out and write it as a tagged PDF.

    The same packet on the same paper gives the same bytes, whenever and wherever.

    Args:
        packet: what is said; it has at least one language.
        paper: the size of the paper.
        profile: for whom it is set.

    Returns:
        The PDF, and what pre-flight has to judge: characters that no font has, words wider than
        their column, a picture packet of more than two pages.

    Raises:
        DamagedFile: a font's file is missing or is not the one that shipped.
    """
    setter = Setter(look(packet.languages, paper, profile))
    foot = Foot(setter, packet)
    room = setter.look.page[1] - TOP - BOTTOM - foot.height - _ABOVE_FOOT
    pages = paginate(_flows(setter, packet), setter.look.width, room)
    pdf = _drawn(setter, packet, foot, pages)
    faults = (*setter.faults(), *_too_long(pages, profile))
    return Printed(pdf, len(pages), _section_pages(pages), faults)


def _flows(setter: Setter, packet: Packet) -> list[Flow]:
    flows = []
    for place, section in enumerate(packet.sections):
        setter.section = section.name
        first = [title_row(setter, packet.title)] if place == 0 else []
        flows.append(
            Flow(
                name=section.name,
                title=bare(section.title[0].plain),
                pieces=(*first, *section_pieces(setter, section)),
                running=running_head(setter, section),
                fresh_page=section.fresh_page,
                own_sheet=section.own_sheet,
            )
        )
    setter.section = ""
    return flows


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
            _draw(canvas, placed, setter.look.page[1] - TOP - placed.top)
        foot.draw(canvas, number, len(pages))
        canvas.showPage()
    return canvas.finished()


def _draw(canvas: TaggedCanvas, placed: Placed, top: float) -> None:
    """Draw a piece whose upper edge is at `top`, in points from the lower edge of the paper."""
    bottom = top - placed.piece.height
    if placed.repeated:
        with artifact(canvas, "Header"):
            placed.piece.drawOn(canvas, MARGIN, bottom)
        return
    if placed.first:
        canvas.bookmark(placed.flow.title, top)
    with grouped(canvas, (Group("Sect", placed.flow.key),)):
        placed.piece.drawOn(canvas, MARGIN, bottom)


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
