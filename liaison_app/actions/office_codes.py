"""Letting somebody in again who forgot their passphrase: the code that their office keeps.

An admin switches it on for the team. Whoever works at a laptop is told, sees who can read the code,
and is told of every time that somebody did.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import duties, laptops
from liaison_app.actions.titles import titles
from liaison_app.errors import InvalidValue, NotAllowed, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.laptops import OfficeCode, OfficeCodeLook, OfficeWayIn
from liaison_app.store import keyslots
from liaison_app.sync import office_codes, rosters
from liaison_app.workspace import Add, Put

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Look:
    """Somebody read the code of a laptop: who, when (UTC), and how they checked the caller."""

    who: str
    at: datetime
    how_checked: str


@dataclass(frozen=True)
class Standing:
    """Whether and by whom the person here can be let in again.

    Attributes:
        on: an admin has switched it on for the team.
        readers: names of those who can read this laptop's code; none while none is kept.
        since: when the code was sealed, in UTC; None while none is kept.
        looks: who read a code of this laptop, newest first.
        may_switch: the person here may switch it on and off.
        may_show: the person here may read out the codes of others.
        key_is_due: a code was replaced, and a new key waits for the passphrase.
        to_come: colleagues may read a code of this laptop, which its next exchange makes.
    """

    on: bool
    readers: tuple[str, ...]
    since: datetime | None
    looks: tuple[Look, ...]
    may_switch: bool
    may_show: bool
    key_is_due: bool = False
    to_come: bool = False


def standing(workspace: Workspace) -> Standing:
    """Say whether and by whom the person here can be let in again."""
    own = duties.own_laptop(workspace)
    kept = workspace.all(OfficeCode, laptop=own, staff=workspace.person)
    return Standing(
        on=office_codes.switched_on(workspace),
        readers=_names(workspace, kept[0].readers.split()) if kept else (),
        since=kept[0].sealed_at if kept else None,
        looks=looks(workspace, own),
        may_switch=duties.administers(workspace),
        may_show=bool(office_codes.READERS & set(duties.roles(workspace))),
        key_is_due=office_codes.key_is_due(workspace),
        to_come=bool(office_codes.readers(rosters.known(workspace.conn), own))
        and not workspace.practice,
    )


def words(found: Standing) -> tuple[str, ...]:
    """Say it in sentences, for whoever works here."""
    said = _of_codes(found)
    if not found.key_is_due:
        return said
    return (
        *said,
        _(
            "The former code of this laptop opens it no more. Lock, and unlock with your"
            " passphrase: everything gets a new key then, and old copies of the key file open"
            " nothing either."
        ),
    )


def _of_codes(found: Standing) -> tuple[str, ...]:
    if not found.on:
        return (
            _(
                "Your office keeps no codes: if you forget your passphrase, only your own recovery"
                " sheet opens this laptop."
            ),
        )
    if not found.readers and found.to_come:
        return (
            _(
                "Your office keeps codes of laptops; the one of this laptop is made at its next"
                " exchange. Until then your recovery sheet is the only other way in."
            ),
        )
    if not found.readers:
        return (
            _(
                "Your office keeps codes of laptops, but none of this one yet: nobody else's laptop"
                " may read it. Keep your recovery sheet."
            ),
        )
    return (
        _(
            "Your office can let you in again: {names} can read a code for this laptop. It is not"
            " the one on your sheet."
        ).format(names=", ".join(map(isolate, found.readers))),
        _(
            "They call you back or see you, then read it out. You are told of it at the next"
            " exchange. A code that was used counts no more."
        ),
    )


def looks(workspace: Workspace, laptop: str) -> tuple[Look, ...]:
    """Who read a laptop's code, newest first."""
    found = workspace.all(OfficeCodeLook, laptop=laptop)
    names = titles(workspace, "staff_member", [one.staff for one in found])
    made = [Look(names.get(one.staff, ""), one.at, one.how_checked) for one in found]
    return tuple(sorted(made, key=lambda one: one.at, reverse=True))


def switch(workspace: Workspace, *, on: bool) -> None:
    """Let laptops of the team keep a code for their office, or keep none any more.

    Each laptop follows when it hears of it.

    Raises:
        NotAllowed: no admin works here.
    """
    if not duties.administers(workspace):
        raise NotAllowed(_("Only an admin switches this for the team. Ask your admin."))
    values = {"switched_on": on, "set_by": workspace.person, "set_on": workspace.today()}
    rows = workspace.read("SELECT id FROM office_way_in WHERE what = :what", _WHAT)
    changes: list[Add | Put] = [
        Put(OfficeWayIn, row["id"], {**values, "deleted": False}) for row in rows
    ]
    if not changes:
        changes = [Add(OfficeWayIn(what=office_codes.WAY_IN, **values))]  # type: ignore[arg-type]
    workspace.commit("office_way_in.set", changes)
    office_codes.settle(workspace)


def renew(workspace: Workspace) -> None:
    """Make another code for the office; the one that somebody may have read opens nothing more.

    Old copies of the key file open nothing either once the passphrase was typed (`new_key`).
    """
    office_codes.renew(workspace)


def kept_for(workspace: Workspace) -> frozenset[str]:
    """The laptops of the team whose codes can be read here."""
    if not office_codes.READERS & set(duties.roles(workspace)):
        return frozenset()
    own = duties.own_laptop(workspace)
    members = {one.laptop for one in rosters.known(workspace.conn).members}
    return frozenset(
        one.laptop
        for one in workspace.all(OfficeCode)
        if own in one.readers.split() and one.laptop in members
    )


def show(workspace: Workspace, laptop: str, *, how_checked: str) -> str:
    """Give the code of a laptop, to be read out to its owner; that is written down first.

    Args:
        workspace: of a coordinator or of the office.
        laptop: its id.
        how_checked: in words, how the caller was checked.

    Returns:
        26 characters in groups.

    Raises:
        InvalidValue: nothing is said of how the caller was checked.
        NotAllowed: this laptop cannot open it; the message says whose can.
        UnknownRecord: no code is kept for this laptop, or it is out of the team.
    """
    if not office_codes.READERS & set(duties.roles(workspace)):
        raise NotAllowed(_("That is for a coordinator. Ask yours."))
    if not how_checked.strip():
        raise InvalidValue(
            _("Say first how you checked who is calling: “I called back on the number I know”.")
        )
    members = {one.laptop for one in rosters.known(workspace.conn).members}
    found = workspace.all(OfficeCode, laptop=laptop) if laptop in members else []
    if not found:
        raise UnknownRecord(_("No code is kept for this laptop."))
    newest = max(found, key=lambda one: str(one.sealed_at))
    code = office_codes.opened(workspace, newest)
    if not code:
        raise NotAllowed(
            _("This laptop cannot open that code. Ask {names}.").format(
                names=", ".join(map(isolate, _names(workspace, newest.readers.split())))
            )
        )
    look = OfficeCodeLook(
        laptop=laptop,
        staff=workspace.person,
        at=workspace.now(),
        how_checked=how_checked.strip(),
    )
    workspace.commit("office_code.look", [Add(look)])
    return keyslots.grouped(keyslots.read_code(code))


def _names(workspace: Workspace, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(laptops.who_of(workspace, one) for one in ids))


_WHAT = {"what": office_codes.WAY_IN}
