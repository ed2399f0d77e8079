"""Care of what is kept: undo, redaction, backups and their age."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions import workspaces
from liaison_app.actions.action_words import words_for
from liaison_app.actions.emptying import Rights
from liaison_app.errors import InvalidValue, NothingToUndo, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, Stream
from liaison_app.records.values import format_time, parse_time
from liaison_app.store import history, listed_erasures, ops
from liaison_app.store import undo as undoing
from liaison_app.store.merge import REDACT
from liaison_app.workspace import Redact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from liaison_app.store.writing import Progress
    from liaison_app.workspace import Workspace

_BACKUPS = "backups"
# A printed page stays in the world, and so does an invite and whoever it let in: that they were
# given out is not forgotten by a key.
_NEVER_UNDONE = (
    "workspace.new",
    "device.invite",
    "device.join",
    "redact",
    "erase",
    "erase.lift",
    "office_code.keep",
    "office_code.look",
    "office_code.withdraw",
    "packet.issue",
    "packet.take_back",
    "sealed.move",
    "family.protect",
    "share.disclose",
    "share.outcome",
)
_REMEMBERED = 100  # backups whose place is remembered


@dataclass(frozen=True)
class Recent:
    """One action of this laptop, in words.

    Attributes:
        number: what `undo` takes.
        at: when, in UTC.
        words: what was done, in the interface's language.
        records: how many records it wrote.
        undone: whether an undo of it stands.
    """

    number: int
    at: datetime
    name: str
    words: str
    records: int
    undone: bool

    @property
    def undoable(self) -> bool:
        """Whether `undo` may be asked to take it back."""
        return not self.undone and self.name not in _NEVER_UNDONE


@dataclass(frozen=True)
class Undone:
    """What an undo did.

    Attributes:
        number: the undo's own number: undoing it does the action again.
        words: what was undone.
        left: sentences that say what was left as it is, and why.
    """

    number: int
    words: str
    left: tuple[str, ...]


@dataclass(frozen=True)
class BackupMade:
    """A backup that was made on this laptop.

    Attributes:
        at: when, in UTC.
        place: where it was put.
        knew: of how many erasures this laptop knew then; None if that was not written down.
    """

    at: datetime
    place: str
    knew: int | None = None


@dataclass(frozen=True)
class Redacted:
    """What a redaction did, and the backups that still hold the words."""

    number: int
    outside: tuple[BackupMade, ...]


def recent(workspace: Workspace, limit: int = 50) -> tuple[Recent, ...]:
    """Give what was done on this laptop, newest first; undos themselves are left out."""
    return tuple(
        Recent(
            found.number, found.at, found.name, words_for(found.name), found.records, found.undone
        )
        for found in history.actions(workspace.conn, workspace.device, limit)
        if not found.undoes
    )


def undo(
    workspace: Workspace, number: int | None = None, *, progress: Progress | None = None
) -> Undone:
    """Take back one action, in one transaction; what was changed since is left and named.

    Args:
        workspace: the open workspace.
        number: the action; `None` for the newest of this laptop that still stands.
        progress: called with (done, all); raises `Cancelled` to stop, and nothing is undone.

    Raises:
        NothingToUndo: there is no such action, it came from a colleague, it was undone already,
            or everything it wrote was changed since.
    """
    with workspace.shared.writing:  # nothing may be written between the plan and the commit
        if number is None:
            number = _newest(workspace)
        first = _undoable(workspace, number)
        plan = undoing.plan(workspace.conn, number, progress)
        if not plan.changes:
            raise NothingToUndo(
                _("Everything that this action wrote was changed since; it was left as it is.")
            )
        touched = workspace.commit(
            "undo", plan.changes, undoes=(first.origin, first.act), progress=progress
        )
    name = json.loads(first.action or "{}").get("name", "")
    return Undone(touched.number, words_for(name), _explained(plan.left))


def redact(
    workspace: Workspace, type_name: str, record_id: str, field: str, revision: int | None = None
) -> Redacted:
    """Empty a field everywhere and for good, or only one version of it.

    Its author may until it was first sent, then a coordinator (`emptying.py`).

    Args:
        workspace: the open workspace.
        type_name: such as `note`.
        record_id: which record.
        field: which field of it.
        revision: the number of the version, as history shows it; `None` for the whole field.

    Raises:
        UnknownRecord: there is no such type or record.
        InvalidValue: there is no such field.
        NotAllowed: it was sent, or a colleague wrote it, and this is no coordinator's laptop.
    """
    if type_name not in TYPES:
        raise UnknownRecord(_("There is no kind of record called “{name}”.").format(name=type_name))
    record_type = TYPES[type_name]
    if field not in record_type.fields:
        raise InvalidValue(
            _("{kind} has no field called “{name}”.").format(kind=_(record_type.label), name=field)
        )
    change = Redact(record_type.cls, record_id, field, revision)
    with workspace.shared.writing:  # no file may be made between the look and the commit
        Rights(workspace).require([change])
        touched = workspace.commit("redact", [change])
    return Redacted(touched.number, backups_made(workspace))


def backup(workspace: Workspace, target: Path) -> int:
    """Write a backup, remember when and where, and give its size in bytes.

    Raises:
        WorkspaceExists: the file is there already.
        NoRoom, ReadOnlyPlace: it could not be written; nothing is left behind.
    """
    size = workspaces.backup(workspace, target)
    remember_backup(workspace, target, workspace.now(), _erasures(workspace))
    return size


def remember_backup(workspace: Workspace, target: Path, at: datetime, knew: int | None) -> None:
    """Remember where a backup of this workspace is.

    Args:
        workspace: the open workspace.
        target: the file.
        at: when it was made, in UTC.
        knew: of how many erasures it knows; None if nobody can say.
    """
    _keep(workspace, [*backups_made(workspace), BackupMade(at, str(target.resolve()), knew)])


def forget_backups(workspace: Workspace, places: Iterable[str]) -> None:
    """Forget the backups at these places: they are gone."""
    gone = set(places)
    _keep(workspace, [one for one in backups_made(workspace) if one.place not in gone])


def backups_made(workspace: Workspace) -> tuple[BackupMade, ...]:
    """Give the backups made on this laptop, oldest first; whether they still exist is unknown."""
    kept: list[Any] = json.loads(workspace.setting(_BACKUPS) or "[]")
    return tuple(BackupMade(parse_time(at), place, *knew) for at, place, *knew in kept)


def days_since_backup(workspace: Workspace) -> int | None:
    """Give the whole days since the last backup; `None` if there never was one."""
    made = backups_made(workspace)
    return (workspace.now() - made[-1].at).days if made else None


def _keep(workspace: Workspace, made: list[BackupMade]) -> None:
    kept = [[format_time(b.at), b.place, b.knew] for b in made[-_REMEMBERED:]]
    workspace.put_setting(_BACKUPS, json.dumps(kept, ensure_ascii=False))


def _erasures(workspace: Workspace) -> int:
    """How many erasures this laptop knows of, those of a list alone too."""
    rows = workspace.read("SELECT count(*) FROM erasure WHERE what = 'erase'")
    listed = workspace.reading(listed_erasures.unheard)
    return int(rows[0][0]) + len([one for one in listed if one["what"] == "erase"])


def _newest(workspace: Workspace) -> int:
    for found in recent(workspace):
        if found.undoable:
            return found.number
        if not found.undone and found.name != "workspace.new":
            raise NothingToUndo(
                _("The newest action cannot be undone. Choose an earlier one by its number.")
            )
    raise NothingToUndo(_("There is nothing to undo."))


def _undoable(workspace: Workspace, number: int) -> ops.Op:
    first = ops.numbered(workspace.conn, number)
    if first is None or first.action is None or "with" in json.loads(first.action):
        # `with`: the later part of an action over two streams, which is undone as a whole
        raise NothingToUndo(_("There is no action with this number."))
    made_by = workspace.conn.execute(
        "SELECT dev FROM origin WHERE n = ?", (first.origin,)
    ).fetchone()[0]
    if made_by.partition(".")[0] != workspace.device.partition(".")[0]:
        raise NothingToUndo(_("This came from a colleague's laptop; only they can undo it."))
    if json.loads(first.action).get("name") in _NEVER_UNDONE:
        raise NothingToUndo(_("This action cannot be undone."))
    if _moved_sealed(workspace, number):
        raise NothingToUndo(
            _("Sealed facts went along, so this cannot be undone. Hand the family back instead.")
        )
    if history.is_undone(workspace.conn, number):
        raise NothingToUndo(_("This action was undone already."))
    return first


def _moved_sealed(workspace: Workspace, number: int) -> bool:
    """Whether an action moved sealed facts: where they were is emptied for good."""
    return any(
        TYPES[op.type].stream is Stream.SEALED
        and any(name.startswith(REDACT) for name in op.writes)
        for op in history.ops_of(workspace.conn, number)
        if op.type in TYPES
    )


def _explained(left: Iterable[undoing.Left]) -> tuple[str, ...]:
    said: dict[str, None] = {}
    for item in left:
        kind = _(TYPES[item.type].label)
        if item.field:
            field = _(history.label_of(item.type, item.field))
            words = _("{kind}, {field}: changed since, so it stays as it is.").format(
                kind=kind, field=field
            )
        else:
            words = _("{kind}: somebody has worked on it since, so it stays.").format(kind=kind)
        said[words] = None
    return tuple(said)
