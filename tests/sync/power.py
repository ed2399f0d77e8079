"""Processes whose power fails at a chosen write to the disk."""

from __future__ import annotations

import os
import signal
import traceback
from typing import TYPE_CHECKING, Any, cast

from liaison_app import workspace as workspace_module
from liaison_app.store import access

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


_CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "VACUUM", "REPLACE")
CONNECTING = (access, workspace_module)  # modules that open the files
_DONE = 0
_FAILED = 3


class Power:
    """Counts what is written, and fails at the chosen one."""

    def __init__(self, last: int, log: Path) -> None:
        self.left = last
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def point(self, name: str) -> None:
        os.write(self.log, f"{name}\n".encode())
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.point(f"before {name}")
            result = function(*args, **kwargs)
            self.point(f"after {name}")
            return result

        return counted

    def install(self) -> None:
        """Count every write of this process; it ends without another."""
        for name in ("replace", "rename", "unlink", "fsync", "mkdir", "link"):
            setattr(os, name, self.around(getattr(os, name), name))
        fdopen, system = os.fdopen, cast("Any", os)
        system.fdopen = lambda *args, **kwargs: HalfWritten(fdopen(*args, **kwargs), self)
        for module in cast("Any", CONNECTING):
            module.connect = self.connecting(module.connect)

    def connecting(self, connect: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **kwargs: Counted(connect(*args, **kwargs), self)


class HalfWritten:
    """A file of which half a write may be on the disk."""

    def __init__(self, file: Any, power: Power) -> None:
        self._file, self._power = file, power

    def write(self, content: bytes) -> int:
        half = len(content) // 2
        self._file.write(content[:half])
        self._file.flush()
        self._power.point("half of a write")
        self._file.write(content[half:])
        self._file.flush()
        self._power.point("after a write")
        return len(content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> HalfWritten:
        return self

    def __exit__(self, *details: object) -> None:
        self._file.__exit__(*details)


class Counted:
    """A connection whose commits count, and so does what is written outside a transaction."""

    def __init__(self, conn: Any, power: Power) -> None:
        self.__dict__.update(conn=conn, power=power)

    def execute(self, sql: str, *values: Any) -> Any:
        first = sql.split(maxsplit=1)[0].upper()
        alone = first in _CHANGES and not self.conn.in_transaction
        if not (first == "COMMIT" or alone or "wal_checkpoint" in sql):
            return self.conn.execute(sql, *values)
        self.power.point(f"before {sql[:40]}")
        result = self.conn.execute(sql, *values)
        self.power.point(f"after {sql[:40]}")
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self.conn, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.conn, name, value)


def in_a_child(work: Callable[[], object], before: Callable[[], None] = lambda: None) -> int:
    """Run work in a process of its own; gives its id. It never comes back."""
    child = os.fork()
    if child:
        return child
    try:
        before()
        work()
        os._exit(_DONE)
    except BaseException:  # noqa: BLE001  (whatever it is, this process is not to go on)
        traceback.print_exc()
        os._exit(_FAILED)


def killed_at(point: int, log: Path, work: Callable[[], object]) -> bool:
    """Run work until its n-th write; whether it was killed there, and not done before."""
    child = in_a_child(work, Power(point, log).install)
    _child, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == _DONE
    return False


def at_every_point(tmp_path: Path, work: Callable[[int], Callable[[], object]]) -> list[str]:
    """Kill work at its first write, at its second and so on; gives the names of all.

    Args:
        tmp_path: for the names.
        work: called with the number; gives what the child does, having prepared it, and is resumed
            by the next call.
    """
    for point in range(1, 250):
        log = tmp_path / "log"
        log.unlink(missing_ok=True)
        if not killed_at(point, log, work(point)):
            return log.read_text().splitlines()
    raise AssertionError(log.read_text())
