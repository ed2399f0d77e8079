"""What is given made into a file, the form that asks for consent, and the words around both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from liaison_app.actions.preparing import usual_paper
from liaison_app.actions.share_checks import Problem
from liaison_app.actions.share_purposes import chosen_fields, field_label, purpose_named
from liaison_app.actions.titles import titles
from liaison_app.interchange import shared_files
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate
from liaison_app.packets.codes import new_code
from liaison_app.packets.content import FaultKind, Profile
from liaison_app.packets.facts import gather_for_all
from liaison_app.packets.reading import reading_of
from liaison_app.packets.recipients import circle
from liaison_app.packets.shared_pages import LETTER, Cover, Line, consent_packet, shared_packet
from liaison_app.packets.taking import Taking
from liaison_app.packets.typeset.characters import character_named
from liaison_app.records.packets import SectionText
from liaison_app.records.partnership import FollowUp, TaskState
from liaison_app.records.sharing import Basis, Disclosure, Form, Outcome
from liaison_app.workspace import Change, Put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.actions.share_grounds import Ground
    from liaison_app.actions.sharing import Preview
    from liaison_app.packets.content import Packet, Printed
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class ConsentForm:
    """The form that asks a family, ready to print or save."""

    code: str
    pdf: bytes
    pages: int


def written(workspace: Workspace, made: Preview, code: str) -> Preview:
    """A preview with the file that would be written.

    Args:
        workspace: where.
        made: what is to be given.
        code: of an earlier preview; "" for a new one.
    """
    made = replace(made, code=code or fresh_code(workspace))
    if made.request.form is Form.PDF:
        return _as_pages(workspace, made)
    given = shared_files.Given(
        made.code, made.recipient, made.purpose.label, made.until, workspace.practice
    )
    rows = [
        shared_files.Row(
            one.about, one.kind, one.record, one.field, one.label, one.stored, one.words
        )
        for one in made.values
    ]
    write = shared_files.as_csv if made.request.form is Form.CSV else shared_files.as_json
    return replace(made, content=write(given, rows))


def consent_form(
    workspace: Workspace,
    household: str,
    purpose: str,
    recipient: str,
    fields: tuple[str, ...] | None = None,
    *,
    language: str = "",
) -> ConsentForm:
    """The form on which the family says yes or no, in its language as far as that was reviewed.

    Args:
        workspace: where the family is.
        household: id of the family.
        purpose: its name or words.
        recipient: to whom facts would be given.
        fields: those of the purpose that would be given; None for all.
        language: tag; "" for what the first contact reads.

    Raises:
        UnknownRecord, InvalidValue: there is no such family, purpose or field.
    """
    known = purpose_named(workspace, purpose)
    chosen = chosen_fields(known, fields)
    cover = Cover(
        code=fresh_code(workspace),
        recipient=recipient,
        purpose=known.label,
        until=workspace.today() + timedelta(days=known.days),
        languages=(language or _reads(workspace, household), catalogues.SOURCE),
        own_words=tuple(workspace.all(SectionText)),
        practice=workspace.practice,
    )
    cover = replace(cover, languages=tuple(dict.fromkeys(cover.languages)))
    help_ = gather_for_all(workspace, catalogues.SOURCE).help
    asked = ((one, field_label(one)) for one in chosen)
    printed = _laid_out(consent_packet(cover, asked, help_.number if help_ else ""))
    return ConsentForm(cover.code, printed.pdf, printed.pages)


def ground_words(workspace: Workspace, ground: Ground) -> str:
    """What allows it, in a sentence."""
    if ground.basis is None:
        return ground.why
    if ground.basis is not Basis.CONSENT:
        why = isolate(ground.why)
        return f"{_(ground.basis.label)}: {why}" if why else _(ground.basis.label)
    said = _("Consent of {name}").format(name=isolate(called(workspace, ground.giver)))
    if ground.until:
        said = _("{consent}, until {date}").format(consent=said, date=format_date(ground.until))
    names = [isolate(one) for one in ground.says if one.strip()]
    if names:
        said = _("{consent}. It says: {words}").format(consent=said, words=" / ".join(names))
    return said


def called(workspace: Workspace, person: str) -> str:
    """What a person is called; "" for nobody."""
    return titles(workspace, "person", [person]).get(person, "")


def reminder_after(
    workspace: Workspace, disclosure: Disclosure, outcome: Outcome
) -> Iterator[Change]:
    """Settle the reminder to ask for deletion where there is nothing left to ask for."""
    states = {Outcome.FAILED: TaskState.DROPPED, Outcome.DELETED: TaskState.DONE}
    for one in workspace.all(FollowUp, id=disclosure.reminder) if disclosure.reminder else ():
        if outcome in states and one.state is TaskState.OPEN:
            values: dict[str, object] = {"state": states[outcome]}
            if outcome is Outcome.DELETED:
                values["done_on"] = workspace.today()
            yield Put(FollowUp, one.id, values)


def _as_pages(workspace: Workspace, made: Preview) -> Preview:
    beside = made.request.beside
    family = _reads(workspace, made.request.household, made.reader) if beside is None else beside
    office = catalogues.SOURCE
    tags = (family, office) if made.reader else (office, family)
    cover = Cover(
        code=made.code,
        recipient=made.recipient,
        purpose=made.purpose.label,
        until=made.until,
        languages=tuple(dict.fromkeys(filter(None, tags))),
        own_words=tuple(workspace.all(SectionText)),
        practice=workspace.practice,
    )
    lines = (Line(one.about, one.source, one.label, one.words) for one in made.values)
    printed = _laid_out(shared_packet(cover, lines))
    found = tuple(_faults(printed))
    content = b"" if any(one.red for one in found) else printed.pdf
    return replace(made, content=content, problems=(*found, *made.problems))


def _laid_out(packet: Packet) -> Printed:
    from liaison_app.packets.pages import lay_out  # noqa: PLC0415  (typefaces: 200 ms)

    return lay_out(packet, paper=usual_paper(), profile=Profile.STANDARD, both_sides=False)


def _faults(printed: Printed) -> Iterator[Problem]:
    """Characters that would be boxes: such a page says something else than the record."""
    boxes = "".join(
        dict.fromkeys("".join(one.what for one in printed.faults if one.kind is FaultKind.NO_GLYPH))
    )
    if boxes:
        which = ", ".join(map(character_named, boxes[:8]))
        why = _("These characters cannot be printed: {which}. Give a table (CSV) instead.")
        yield Problem("no-glyph", why.format(which=which), red=True)
    if any(one.kind is FaultKind.FONT for one in printed.faults):
        why = _("A typeface cannot be read. Install Liaison again, or give a table (CSV).")
        yield Problem("font", why, red=True)


def _reads(workspace: Workspace, household: str, person: str = "") -> str:
    """The language that the family reads: the adult who gets it, else the first contact."""
    around = circle(workspace, household)
    candidate = around.candidate(person) if person else around.first
    reader = candidate.person if candidate else None
    return reading_of(workspace, around.household, reader, Taking()).language


def fresh_code(workspace: Workspace) -> str:
    """A code that neither a print nor anything given has."""
    while True:
        code = new_code(workspace, LETTER)
        if not workspace.all(Disclosure, code=code):
            return code
