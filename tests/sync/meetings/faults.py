"""Faults put into the exchange on purpose: each must be noticed by some schedule of meetings."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from liaison_app.remotes.protocol import Taken
from liaison_app.store.travelling import held
from liaison_app.sync import (
    blob_book,
    blob_fetching,
    remote_blobs,
    remote_exchange,
    remote_fetching,
    remote_putting,
)
from liaison_app.sync.remote_blobs import Carrying
from liaison_app.sync.remote_place import Place
from liaison_app.sync.remote_putting import Putting
from tests.sync.meetings import schedule
from tests.sync.meetings.laptops import first
from tests.sync.simulation.faults import Killed
from tests.sync.simulation.world import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.errors import RemoteTrouble
    from liaison_app.store.driver import Connection

Put = tuple[object, str, Any]  # what is patched, the name in it, and what takes its place


def hunt(fault: str, seeds: Sequence[int]) -> Killed:
    """Play schedules on a program with a fault until one of them notices."""
    first()  # made by the program as it is
    seed = None
    try:
        with ExitStack() as stack:
            for target, name, value in (FAULTS | ALIKE)[fault]():
                stack.enter_context(patch.object(target, name, value))
            for seed in seeds:
                schedule.run(seed)
    except Broken as broken:
        return Killed(fault, seed, str(broken))
    except AttributeError as moved:  # what it changes has another name by now
        return Killed(fault, None, f"cannot be put in: {moved}")
    return Killed(fault, None, "no schedule noticed it")


def _torn_is_let_be() -> list[Put]:
    def lies(self: Putting, name: str, raw: bytes) -> bool:
        with suppress(Taken):
            self.remote.put(name, raw)
        return True

    return [(Putting, "_lies", lies)]


def _never_again() -> list[Put]:
    def is_due(state: Any, name: str, _now: object) -> bool:
        return name not in state.stuck

    return [(remote_exchange, "is_due", is_due), (remote_fetching, "is_due", is_due)]


def _says_more() -> list[Put]:
    def more(conn: Connection) -> dict[str, dict[str, int]]:
        return {
            stream: {dev: last + 1 for dev, last in devs.items()}
            for stream, devs in held(conn).items()
        }

    return [(remote_putting, "held", more)]


def _gives_up(_self: Carrying, error: RemoteTrouble) -> None:
    raise error


def _nothing(*_args: object, **_more: object) -> None:
    return None


FAULTS: dict[str, Callable[[], list[Put]]] = {
    "what lies there torn is let be": _torn_is_let_be,
    "nobody puts again what somebody looks for": lambda: [(Putting, "_put_again", _nothing)],
    "nobody says what cannot be found": lambda: [(Putting, "_wants", lambda *_: ())],
    "what could not be read is never looked at again": _never_again,
    "a laptop says that it holds more than it does": _says_more,
    "what was written here goes only with what others write": lambda: [
        (remote_exchange._Exchange, "_has_more", lambda *_: False)
    ],
    "what came of a file is taken for all of it": lambda: [
        (blob_fetching, "_kept_of", lambda coming, _blob: -1 if coming.exists() else 0)
    ],
    "nobody puts a file again that somebody misses": lambda: [(blob_book, "doubt", _nothing)],
    "a file that does not go stops those after it": lambda: [
        (Carrying, "_count_trouble", _gives_up)
    ],
    "nobody is told why a file does not go": lambda: [
        (remote_blobs, "_kept_by", lambda *_: (blob_book.STUCK, ""))
    ],
}

ALIKE: dict[str, Callable[[], list[Put]]] = {
    # Only the listing grows: of a laptop's heads the highest counts.
    "former heads are never taken away": lambda: [(Putting, "_tidy", _nothing)],
    # Whoever does not find it says so, and it is put again.
    "a place that lost something is believed": lambda: [(Place, "_is_as_it_was", lambda *_: True)],
}
