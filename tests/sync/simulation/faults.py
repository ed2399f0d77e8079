"""Faults put into the program on purpose: each must be noticed by some schedule.

A fault that no schedule notices means a check that is missing, unless what the program does with it
is as good (`ALIKE`, with the reason).
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from tests.sync.simulation import faulty_erasing, faulty_merging, faulty_travel, schedule
from tests.sync.simulation.laptops import first
from tests.sync.simulation.world import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Put = tuple[object, str, Any]  # what is patched, the name in it, and what takes its place


@dataclass(frozen=True)
class Killed:
    """The first schedule that noticed a fault, and by what; no seed if none did."""

    fault: str
    seed: int | None
    words: str = ""


def hunt(fault: str, seeds: Sequence[int]) -> Killed:
    """Play schedules on a program with a fault until one of them notices."""
    first()  # made by the program as it is
    puts = (FAULTS | {name: put for name, (put, _why) in ALIKE.items()})[fault]
    try:
        with _installed(puts):
            for seed in seeds:
                schedule.run(seed)
    except Broken as broken:
        return Killed(fault, broken.seed, str(broken))
    except AttributeError as moved:  # what it changes has another name by now
        return Killed(fault, None, f"cannot be put in: {moved}")
    return Killed(fault, None, "no schedule noticed it")


@contextmanager
def _installed(puts: Callable[[], list[Put]]) -> Iterator[None]:
    with ExitStack() as stack:
        for target, name, value in puts():
            stack.enter_context(patch.object(target, name, value))
        yield


FAULTS: dict[str, Callable[[], list[Put]]] = {
    "an edit replaces what its author did not see": faulty_merging.edit_replaces_all,
    "an edit where nobody is asked leaves others beside it": faulty_merging.newest_keeps_others,
    "an answer replaces only what is shown": faulty_merging.answer_is_an_edit,
    "a save is not stamped above what it replaces": faulty_merging.stamp_beside,
    "a removal does not name what it saw": faulty_merging.removal_is_blind,
    "what is replaced before it arrives is not remembered": faulty_merging.forgets_replaced,
    "what is replaced before it arrives is remembered for ever": faulty_merging.gone_for_ever,
    "the oldest is shown": faulty_merging.lowest_wins,
    "the newest consent is shown": faulty_merging.consent_by_newest,
    "a newer removal takes a member out of a family": faulty_merging.rows_by_newest,
    "equal stamps go by who arrived first": faulty_merging.ties_by_arrival,
    "a difference stays open when it is settled": faulty_merging.conflict_stays,
    "nobody is asked about a removal": faulty_merging.removal_asks_nobody,
    "a removal wins over work that it did not see": faulty_merging.removal_wins,
    "emptied words come back with what arrives later": faulty_merging.words_come_back,
    "emptied words stay in the log": faulty_merging.words_stay_in_log,
    "a lifted redaction goes on hiding": faulty_merging.lift_lifts_nothing,
    "what is written later about an erased family stays": faulty_erasing.later_writes_stay,
    "erased words stay in the log": faulty_erasing.erased_words_stay_in_log,
    "an erasure stops at the family": faulty_erasing.stops_at_the_family,
    "an erasure forgets what went to another family": faulty_erasing.knows_rows_alone,
    "what was erased can never be kept again": faulty_erasing.lift_changes_nothing,
    "an erasure takes what is another family's": faulty_erasing.spares_nothing,
    "an erasure forgets who was new in the family": faulty_erasing.forgets_newcomers,
    "what comes twice acts twice": faulty_travel.twice_acts_twice,
    "a gap is taken": faulty_travel.gaps_are_taken,
    "an import writes changes of its own": faulty_travel.import_echoes,
    "a change from a wrong stream acts": faulty_travel.wrong_stream_acts,
    "the sequences of two streams are mixed": faulty_travel.streams_mixed,
    "what waited for a newer program is dropped": faulty_travel.parked_is_dropped,
    "what waited for a newer program acts as if it were new": faulty_travel.parked_comes_last,
    "a clock that is weeks ahead takes ours along": faulty_travel.clock_follows,
    "what belongs together arrives as many actions": faulty_travel.actions_fall_apart,
    "the last change stays behind when others leave": faulty_travel.last_is_left_out,
    "a refused save leaves half of it": faulty_travel.refused_is_half_saved,
    "a crash leaves half of an import or a save": faulty_travel.import_in_parts,
    "search does not know of removals": faulty_travel.search_forgets_removals,
    "an undo takes back what others wrote right after": faulty_travel.undo_takes_neighbours,
    "an undo forgets what its action wrote in another stream": faulty_travel.undo_of_half,
    "an undo replaces what was written since": faulty_travel.undo_of_any,
    "a laptop that came from a backup keeps its name": faulty_travel.restored_keeps_name,
    "what a former self never sent stays behind": faulty_travel.former_self_is_silent,
    "a second life goes on under the name of the first": faulty_travel.second_life_keeps_name,
    "what refers to a renamed change does not follow": faulty_travel.moved_alone,
}

ALIKE: dict[str, tuple[Callable[[], list[Put]], str]] = {
    "a clock never follows others": (
        faulty_travel.clock_never_follows,
        (
            "stamps only choose what is shown among writes whose authors did not know of each"
            " other, and a save is stamped above every sibling that it saw whatever the clock says"
        ),
    ),
    "two changes of a laptop may have one stamp": (
        faulty_travel.clock_stands,
        "of equal stamps the higher sequence is shown, and a laptop counts its own up",
    ),
}
