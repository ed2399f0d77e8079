"""`python -m tests.benchmarks [name...]`: the figures, as ratios measured in one run.

Nothing here fails on a time: it prints what was measured beside what was promised.
"""

from __future__ import annotations

import sys
from importlib import import_module

from tests.benchmarks import large

NAMES = (
    *(
        "first_paint",
        "unlock",
        "today",
        "families",
        "inbox",
        "save",
        "search",
        "memory",
        "import_30k",
        "store",
        "packets",
        "typesetting",
        "batch",
        "bundles",
        "exchange",
        "webdav",
        "year",
        "joplin",
    ),
)


def main() -> None:
    """Run the benchmarks that were named, or all of them."""
    large.settle()
    named = [one for one in sys.argv[1:] if not one.startswith("--")]
    for name in named or NAMES:
        if name not in NAMES:
            sys.exit(f"There is no benchmark “{name}”. There are: {', '.join(NAMES)}.")
        print(f"\n{name}")
        import_module(f"tests.benchmarks.{name}").run()


if __name__ == "__main__":
    main()
