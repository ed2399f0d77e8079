"""What became of each print of a batch: codes and outcomes, kept inside the encrypted workspace.

It stays on this laptop: families by their ids, prints by their codes, and what was chosen for all
of them as it was typed, which may name somebody: it is needed to go on. A code is written down
before its print leaves; that it left is told by its line among the printed packets, which is taken
back if it did not. So nothing that a crash leaves behind is printed twice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from liaison_app.records.packets import IssueMeans
from liaison_app.records.values import format_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.workspace import Workspace

_LIST = "batches"
_CHUNK = 50  # entries that are written together, so that noting one never rewrites thousands
_KEPT = 40  # batches; older ones are forgotten, the lines about their packets are not


class Outcome(StrEnum):
    """What became of one print of a batch."""

    WAITING = "waiting"  # its turn has not come
    DONE = "done"
    LEFT_OUT = "left-out"  # pre-flight found what stops it
    FAILED = "failed"  # it could not be made, or did not leave


@dataclass(frozen=True)
class Unit:
    """One print of a batch: for whom, and what it is about.

    Attributes:
        household: id of the family.
        subject: id of the record that it is about; "" for none.
    """

    household: str
    subject: str = ""


@dataclass(frozen=True)
class Entry:
    """What became of a unit, and the code that it had last."""

    outcome: Outcome = Outcome.WAITING
    code: str = ""


@dataclass(frozen=True)
class Batch:
    """A batch that was begun.

    Attributes:
        id: its name.
        kind: of the print.
        wishes: what was chosen; values that JSON can hold.
        units: in the order of printing.
        begun: in UTC.
        means: how its prints left last; None if none was begun.
        place: the folder or printer; "" for the usual printer.
        ended: it came to its end, or somebody stopped it; else the program ended in the midst.
    """

    id: str
    kind: str
    wishes: Mapping[str, Any]
    units: tuple[Unit, ...]
    begun: datetime
    means: IssueMeans | None = None
    place: str = ""
    ended: bool = False


def begin(
    workspace: Workspace, kind: str, wishes: Mapping[str, Any], units: Sequence[Unit]
) -> Batch:
    """Write down what a batch is to be.

    Raises:
        NoRoom, ReadOnlyPlace: it cannot be written down.
    """
    name, begun = workspace.new_id(), workspace.now()
    head = {
        "kind": kind,
        "wishes": dict(wishes),
        "units": [[one.household, one.subject] for one in units],
        "begun": begun.isoformat(),
    }
    workspace.put_setting(_name(name), json.dumps(head))
    ids = [name, *_ids(workspace)]
    workspace.put_setting(_LIST, json.dumps(ids[:_KEPT]))
    for old in ids[_KEPT:]:
        _empty(workspace, old)
    return Batch(name, kind, dict(wishes), tuple(units), begun)


def go_on(workspace: Workspace, batch: Batch, means: IssueMeans, place: str) -> None:
    """Write down that a batch is under way, and how its prints leave from now on."""
    workspace.put_setting(_name(batch.id, "way"), json.dumps([str(means), place, False]))


def end(workspace: Workspace, batch: Batch) -> None:
    """Write down that a batch ended in good order: done, stopped by a person, or by trouble."""
    means, place, _ended = _way(workspace, batch.id)
    workspace.put_setting(_name(batch.id, "way"), json.dumps([means, place, True]))


def every(workspace: Workspace) -> tuple[Batch, ...]:
    """The batches of this laptop, newest first."""
    found = (_batch(workspace, one) for one in _ids(workspace))
    return tuple(one for one in found if one)


def entries(workspace: Workspace, batch: Batch) -> tuple[Entry, ...]:
    """What became of each unit of a batch, in their order."""
    known: dict[int, Entry] = {}
    for chunk in range(0, len(batch.units), _CHUNK):
        for place, outcome, code in _chunk(workspace, batch, chunk):
            known[place] = Entry(Outcome(outcome), code)
    codes = [one.code for one in known.values() if one.code]
    alive = {str(row["code"]) for row in _issues(workspace, batch, codes)}
    return tuple(_settled(known.get(place, Entry()), alive) for place in range(len(batch.units)))


def undone(workspace: Workspace, batch: Batch) -> tuple[int, ...]:
    """The places of the units that did not leave yet, from 0."""
    found = entries(workspace, batch)
    return tuple(place for place, one in enumerate(found) if one.outcome is not Outcome.DONE)


def issue_of(workspace: Workspace, batch: Batch, code: str) -> str:
    """The id of the line about the print of a batch with this code; "" if it did not leave."""
    found = _issues(workspace, batch, [code])
    return str(found[0]["id"]) if found else ""


def last_leaving(workspace: Workspace, batch: Batch) -> str:
    """The code that was leaving when the program ended in the midst of a batch; "" for none."""
    return "" if batch.ended else workspace.setting(_name(batch.id, "now"))


def note(workspace: Workspace, batch: Batch, place: int, outcome: Outcome, code: str = "") -> None:
    """Write down what becomes of a unit.

    Before one leaves, that is `DONE` with its code, which counts only once its line is among the
    printed packets.

    Raises:
        NoRoom, ReadOnlyPlace: it cannot be written down.
    """
    chunk = place - place % _CHUNK
    others = [one for one in _chunk(workspace, batch, chunk) if one[0] != place]
    if code:
        workspace.put_setting(_name(batch.id, "now"), code)
    workspace.put_setting(
        _name(batch.id, str(chunk)), json.dumps([*others, [place, str(outcome), code]])
    )


def _settled(entry: Entry, alive: set[str]) -> Entry:
    if entry.outcome is Outcome.DONE and entry.code not in alive:
        return Entry(Outcome.WAITING)
    return entry


def _issues(workspace: Workspace, batch: Batch, codes: Sequence[str]) -> list[Any]:
    """The lines about prints with these codes that left since the batch was begun.

    A page that is read aloud has the code of the page that the family was given before.
    """
    return workspace.read(
        "SELECT id, code FROM packet_issue WHERE NOT deleted AND at >= :begun"
        " AND code IN (SELECT value FROM json_each(:codes)) ORDER BY n DESC",
        {"codes": json.dumps(codes), "begun": format_time(batch.begun)},
    )


def _batch(workspace: Workspace, batch_id: str) -> Batch | None:
    text = workspace.setting(_name(batch_id))
    if not text:
        return None
    head = json.loads(text)
    means, place, ended = _way(workspace, batch_id)
    return Batch(
        id=batch_id,
        kind=head["kind"],
        wishes=head["wishes"],
        units=tuple(Unit(*one) for one in head["units"]),
        begun=datetime.fromisoformat(head["begun"]),
        means=next((one for one in IssueMeans if one == means), None),
        place=place,
        ended=ended,
    )


def _way(workspace: Workspace, batch_id: str) -> tuple[str, str, bool]:
    """How the prints of a batch leave, where to, and whether it ended in good order."""
    means, place, ended = json.loads(workspace.setting(_name(batch_id, "way"), '["", "", true]'))
    return means, place, ended


def _chunk(workspace: Workspace, batch: Batch, chunk: int) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(workspace.setting(_name(batch.id, str(chunk)), "[]"))
    return found


def _ids(workspace: Workspace) -> list[str]:
    found: list[str] = json.loads(workspace.setting(_LIST, "[]"))
    return found


def _empty(workspace: Workspace, batch_id: str) -> None:
    """Keep nothing of a batch but its name."""
    rows = workspace.read(
        "SELECT name FROM setting WHERE name GLOB :name", {"name": f"{_name(batch_id)}*"}
    )
    for row in rows:
        workspace.put_setting(str(row["name"]), "")


def _name(batch_id: str, part: str = "") -> str:
    return f"batch.{batch_id}.{part}" if part else f"batch.{batch_id}"
