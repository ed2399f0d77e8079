"""What to collect after an erasure, on paper: codes and recipients, never a name of the family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import erasures, printing
from liaison_app.actions.erasing import by_code
from liaison_app.actions.preparing import usual_paper
from liaison_app.actions.titles import shown_moment
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.packets.content import Bullets, Packet, Profile, Section, Table, text
from liaison_app.packets.pages import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.actions.erasing_outside import Outside
    from liaison_app.actions.erasures import ErasureLine
    from liaison_app.packets.content import Block, Said
    from liaison_app.workspace import Workspace


def pdf(workspace: Workspace, code: str) -> bytes:
    """Set what was erased and what is to be collected as a PDF.

    Raises:
        UnknownRecord: there is no such erasure.
    """
    erasure = by_code(workspace, code)
    line = next(one for one in erasures.erasures(workspace) if one.id == erasure.id)
    left = erasures.left_outside(workspace, code)
    packet = Packet(
        kind="erasure",
        code="",
        languages=(catalogues.current(),),
        title=_said(_("What to collect: {code}").format(code=line.code)),
        sections=tuple(_sections(line, left)),
        sample=workspace.practice,
    )
    return lay_out(packet, paper=usual_paper(), profile=Profile.ECONOMY).pdf


def send_to_printer(workspace: Workspace, code: str) -> None:
    """Print it on the usual printer, from memory.

    Raises:
        LiaisonError: there is no such erasure, no printer, or the printer refused it.
    """
    printing.send(pdf(workspace, code), "report", paper=usual_paper())


def _sections(line: ErasureLine, left: Outside) -> Iterable[Section]:
    when = shown_moment(line.at) if line.at else ""
    facts = [line.kind, when, line.by, line.rule, line.what, line.state]
    yield _section("erased", _("What was erased"), Bullets(_lines(one for one in facts if one)))
    if left.papers:
        header = _lines([_("Code"), _("Pages"), _("When"), _("How"), _("Collected on")])
        rows = tuple(
            _lines(
                [
                    one.code,
                    str(one.pages or ""),
                    shown_moment(one.at) if one.at else "",
                    one.how,
                    "",
                ]
            )
            for one in left.papers
        )
        yield _section("pages", _("Printed pages: the code is on each page"), Table(header, rows))
    if left.given:
        header = _lines([_("Code"), _("To whom"), _("For what"), _("Asked to delete it on")])
        rows = tuple(_lines([one.code, one.recipient, one.purpose, ""]) for one in left.given)
        yield _section("given", _("Given to others"), Table(header, rows))
    if left.backups or left.colleagues:
        header = _lines([_("Made"), _("Where"), _("Deleted on")])
        rows = tuple(_lines([shown_moment(one.at), one.place, ""]) for one in left.backups)
        if left.colleagues:
            rows = (*rows, _lines(["", _("perhaps with colleagues"), ""]))
        yield _section("backups", _("Backups made before"), Table(header, rows))
    waiting = [isolate(name) for name in line.waiting]
    if waiting:
        yield _section("laptops", _("Laptops not heard from since"), Bullets(_lines(waiting)))


def _section(name: str, title: str, *blocks: Block) -> Section:
    return Section(name=name, title=_said(title), blocks=blocks)


def _lines(words: Iterable[str]) -> tuple[Said, ...]:
    return tuple(_said(one) for one in words)


def _said(words: str) -> Said:
    return (text(words, catalogues.current()),)
