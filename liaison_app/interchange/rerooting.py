"""Ids that follow from the root, when a workspace gets another root: which becomes which.

An import makes ids of the root and of what the school calls a record, so that all laptops of a team
make the same ones (`desk.py`). What joins a team must have made them of the team's root, or the
same child would be there twice after the next import. The root cannot be taken out of an id; but
the name that was put in can be made again from what the import wrote, and tried.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES
from liaison_app.store import natural_keys
from liaison_app.store.named_ids import named_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from liaison_app.workspace import Workspace

_PAIRS = {
    "household_member": ("household", "person"),
    "relationship": ("child", "adult"),
    "enrollment": ("person", "school"),
    "address": ("household", "kind"),
    "person_language": ("person", "language", "use"),
}
"""Records that are called by what they connect."""

_MOST_CONTACTS = 50
KEYED = "key"  # as `Workspace` names records that their own fields key


@dataclass
class _Rerooting:
    workspace: Workspace
    root: str
    sources: tuple[str, ...]
    made: Mapping[str, tuple[str, dict[str, Any]]]
    ids: dict[str, str] = field(default_factory=dict)

    def try_name(self, record_id: str, kind: str, former: str, new: str) -> bool:
        """Note the new id of a record if this is the name that its id was made of."""
        for source in (KEYED,) if TYPES[kind].key else self.sources:
            if self.workspace.imported_id(source, kind, former) == record_id:
                self.ids[record_id] = named_id(self.root, f"{source}|{kind}|{new}")
                return True
        return False

    def new(self, value: Any) -> Any:
        """What a value is called from now on, if it is an id."""
        return self.ids.get(value, value) if isinstance(value, str) else value


def new_ids(workspace: Workspace, root: str, known: Mapping[str, str]) -> dict[str, str]:
    """Give the former and new ids of the records whose ids follow from the root.

    Args:
        workspace: with its former root still.
        root: the new one, 32 hex digits.
        known: ids that change for other reasons; they are in the answer too.
    """
    numbers = workspace.read("SELECT record_type, record, system, key FROM external_id")
    work = _Rerooting(
        workspace,
        root,
        tuple(dict.fromkeys(row["system"] for row in numbers)),
        dict(_made_by_imports(workspace)),
        dict(known),
    )
    for row in numbers:
        key, kind = row["key"], row["record_type"]
        name = f"number|{key}" if kind == "household" else key
        if kind in TYPES:
            work.try_name(row["record"], kind, name, name)
    _unnumbered_households(work, [row["key"] for row in numbers])
    for record_id, (kind, values) in work.made.items():
        if record_id not in work.ids:
            _dependent(work, record_id, kind, values)
    return work.ids


def _made_by_imports(workspace: Workspace) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    """Records whose ids were made of a name: with what was written when they were made."""
    rows = workspace.read(
        "SELECT id, type, body, min(n) FROM op WHERE substr(id, 15, 1) = '5' GROUP BY id"
    )
    for row in rows:
        values = {name: write[0] for name, write in json.loads(row["body"]).items()}
        if row["type"] in TYPES:
            yield row["id"], (row["type"], values)


def _unnumbered_households(work: _Rerooting, keys: Iterable[str]) -> None:
    """A household without a number of its own is called by one of its people's."""
    waiting = {
        record_id
        for record_id, (kind, _values) in work.made.items()
        if kind == "household" and record_id not in work.ids
    }
    if not waiting:
        return
    for key in keys:
        for source in work.sources:
            name = f"of|{key}"
            former = work.workspace.imported_id(source, "household", name)
            if former in waiting:
                work.try_name(former, "household", name, name)


def _dependent(work: _Rerooting, record_id: str, kind: str, values: Mapping[str, Any]) -> None:
    """Records that are called by others, in the way that the import called them."""
    for former, new in _names(work, kind, values):
        if work.try_name(record_id, kind, former, new):
            return


def _names(work: _Rerooting, kind: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    record_type = TYPES[kind]
    if record_type.key:
        renamed = {name: work.new(value) for name, value in values.items()}
        yield (
            natural_keys.key_of(record_type, values),
            natural_keys.key_of(record_type, renamed),
        )
    elif kind == "external_id":
        name = f"{values.get('record_type')}|{values.get('key')}"
        yield name, name
    elif kind == "contact_point":
        owner = values.get("person") or values.get("household") or ""
        for count in range(1, _MOST_CONTACTS):
            rest = f"{values.get('kind')}|{count}"
            yield f"{owner}|{rest}", f"{work.new(owner)}|{rest}"
    elif kind in _PAIRS:
        parts = [str(values.get(name) or "") for name in _PAIRS[kind]]
        yield "|".join(parts), "|".join(work.new(part) for part in parts)
