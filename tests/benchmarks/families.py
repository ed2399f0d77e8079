"""The table of families and one family's page beside 30,000 people and 100,000 visits."""

from __future__ import annotations

from functools import partial
from itertools import cycle

from liaison_app.actions import families, family, record_tables, timeline
from liaison_app.actions.families import Filter
from tests.benchmarks import large
from tests.benchmarks.measuring import median, percentile, tell, times

REPEAT = 20
FIRST_SHOW = 50.0  # ms: numbers of all rows, and one page of them
QUERY = 8.0  # ms
PAGE = 128


def run() -> None:
    """Print the figures."""
    workspace = large.opened(large.FULL)
    try:

        def show() -> None:
            found = families.numbers(workspace)
            families.rows(workspace, found[:PAGE])

        tell(
            "families: numbers and the first page, median",
            median(times(show, REPEAT)),
            "ms",
            FIRST_SHOW,
        )
        numbers = cycle(families.numbers(workspace)[::97])
        pages = times(
            lambda: families.rows(workspace, [next(numbers) for _n in range(PAGE)]), REPEAT
        )
        tell("families: 128 rows anywhere, median", median(pages), "ms", QUERY)
        for which in Filter:
            taken = times(partial(families.numbers, workspace, which), 5)
            tell(f"families: filter {which}, median", median(taken), "ms", FIRST_SHOW)
        rows = workspace.read("SELECT id FROM household ORDER BY n LIMIT 400")
        ids = cycle(row["id"] for row in rows)
        taken = times(lambda: family.page(workspace, next(ids)), REPEAT)
        tell("family: page, median", median(taken), "ms", QUERY)
        tell("family: page, 95th percentile", percentile(taken, 0.95), "ms")
        taken = times(lambda: timeline.timeline(workspace, next(ids)), REPEAT)
        tell("family: timeline of 20, median", median(taken), "ms", QUERY)
        taken = times(partial(record_tables.numbers, workspace, "visit"), 5)
        tell("records: numbers of 100,000 visits, median", median(taken), "ms")
    finally:
        workspace.close()
