"""Packets for families: prepared in memory and judged, then printed or saved and written down.

Preparing writes nothing, so a worker thread may do it on a view of its own. When a packet leaves
the program its code is written down first: paper that nobody knows of is worse than a line about
paper that a power cut kept from being. What fails afterwards takes that line back.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liaison_app.actions import printing
from liaison_app.actions.packet_places import make_folder, place_error, refuse_target
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.packets import ordering
from liaison_app.packets.compose import compose
from liaison_app.packets.content import Paper, Profile
from liaison_app.packets.facts import gather, gather_for_all
from liaison_app.packets.judged import Judged
from liaison_app.packets.kept_out import NOBODY, kept_out
from liaison_app.packets.kind import Asked
from liaison_app.packets.kinds import kind_named
from liaison_app.packets.ordering import Wishes, one_of, usual_month
from liaison_app.packets.preflight import judge
from liaison_app.packets.problems import Level, Place, Problem
from liaison_app.packets.receiving import cautions, receiver
from liaison_app.packets.recipients import circle
from liaison_app.packets.taking import Taking
from liaison_app.packets.voices import ENGLISH
from liaison_app.records import TYPES
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.store.durable import new_part, put_in_place
from liaison_app.workspace import Add, Remove

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from liaison_app.packets.content import Packet, Printed
    from liaison_app.packets.facts import Facts
    from liaison_app.packets.kind import PrintKind
    from liaison_app.workspace import Workspace

__all__ = [
    "IssueMeans",
    "Level",
    "Paper",
    "Place",
    "Prepared",
    "Problem",
    "Profile",
    "issued",
    "make_folder",
    "prepare",
    "print_out",
    "save",
    "usual_month",
    "usual_paper",
]


@dataclass(frozen=True)
class Prepared:
    """A packet that could be printed, or why it cannot.

    Attributes:
        kind: name of the kind of print.
        subject: id of the record that it is about; "" for none.
        household: id of the family; "" for a print that names none.
        recipient: id of who it is for; "" if nobody may have it, or everybody.
        recipient_name: as it stands on the packet.
        code: stands on every page.
        language: tag of the language that was asked for, or is the recipient's.
        beside: tag of the second language; "" for none.
        in_hand: whoever prints it hands it over.
        both_sides: sheets are printed on their backs, so what is cut off has an empty back.
        pages: how many.
        section_pages: the page (from 1) on which each section begins, by its name; a section
            about another child or school is called `name~2`.
        draft: translations in it wait for a native speaker.
        pdf: the document; empty if nobody may have it.
        problems: what stops it, then what to know.
    """

    kind: str
    subject: str
    household: str
    recipient: str
    recipient_name: str
    code: str
    language: str
    beside: str
    profile: Profile
    paper: Paper
    in_hand: bool
    both_sides: bool
    pages: int
    section_pages: dict[str, int]
    draft: bool
    pdf: bytes
    problems: tuple[Problem, ...]

    @property
    def red(self) -> bool:
        """Whether something stops it."""
        return any(one.red for one in self.problems)


def prepare(
    workspace: Workspace,
    household: str = "",
    *,
    kind: str = "welcome",
    subject: str = "",
    options: Mapping[str, str] | None = None,
    to: str = "",
    language: str = "",
    beside: str = "",
    profile: str = "",
    paper: str = "",
    sections: Sequence[str] | None = None,
    month: date | None = None,
    in_hand: bool = False,
    both_sides: bool | None = None,
) -> Prepared:
    """Compose a print, lay it out and judge it. Writes nothing.

    Args:
        workspace: where the family is.
        household: id of the family; "" for a kind that names none.
        kind: name of the kind of print.
        subject: id of the record that it is about, for kinds that are about one.
        options: what else was chosen for this kind; the others are as usual.
        to: id of the recipient; by default the first contact who may receive it.
        language: tag; by default the recipient's written language.
        beside: tag of a second language, or "none" where one usually stands there; pictures
            speak one language only.
        profile: stored value of `Profile`; by default pictures for who reads a little.
        paper: stored value of `Paper`; by default as it is usual here.
        sections: names of the sections wanted; by default all that concern the recipient.
        month: any day of the month on the calendar page; by default as `usual_month` says.
        in_hand: whoever prints it hands it over, which a protected address needs.
        both_sides: sheets are printed on their backs; by default all but pictures, which are two
            pages that are best seen side by side.

    Raises:
        UnknownRecord: there is no such family, or nothing of the kind that it would be about.
        InvalidValue: there is no such kind, option, profile, paper or section.
        DamagedFile: a typeface cannot be read.
    """
    made = kind_named(kind)
    size = one_of(Paper, paper or usual_paper())
    if made.for_a_family:
        around = circle(workspace, household)
        reader = receiver(around, to)
        if isinstance(reader, Problem):
            return _none(household, made, size, reader)
        kept = kept_out(workspace, around, reader)
        facts = gather(workspace, around, reader, kept)
        known = tuple(cautions(around, reader, in_hand=in_hand))
    else:
        kept, known = NOBODY, ()
        facts = gather_for_all(workspace, language or ENGLISH)
    chosen = made.chosen(options or {})
    facts = _about(made, facts, Asked(workspace, facts, kept, Taking(), subject, chosen))
    names = None if sections is None else tuple(sections)
    wishes = Wishes(language, beside, profile, names, month)
    ordered = ordering.order(workspace, made, facts, wishes)
    order = ordered.order
    composed = compose(facts, order)
    backs = order.profile is not Profile.PICTURE if both_sides is None else both_sides
    printed = _lay_out(composed.packet, size, order.profile, both_sides=backs)
    found = (
        *known,
        *facts.about.problems(),
        *judge(Judged(facts, order, composed, printed, kept)),
        *ordered.problems,
    )
    return Prepared(
        kind=made.name,
        subject=subject,
        household=facts.household,
        recipient=facts.recipient.id,
        recipient_name=facts.recipient.name,
        code=order.code,
        language=ordered.language,
        beside=ordered.beside,
        profile=order.profile,
        paper=size,
        in_hand=in_hand,
        both_sides=backs,
        pages=printed.pages,
        section_pages=printed.section_pages,
        draft=composed.packet.draft,
        pdf=printed.pdf,
        problems=tuple(sorted(found, key=lambda one: not one.red)),
    )


def usual_paper() -> Paper:
    """The paper that is in printers here."""
    return Paper.LETTER if printing.uses_letter() else Paper.A4


@contextmanager
def issued(
    workspace: Workspace, prepared: Prepared, means: IssueMeans, *, by: object = None
) -> Iterator[str]:
    """Write down that a packet leaves the program, while it does; gives the record's id.

    If what happens inside fails, the line is taken back.

    Raises:
        NotAllowed: something stops the packet, or did so since it was prepared.
    """
    _refuse_what_is_red(workspace, prepared)
    record = PacketIssue(
        household=prepared.household,
        recipient=prepared.recipient,
        kind=prepared.kind,
        subject=prepared.subject,
        code=prepared.code,
        language=prepared.language,
        beside=prepared.beside,
        profile=prepared.profile,
        paper=prepared.paper,
        pages=prepared.pages,
        means=means,
        at=workspace.now(),
        staff=workspace.person,
        draft=prepared.draft,
    )
    issue = workspace.commit("packet.issue", [Add(record)], by=by).ids[0]
    try:
        yield issue
    except BaseException:
        workspace.commit("packet.take_back", [Remove(PacketIssue, issue)], by=by)
        raise


def print_out(
    workspace: Workspace, prepared: Prepared, printer: str = "", *, by: object = None
) -> str:
    """Print a packet from memory and write that down; gives the record's id.

    Raises:
        NotAllowed: something stops the packet.
        LiaisonError: the printing system refused it.
    """
    with issued(workspace, prepared, IssueMeans.PRINTED, by=by) as issue:
        printing.send(
            prepared.pdf,
            prepared.code,
            printer,
            both_sides=prepared.both_sides,
            paper=prepared.paper,
        )
    return issue


def save(
    workspace: Workspace,
    prepared: Prepared,
    target: Path,
    *,
    force: bool = False,
    by: object = None,
) -> str:
    """Write a packet where a person asked for it, and write that down; gives the record's id.

    The file is readable by its owner only, and is there as a whole or not at all.

    Raises:
        NotAllowed: something stops the packet.
        WorkspaceExists: there is a file of this name, and nobody said to replace it; or it is a
            folder, a device or a pipe, which is never replaced.
        UnsafePlace: it would lie in the workspace folder, which holds nothing readable.
        InvalidValue, NoRoom, ReadOnlyPlace: it cannot be written; nothing is left behind.
    """
    _refuse_what_is_red(workspace, prepared)
    refuse_target(workspace, target, force=force)
    part = target.with_name(f".{prepared.code}.part")
    try:
        with new_part(part) as file:
            file.write(prepared.pdf)
        with issued(workspace, prepared, IssueMeans.SAVED, by=by) as issue:
            put_in_place(part, target)
    except OSError as error:
        raise place_error(error) from None
    finally:
        with suppress(OSError):  # a folder that takes no file lets none go either
            part.unlink(missing_ok=True)
    return issue


def _refuse_what_is_red(workspace: Workspace, prepared: Prepared) -> None:
    """Nothing red leaves, nor what somebody restricted or protected since it was prepared."""
    stopped = _("This packet cannot be printed: see what was found, and put it right.")
    if prepared.red:
        raise NotAllowed(stopped)
    if not prepared.household:
        return
    around = circle(workspace, prepared.household)
    reader = around.candidate(prepared.recipient)
    if reader is None:
        raise NotAllowed(stopped)
    if any(one.red for one in cautions(around, reader, in_hand=prepared.in_hand)):
        raise NotAllowed(_("Meanwhile the family's address was protected. Prepare it again."))


def _lay_out(packet: Packet, paper: Paper, profile: Profile, *, both_sides: bool) -> Printed:
    from liaison_app.packets.pages import lay_out  # noqa: PLC0415  (typefaces: 200 ms)

    return lay_out(packet, paper=paper, profile=profile, both_sides=both_sides)


def _about(kind: PrintKind, facts: Facts, asked: Asked) -> Facts:
    """The facts with what the print is about, and the fields that were taken for that."""
    if kind.subject and kind.subject_needed and not asked.subject:
        label = _(TYPES[kind.subject].label)
        raise InvalidValue(_("Say what it is about: {label}.").format(label=label))
    about = kind.gather(asked)
    return replace(facts, about=about, sources=facts.sources | asked.take.sources)


def _none(household: str, kind: PrintKind, paper: Paper, stop: Problem) -> Prepared:
    """What is prepared where nobody may have a packet: the reason alone."""
    return Prepared(
        kind=kind.name,
        subject="",
        household=household,
        recipient="",
        recipient_name="",
        code="",
        language="",
        beside="",
        profile=Profile.STANDARD,
        paper=paper,
        in_hand=False,
        both_sides=True,
        pages=0,
        section_pages={},
        draft=False,
        pdf=b"",
        problems=(stop,),
    )
