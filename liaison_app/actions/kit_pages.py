"""What is said of kits on pages: the shelf, one kit, and what a family has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.actions.titles import language_name, shown_value, titles
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.records import TYPES
from liaison_app.records.kits import Distribution, Kit, KitContent, Loan, LoanState

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class KitLine:
    """One kit on the shelf.

    Attributes:
        number: its local number.
        stock: how many are there by the ledger; below zero when more went than were written in.
        out: how many are lent.
        overdue: how many of those should be back.
        low: fewer than its reorder level.
    """

    number: int
    id: str
    name: str
    language: str
    grades: str
    lendable: bool
    stock: int
    out: int
    overdue: int
    low: bool


@dataclass(frozen=True)
class Thing:
    """Something in a kit."""

    id: str
    what: str
    kind: str
    quantity: int


@dataclass(frozen=True)
class Movement:
    """One line of the ledger."""

    at: date | None
    reason: str
    change: int
    staff: str


@dataclass(frozen=True)
class Held:
    """A kit that a family was lent or given.

    Attributes:
        type: `loan` or `distribution`.
        on: when it was handed over, a local date.
        due: when a lent one should be back.
        out: it is lent and not back.
        state: where a lent one is, in words.
    """

    type: str
    id: str
    kit: str
    kit_name: str
    household: str
    family: str
    label: str
    on: date | None
    due: date | None
    out: bool
    state: str
    quantity: int


@dataclass(frozen=True)
class KitPage:
    """One kit with what is in it, who has one, and its ledger, newest first."""

    line: KitLine
    description: str
    reorder_level: int | None
    things: tuple[Thing, ...]
    held: tuple[Held, ...]
    movements: tuple[Movement, ...]


def shelf(workspace: Workspace, text: str = "") -> tuple[KitLine, ...]:
    """All kits by name, or those whose name, language or grades have a text in them."""
    rows = workspace.read(
        "SELECT k.*,"
        " (SELECT coalesce(sum(change), 0) FROM stock_movement"
        "  WHERE kit = k.id AND NOT deleted) AS stock,"
        " (SELECT count(*) FROM loan WHERE kit = k.id AND state = 'out' AND NOT deleted) AS out,"
        " (SELECT count(*) FROM loan WHERE kit = k.id AND state = 'out' AND NOT deleted"
        "  AND due < :today) AS overdue"
        " FROM kit k WHERE NOT k.deleted",
        {"today": workspace.today().isoformat()},
    )
    lines = [
        KitLine(
            number=row["n"],
            id=row["id"],
            name=row["name"],
            language=language_name(row["language"]),
            grades=row["grade_band"],
            lendable=bool(row["lendable"]),
            stock=row["stock"],
            out=row["out"],
            overdue=row["overdue"],
            low=row["reorder_level"] is not None and row["stock"] < row["reorder_level"],
        )
        for row in rows
    ]
    sought = fold(text)
    fit = [one for one in lines if sought in fold(f"{one.name} {one.language} {one.grades}")]
    return tuple(sorted(fit, key=lambda one: fold(one.name)))


def kit_page(workspace: Workspace, kit: str, movements: int = 100) -> KitPage:
    """One kit, with the newest movements of its ledger.

    Raises:
        UnknownRecord: there is no such kit.
    """
    record = workspace.get(Kit, kit)
    line = next((one for one in shelf(workspace) if one.id == kit), None)
    if line is None:
        line = KitLine(0, kit, record.name, "", "", record.lendable, 0, 0, 0, low=False)
    things = workspace.all(KitContent, kit=kit)
    things.sort(key=lambda one: (one.position is None, one.position or 0))
    return KitPage(
        line=line,
        description=record.description,
        reorder_level=record.reorder_level,
        things=tuple(
            Thing(one.id, one.what, _(one.kind.label) if one.kind else "", one.quantity)
            for one in things
        ),
        held=_held(workspace, kit=kit),
        movements=_ledger(workspace, kit, movements),
    )


def of_family(workspace: Workspace, household: str) -> tuple[Held, ...]:
    """What a family was lent or given: what is still out first, then newest first."""
    return _held(workspace, household=household)


def _held(workspace: Workspace, **equal: str) -> tuple[Held, ...]:
    loans = workspace.all(Loan, **equal)
    gifts = workspace.all(Distribution, **equal)
    kit_ids = {one.kit for one in loans} | {one.kit for one in gifts}
    family_ids = {one.household for one in loans} | {one.household for one in gifts}
    kits = titles(workspace, "kit", kit_ids)
    families = titles(workspace, "household", family_ids)
    found = [
        Held(
            type="loan",
            id=one.id,
            kit=one.kit,
            kit_name=kits[one.kit],
            household=one.household,
            family=families[one.household],
            label=one.label,
            on=one.lent_on,
            due=one.due,
            out=one.state is LoanState.OUT,
            state=_(one.state.label) if isinstance(one.state, LoanState) else str(one.state),
            quantity=1,
        )
        for one in loans
    ]
    found += [
        Held(
            type="distribution",
            id=one.id,
            kit=one.kit,
            kit_name=kits[one.kit],
            household=one.household,
            family=families[one.household],
            label="",
            on=one.given_on,
            due=None,
            out=False,
            state=_("Given to keep"),
            quantity=one.quantity,
        )
        for one in gifts
    ]
    newest = sorted(found, key=lambda one: one.on or date.min, reverse=True)
    return tuple(sorted(newest, key=lambda one: not one.out))


def _ledger(workspace: Workspace, kit: str, limit: int) -> tuple[Movement, ...]:
    rows = workspace.read(
        "SELECT * FROM stock_movement WHERE kit = :kit AND NOT deleted"
        " ORDER BY n DESC LIMIT :limit",
        {"kit": kit, "limit": limit},
    )
    fields = TYPES["stock_movement"].fields
    staff = titles(workspace, "staff_member", (row["staff"] for row in rows))
    return tuple(
        Movement(
            at=date.fromisoformat(row["at"]) if row["at"] else None,
            reason=shown_value(fields["reason"], row["reason"], {}),
            change=row["change"],
            staff=staff.get(row["staff"], ""),
        )
        for row in rows
    )
