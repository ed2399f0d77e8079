"""Play many schedules: `python -m tests.sync.meetings 1..1000`."""

from __future__ import annotations

import sys

from tests.sync.meetings import schedule
from tests.sync.simulation import volume


def main(arguments: list[str]) -> int:
    """Play the schedules of FIRST..LAST (or of one seed) and say what happened in them."""
    first, _dots, last = arguments[0].partition("..")
    found = volume.play(range(int(first), int(last or first) + 1), schedule.run)
    sys.stdout.write(found.words() + "\n")
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
