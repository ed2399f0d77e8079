"""Damage on the way: every byte, every length; nothing of it is ever taken."""

from __future__ import annotations

from collections import Counter

import pytest

from liaison_app.errors import LiaisonError
from tests.sync import sealing

MASKS = (0x01, 0x80, 0xFF)


@pytest.fixture(scope="module")
def bundle() -> bytes:
    """A day's changes, sealed."""
    return sealing.bundle(40)


def refusal(file: bytes) -> str:
    """The sentence that a person reads of this file, or "taken"."""
    try:
        sealing.take(file)
    except LiaisonError as error:
        return str(error)
    return "taken"


def test_no_byte_may_change(bundle: bytes) -> None:
    told: Counter[str] = Counter()
    for at in range(len(bundle)):
        for mask in MASKS:
            broken = bytearray(bundle)
            broken[at] ^= mask
            told[refusal(bytes(broken))] += 1
    assert told["taken"] == 0
    assert told.total() == len(bundle) * len(MASKS)
    assert all(sentence.endswith(".") for sentence in told)
    assert sorted({sentence.split(".")[0].split(":")[0] for sentence in told}) == [
        "This file is cut short",
        "This file is damaged",
        "This file is damaged, or somebody changed it",
        "This is not a file for exchange between laptops",
    ]


def test_no_end_may_be_missing(bundle: bytes) -> None:
    told = Counter(refusal(bundle[:length]) for length in range(len(bundle)))
    assert told["taken"] == 0
    [(words, times), (other, once)] = told.most_common()
    assert "cut short" in words
    assert times == len(bundle) - 1
    assert "not a file for exchange" in other
    assert once == 1  # the file of no bytes


def test_nothing_may_follow_that_is_no_record(bundle: bytes) -> None:
    for more in (b"\0", b"\n", b"F", b"FLB1\n", b"x" * 100, bundle[:-1], bundle[:200]):
        assert refusal(bundle + more) != "taken"
        assert refusal(more + bundle) != "taken"


def test_a_whole_bundle_is_taken(bundle: bytes) -> None:
    assert refusal(bundle) == "taken"
