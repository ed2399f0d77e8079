"""The first record of a file: what it may say, and what is refused however well it is signed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.errors import LiaisonError
from liaison_app.sync import sets
from liaison_app.sync.sets import Contents

if TYPE_CHECKING:
    from collections.abc import Mapping

DEV = "0123456789abcdef.1"
STREAM = "00112233445566aa"
HASHES = st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), max_size=5, unique=True)


class Header:
    """What a verified record says in the clear."""

    dev, stream, n, prev, laptop = DEV, STREAM, 7, "", DEV[:16]


def contents(**said: Any) -> Contents:
    usual: dict[str, Any] = {
        "dev": DEV,
        "stream": STREAM,
        "n": 7,
        "root": "ab" * 16,
        "time": datetime(2026, 11, 21, 18, tzinfo=UTC),
        "have": {STREAM: {DEV: 12}},
        "former": ("0123456789abcdef.0",),
        "records": ("ab" * 32,),
    }
    return Contents(**{**usual, **said})


def read(plain: bytes) -> Contents:
    return sets.unpack(plain, Header())  # type: ignore[arg-type]


@given(HASHES)
def test_what_is_written_is_read(hashes: list[str]) -> None:
    said = contents(records=tuple(hashes))
    assert read(sets.pack(said)) == said


def test_very_many_records() -> None:
    """Two laptops in use for years have more parts than one line holds."""
    said = contents(records=tuple(f"{n:064x}" for n in range(40_000)))
    assert read(sets.pack(said)) == said
    assert max(map(len, sets.pack(said).split(b"\n"))) < 1 << 20


def changed(**said: object) -> bytes:
    """A set with other values in its first line."""
    first, *others = sets.pack(contents()).split(b"\n")
    return b"\n".join([json.dumps({**json.loads(first), **said}).encode(), *others])


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "ops"},
        {"kind": None},
        {"dev": "fedcba9876543210.1"},
        {"stream": "ffffffffffffffff"},
        {"n": 8},
        {"n": True},
        {"prev": "ab" * 32},
        {"root": "ab"},
        {"root": 5},
        {"time": "yesterday"},
        {"time": "2026-11-21T18:00:00"},
        {"time": "9999-11-21T18:00:00+00:00"},
        {"time": 12},
        {"have": []},
        {"have": {"x": {}}},
        {"have": {STREAM: {"x": 1}}},
        {"have": {STREAM: {DEV: -1}}},
        {"have": {STREAM: {DEV: True}}},
        {"have": {STREAM: {DEV: 1 << 60}}},
        {"have": {STREAM: 5}},
        {"former": "x"},
        {"former": ["x"]},
        {"former": [5]},
        {"count": 0},
        {"count": 2},
        {"count": "1"},
    ],
)
def test_what_no_liaison_writes(said: Mapping[str, object]) -> None:
    with pytest.raises(LiaisonError):
        read(changed(**said))


@pytest.mark.parametrize("missing", ["kind", "root", "time", "have", "former", "count"])
def test_what_is_missing(missing: str) -> None:
    first, *others = sets.pack(contents()).split(b"\n")
    said = json.loads(first)
    del said[missing]
    with pytest.raises(LiaisonError):
        read(b"\n".join([json.dumps(said).encode(), *others]))


@pytest.mark.parametrize(
    "line",
    [b"[]", b"5", b"{}", b'{"records":5}', b'{"records":["x"]}', b'{"records":[5]}', b"\xff", b"["],
)
def test_lines_that_list_nothing(line: bytes) -> None:
    with pytest.raises(LiaisonError):
        read(sets.pack(contents()) + line + b"\n")


def test_a_line_for_each_record_is_too_many() -> None:
    lines = b'{"records":[]}\n' * 100_000
    with pytest.raises(LiaisonError):
        read(sets.pack(contents()) + lines)


def test_former_incarnations_are_of_the_same_laptop() -> None:
    said = contents(former=("0123456789abcdef.0", "ffffffffffffffff.1"))
    assert read(sets.pack(said)).former == ("0123456789abcdef.0",)
