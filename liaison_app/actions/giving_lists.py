"""Giving one kind of record of all families, or everything, to somebody: for coordinators alone.

The same rules as for one family: a recipient and a purpose, written down before the file is. What
is restricted, sealed or secret stays out, and so do attached files and protected addresses; a
backup holds those.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from liaison_app.actions import duties
from liaison_app.actions.giving import Shared, put_out
from liaison_app.actions.packet_places import refuse_target
from liaison_app.actions.record_types import known_type
from liaison_app.actions.share_pages import fresh_code
from liaison_app.actions.share_purposes import USUAL_DAYS
from liaison_app.actions.share_values import IN_ITS_PLACE
from liaison_app.actions.sharing import recipient_typed
from liaison_app.errors import InvalidValue
from liaison_app.interchange.shared_files import table
from liaison_app.language.catalogues import _
from liaison_app.language.names import clean_text
from liaison_app.packets.recipients import is_protected
from liaison_app.records import TYPES, Privacy, RecordType, Stream
from liaison_app.records.people import Address
from liaison_app.records.sharing import Basis, Disclosure, Form
from liaison_app.records.values import as_json
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from liaison_app.records.values import Stored
    from liaison_app.workspace import Workspace

_NEVER = frozenset((Privacy.RESTRICTED, Privacy.SEALED))


@dataclass(frozen=True)
class Everything:
    """What was given, and what stayed here.

    Attributes:
        records: how many.
        kinds: of how many kinds.
    """

    shared: Shared
    records: int
    kinds: int


@dataclass(frozen=True)
class Wanted:
    """To whom it is given, for what, and how.

    Attributes:
        recipient: to whom, as typed.
        purpose: for what, as typed.
        target: where the file goes.
        until: the last day on which they may have it; usually in 90 days.
        sealed: locked with a new code; else anybody who finds the file can read it.
        force: replace an ordinary file of this name.
    """

    recipient: str
    purpose: str
    target: Path
    until: date | None = None
    sealed: bool = True
    force: bool = False


def give(workspace: Workspace, wanted: Wanted, kind: str = "") -> Everything:
    """Give every record of every kind as one JSON document, or of one kind as a table (CSV).

    Args:
        workspace: whose.
        wanted: to whom and how.
        kind: the name of the one kind; "" for all.

    Raises:
        UnknownRecord: there is no such kind.
        NotAllowed: neither a coordinator nor an admin works here.
        InvalidValue: no recipient, purpose or day; or the kind is sealed.
        WorkspaceExists, UnsafePlace, NoRoom, ReadOnlyPlace: it cannot be written there.
    """
    if not kind:
        types = [one for one in TYPES.values() if one.stream is not Stream.SEALED]
        return _give(workspace, types, Form.JSON, wanted)
    one = known_type(kind)
    if one.stream is Stream.SEALED:
        raise InvalidValue(_("What is sealed is given to nobody outside the team."))
    return _give(workspace, [one], Form.CSV, wanted)


def _give(workspace: Workspace, types: list[RecordType], form: Form, wanted: Wanted) -> Everything:
    duties.refuse_others(workspace)
    recipient, purpose = recipient_typed(wanted.recipient), _purpose(wanted.purpose)
    today = workspace.today()
    until = wanted.until or today + timedelta(days=USUAL_DAYS)
    if until < today:
        raise InvalidValue(_("The day until which they may keep it has passed."))
    refuse_target(workspace, wanted.target, force=wanted.force, sealed=wanted.sealed)
    code = fresh_code(workspace)
    with workspace.shared.writing:
        found = {one.name: list(_records(workspace, one)) for one in types}
        head = {
            "code": code,
            "recipient": recipient,
            "purpose": purpose,
            "keep_until": until.isoformat(),
        }
        content = (
            _as_table(head, types[0], found[types[0].name])
            if form is Form.CSV
            else _as_json({**head, "practice": workspace.practice}, found)
        )
        count = sum(map(len, found.values()))
        record = Disclosure(
            recipient=recipient,
            purpose=purpose,
            named="\n".join(name for name, some in found.items() if some),
            values_given=count,
            basis=Basis.WHOLE_TEAM,
            staff=workspace.person,
            at=workspace.now(),
            until=until,
            form=form,
            sealed=wanted.sealed,
            code=code,
            digest=hashlib.sha256(content).hexdigest(),
        )
        disclosure = workspace.commit("share.disclose", [Add(record)]).ids[0]
        secret = put_out(
            workspace, disclosure, content, wanted.target, code=code, sealed=wanted.sealed
        )
    shared = Shared(disclosure, code, wanted.target, secret, until)
    return Everything(shared, count, sum(map(bool, found.values())))


def _purpose(typed: str) -> str:
    purpose = " ".join(clean_text(typed).split())
    if len(purpose) < 5:
        raise InvalidValue(_("Say in a few words what it is for. It stays with the record."))
    return purpose[:1000]


def _records(workspace: Workspace, kind: RecordType) -> Iterator[dict[str, Stored]]:
    """The live records of a kind, without what is restricted, secret or a protected address."""
    names = _fields(kind)
    for one in workspace.all(kind.cls):
        if isinstance(one, Address) and _is_hidden(workspace, one):
            continue
        flat = as_json(one)
        yield {"id": one.id, **{name: flat[name] for name in names}}


def _is_hidden(workspace: Workspace, address: Address) -> bool:
    """Whether an address must not become known; one that stands in its place may."""
    return address.kind != IN_ITS_PLACE and is_protected(workspace, address.household)


def _fields(kind: RecordType) -> list[str]:
    return [
        name
        for name, spec in kind.fields.items()
        if spec.field.privacy not in _NEVER and not spec.field.secret
    ]


def _as_json(head: dict[str, object], found: dict[str, list[dict[str, Stored]]]) -> bytes:
    document = {"format": "liaison-everything", "version": 1, **head, "records": found}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _as_table(head: dict[str, str], kind: RecordType, rows: list[dict[str, Stored]]) -> bytes:
    names = ["id", *_fields(kind)]
    return table(
        [*head, *names],
        ([*head.values(), *(_cell(row[name]) for name in names)] for row in rows),
    )


def _cell(stored: Stored) -> str:
    if isinstance(stored, bool):
        return "yes" if stored else "no"
    return "" if stored is None else str(stored)
