"""Ids that follow from the root, when a workspace gets another root: which becomes which.

An import makes ids of the root and of what the school calls a record, so that all laptops of a team
make the same ones (`desk.py`). What joins a team must have made them of the team's root, or the
same child would be there twice after the next import. The root cannot be taken out of an id; but
the name that was put in can be made again from what the import wrote, and tried.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from liaison_app.interchange import lists, sds
from liaison_app.interchange.values import folded
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
_KEYED = "key"  # as `Workspace` names records that their own fields key

Written = dict[str, Any]


def new_ids(workspace: Workspace, root: str, known: Mapping[str, str]) -> dict[str, str]:
    """Give the former and new ids of the records whose ids follow from the root.

    Args:
        workspace: with its former root still.
        root: the new one, 32 hex digits.
        known: ids that change for other reasons; they are in the answer too.
    """
    work = _Rerooting(workspace, root, dict(known))
    work.read()
    work.numbered()
    for kind, names in (
        ("school", work.school_names),
        ("person", work.child_names),
        ("person", work.adult_names),
        ("household", work.household_names),
    ):
        for record_id, written in work.made[kind].items():
            work.try_names(record_id, kind, ((name, name) for name in names(record_id, written)))
    for kind, records in work.made.items():
        for record_id, written in records.items():
            work.try_names(record_id, kind, work.names(kind, written))
    return work.ids


@dataclass
class _Rerooting:
    """What is known of the names that ids were made of.

    Attributes:
        workspace: with its former root.
        root: the new one.
        ids: former id to new id, as far as they were found.
        keys: of people: what each school calls them, or what was made up for them.
        made: by kind and id, what was written when a record was made, of those with such an id.
        sources: systems that anything may have been imported from.
        tied: what connects records: kind of record to id to ids.
        streets: of households.
    """

    workspace: Workspace
    root: str
    ids: dict[str, str]
    keys: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    made: dict[str, dict[str, Written]] = field(default_factory=lambda: defaultdict(dict))
    sources: tuple[str, ...] = ()
    tied: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    streets: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def read(self) -> None:
        """Read what imports and the like made, as it was written first."""
        for row in self.workspace.read(
            "SELECT id, type, body, min(n) FROM op WHERE substr(id, 15, 1) = '5' GROUP BY id"
        ):
            if row["type"] in TYPES:
                written = {name: write[0] for name, write in json.loads(row["body"]).items()}
                self.made[row["type"]][row["id"]] = written
        for kind, one, other in (
            ("relationship", "adult", "child"),
            ("household_member", "household", "person"),
            ("household_member", "person", "household"),
            ("enrollment", "person", "school"),
        ):
            tied = self.tied[f"{one} of {kind}"] = defaultdict(list)
            for written in self.made[kind].values():
                tied[written[one]].append(written[other])
        for written in self.made["address"].values():
            self.streets[written["household"]].append(folded(written["line_1"]))
        systems = self.workspace.read("SELECT DISTINCT system FROM external_id")
        found = [row["system"] for row in systems]
        self.sources = tuple(dict.fromkeys((*found, lists.SOURCE, sds.SOURCE, "oneroster")))

    def numbered(self) -> None:
        """Find the records that the school has a number for."""
        for row in self.workspace.read("SELECT record_type, record, key FROM external_id"):
            kind, key = row["record_type"], row["key"]
            if kind in TYPES:
                name = f"number|{key}" if kind == "household" else key
                self.try_names(row["record"], kind, [(name, name)])
            if kind == "person":
                self.keys[row["record"]].append(key)

    def try_names(self, record_id: str, kind: str, names: Iterable[tuple[str, str]]) -> None:
        """Note the new id of a record if its id was made of one of these names (former, new)."""
        if record_id in self.ids:
            return
        sources = (_KEYED,) if TYPES[kind].key else self.sources
        for (former, new), source in product(names, sources):
            if self.workspace.imported_id(source, kind, former) == record_id:
                self.ids[record_id] = named_id(self.root, f"{source}|{kind}|{new}")
                if kind == "person":
                    self.keys[record_id].append(former)
                return

    def new(self, value: Any) -> Any:
        """What a value is called from now on, if it is an id."""
        return self.ids.get(value, value) if isinstance(value, str) else value

    # --- who has no number is called by what is known of them (`lists.py`, `people_drafts.py`)

    def school_names(self, _id: str, written: Written) -> Iterator[str]:
        yield folded(written["name"])

    def child_names(self, record_id: str, written: Written) -> Iterator[str]:
        name = _name(written)
        if written.get("birth_date"):
            yield f"{name}|{written['birth_date']}"
        schools = [
            folded(self.made["school"].get(one, {}).get("name", ""))
            for one in self.tied["person of enrollment"].get(record_id, ())
        ]
        homes = self.tied["person of household_member"].get(record_id, ())
        streets = [street for home in homes for street in self.streets.get(home, ())]
        for school, street in product((*schools, ""), (*streets, "")):
            yield f"{name}|{school}|{street}"

    def adult_names(self, record_id: str, written: Written) -> Iterator[str]:
        name = _name(written)
        children = self.tied["adult of relationship"].get(record_id, ())
        yield f"|{name}"
        for child in children:
            yield from (f"{key}|{name}" for key in self.keys[child])

    def household_names(self, record_id: str, _written: Written) -> Iterator[str]:
        for person in self.tied["household of household_member"].get(record_id, ()):
            yield from (f"of|{key}" for key in self.keys[person])

    # --- the others are called by those

    def names(self, kind: str, written: Written) -> Iterator[tuple[str, str]]:
        """Give the names that a record may have been made of, with the former ids and the new."""
        if TYPES[kind].key:
            renamed = {name: self.new(value) for name, value in written.items()}
            yield (
                natural_keys.key_of(TYPES[kind], written),
                natural_keys.key_of(TYPES[kind], renamed),
            )
        elif kind == "external_id":
            name = f"{written.get('record_type')}|{written.get('key')}"
            yield name, name
        elif kind == "contact_point":
            owner = written.get("person") or written.get("household") or ""
            for count in range(1, _MOST_CONTACTS):
                rest = f"{written.get('kind')}|{count}"
                yield f"{owner}|{rest}", f"{self.new(owner)}|{rest}"
        elif kind in _PAIRS:
            parts = [str(written.get(name) or "") for name in _PAIRS[kind]]
            yield "|".join(parts), "|".join(self.new(part) for part in parts)


def _name(written: Written) -> str:
    name: str = folded(f"{written.get('given_name', '')} {written.get('family_name', '')}")
    return name
