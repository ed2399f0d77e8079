"""Files put together by somebody who has seen good ones: 200,000 of them, none taken.

The seed is printed; set `SEED` to it to see the same files again.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random, SystemRandom
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.sync import container, lines
from tests.sync import mutants, sealing

if TYPE_CHECKING:
    from collections.abc import Callable

SEED: int | None = 20_261_122 if "CI" in os.environ else None
MUTANTS = 200_000
SIGNED_MUTANTS = 10_000  # of each layer


def new_seed() -> int:
    seed = SystemRandom().randrange(2**32) if SEED is None else SEED
    print(f"seed of the mutants: {seed}")  # noqa: T201  (pytest shows it when a test fails)
    return seed


def test_no_file_that_was_put_together_is_taken() -> None:
    """Of every kind that lies on a shared place; and what has the right keys is refused in words.

    `python -m tests.sync.mutants 1000000` makes as many as one likes.
    """
    told, wrong, _seconds = mutants.attempt(new_seed(), MUTANTS)
    assert wrong == []
    assert told.total() > MUTANTS * 0.99
    kinds = {what.partition(":")[0] for what in told}
    assert len(kinds) == 9
    for kind in kinds:
        assert told[f"{kind}: refused"] > told[f"{kind}: {mutants.UNCHANGED}"] / 3, told


def test_whatever_a_member_signs_is_read_or_refused_in_a_sentence() -> None:
    """Contents altered before they were encrypted and signed: nothing but a refusal may come."""
    raws = [sealing.bundle(count, seed=count) for count in (1, 2, 9)]
    maker = mutants.Maker(Random(new_seed()), raws)  # noqa: S311  (it must repeat)
    record = maker.records[2]
    plain = container.open_record(record, [sealing.SECRET])
    layers: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
        "lines": (plain, lambda text: lines.unpack_ops(text, record)),
        "frames": (sealing.packed(plain), container._unpacked),
        "age": (bytes(record.ct), lambda ct: container._decrypted(ct, [sealing.SECRET])),
    }
    for layer, (good, read) in layers.items():
        maker.files = [good]
        told: Counter[str] = Counter()
        for _n in range(SIGNED_MUTANTS):
            mutant = maker.random.choice(
                [maker.splice, maker.duplicate, maker.drop, maker.swap, maker.overwrite]
            )()
            try:
                read(mutant)
                told["read"] += 1
            except LiaisonError as error:
                told[str(error)] += 1
        assert told["read"] < SIGNED_MUTANTS / 3, (layer, told)
        assert len(told) > 1, (layer, told)
