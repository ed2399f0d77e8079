"""Many changes taken at once leave the file as one after the other would, whatever they are."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_app.actions import workspaces
from liaison_app.errors import Cancelled
from liaison_app.records import Stream
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household, Person
from liaison_app.store import applying, ops
from liaison_app.store.arriving import arrive
from liaison_app.store.clock import stamp_at
from liaison_app.store.driver import one_moment, transaction
from liaison_app.store.gathering import no_search_for_cycles
from liaison_app.store.schema import SCHEMA
from liaison_app.store.travelling import Names, Travelling
from liaison_app.workspace import Add, Put, Redact, Remove
from tests.store import laptops
from tests.sync.made_ops import COLLEAGUE, DEV, made_ops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace

HERE = "c0ffee0012345678.1"
DEVS = (DEV, COLLEAGUE)
RECORDS = [
    *(("note", name) for name in ("note-1", "note-2", "note-gone", "note-hidden", "note-new")),
    *(("person", name) for name in ("person-1", "person-gone", "person-new", "note-1")),
    *(("household", name) for name in ("home-1", "home-new")),
    ("consent", "consent-new"),
]
TEXTS = {
    "note": ("text",),
    "person": ("given_name", "family_name", "preferred_name"),
    "household": ("name", "best_times"),
    "consent": ("answer", "wording"),
}
RARE = ("remove", "back", "hide", "lift", "odd")
LATE = stamp_at(laptops.NOON.replace(year=2027))  # after all that is there
VALUES = ("", "Ana", "Лев", "zebra", "given", "withdrawn", None)


@dataclass(frozen=True)
class Places:
    """A laptop with some records, and its stream."""

    workspace: Workspace
    stream: str


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    stable = laptops.Stable(tmp_path_factory.mktemp("gathering"))
    workspace = stable.laptop(HERE)
    workspace.commit("add", [Add(Household(id="home-1", name="Tran", best_times="Mondays"))])
    for name in ("note-1", "note-2", "note-gone", "note-hidden"):
        workspace.commit("add", [Add(Note(id=name, household="home-1", text=f"words of {name}"))])
    for name in ("person-1", "person-gone"):
        workspace.commit("add", [Add(Person(id=name, given_name="Mai", family_name="Lo"))])
    workspace.commit("put", [Put(Note, "note-2", {"text": "other words"})])
    workspace.commit("remove", [Remove(Note, "note-gone"), Remove(Person, "person-gone")])
    workspace.commit("redact", [Redact(Note, "note-hidden", "text")])
    yield Places(workspace, workspace.setting("stream.team"))
    workspace.close()


DOTS = st.tuples(st.sampled_from((*DEVS, HERE)), st.integers(1, 12)).map(list)
SOME_DOTS = st.lists(DOTS, max_size=2, unique_by=tuple)


@st.composite
def writes(draw: st.DrawFn, kind: str) -> dict[str, list[Any]]:
    """What an op says: mostly edits, now and then what makes, removes, hides or does not fit."""
    made: dict[str, list[Any]] = {}
    what = draw(st.sampled_from(("make", *["edit"] * 4, *RARE)))
    field = draw(st.sampled_from(TEXTS[kind]))
    match what:
        case "make":
            made["deleted"] = [False]
        case "remove" | "back":
            made["deleted"] = [what == "remove", *draw(SOME_DOTS)]
        case "hide":
            value = draw(st.one_of(st.just(value=True), SOME_DOTS))
            return {f"~{field}": [value, *draw(SOME_DOTS)]}
        case "lift":
            made[f"~{field}"] = [False, *draw(SOME_DOTS)]
        case "odd":
            return {draw(st.sampled_from((field, "not_yet"))): [7]}
    for name in draw(st.sets(st.sampled_from(TEXTS[kind]), min_size=what == "edit")):
        over = [] if what == "make" else draw(SOME_DOTS)
        made[name] = [draw(st.sampled_from(VALUES)), *over]
    return made or {field: ["x"]}


@st.composite
def bundles(draw: st.DrawFn) -> list[list[Travelling]]:
    """Changes of two laptops in any order in which they may come, and in how many parts."""
    last = dict.fromkeys(DEVS, 0)
    parts: list[list[Travelling]] = [[]]
    for _n in range(draw(st.integers(1, 24))):
        dev = draw(st.sampled_from(DEVS))
        kind, record = draw(st.sampled_from(RECORDS))
        last[dev] += 1
        parts[-1].append(
            Travelling(
                dev=dev,
                seq=last[dev],
                hlc=draw(st.sampled_from((1, LATE))) + draw(st.integers(1, 9)),
                act=last[dev],
                schema=draw(st.sampled_from((SCHEMA, SCHEMA, SCHEMA, 2, SCHEMA + 1))),
                type=kind,
                id=record,
                writes=draw(writes(kind)),
                action={"name": "work"},
            )
        )
        if draw(st.integers(0, 9)) == 0:
            parts.append([])
    return parts


def at_once(workspace: Workspace, stream: str, came: Sequence[Travelling]) -> None:
    arrive(workspace.conn, stream, Stream.TEAM, came, now=workspace.now())


def one_by_one(workspace: Workspace, stream: str, came: Sequence[Travelling]) -> None:
    conn = workspace.conn
    names, streams = Names(conn, stream), ops.Streams(conn)
    for op in [names.numbered(one) for one in came]:
        applying.take(conn, op, streams=streams)


def left(places: Places, parts: Sequence[Sequence[Travelling]], take: Any) -> dict[str, list[Any]]:
    """All that is in the file after changes came, which are then undone."""
    conn = places.workspace.conn
    with one_moment(conn):
        for came in parts:
            take(places.workspace, places.stream, came)
        return {**tables(conn), **words(conn)}


def tables(conn: Connection) -> dict[str, list[Any]]:
    """Every row of every table; the indexes' own tables are packed by when they were written."""
    named = conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_index%' ESCAPE"
        " '\\' AND name <> 'clock'"
    ).fetchall()
    return {
        name: [tuple(row) for row in conn.execute(f"SELECT * FROM {name} ORDER BY 1, 2")]
        for (name,) in named
    }


def words(conn: Connection) -> dict[str, list[Any]]:
    """Every word in the search indexes: of which record, in which column, at which place."""
    found = {}
    for index in ("name_index", "note_index"):
        conn.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {index}, instance)")
        rows = conn.execute("SELECT * FROM temp.words ORDER BY term, doc, col, offset").fetchall()
        found[index] = [tuple(row) for row in rows]
        conn.execute("DROP TABLE temp.words")
    return found


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=bundles())
def test_any_changes_leave_the_file_as_one_after_the_other_would(
    places: Places, parts: list[list[Travelling]]
) -> None:
    assert left(places, parts, at_once) == left(places, parts, one_by_one)


def written(dev: str, seq: int, kind: str, record: str, **writes: list[Any]) -> Travelling:
    return Travelling(dev, seq, LATE + seq, seq, SCHEMA, kind, record, writes)


def test_words_that_go_and_come_back_leave_the_index_as_one_after_the_other_would(
    places: Places,
) -> None:
    came = [
        written(DEV, 1, "note", "note-new", text=["zebra"]),
        written(DEV, 2, "note", "note-1", text=[""]),
        written(DEV, 3, "note", "note-new", text=["", [DEV, 1]]),
        written(DEV, 4, "household", "home-new", name=["Tran"]),
        written(DEV, 5, "note", "note-1", text=["gnu", [DEV, 2]]),
        written(DEV, 6, "note", "note-2", text=[""]),
    ]
    assert left(places, [came], at_once) == left(places, [came], one_by_one)


def test_a_difference_that_is_answered_in_the_same_file_is_not_left_open(places: Places) -> None:
    came = [
        written(DEV, 1, "household", "home-new", name=["Tran"]),
        written(COLLEAGUE, 1, "household", "home-new", name=["Lo"]),
        written(DEV, 2, "household", "home-new", name=["Vang", [DEV, 1], [COLLEAGUE, 1]]),
    ]
    found = left(places, [came], at_once)
    assert found == left(places, [came], one_by_one)
    assert found["conflict"] == left(places, [], at_once)["conflict"]
    assert left(places, [came[:2]], at_once)["conflict"] != found["conflict"]


def test_a_year_of_visits_leaves_the_file_as_one_after_the_other_would(places: Places) -> None:
    made = made_ops(1_500)
    parts = [made[:900], made[900:1_000], made[1_000:]]
    assert left(places, parts, at_once) == left(places, parts, one_by_one)


def test_what_was_taken_at_once_is_what_a_rebuild_gives(
    places: Places,
) -> None:
    workspace = places.workspace
    with transaction(workspace.conn):
        at_once(workspace, places.stream, made_ops(1_000))
    assert workspaces.check(workspace).ok


def test_garbage_is_collected_again_after_an_import_that_was_stopped() -> None:
    seen: list[bool] = []

    def stopped() -> None:
        with no_search_for_cycles():
            seen.append(gc.isenabled())
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        stopped()
    assert [*seen, gc.isenabled()] == [False, True]
