"""Trying a shared place out: does it do what Liaison needs, and what does it do wrong, in words.

Servers and sync services lie in small ways: they take a file twice, cut it off, answer with a
log-in page, or keep what was deleted. Better to hear that on the day that a place is added.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import RemoteAway, RemoteTrouble
from liaison_app.language.catalogues import _
from liaison_app.remotes.protocol import Missing, Taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.remotes.protocol import Remote

_FOLDER = "trial"
_SMALL = 1000
_LARGE = 4 * 1024 * 1024
"""Many web servers turn away more than a megabyte until they are told not to."""
_WAITS = (0.5, 1.0, 2.0)  # seconds, for a listing or a delete that takes a moment to show


@dataclass(frozen=True)
class Finding:
    """One thing that was tried.

    Attributes:
        what: what the place does, or does wrong, in a sentence.
        good: it is as it should be.
        advice: what it means and what to do; empty if it is good.
        needed: Liaison cannot use a place where this is not good. Else it works all the same.
    """

    what: str
    good: bool
    advice: str = ""
    needed: bool = False


def examine(
    remote: Remote,
    random: Callable[[int], bytes],
    *,
    pause: Callable[[float], None] = time.sleep,
) -> tuple[Finding, ...]:
    """Try out all that Liaison asks of a shared place, and take away again what was put there.

    Args:
        remote: the place.
        random: gives so many random bytes.
        pause: waits for so many seconds.

    Raises:
        RemoteAway: it cannot be reached now, so that nothing can be said of it.
    """
    trial = _Trial(remote, random, pause)
    findings: list[Finding] = []
    try:
        for finding in trial.steps():
            findings.append(finding)
            if finding.needed and not finding.good:
                break
    finally:
        trial.tidy_up()
    return tuple(findings)


class _Trial:
    """A few files of random bytes under random names, which nobody mistakes for a colleague's."""

    def __init__(
        self, remote: Remote, random: Callable[[int], bytes], pause: Callable[[float], None]
    ) -> None:
        self._remote, self._pause = remote, pause
        self._small, self._large, self._absent = (f"{random(32).hex()}.flb" for _each in range(3))
        self._data = {self._small: random(_SMALL), self._large: random(_LARGE)}
        self._second = random(_SMALL + 1)

    def steps(self) -> Iterator[Finding]:
        """Try one thing after the other; each stands on those before."""
        for attempt, needed in (
            (self._absent_is_missing, True),
            (lambda: self._is_kept(self._small), True),
            (self._is_listed, True),
            (lambda: self._is_kept(self._large), True),
            (self._is_read_from_the_middle, False),
            (self._is_not_written_over, False),
            (self._is_deleted, False),
        ):
            try:
                yield attempt()
            except RemoteAway:
                raise
            except RemoteTrouble as trouble:
                what = _("The shared place does not do what Liaison asked.")
                yield Finding(what, False, str(trouble), needed)

    def tidy_up(self) -> None:
        """Take away what was put there, as far as the place lets us."""
        for name in self._data:
            with suppress(RemoteTrouble):
                self._remote.delete(_path(name))

    def _absent_is_missing(self) -> Finding:
        try:
            self._remote.get(_path(self._absent))
        except Missing:
            return Finding(_("It says so when a file is not there."), True, needed=True)
        return Finding(
            _("It gives something back for a file that is not there."),
            False,
            _(
                "Something else answers in its name, such as a log-in page. Open the address in a"
                " web browser and see what is asked for, or check the address."
            ),
            True,
        )

    def _is_kept(self, name: str) -> Finding:
        large = name == self._large
        try:
            self._remote.put(_path(name), self._data[name])
        except Taken:
            return Finding(
                _("It says that a new file is there already."),
                False,
                _("No file can be written there. Check the address, or choose another place."),
                True,
            )
        except RemoteAway:
            raise
        except RemoteTrouble as trouble:
            what = _("A larger file cannot be written.") if large else _("It takes no file.")
            return Finding(what, False, str(trouble), True)
        if self._read(name) == self._data[name]:
            good = (
                _("A larger file is written and read back as it was.")
                if large
                else _("A file is written and read back as it was.")
            )
            return Finding(good, True, needed=True)
        bad = (
            _("A larger file is not read back as it was written.")
            if large
            else _("A file is not read back as it was written.")
        )
        return Finding(
            bad,
            False,
            _(
                "Nothing would reach your colleagues whole. Choose another place, or ask whoever"
                " looks after this one why it changes or loses files."
            ),
            True,
        )

    def _is_listed(self) -> Finding:
        sizes: set[int] = set()
        for seconds in (0.0, *_WAITS):
            self._pause(seconds)
            sizes = {e.size for e in self._remote.list(_FOLDER) if e.name == self._small}
            if sizes:
                break
        if not sizes:
            return Finding(
                _("It does not list a file that was written."),
                False,
                _(
                    "Liaison could not find what colleagues put there. Choose another place, or ask"
                    " whoever looks after this one to let you list folders."
                ),
                True,
            )
        if sizes <= {_SMALL, -1}:
            return Finding(_("It lists what was written."), True, needed=True)
        return Finding(
            _("It lists files with a wrong size."),
            False,
            _("Liaison works all the same: it looks at what is in the files."),
        )

    def _is_read_from_the_middle(self) -> Finding:
        middle = _LARGE // 2 + 1
        if self._read(self._large, middle) == self._data[self._large][middle:]:
            return Finding(_("A file can be read from the middle."), True)
        return Finding(
            _("A file cannot be read from the middle."),
            False,
            _(
                "Liaison works all the same, but what breaks off on a weak line begins anew. Choose"
                " a place that can do it if photos or many changes are sent."
            ),
        )

    def _is_not_written_over(self) -> Finding:
        refused = False
        try:
            self._remote.put(_path(self._small), self._second)
        except Taken:
            refused = True
        if self._read(self._small) != self._data[self._small]:
            return Finding(
                _("It let a file be written over."),
                False,
                _(
                    "Liaison works all the same, because no two laptops ever write the same file;"
                    " but choose a place that refuses it, if you can."
                ),
            )
        if not refused:
            return Finding(
                _("It seems to take a second file of the same name, and does not."),
                False,
                _("Liaison works all the same."),
            )
        return Finding(_("It does not let a file be written over."), True)

    def _is_deleted(self) -> Finding:
        stays = Finding(
            _("A file cannot be deleted."),
            False,
            _(
                "Liaison works all the same, but old files stay and fill the place, and what was"
                " erased stays there, locked. Ask whoever looks after it for the right to delete."
            ),
        )
        try:
            self._remote.delete(_path(self._small))
        except RemoteAway:
            raise
        except RemoteTrouble:
            return stays
        for seconds in (0.0, *_WAITS):
            self._pause(seconds)
            if self._read(self._small) is None:
                return Finding(_("A file can be deleted."), True)
        return stays

    def _read(self, name: str, start: int = 0) -> bytes | None:
        try:
            return self._remote.get(_path(name), start=start)
        except Missing:
            return None


def _path(name: str) -> str:
    return f"{_FOLDER}/{name}"
