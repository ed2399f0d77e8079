"""What a save costs beside its own rows: a visit with three participants, a note and a promise.

The measure beside it writes the same rows, with the same indexes, into the same tables of a copy of
the workspace in one bare SQLCipher transaction at synchronous=FULL.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.records.partnership import (
    Commitment,
    Note,
    Visit,
    VisitOutcome,
    VisitParticipant,
    VisitPlace,
)
from liaison_app.records.values import stored_fields
from liaison_app.store import driver
from liaison_app.workspace import Add, Workspace
from tests.benchmarks import large
from tests.benchmarks.measuring import median, tell, times

if TYPE_CHECKING:
    from liaison_app.records import Record

REPEAT = 300
PROMISED = 4.0


def run() -> None:
    """Print the figures."""
    workspace = large.opened(large.FULL)
    try:
        workspace.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with tempfile.TemporaryDirectory() as scratch:
            _compare(workspace, Path(scratch))
    finally:
        workspace.close()


def _compare(workspace: Workspace, scratch: Path) -> None:
    place = workspace.shared.opened.folder
    shutil.copyfile(place.database, scratch / "bare.db")
    bare = driver.connect(scratch / "bare.db", workspace.shared.opened.key)
    household = workspace.read("SELECT id FROM household ORDER BY n LIMIT 1")[0]["id"]
    people = [
        row["person"]
        for row in workspace.read("SELECT person FROM household_member ORDER BY n LIMIT 3")
    ]

    def save() -> None:
        workspace.commit("visit.record", [Add(r) for r in _records(workspace, household, people)])

    def write_bare() -> None:
        rows = [(r, stored_fields(r)) for r in _records(workspace, household, people)]
        bare.execute("BEGIN IMMEDIATE")
        for record, stored in rows:
            names = ["id", *stored]
            bare.execute(
                f"INSERT INTO {record.TYPE.name} ({', '.join(names)})"
                f" VALUES ({', '.join('?' * len(names))})",
                [record.id or workspace.new_id(), *stored.values()],
            )
        bare.execute("COMMIT")

    ours, theirs = [], []
    for _round in range(10):  # in turns, so that a busy moment falls on both
        ours += times(save, REPEAT // 10)
        theirs += times(write_bare, REPEAT // 10)
    bare.close()
    tell("bare transaction, median", median(theirs), "ms")
    tell("save, median", median(ours), "ms")
    tell("save / bare transaction", median(ours) / median(theirs), "x ", PROMISED)


def _records(workspace: Workspace, household: str, people: list[str]) -> list[Record]:
    visit, now = workspace.new_id(), workspace.now()
    return [
        Visit(
            id=visit,
            household=household,
            planned_start=now,
            started=now,
            outcome=VisitOutcome.MET,
            place=VisitPlace.HOME,
            debriefed=now,
        ),
        *(VisitParticipant(visit=visit, person=person) for person in people),
        Note(household=household, visit=visit, at=now, text="They asked about the bus. " * 12),
        Commitment(household=household, visit=visit, what="Bring the bus form", due=now.date()),
    ]
