"""A workspace of 30,000 people and 100,000 visits, made once by the real writer and kept.

Names are put together from syllables of several scripts and notes from a vocabulary in which few
words are common and most are rare (Zipf), so that search meets what it meets in real caseloads.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from liaison_app import shipped
from liaison_app.actions import workspaces
from liaison_app.records import TYPES
from liaison_app.records.partnership import (
    Commitment,
    FollowUp,
    Note,
    PromiseState,
    Role,
    TaskState,
    Visit,
    VisitOutcome,
    VisitParticipant,
    VisitPlace,
)
from liaison_app.records.people import (
    Address,
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
    Relation,
    Relationship,
)
from liaison_app.store.schema import SCHEMA, table_sql
from liaison_app.workspace import Add, Change, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSPHRASE = "benchmarks open this workspace"
NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
BATCH = 2_000


@dataclass(frozen=True)
class Size:
    """How much to make."""

    people: int = 30_000
    visits: int = 100_000

    @property
    def families(self) -> int:
        """Two or three people each, as in a caseload of one or two children."""
        return self.people * 2 // 5


FULL = Size()
SMALL = Size(people=600, visits=2_000)


def folder(size: Size) -> Path:
    """Where a workspace of this size is kept between runs; made if it is not there."""
    shape = "".join(s for t in TYPES.values() for s in table_sql(t)) + str(SCHEMA)
    name = hashlib.sha256(f"{shape}{size}".encode()).hexdigest()[:12]
    kept = Path(tempfile.gettempdir()) / f"liaison-benchmark-{name}"
    if not (kept / "done").exists():
        shutil.rmtree(kept, ignore_errors=True)
        _make(kept / "workspace", size)
        (kept / "done").touch()
    return kept / "workspace"


def opened(size: Size) -> Workspace:
    """Open the kept workspace."""
    return workspaces.unlock(folder(size), PASSPHRASE, clock=lambda: NOW)


def settle() -> None:
    """Let workspaces live in a temporary folder and open cheaply, with a home of their own."""
    home = Path(tempfile.gettempdir()) / "liaison-benchmark-home"
    home.mkdir(exist_ok=True)
    os.environ |= {
        "LIAISON_ALLOW_TEMPORARY_FOLDER": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "LIAISON_ARGON2_MEMORY": str(8 << 20),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
    }


@dataclass
class Caseload:
    """Makes families, and then their visits."""

    workspace: Workspace
    size: Size
    random: Random = field(default_factory=lambda: Random(7))  # noqa: S311  (invented families)
    families: list[tuple[str, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        path = shipped.resources() / "practice" / "people.json"
        self.names = list(json.loads(path.read_text("utf-8")).values())
        syllables = ["ka", "lo", "mi", "ra", "shu", "ten", "vo", "zhe", "bri", "nu", "ola", "das"]
        made = Random(11)  # noqa: S311  (invented words)
        self.words = ["".join(made.choices(syllables, k=made.randint(1, 4))) for _n in range(9_000)]
        weights = [1 / rank for rank in range(1, len(self.words) + 1)]
        self.text = self.random.choices(self.words, weights, k=300_000)

    def families_to_add(self) -> Iterator[list[Change]]:
        """Each family with its people, address, numbers and relationships."""
        left = self.size.people
        for n in range(self.size.families):
            count = min(left, 3 if n % 2 else 2)
            left -= count
            yield self._family(count)

    def visits_to_add(self) -> Iterator[list[Change]]:
        """Visits over three years, the last of them not yet written down."""
        for n in range(self.size.visits):
            home, people = self.families[self.random.randrange(len(self.families))]
            at = NOW - timedelta(minutes=15 * (self.size.visits - n))
            yield self._visit(home, people, at, done=n < self.size.visits - 12)

    def _family(self, count: int) -> list[Change]:
        home, names = self.workspace.new_id(), self.random.choice(self.names)
        surname = self._name(names["family"])
        people = [self.workspace.new_id() for _n in range(count)]
        self.families.append((home, people))
        changes: list[Change] = [
            Add(Household(id=home, name=surname)),
            Add(Address(household=home, line_1=f"{self.random.randrange(900)} {self._word()} St")),
        ]
        for at, person in enumerate(people):
            given = self._name(names["women" if at == 0 else "girls"])
            changes += [
                Add(Person(id=person, given_name=given, family_name=surname, is_child=at > 0)),
                Add(HouseholdMember(household=home, person=person)),
            ]
        number = f"+1 555 {self.random.randrange(10**7):07d}"
        changes.append(Add(ContactPoint(person=people[0], value=number)))
        changes += [
            Add(Relationship(child=child, adult=people[0], relation=Relation.MOTHER))
            for child in people[1:]
        ]
        return changes

    def _visit(self, home: str, people: list[str], at: datetime, *, done: bool) -> list[Change]:
        visit = self.workspace.new_id()
        held = Visit(id=visit, household=home, planned_start=at, staff=self.workspace.person)
        if not done:
            return [Add(held)]
        held = Visit(
            id=visit,
            household=home,
            planned_start=at,
            started=at,
            outcome=VisitOutcome.MET,
            place=VisitPlace.HOME,
            debriefed=at + timedelta(hours=2),
            staff=self.workspace.person,
        )
        changes: list[Change] = [Add(held)]
        changes += [
            Add(VisitParticipant(visit=visit, person=person, role=Role.FAMILY))
            for person in people[: self.random.randint(1, 2)]
        ]
        changes.append(Add(Note(household=home, visit=visit, at=at, text=self._note())))
        if self.random.random() < 0.3:
            state = PromiseState.OPEN if self.random.random() < 0.01 else PromiseState.KEPT
            changes.append(
                Add(
                    Commitment(
                        household=home, visit=visit, what=self._note(5), due=at.date(), state=state
                    )
                )
            )
        if self.random.random() < 0.2:
            done_ = TaskState.OPEN if self.random.random() < 0.01 else TaskState.DONE
            changes.append(
                Add(FollowUp(household=home, what=self._note(4), due=at.date(), state=done_))
            )
        return changes

    def _name(self, stock: list[str]) -> str:
        plain = self.random.random() < 0.1
        return self.random.choice(stock) if plain else self._word().capitalize()

    def _word(self) -> str:
        return self.words[self.random.randrange(len(self.words))]

    def _note(self, words: int = 0) -> str:
        words = words or self.random.randint(15, 60)
        start = self.random.randrange(len(self.text) - words)
        return " ".join(self.text[start : start + words])


def _make(path: Path, size: Size) -> None:
    moment = NOW - timedelta(days=1100)

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(milliseconds=1)
        return moment

    began = time.perf_counter()
    print(f"making {size.people:,} people and {size.visits:,} visits in {path} (once) ...")
    made = workspaces.create(
        path,
        person="Rosa",
        team="North",
        passphrase=PASSPHRASE,
        clock=clock,
        random=Random(3),  # noqa: S311
    )
    workspace = made.workspace
    load = Caseload(workspace, size)
    for action, parts in (
        ("family.add", load.families_to_add()),
        ("visit.record", load.visits_to_add()),
    ):
        batch: list[Change] = []
        for part in parts:
            batch += part
            if len(batch) >= BATCH:
                workspace.commit(action, batch)
                batch = []
        workspace.commit(action, batch)
    ops = workspace.read("SELECT count(*) FROM op")[0][0]
    workspace.close()
    taken = time.perf_counter() - began
    print(f"made {ops:,} changes in {taken:.0f} s: {ops / taken:,.0f} a second")
