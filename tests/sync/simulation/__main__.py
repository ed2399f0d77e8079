"""Play many schedules: `python -m tests.sync.simulation 1..100000`."""

from __future__ import annotations

import sys

from tests.sync.simulation import volume


def main(arguments: list[str]) -> int:
    """Play the schedules of FIRST..LAST (or of one seed) and say what happened in them."""
    [seeds, *rest] = arguments
    first, _dots, last = seeds.partition("..")
    if rest == ["--trace"]:
        sys.stdout.write(volume.trace(int(first)))
        return 0
    found = volume.play(range(int(first), int(last or first) + 1))
    sys.stdout.write(found.words() + "\n")
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
