"""All that waits for a person, beside 50,000 visits and 5,000 families: what no merge can keep."""

from __future__ import annotations

import time
from functools import partial

from liaison_app.actions import differences
from liaison_app.records.people import Person
from liaison_app.store import clashes
from liaison_app.store.lookalikes import Lookalikes
from liaison_app.workspace import Put
from tests.benchmarks import large
from tests.benchmarks.large import Size
from tests.benchmarks.measuring import median, percentile, tell, times

REPEAT = 15
PROMISED = 100.0  # ms for all of it
UNCHANGED = 20.0  # ms: after each save, when no name was written
CASELOAD = Size(people=12_500, visits=50_000)


def run() -> None:
    """Print the figures."""
    workspace = large.opened(CASELOAD)
    try:

        def everything() -> None:
            clashes.waiting(workspace.conn, workspace.now(), Lookalikes())

        everything()
        taken = times(everything, REPEAT)
        tell("all that waits, from the tables, median", median(taken), "ms", PROMISED)
        tell("all that waits, from the tables, 95th percentile", percentile(taken, 0.95), "ms")
        began = time.process_time()
        everything()
        own = (time.process_time() - began) * 1000
        tell("all that waits, this process's own work, once", own, "ms", PROMISED)
        tell("how much waits", differences.waiting(workspace), "")
        waiting = partial(differences.waiting, workspace)
        tell(
            "how much waits, no name written since", median(times(waiting, REPEAT)), "ms", UNCHANGED
        )
        person = workspace.read("SELECT id FROM person LIMIT 1")[0]["id"]

        def written() -> None:
            said = workspace.read("SELECT count(*) FROM op")[0][0]  # another word in each run
            workspace.commit("change", [Put(Person, person, {"pronunciation": f"x{said}"})])

        written()
        tell("how much waits, a name written since", median(times(waiting, 1)), "ms", PROMISED)
    finally:
        workspace.close()
