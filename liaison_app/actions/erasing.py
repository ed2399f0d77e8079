"""Erasing a family, a person or one kind of their records for good, and allowing it again.

Only coordinators and admins may. It cannot be undone: the words go from every laptop that hears of
it, from history, search, drafts and attached files; what is written later by somebody who had not
heard goes as well.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import duties
from liaison_app.actions.erasing_outside import Outside, outside
from liaison_app.actions.keeping import reasons_to_keep
from liaison_app.actions.record_types import known_type
from liaison_app.actions.removing import counted
from liaison_app.actions.titles import titles
from liaison_app.errors import InvalidValue, LiaisonError, NotAllowed, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.records import TYPES, Record
from liaison_app.records.keeping import Erasure, ErasureKind, ErasureRule
from liaison_app.records.people import Household, HouseholdMember
from liaison_app.store import erased_list, erasing, erasing_plan, listed_erasures
from liaison_app.store.owning import OWNING
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.actions.keeping import Reason
    from liaison_app.store.erasing_plan import Plan
    from liaison_app.workspace import Workspace

SUBJECTS = ("household", "person")
"""What can be erased as a whole, or one kind of its records."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as another


@dataclass(frozen=True)
class Preview:
    """What erasing would do, before anybody says yes.

    Attributes:
        type: `household` or `person`.
        id: of what is to be erased.
        only: only records of this type; "" for everything.
        name: as people know it.
        code: of the erasure; it stands for the name afterwards.
        what: how many of what, in words.
        people: names of who goes with it.
        staying: names of who lives with another family too, and so stays.
        reasons: what speaks against it.
        outside: what it cannot reach.
    """

    type: str
    id: str
    only: str
    name: str
    code: str
    what: str
    people: tuple[str, ...]
    staying: tuple[str, ...]
    reasons: tuple[Reason, ...]
    outside: Outside


@dataclass(frozen=True)
class Parts:
    """What of a family, or of one person of it, can be erased by itself.

    Attributes:
        people: id to name of everybody who belongs to the family.
        kinds: type to what many are called, of the records that there are.
    """

    people: Mapping[str, str]
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class Erased:
    """What was erased: the erasure's id, and its code, which stands for the name from now on."""

    id: str
    code: str
    what: str
    outside: Outside


def preview(workspace: Workspace, type_name: str, record_id: str, only: str = "") -> Preview:
    """Say what erasing would do; changes nothing.

    Args:
        workspace: where it is.
        type_name: `household` or `person`.
        record_id: which.
        only: erase only its records of this type, such as `note`.

    Raises:
        NotAllowed: neither a coordinator nor an admin works here.
        InvalidValue: that cannot be erased.
        UnknownRecord: it is not here.
    """
    _refuse_others(workspace)
    _check(type_name, only)
    record = workspace.get(known_type(type_name).cls, record_id)
    if workspace.reading(lambda conn: erasing.upon(conn, (type_name, record_id))):
        raise InvalidValue(_("This was erased already."))
    plan = _plan(workspace, type_name, record_id, only)
    return Preview(
        type=type_name,
        id=record_id,
        only=only,
        name=_name(workspace, record),
        code=_code(workspace),
        what=_counted(plan),
        people=_names(workspace, plan.people),
        staying=_names(workspace, plan.staying),
        reasons=_reasons(workspace, type_name, record_id),
        outside=outside(workspace, dict(plan.reached)),
    )


def parts(workspace: Workspace, household: str, person: str = "") -> Parts:
    """Say what can be erased by itself of a family, or of one person; changes nothing.

    Raises:
        NotAllowed: neither a coordinator nor an admin works here.
    """
    _refuse_others(workspace)
    family = _plan(workspace, "household", household, "")
    everybody = [one for one in (*family.people, *family.staying) if ":" not in one]
    owner = "person" if person else "household"
    plan = _plan(workspace, owner, person, "") if person else family
    kinds = {
        name: _(TYPES[name].plural)
        for name in plan.reached
        if any(to == owner for _field, to in OWNING.get(name, ()))
    }
    return Parts(titles(workspace, "person", everybody), kinds)


def erase(
    workspace: Workspace, seen: Preview, typed: str, rule: ErasureRule = ErasureRule.ASKED
) -> Erased:
    """Erase for good what a person looked at.

    Args:
        workspace: where it is.
        seen: what they were shown.
        typed: the name, typed once more, so that it is not another family by mistake; or the code.
        rule: under which rule.

    Raises:
        NotAllowed: neither a coordinator nor an admin works here.
        InvalidValue: something else was typed, or the family must be kept; nothing is erased.
    """
    _refuse_others(workspace)
    if fold(typed.strip()) not in {fold(seen.name), fold(seen.code)}:
        raise InvalidValue(
            _("That is not the name. Nothing was erased. Type {name} to erase it.").format(
                name=isolate(seen.name)
            )
        )
    held = [one for one in seen.reasons if one.binding]
    if held:
        raise InvalidValue(held[0].words)
    with workspace.shared.writing:  # nothing may be written between the plan and the commit
        plan = _plan(workspace, seen.type, seen.id, seen.only)
        found = outside(workspace, dict(plan.reached))
        record = Erasure(
            code=seen.code,
            subject_type=seen.type,
            subject=seen.id,
            only=seen.only,
            people=" ".join(plan.people),
            spared=" ".join(plan.spared),
            imported=" ".join(_imported(workspace, plan)),
            rule=rule,
            counts="\n".join(f"{name} {count}" for name, count in plan.counts.items()),
            staff=workspace.person,
            at=workspace.now(),
        )
        touched = workspace.commit("erase", [Add(record)])
    with suppress(LiaisonError):  # what was erased stays so, whatever becomes of the rest
        _renew_secrets(workspace)
    keep_list(workspace)
    return Erased(touched.ids[0], seen.code, _counted(plan), found)


def lift(workspace: Workspace, code: str) -> None:
    """Allow that something erased is kept again, from now on; what was emptied stays empty.

    Raises:
        NotAllowed: neither a coordinator nor an admin works here.
        UnknownRecord: there is no erasure of this code or id.
        InvalidValue: it was lifted already.
    """
    _refuse_others(workspace)
    erasure = by_code(workspace, code)
    if workspace.reading(lambda conn: erasing.is_lifted(conn, erasure.id)):
        raise InvalidValue(_("That may be kept again already."))
    record = Erasure(
        what=ErasureKind.LIFT,
        code=erasure.code,
        subject_type=Erasure.TYPE.name,
        subject=erasure.id,
        staff=workspace.person,
        at=workspace.now(),
    )
    workspace.commit("erase.lift", [Add(record)])
    keep_list(workspace)


def by_code(workspace: Workspace, code: str) -> Erasure:
    """Give the erasure with this code or id.

    Raises:
        UnknownRecord: there is none.
    """
    for one in workspace.all(Erasure, what=ErasureKind.ERASE):
        if code.strip().upper() == one.code or code.strip() == one.id:
            return one
    raise UnknownRecord(_("There is no erasure of this code. `liaison erasures` lists all."))


def keep_list(workspace: Workspace) -> None:
    """Write the sealed list of what was erased beside the workspace and its backups.

    A backup that is older than an erasure does not know of it; this list does.
    """
    from liaison_app.actions import care  # noqa: PLC0415  (only after something was erased)

    rows = workspace.read("SELECT * FROM erasure WHERE NOT deleted ORDER BY n")
    fields = ("id", *Erasure.TYPE.fields)
    entries = [{name: row[name] for name in fields} for row in rows]
    entries += workspace.reading(listed_erasures.unheard)
    folders = {workspace.shared.opened.folder.path}
    folders.update(erased_list.folder_of(one.place) for one in care.backups_made(workspace))
    for folder in folders:
        erased_list.write(folder, workspace.root, entries)


def _reasons(workspace: Workspace, type_name: str, record_id: str) -> tuple[Reason, ...]:
    """What speaks against it; of a person, what binds any family that the person belongs to."""
    if type_name == "household":
        return reasons_to_keep(workspace, record_id)
    homes = {one.household for one in workspace.all(HouseholdMember, person=record_id)}
    found = [one for home in sorted(homes) for one in reasons_to_keep(workspace, home)]
    return tuple(one for one in found if one.binding)


def _refuse_others(workspace: Workspace) -> None:
    if not duties.coordinates(workspace):
        raise NotAllowed(_("Only a coordinator or an admin erases for good. Ask your coordinator."))


def _check(type_name: str, only: str) -> None:
    if type_name not in SUBJECTS:
        raise InvalidValue(_("A family or a person is erased, or one kind of their records."))
    owned = OWNING.get(only, ())
    if only and not any(to == type_name for _field, to in owned):
        raise InvalidValue(
            _("There are no records of the kind “{name}” that can be erased by themselves.").format(
                name=only
            )
        )


def _plan(workspace: Workspace, type_name: str, record_id: str, only: str) -> Plan:
    with workspace.shared.writing:
        return workspace.reading(lambda conn: erasing_plan.plan(conn, (type_name, record_id), only))


def _counted(plan: Plan) -> str:
    return counted(
        name for name, ids in plan.reached.items() for _one in ids if name != plan.subject[0]
    )


def _name(workspace: Workspace, record: Record) -> str:
    if isinstance(record, Household):
        return record.name
    return titles(workspace, record.TYPE.name, [record.id])[record.id]


def _names(workspace: Workspace, people: Iterable[str]) -> tuple[str, ...]:
    ids = [one for one in people if ":" not in one]
    return tuple(sorted(titles(workspace, "person", ids).values()))


def _code(workspace: Workspace) -> str:
    taken = {one.code for one in workspace.all(Erasure)}
    while True:
        code = "E-" + "".join(_LETTERS[byte % 32] for byte in workspace.random.randbytes(5))
        if code not in taken:
            return code


def _imported(workspace: Workspace, plan: Plan) -> list[str]:
    """Give marks by which an import knows what was erased; nothing can be read from them."""
    rows = workspace.read(
        "SELECT record_type, record, system, key FROM external_id"
        " WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(plan.reached.get("external_id", ()))},
    )
    return sorted(
        {workspace.imported_id(row["system"], row["record_type"], row["key"]) for row in rows}
    )


def _renew_secrets(workspace: Workspace) -> None:
    """Let everything from now on be sealed to new secrets, so that the former can go one day."""
    from liaison_app.sync import shredding  # noqa: PLC0415  (loads the seals)

    shredding.renew(workspace)
