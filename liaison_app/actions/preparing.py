"""A print made ready in memory: composed from the records, laid out, judged. Writes nothing.

Composing needs the workspace; laying out does not, so many prints are laid out by other processes
while the next ones are composed here (`batches`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from liaison_app.actions import printing
from liaison_app.errors import InvalidValue
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.packets import ordering
from liaison_app.packets.compose import compose
from liaison_app.packets.content import Paper, Profile
from liaison_app.packets.facts import gather, gather_for_all
from liaison_app.packets.judged import Judged
from liaison_app.packets.kept_out import NOBODY, kept_out
from liaison_app.packets.kind import Asked, Audience
from liaison_app.packets.kinds import kind_named
from liaison_app.packets.ordering import Wishes, one_of
from liaison_app.packets.preflight import judge
from liaison_app.packets.problems import Problem
from liaison_app.packets.read_aloud import script
from liaison_app.packets.receiving import cautions, receiver
from liaison_app.packets.recipients import circle
from liaison_app.packets.taking import Taking
from liaison_app.packets.voices import ENGLISH
from liaison_app.records import TYPES
from liaison_app.records.packets import PacketIssue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from liaison_app.packets.compose import Composed, Order
    from liaison_app.packets.content import Packet, Printed
    from liaison_app.packets.facts import Facts
    from liaison_app.packets.kept_out import KeptOut
    from liaison_app.packets.kind import PrintKind
    from liaison_app.packets.ordering import Ordered
    from liaison_app.workspace import Workspace


class Wished(TypedDict, total=False):
    """What may be wished for; what is not said is as usual, or as the recipient's records say.

    Attributes:
        kind: name of the kind of print.
        subject: id of the record that it is about, for kinds that are about one.
        options: what else was chosen for this kind.
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
            pages that are best seen side by side, and never labels.
        booklet: two pages on each side, in the order in which sheets are folded.
    """

    kind: str
    subject: str
    options: Mapping[str, str] | None
    to: str
    language: str
    beside: str
    profile: str
    paper: str
    sections: Sequence[str] | None
    month: date | None
    in_hand: bool
    both_sides: bool | None
    booklet: bool


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
        booklet: sheets are folded; `pages` are the sides of these, and of those that follow them.
        reading: the same for screens, where it is a booklet: whoever listens to a file needs this
            one.
        homes: ids of families whose home it says, where it is for staff.
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
    booklet: bool = False
    reading: bytes = b""
    homes: frozenset[str] = frozenset()

    @property
    def file_name(self) -> str:
        """What a file of it is called, without its ending: it names nobody."""
        aloud = self.profile is Profile.READ_ALOUD
        return f"{self.code}-{self.profile}" if aloud else self.code

    @property
    def red(self) -> bool:
        """Whether something stops it."""
        return any(one.red for one in self.problems)


@dataclass(frozen=True)
class Drafted:
    """A print in words, before it has pages.

    Attributes:
        known: what was found before it was put into words.
        in_hand: whoever prints it hands it over.
        both_sides: sheets are printed on their backs.
        booklet: sheets are folded.
        script: what is laid out instead of what was composed, to be read aloud.
    """

    facts: Facts
    kept: KeptOut
    ordered: Ordered
    composed: Composed
    known: tuple[Problem, ...]
    subject: str
    paper: Paper
    in_hand: bool
    both_sides: bool
    script: Packet | None = None
    booklet: bool = False

    @property
    def packet(self) -> Packet:
        """What is said, to be laid out."""
        return self.script or self.composed.packet

    @property
    def order(self) -> Order:
        """What was ordered."""
        return self.ordered.order


def prepare(workspace: Workspace, household: str = "", **wishes: Unpack[Wished]) -> Prepared:
    """Compose a print, lay it out and judge it. Writes nothing.

    Args:
        workspace: where the family is.
        household: id of the family; "" for a kind that names none.
        **wishes: see `Wished`.

    Raises:
        UnknownRecord: there is no such family, or nothing of the kind that it would be about.
        InvalidValue: there is no such kind, option, profile, paper or section.
        DamagedFile: a typeface cannot be read.
    """
    from liaison_app.packets.booklet import lay_out_booklet  # noqa: PLC0415
    from liaison_app.packets.pages import lay_out  # noqa: PLC0415  (typefaces: 200 ms)

    made = draft(workspace, household, **wishes)
    if isinstance(made, Prepared):
        return made
    if made.booklet:
        return judged(made, lay_out_booklet(made.packet, paper=made.paper))
    profile = made.order.profile
    pages = lay_out(made.packet, paper=made.paper, profile=profile, both_sides=made.both_sides)
    return judged(made, pages)


def draft(
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
    booklet: bool = False,
) -> Drafted | Prepared:
    """Put a print into words as `Wished` says; where nobody may have it, say why instead.

    Raises:
        UnknownRecord: there is no such family, or nothing of the kind that it would be about.
        InvalidValue: there is no such kind, option, profile, paper or section.
    """
    made = kind_named(kind)
    profile = _folded(made, profile) if booklet else profile
    size = one_of(Paper, paper or usual_paper())
    if made.for_a_family:
        around = circle(workspace, household)
        reader = receiver(around, to, made)
        if isinstance(reader, Problem):
            return _none(household, made, size, reader)
        kept = kept_out(workspace, around, reader, own_street=made.own_street)
        facts = gather(workspace, around, reader, kept)
        known = tuple(cautions(workspace, around, reader, made, in_hand=in_hand))
    else:
        kept, known = NOBODY, ()
        usual = catalogues.current() if made.audience is Audience.STAFF else ENGLISH
        facts = gather_for_all(workspace, language or usual)
    chosen = made.chosen(options or {})
    facts = _about(made, facts, Asked(workspace, facts, kept, Taking(), subject, chosen))
    names = None if sections is None else tuple(sections)
    wishes = Wishes(language, beside, profile, names, month)
    ordered = ordering.order(workspace, made, facts, wishes)
    pictures = ordered.order.profile is Profile.PICTURE
    aloud = ordered.order.profile is Profile.READ_ALOUD
    if aloud:
        ordered = _for_the_same_pages(workspace, ordered, facts, subject)
    composed = compose(facts, ordered.order)
    return Drafted(
        facts=facts,
        kept=kept,
        ordered=ordered,
        composed=composed,
        known=known,
        subject=subject,
        paper=size,
        in_hand=in_hand,
        both_sides=booklet
        or (not made.one_sided and (not pictures if both_sides is None else both_sides)),
        booklet=booklet,
        script=script(composed.packet, ordered.order.voices) if aloud else None,
    )


def judged(made: Drafted, printed: Printed) -> Prepared:
    """Judge the pages of a print: what stops it, and what to know."""
    facts, order = made.facts, made.order
    found = (
        *made.known,
        *facts.about.problems(),
        *judge(Judged(facts, order, made.composed, printed, made.kept)),
        *made.ordered.problems,
    )
    return Prepared(
        kind=order.kind.name,
        subject=made.subject,
        household=facts.household,
        recipient=facts.recipient.id,
        recipient_name=facts.recipient.name,
        code=order.code,
        language=made.ordered.language,
        beside=made.ordered.beside,
        profile=order.profile,
        paper=made.paper,
        in_hand=made.in_hand,
        both_sides=made.both_sides,
        pages=printed.pages,
        section_pages=printed.section_pages,
        draft=made.packet.draft,
        pdf=printed.pdf,
        problems=tuple(sorted(found, key=lambda one: not one.red)),
        booklet=made.booklet,
        reading=printed.reading,
        homes=facts.about.homes(),
    )


def usual_paper() -> Paper:
    """The paper that is in printers here."""
    return Paper.LETTER if printing.uses_letter() else Paper.A4


def _about(kind: PrintKind, facts: Facts, asked: Asked) -> Facts:
    """The facts with what the print is about, and the fields that were taken for that."""
    if kind.subject and kind.subject_needed and not asked.subject:
        label = _(TYPES[kind.subject].label)
        raise InvalidValue(_("Say what it is about: {label}.").format(label=label))
    about = kind.gather(asked)
    return replace(facts, about=about, sources=facts.sources | asked.take.sources)


def _folded(kind: PrintKind, profile: str) -> str:
    """The profile of a booklet, whose pages are halved: others would be too small to read."""
    if kind.one_sided or (profile or Profile.STANDARD) != Profile.STANDARD:
        raise InvalidValue(
            _("A booklet is printed in the standard style only: its pages are folded in two.")
        )
    return Profile.STANDARD


def _for_the_same_pages(
    workspace: Workspace, ordered: Ordered, facts: Facts, subject: str
) -> Ordered:
    """What is read aloud has the code of the pages that the family was given, if it was."""
    given = [
        one
        for one in workspace.all(
            PacketIssue,
            household=facts.household,
            recipient=facts.recipient.id,
            kind=ordered.order.kind.name,
            subject=subject,
            language=ordered.language,
        )
        if one.at is not None
    ]
    if not given:
        return ordered
    code = max(given, key=lambda one: (one.at, one.id)).code
    return replace(ordered, order=replace(ordered.order, code=code))


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
