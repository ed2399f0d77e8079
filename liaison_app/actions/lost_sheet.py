"""The report of a lost laptop on paper: from memory, or a file where somebody asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import lost_laptop, printing, recovery_sheet
from liaison_app.actions.preparing import usual_paper
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.packets.content import Bullets, Packet, Paragraph, Profile, Section, Table, text
from liaison_app.packets.pages import lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.lost_laptop import Report
    from liaison_app.packets.content import Block, Said


def pdf(found: Report, *, names: bool, sample: bool = False) -> bytes:
    """Set the report as a PDF.

    Args:
        found: the report.
        names: name the families; else it only counts them.
        sample: nothing of it is real.
    """
    sections = (
        _section(
            "facts", _("What is known"), Table((), tuple(map(_row, lost_laptop.facts(found))))
        ),
        _section("steps", _("What to do now"), Bullets(_lines(found.steps), numbered=True)),
        _section(
            "on-it",
            _("What was on it"),
            Paragraph(_said(lost_laptop.counted(found))),
            Bullets(_lines(found.detail)),
        ),
        _section("locked", _("What keeps a finder out"), Bullets(_lines(found.encryption))),
        *([_families(found)] if names and found.families else []),
    )
    packet = Packet(
        kind="lost-laptop",
        code="",
        languages=(catalogues.current(),),
        title=_said(_("A laptop was lost or stolen")),
        sections=sections,
        sample=sample,
    )
    return lay_out(packet, paper=usual_paper(), profile=Profile.ECONOMY).pdf


def save(found: Report, target: Path, *, names: bool, sample: bool = False) -> None:
    """Write the report where a person asked for it, readable by them only.

    Raises:
        WorkspaceExists: there is a file of this name.
        NoRoom, ReadOnlyPlace: it cannot be written.
    """
    recovery_sheet.save_pdf(pdf(found, names=names, sample=sample), target)


def send_to_printer(found: Report, *, names: bool, sample: bool = False) -> None:
    """Print the report on the usual printer, from memory.

    Raises:
        LiaisonError: there is no printer, or it refused the sheet.
    """
    printing.send(pdf(found, names=names, sample=sample), "report", paper=usual_paper())


def _families(found: Report) -> Section:
    rows = tuple(
        (_said(lost_laptop.family_name(one)), _said(lost_laptop.family_words(one)))
        for one in found.families
    )
    header = (_said(_("Family")), _said(_("Was it on the laptop?")))
    return _section("families", _("The families"), Table(header, rows))


def _section(name: str, title: str, *blocks: Block) -> Section:
    return Section(name=name, title=_said(title), blocks=blocks)


def _row(fact: tuple[str, str]) -> tuple[Said, Said]:
    return (_said(fact[0]), _said(fact[1]))


def _lines(words: tuple[str, ...]) -> tuple[Said, ...]:
    return tuple(_said(one) for one in words)


def _said(words: str) -> Said:
    return (text(words, catalogues.current()),)
