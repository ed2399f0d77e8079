"""A school year of one team on a shared folder: what grows, and what must not.

    python -m tests.benchmarks year           12 laptops
    python -m tests.benchmarks year --whole   100 laptops (many minutes)

Three laptops are real: one keeps snapshots and deletes what they replace, one is a liaison's, and
one joins at the end. All others are made up (`made_up_laptops.py`); their bundles and heads are
not. Beside times, which a busy computer spoils, are steps of the database's own machine, which
nothing spoils: those of an idle poll may not grow with what was ever put there.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.counting import resident_mb, steps_of
from tests.benchmarks.made_up_laptops import Colleagues, let_in

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team

SCHOOL_DAYS = 200
A_MONTH = 20  # school days
BEGAN = datetime(2026, 8, 24, 15, tzinfo=UTC)


@dataclass(frozen=True)
class Scale:
    """How much happens.

    Attributes:
        laptops: how many take part.
        bundles: that each seals on a school day.
        changes: in each of them.
    """

    laptops: int = 12
    bundles: int = 1
    changes: int = 8


SMALL, WHOLE = Scale(), Scale(laptops=100, bundles=1)


def run() -> None:
    """Print a line for each month."""
    scale = WHOLE if "--whole" in sys.argv else SMALL
    with tempfile.TemporaryDirectory() as folder:
        year = Year(Path(folder), scale)
        try:
            year.run()
        finally:
            year.close()


@dataclass
class Day:
    """What a poll cost.

    Attributes:
        seconds: it took.
        steps: of the database's machine.
        asked: requests.
    """

    seconds: float
    steps: int
    asked: int


@dataclass
class Year:
    """Plays it."""

    folder: Path
    scale: Scale
    snapshots: int = 0
    deleted: int = 0
    made: int = 0
    days: list[Day] = field(default_factory=list)

    def __post_init__(self) -> None:
        from tests.sync.laptops import Team

        self.place = self.folder / "place"
        self.place.mkdir()
        self.team: Team = Team(self.folder)
        self.rosa, self.ben = self.team.first(), self.team.join("Ben Ortiz")
        at_once(self.rosa, BEGAN)
        at_once(self.ben, BEGAN)
        made_up = self.scale.laptops - 2
        changes = SCHOOL_DAYS * self.scale.bundles * self.scale.changes
        self.colleagues: Colleagues = let_in(self.rosa, self.place, made_up, changes)

    def run(self) -> None:
        """Play the year, and let somebody join at its end."""
        for one in (self.rosa, self.ben, self.rosa):
            self.poll(one)
        print(
            f"  {self.scale.laptops} laptops, {self.scale.bundles} bundle(s) of"
            f" {self.scale.changes} changes each a day"
        )
        print(_HEADING)
        for day in range(SCHOOL_DAYS):
            self.school_day(day)
            if day % A_MONTH == A_MONTH - 1:
                self.tell(day // A_MONTH + 1)
        self.join()

    def school_day(self, day: int) -> None:
        """Let everybody work, and both real laptops poll once after it."""
        now = BEGAN + timedelta(days=day // 5 * 7 + day % 5)
        for one in (self.rosa, self.ben):
            at_once(one, now)
            work_of(one, day)
        for _each in range(self.scale.bundles):
            self.colleagues.work(self.scale.changes, now)
            self.made += len(self.colleagues.laptops)
        self.colleagues.say(self.rosa, now)
        self.made += 2
        self.poll(self.ben)
        self.poll(self.rosa)
        self.days.append(self.poll(self.ben))

    def poll(self, one: Workspace) -> Day:
        """Exchange once; counts what Rosa's laptop made and deleted."""
        from liaison_app.remotes.folder import FolderRemote
        from tests.sync.shared_place import Counted, sync

        counted = Counted(FolderRemote(self.place))
        with steps_of(one.conn) as steps:
            began = time.perf_counter()
            sync(one, self.place, counted)
            taken = time.perf_counter() - began
        self.snapshots += any(name.startswith("put snap/") for name in counted.asked)
        self.deleted += sum(name.startswith("delete s/") for name in counted.asked)
        return Day(taken, steps.count, len(counted.asked))

    def tell(self, month: int) -> None:
        """Print how things stand."""
        files = [path for path in self.place.rglob("*") if path.is_file()]
        idle = [self.poll(self.ben) for _each in range(5)]
        listing = len(list((self.place / "heads").iterdir()))
        size = sum(
            path.stat().st_size for path in (self.folder / "laptop-1").glob("*") if path.is_file()
        )
        busy = self.days[-A_MONTH:]
        print(
            f"  {month:5} {self.made:8,} {len(files):7,} {megabytes(files):7.1f} {listing:7}"
            f" {middle(one.seconds for one in idle) * 1000:8.1f}"
            f" {middle(one.steps for one in idle):8,.0f} {idle[-1].asked:4}"
            f" {middle(one.seconds for one in busy) * 1000:8.1f}"
            f" {middle(one.steps for one in busy):9,.0f} {middle(one.asked for one in busy):5.0f}"
            f" {size / 1e6:7.1f} {resident_mb():6.0f} {self.snapshots:5} {self.deleted:7,}",
            flush=True,
        )

    def join(self) -> None:
        """Let somebody join now that a year lies there."""
        from liaison_app.records.people import Household

        cleo = self.team.join("Cleo Park", told=False)
        at_once(cleo, BEGAN + timedelta(days=SCHOOL_DAYS // 5 * 7))
        days = [self.poll(one) for one in (cleo, self.rosa, cleo)]
        same = len(cleo.all(Household)) == len(self.rosa.all(Household))
        print(
            f"  who joins now: {days[0].seconds + days[2].seconds:.1f} s,"
            f" {days[0].asked + days[2].asked} requests, has everything: {same}"
        )

    def close(self) -> None:
        """Close the laptops."""
        self.team.close()


_HEADING = (
    "  month  bundles   files      MB listing  idle ms    steps asks  busy ms     steps  asks"
    "   db MB  mem MB snaps deleted"
)


def at_once(workspace: Workspace, now: datetime) -> None:
    """Put a laptop's clock to a moment, if that is not past."""
    from tests.store.laptops import Clock

    clock = workspace._clock
    assert isinstance(clock, Clock)
    clock.moment = max(clock.moment, now)


def work_of(one: Workspace, day: int) -> None:
    """What a real laptop's person writes on a day."""
    from liaison_app.records.partnership import Note
    from liaison_app.records.people import Household
    from liaison_app.workspace import Add

    home = one.commit("family.new", [Add(Household(name=f"Family {day}"))]).ids[0]
    one.commit("note.new", [Add(Note(household=home, text="They ask for a call after four."))])


def megabytes(files: list[Path]) -> float:
    """How much files hold."""
    return sum(path.stat().st_size for path in files) / 1e6


def middle(values: object) -> float:
    """The median."""
    return float(statistics.median(list(values)))  # type: ignore[call-overload]
