"""Entries of rosters for tests, and who signs them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from liaison_app.sync.roster_entries import (
    Action,
    Add,
    Entry,
    Epoch,
    Found,
    Remove,
)

CONTROL, TEAM, REFERENCE, ELSEWHERE = ("1" * 16, "2" * 16, "3" * 16, "4" * 16)
STREAMS = (CONTROL, TEAM, REFERENCE)
NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
AGE = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
FIRST = ("admin", "coordinator", "liaison")


def laptop(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def key(name: str) -> bytes:
    return hashlib.sha256(f"key of {name}".encode()).digest()


def adds(name: str, *roles: str, streams: tuple[str, ...] = STREAMS) -> Add:
    return Add(laptop(name), name, f"person {name}", roles, key(name), AGE, streams, "5" * 16)


def epoch(number: int, stream: str = TEAM, recipient: str = AGE) -> Epoch:
    return Epoch(stream, number, recipient, "d3JhcHBlZA==")


def removes(name: str, *seen: Entry) -> Remove:
    return Remove(laptop(name), tuple(one.hash for one in seen))


def entry(author: str, parent: Entry | None, *do: Action, salt: str = "") -> Entry:
    n, prev = (parent.n + 1, parent.hash) if parent else (1, "")
    name = hashlib.sha256(f"{author}|{n}|{prev}|{do}|{salt}".encode()).hexdigest()
    return Entry(name, n, prev, laptop(author), key(author), NOW, do)


FOUND = Found(
    practice=False,
    streams=((CONTROL, "control"), (TEAM, "team"), (REFERENCE, "reference")),
    team="team id",
    team_name="North",
)
FIRST_ENTRY = entry("rosa", None, FOUND, adds("rosa", *FIRST), epoch(1))
