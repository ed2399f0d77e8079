"""A PDF is stripped by a process of its own, which ends with it, whatever the file was made to do.

It gets the file through a pipe and gives it back through another, never through a file; it has no
key and no workspace. It has a minute, and on Linux memory to an extent; then it is ended, and the
PDF is left as it is.
"""

from __future__ import annotations

import logging
import signal
import sys
from contextlib import suppress
from multiprocessing import get_context
from threading import Timer
from typing import TYPE_CHECKING

from liaison_app import faults
from liaison_app.interchange.metadata.bounds import Left, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    Work = Callable[[bytes], tuple[bytes, Left]]

MOST_SECONDS = 60.0
_MOST_MEMORY = 2 * 1024**3  # 64 MB, as it was and as it is written, and a page drawn from each
_LOOK_UP = 0.2  # seconds between two looks whether somebody pressed Cancel


def stripped(
    content: bytes, watch: Callable[[], object], *, seconds: float = MOST_SECONDS
) -> tuple[bytes, Left]:
    """Strip a PDF in a process of its own.

    Args:
        content: the PDF.
        watch: called now and then; whatever it raises ends the process.
        seconds: how long it may take.

    Returns:
        the PDF, and what is left in it.

    Raises:
        Unfit: it cannot be stripped, or not in this time; it says why.
    """
    return run(_strip, content, watch, seconds=seconds)


def run(
    work: Work,
    content: bytes,
    watch: Callable[[], object],
    *,
    seconds: float,
) -> tuple[bytes, Left]:
    """Do work on a file in a process of its own; see `stripped`."""
    # Started anew everywhere, as Windows has to: a copy of this process would have the
    # workspace's key in its memory.
    context = get_context("spawn")
    answers, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(work, content, theirs), daemon=True)
    try:
        process.start()
    except OSError:  # no memory for one more
        raise Unfit(Left.UNREAD) from None
    ending = Timer(seconds, process.kill)
    ending.start()
    theirs.close()
    try:
        while not answers.poll(_LOOK_UP):
            watch()
        said = answers.recv_bytes()
    except (EOFError, OSError):  # it was ended
        raise Unfit(Left.UNREAD) from None
    finally:
        ending.cancel()
        ending.join()
        process.kill()
        process.join()
        process.close()
        answers.close()
    left, made = list(Left)[said[0]], said[1:]
    if not made:
        raise Unfit(left)
    return made, left


def _serve(work: Work, content: bytes, answers: Connection) -> None:
    """Do the work and say how it went: a number for what is left, and the file if it was made."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who waits
    faults.leave_no_dump()
    logging.disable()  # what a library has to say of a file is said on nobody's terminal
    _take_little()
    made = b""
    try:
        made, left = work(content)
    except Unfit as unfit:
        left = unfit.left
    except Exception:  # noqa: BLE001 - a file that breaks the library is a file that it cannot read
        left = Left.LOCKED if b"/Encrypt" in content else Left.UNREAD
    with suppress(OSError):  # nobody listens any more
        answers.send_bytes(bytes([list(Left).index(left)]) + made)


def _take_little() -> None:
    """Keep this process from taking all memory of a small laptop. Windows has no such limit."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (not on Windows)

    with suppress(ValueError, OSError):  # macOS may refuse
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _strip(content: bytes) -> tuple[bytes, Left]:
    from liaison_app.interchange.metadata import pdf_looks, pdf_objects  # noqa: PLC0415 - slow, and
    # the process that waits has no need of either

    made, left = pdf_objects.strip(content)
    pdf_looks.need_same(content, made)
    return made, left
