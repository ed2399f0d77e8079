"""What the operating system says of a folder, in the words that every remote uses."""

from __future__ import annotations

import errno
import time
from typing import TYPE_CHECKING, TypeVar

from liaison_app.errors import RemoteAway, RemoteFull, RemoteRefuses, RemoteTrouble, RemoteWrong
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Callable

_Given = TypeVar("_Given")

# Windows' own numbers (winerror.h), where errno says less. Untried: no Windows was at hand.
_WIN_BUSY = frozenset({5, 32, 33})  # access denied, sharing and lock violations: often a scanner
_WIN_FULL = frozenset({39, 112, 1295})
_WIN_AWAY = frozenset({21, 53, 55, 59, 64, 67, 121, 433, 1117, 1167, 1231})
_WIN_CLOUD = frozenset({358, 362, 369, 380, 389, 390, 395, 404, 426})  # not fetched by its program


def numbers(*error_names: str) -> frozenset[int]:
    """Give the numbers that this system has for errors; none of them has a number for each."""
    return frozenset(vars(errno)[name] for name in error_names if name in vars(errno))


_FULL = numbers("ENOSPC", "EDQUOT", "EFBIG")
_REFUSED = numbers("EROFS", "EACCES", "EPERM")
_TOO_LONG = numbers("ENAMETOOLONG")
_IN_THE_WAY = numbers("ENOTDIR", "EISDIR", "ELOOP")
_AWAY = numbers(
    *("ENOENT", "EIO", "ESTALE", "ENOTCONN", "ETIMEDOUT", "ENODEV", "ENXIO"),
    *("EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH"),
    *("ECONNABORTED", "ECONNRESET", "ECONNREFUSED"),
    *("EBUSY", "EAGAIN", "EINTR", "ETXTBSY", "EMFILE", "ENFILE"),
)

_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)  # seconds; 2.5 in all


def away() -> RemoteAway:
    """Say that the folder is not there, or not any more."""
    return RemoteAway(_("The folder is not there: put the stick in or connect the drive."))


def in_the_way() -> RemoteRefuses:
    """Say that something else lies where files of ours belong."""
    return RemoteRefuses(
        _(
            "Something else lies in the shared folder where Liaison keeps its files. Move it away,"
            " or choose another folder."
        )
    )


def trouble(error: OSError) -> RemoteTrouble:
    """Say what went wrong in a folder; never its path, which may name a person."""
    windows = _of_windows(error)
    if error.errno in _FULL or windows in _WIN_FULL:
        return RemoteFull(
            _("There is no room left in the shared folder. Free some space, then sync again.")
        )
    if windows in _WIN_BUSY - {5}:
        return RemoteAway(_("Another program holds a file of the shared folder. Try again later."))
    if windows in _WIN_AWAY:
        return away()
    if error.errno in _REFUSED or windows == 19:
        return RemoteRefuses(
            _(
                "The shared folder does not let Liaison read and write. Ask whoever looks after it"
                " for permission, and see whether the stick's write lock is on."
            )
        )
    if error.errno in _IN_THE_WAY:
        return in_the_way()
    if error.errno in _TOO_LONG:
        return RemoteRefuses(
            _("The path of the shared folder is too long. Choose one nearer the top of the drive.")
        )
    if error.errno in _AWAY:
        return away()
    return RemoteWrong(
        _("The shared folder fails in a way that Liaison does not know ({code}).").format(
            code=errno.errorcode.get(error.errno or 0, str(error.errno))
        )
    )


def is_gone(error: OSError) -> bool:
    """Whether it says that the file, or a folder on the way to it, is not there."""
    return error.errno in (errno.ENOENT, errno.ENOTDIR)


def is_online_only(error: OSError) -> bool:
    """Whether a sync program keeps the file for us elsewhere and cannot fetch it now."""
    return _of_windows(error) in _WIN_CLOUD


def patiently(act: Callable[[], _Given], pause: Callable[[float], None] = time.sleep) -> _Given:
    """Do it, again and again for 2.5 seconds while Windows says that the file is in use.

    Virus scanners, indexers and sync programs hold files for moments. Elsewhere it is done once.

    Raises:
        OSError: what it said at last.
    """
    for seconds in _WAITS:
        try:
            return act()
        except OSError as error:
            if _of_windows(error) not in _WIN_BUSY:
                raise
            pause(seconds)
    return act()


def _of_windows(error: OSError) -> int | None:
    number = getattr(error, "winerror", None)
    return number if isinstance(number, int) else None
