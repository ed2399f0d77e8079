"""The power fails in the middle of an exchange with a shared folder: at named moments, and at any.

    python -m tests.sync.kills 20 400

kills 20 times at each named moment and 400 times at some write to a disk. A child process exchanges
on the real workspace and is killed with SIGKILL. Afterwards all that its person was told is saved
must be there, whatever lies on the place must be whole, and the next exchange must go on. An
exchange that never comes to the moment is no kill: another follows until all were hit so often.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

from liaison_app.actions import workspaces
from liaison_app.remotes.folder import FolderRemote
from liaison_app.sync import outbox, remote_exchange, remote_keeping, remote_layout, remote_state
from liaison_app.sync.remote_fetching import Fetching
from liaison_app.sync.remote_hearing import one_record
from tests.sync.laptops import Team, digest, family, names
from tests.sync.lives import opened
from tests.sync.power import Power, in_a_child
from tests.sync.shared_place import know, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROSA, BEN = "Rosa Vega", "Ben Ortiz"
_FOLDERS = {"put bundle": "s/", "put head": "heads/", "put snapshot": "snap/"}
TEAM = "put team"
POINTS = ("seal", *_FOLDERS, "save state", "receive handful", "prune", TEAM)
ANYWHERE = "anywhere"
_WRITES = 90  # about so many an exchange makes
_DONE = 0
_ROUNDS = 10  # at most so many for each kill: not every exchange comes to the moment


class Killing:
    """Kills this process at the n-th time that something named is done: before it, or after."""

    def __init__(self, point: str, nth: int, *, after: bool) -> None:
        self.point, self.left, self.after = point, nth, after

    def install(self) -> None:
        """Put it around what the program does."""
        places: dict[str, tuple[Any, str]] = {
            "seal": (outbox, "seal_pending"),
            "save state": (remote_state, "save"),
            "receive handful": (Fetching, "_receive"),
            "prune": (FolderRemote, "delete"),
        }
        where, name = places.get(self.point, (FolderRemote, "put"))
        setattr(where, name, self._around(getattr(where, name)))

    def _around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def killed(*args: Any, **kwargs: Any) -> Any:
            counts = self._is_it(args)
            self.left -= counts
            if counts and not self.left and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            done = function(*args, **kwargs)
            if counts and not self.left:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        return killed

    def _is_it(self, args: tuple[Any, ...]) -> bool:
        if self.point == "prune":
            return cast("str", args[1]).startswith("s/")
        if self.point == TEAM:
            return cast("str", args[1]).startswith("team/")
        if self.point in _FOLDERS:
            return cast("str", args[1]).startswith(_FOLDERS[self.point])
        return True


class Play:
    """Two laptops and a place; each round one of them is killed in the middle of an exchange."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311  (it must repeat)
        self.place = folder / "place"
        self.place.mkdir()
        self.log = folder / "log"
        self.team = Team(folder)
        self.team.first()
        self.team.join(BEN)
        self.saved: list[str] = []
        self.counted: Counter[str] = Counter()
        for who in (ROSA, BEN, ROSA, BEN):
            sync(self.team.laptops[who], self.place)

    def at(self, point: str) -> None:
        """Kill somebody at a named moment; who does not come so far exchanges as ever."""
        who = BEN if point == "receive handful" else ROSA
        killing = Killing(point, self.dice.choice((1, 1, 2)), after=self.dice.random() < 0.5)
        self._round(who, killing.install, point)

    def anywhere(self) -> None:
        """Kill somebody at any write to a disk."""
        self.log.unlink(missing_ok=True)
        power = Power(self.dice.randint(1, _WRITES), self.log)
        self._round(self.dice.choice((ROSA, BEN)), power.install, ANYWHERE)

    def _round(self, who: str, before: Callable[[], None], point: str) -> None:
        self._work(who, news=point == TEAM)
        victim = self.team.laptops[who]
        path, key = workspaces.folder_of(victim), victim.shared.opened.key
        number = know(victim, self.place)
        victim.close()

        def exchange() -> None:
            remote = FolderRemote(self.place)
            remote_exchange.exchange(opened(path, key), remote, number)

        _child, status = os.waitpid(in_a_child(exchange, before), 0)
        if os.WIFSIGNALED(status):
            self.counted[point] += 1
        else:
            assert os.WEXITSTATUS(status) == _DONE, f"{point}: it failed"
        self.team.laptops[who] = opened(path, key)
        self._look(who, point)

    def _work(self, who: str, *, news: bool) -> None:
        """Let everybody write; what comes back from `commit` is saved."""
        for one in (ROSA, BEN):
            name = f"Family {len(self.saved)}"
            family(self.team.laptops[one], name)
            self.saved.append(name)
        other = BEN if who == ROSA else ROSA
        sync(self.team.laptops[other], self.place)
        if news:  # somebody joins, and is never seen again: nothing can be deleted after that
            staff = f"Guest {len(self.saved)}"
            self.team.laptops[staff] = self.team.join(staff, told=False)
            sync(self.team.laptops[staff], self.place)
            self.team.laptops.pop(staff).close()

    def _look(self, who: str, point: str) -> None:
        """See that nothing is lost, that the place is whole, and that exchanges go on."""
        workspace = self.team.laptops[who]
        assert workspaces.check(workspace).problems == (), point
        mine = {name for n, name in enumerate(self.saved) if (n % 2 == 0) == (who == ROSA)}
        assert mine <= set(names(workspace)), point
        for path in self.place.rglob("*.flb"):
            if not path.name.startswith("~"):
                one_record(path.read_bytes())
        mark = (self.place / remote_layout.MARK).read_bytes()
        assert remote_layout.read_mark(mark), point
        for one in (who, BEN, ROSA, BEN):
            sync(self.team.laptops[one], self.place)
        rosa, ben = self.team.laptops[ROSA], self.team.laptops[BEN]
        assert set(self.saved) <= set(names(rosa)), point
        assert names(rosa) == names(ben), point
        assert digest(rosa) == digest(ben), point


@contextmanager
def played(folder: Path, seed: int) -> Iterator[Play]:
    """Let snapshots be made and bundles be deleted all the time."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(remote_keeping, "MANY_BUNDLES", 1))
        stack.enter_context(patch.object(remote_keeping, "KEPT_DAYS", -3_650))
        play = Play(folder, seed)
        yield play
        play.team.close()


def kill(each: int, anywhere: int, seed: int, folder: Path) -> Counter[str]:
    """Kill so often at each named moment, and so often anywhere; gives how often it hit."""
    with played(folder, seed) as play:
        for point in POINTS[:-1]:
            _until(play, point, each, partial(play.at, point))
        _until(play, ANYWHERE, anywhere, play.anywhere)
        _until(play, TEAM, each, partial(play.at, TEAM))
        return play.counted


def _until(play: Play, point: str, times: int, play_round: Callable[[], None]) -> None:
    for _round in range(times * _ROUNDS):
        if play.counted[point] >= times:
            return
        play_round()
    assert play.counted[point] >= times, f"{point}: hit {play.counted[point]} of {times} times"


def main(arguments: list[str]) -> int:
    """Do as was asked, and say how often it hit."""
    each, anywhere = int(arguments[0]), int(arguments[1])
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        hit = kill(each, anywhere, 2026, Path(folder))
    taken = time.perf_counter() - began
    sys.stdout.write(f"{hit.total()} kills in {taken:.0f} s, nothing lost\n")
    sys.stdout.write("".join(f"{times:6,}  {point}\n" for point, times in hit.items()))
    return 0


if __name__ == "__main__":
    from tests.benchmarks.large import settle

    settle()
    sys.exit(main(sys.argv[1:]))
