"""What was given to whom: listed, read again exactly as it was given, and asked to be deleted."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.actions import attachment_states, attachments
from liaison_app.actions.consents import Standing, standing
from liaison_app.actions.share_purposes import field_label, purposes
from liaison_app.actions.titles import title, titles
from liaison_app.errors import DamagedFile, InvalidValue, UnknownRecord
from liaison_app.language.catalogues import N_, _
from liaison_app.records.governance import Consent
from liaison_app.records.packets import PacketIssue
from liaison_app.records.sharing import (
    Basis,
    Disclosure,
    DisclosureStep,
    Form,
    Outcome,
    may_be_shared,
)
from liaison_app.records.values import to_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from liaison_app.store.writing import Progress
    from liaison_app.workspace import Workspace

_OWN_PRINT = "what-we-hold"
"""The print that gives a family its own facts: its line is that of every print."""


class State(StrEnum):
    """How it stands with what was given."""

    BEGUN = "begun"
    FAILED = "failed"
    WITH_THEM = "with-them"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"
    ASKED = "asked"
    DELETED = "deleted"


STATE_WORDS = {
    State.BEGUN: N_("Begun; nobody knows whether the file was written"),
    State.FAILED: N_("No file was written"),
    State.WITH_THEM: N_("They have it"),
    State.OVERDUE: N_("Time is up: ask them to delete it"),
    State.WITHDRAWN: N_("Consent withdrawn since: ask them to delete it"),
    State.ASKED: N_("Asked to delete it"),
    State.DELETED: N_("They say that it is deleted"),
}


@dataclass(frozen=True)
class SharedLine:
    """One thing that was given.

    Attributes:
        id: of the disclosure; of the print for a family's own pages.
        about: who it is about; the family's name for all of it.
        purpose: in words.
        fields: what was given, as `person.given_name`.
        basis: what allows it, in words.
        staff: who gave it.
        readable: it is kept, and can be opened again.
        form: stored value of `Form`; "" for a print.
        steps: what became of it, in words, oldest first.
        family: the family's name; "" for all families.
    """

    id: str
    code: str
    household: str
    family: str
    about: str
    recipient: str
    purpose: str
    fields: tuple[str, ...]
    values: int
    basis: str
    why: str
    staff: str
    at: datetime | None
    until: date | None
    form: str
    sealed: bool
    state: State
    readable: bool
    steps: tuple[tuple[datetime | None, str, str], ...] = ()


def of_family(workspace: Workspace, household: str) -> tuple[SharedLine, ...]:
    """What was given of a family, newest first: to others, and to the family itself."""
    found = [
        *_lines(workspace, _disclosures(workspace, household)),
        *_prints(workspace, household),
    ]
    return tuple(sorted(found, key=_newest, reverse=True))


def every(workspace: Workspace) -> tuple[SharedLine, ...]:
    """What was given to others of all families, newest first."""
    return tuple(sorted(_lines(workspace, _disclosures(workspace)), key=_newest, reverse=True))


def show(workspace: Workspace, named: str) -> SharedLine:
    """One disclosure, by its id or the code on its pages.

    Raises:
        UnknownRecord: there is none.
    """
    return _lines(workspace, [_named(workspace, named)])[0]


def content(
    workspace: Workspace, named: str, progress: Progress | None = None
) -> tuple[bytes, str]:
    """What was given, byte for byte, and the ending of its file's name.

    Args:
        workspace: where it is.
        named: id of the disclosure, or the code on its pages.
        progress: if it must be fetched from a shared place: as `attachment_states.fetch` has it.

    Raises:
        UnknownRecord: there is no such disclosure.
        InvalidValue: only that it was given was written down.
        NotHere: a colleague gave it, and the file is still on that laptop.
        RemoteTrouble, Cancelled: it could not be fetched.
        DamagedFile: it is missing or damaged, or not what was given.
    """
    one = _named(workspace, named)
    if not (one.kept and one.digest):  # written down by hand, or erased since
        raise InvalidValue(_("Only that this was given was kept, not what it held."))
    attachment_states.bring(workspace, one.kept, progress)
    found = attachments.read(workspace, one.kept)
    if hashlib.sha256(found).hexdigest() != one.digest:
        raise DamagedFile(_("The kept file is not what was given. Restore your newest backup."))
    form = one.form if isinstance(one.form, Form) else Form.PDF
    return found, f".{form.value}"


def in_words(fields: Sequence[str]) -> tuple[str, ...]:
    """What fields are called; what is no field, such as a kind of record, as it is."""
    sources = ((*one.split(".", 1), "")[:2] for one in fields)
    return tuple(
        field_label((kind, name)) if may_be_shared((kind, name)) else name or kind
        for kind, name in sources
    )


def asked(workspace: Workspace, named: str, *, by: object = None) -> None:
    """Write down that the recipient was asked to delete it.

    Raises:
        UnknownRecord: there is no such disclosure.
    """
    _note(workspace, named, Outcome.ASKED, by)


def deleted(workspace: Workspace, named: str, *, by: object = None) -> None:
    """Write down that the recipient says that it is deleted; the reminder is settled.

    Raises:
        UnknownRecord: there is no such disclosure.
    """
    _note(workspace, named, Outcome.DELETED, by)


def _note(workspace: Workspace, named: str, outcome: Outcome, by: object) -> None:
    from liaison_app.actions import giving  # noqa: PLC0415  (a family's page only lists)

    giving.note(workspace, _named(workspace, named).id, outcome, by=by)


def _disclosures(workspace: Workspace, household: str = "") -> list[Disclosure]:
    """Every disclosure, also what somebody marked as removed: it was given all the same."""
    rows = workspace.read(
        "SELECT * FROM disclosure WHERE household = :household ORDER BY n"
        if household
        else "SELECT * FROM disclosure ORDER BY n",
        {"household": household} if household else {},
    )
    return [to_record(Disclosure, row) for row in rows]


def _named(workspace: Workspace, named: str) -> Disclosure:
    rows = workspace.read(
        "SELECT id FROM disclosure WHERE id = :id OR code = :code",
        {"id": named.strip(), "code": named.strip().upper()},
    )
    if len(rows) != 1:
        raise UnknownRecord(
            _("Nothing was given under this code. It stands on each page, such as Z-7K3M9Q.")
        )
    return workspace.get(Disclosure, rows[0]["id"])


def _lines(workspace: Workspace, found: Sequence[Disclosure]) -> list[SharedLine]:
    labels = {one.name: one.label for one in purposes(workspace)}
    families = titles(workspace, "household", (one.household for one in found))
    people = titles(workspace, "person", (one.person for one in found))
    staff = titles(workspace, "staff_member", (one.staff for one in found))
    steps = _steps(workspace, found)
    return [
        SharedLine(
            id=one.id,
            code=one.code,
            household=one.household,
            family=families.get(one.household, ""),
            about=people.get(one.person, "") or families.get(one.household, ""),
            recipient=one.recipient,
            purpose=labels.get(one.purpose, one.purpose),
            fields=tuple(one.named.split()),
            values=one.values_given or 0,
            basis=_label(one.basis),
            why=one.why,
            staff=staff.get(one.staff, ""),
            at=one.at,
            until=one.until,
            form=str(one.form or ""),
            sealed=one.sealed,
            state=_state(workspace, one, steps.get(one.id, [])),
            readable=bool(one.kept and one.digest),
            steps=tuple(
                (step.at, _label(step.outcome), step.why) for step in steps.get(one.id, [])
            ),
        )
        for one in found
    ]


def _steps(
    workspace: Workspace, disclosures: Sequence[Disclosure]
) -> dict[str, list[DisclosureStep]]:
    """What became of each, oldest first."""
    rows = workspace.read(
        "SELECT * FROM disclosure_step WHERE disclosure IN (SELECT value FROM json_each(:ids))"
        " ORDER BY at, n",
        {"ids": json.dumps([one.id for one in disclosures])},
    )
    found: dict[str, list[DisclosureStep]] = {}
    for row in rows:
        step = to_record(DisclosureStep, row)
        found.setdefault(step.disclosure, []).append(step)
    return found


def _state(workspace: Workspace, one: Disclosure, steps: Sequence[DisclosureStep]) -> State:
    """How it stands today; that a time is up or a consent gone is worked out, never written."""
    outcomes = {step.outcome for step in steps}
    for outcome, state in (
        (Outcome.DELETED, State.DELETED),
        (Outcome.FAILED, State.FAILED),
        (Outcome.ASKED, State.ASKED),
    ):
        if outcome in outcomes:
            return state
    gone = (Standing.WITHDRAWN, Standing.REFUSED)
    consents = workspace.all(Consent, id=one.consent) if one.consent else []
    if any(standing(each, workspace.today()) in gone for each in consents):
        return State.WITHDRAWN
    theirs = one.basis is Basis.OWN_REQUEST  # nobody asks a family to delete its own facts
    if one.until and one.until < workspace.today() and not theirs:
        return State.OVERDUE
    by_hand = not one.digest  # somebody told of it: there is no file that could be missing
    return State.WITH_THEM if outcomes or by_hand else State.BEGUN


def _prints(workspace: Workspace, household: str) -> list[SharedLine]:
    """The prints that gave the family its own facts: they are kept as prints are."""
    issues = workspace.all(PacketIssue, household=household, kind=_OWN_PRINT)
    return [
        SharedLine(
            id=one.id,
            code=one.code,
            household=household,
            family=title(workspace, "household", household),
            about=title(workspace, "household", household),
            recipient=title(workspace, "person", one.recipient),
            purpose=_("What we hold about you"),
            fields=(),
            values=0,
            basis=_(Basis.OWN_REQUEST.label),
            why="",
            staff=title(workspace, "staff_member", one.staff),
            at=one.at,
            until=None,
            form="",
            sealed=False,
            state=State.WITH_THEM,
            readable=False,
        )
        for one in issues
    ]


def _label(value: object) -> str:
    return _(getattr(value, "label", str(value)))


def _newest(line: SharedLine) -> tuple[str, str]:
    return (line.at.isoformat() if line.at else "", line.code)
