"""Files that a colleague with a bad will makes: nobody's disk, page or peace of mind suffers."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange, laptops, timeline, today
from liaison_app.errors import ForeignFile
from liaison_app.records.partnership import ContactLog, Visit
from liaison_app.store.driver import transaction
from liaison_app.store.keyslots import new_code
from liaison_app.sync import (
    alarms,
    container,
    enrolments,
    epochs,
    identity,
    invite_book,
    inviting,
    parcels,
    room,
    rosters,
)
from liaison_app.sync.container import Header
from liaison_app.sync.lines import pack_ops
from liaison_app.sync.roster_entries import Add as LetIn
from liaison_app.sync.roster_entries import action_json
from liaison_app.workspace import Add
from tests.sync.hostile import asking, coordinator, entries_of, entry, refused
from tests.sync.laptops import (
    Team,
    crafted,
    family,
    names,
    own_ops,
    sealed,
)

if TYPE_CHECKING:
    from typing import Any

    from liaison_app.workspace import Workspace


# --- sets


def test_a_set_that_lists_a_record_twice(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(ben, "Hassan")
    family(ben, "Nguyen")
    first, second = own_ops(ben)
    late = sealed(ben, [second], n=2, prev="ab" * 32)
    early = sealed(ben, [first])
    for following in ([late, late], [late, late, early], [early, early]):
        refused(rosa, crafted(ben, team.file(), [*entries_of(ben), *following]))


# --- false alarms


def test_nobody_signs_for_a_laptop_that_is_not_known_yet(team: Team) -> None:
    """Whoever found Ben's stick knows the name that his laptop will have in the roster."""
    rosa, cora = team.first(), coordinator(team)
    ben = team.join("Ben Ortiz", told=False)
    family(ben, "Hassan")
    forged = signed_for(ben, cora)
    exchange.take_file(rosa, crafted(cora, team.file(), [*entries_of(cora), forged]))
    kept = rosa.read("SELECT dev FROM bundle WHERE state = 'waiting'")
    assert [row["dev"] for row in kept] == [ben.device]
    team.send(ben, rosa)
    assert names(rosa) == ["Hassan"]
    assert exchange.status(rosa).alarms == ()
    assert rosa.read("SELECT 1 FROM bundle WHERE state IN ('waiting', 'quarantined')") == []


def signed_for(victim: Workspace, author: Workspace) -> bytes:
    """A bundle under another laptop's name, which shows the author's own key."""
    own = identity.own(author)
    stream = author.setting("stream.team")
    epoch, recipient = epochs.current(author.conn, rosters.known(author.conn), stream)
    ops = own_ops(victim)
    heading = {
        "dev": victim.device,
        "stream": stream,
        "n": 1,
        "prev": "",
        "schema": ops[0].schema,
        "app": "0",
        "time": author.now().isoformat(),
    }
    header = Header(stream, epoch, victim.device, 1, "", own.sign.verify_key.encode().hex())
    return container.seal(pack_ops(heading, ops), header, own.sign, recipient)


# --- values


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("planned_start", "soon"),
        ("planned_start", "2026-11-22"),
        ("planned_start", "2026-11-22T06:00:00+00:00"),
        ("family_said", "\x1b]0;the terminal takes this for an order\x07"),
        ("family_said", "\u202ereversed"),
        ("language", "x" * 1_001),
    ],
)
def test_what_nobody_can_have_typed_waits_and_is_never_shown(
    team: Team, field: str, value: str
) -> None:
    """A page that compares times, or a terminal that prints, meets nothing else."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(ben, "Hassan")
    ben.commit("visit.plan", [Add(Visit(household=home, planned_start=ben.now()))])
    *others, visit = own_ops(ben)
    assert visit.type == "visit"
    bad = replace(visit, writes={**visit.writes, field: [value]})
    path = crafted(ben, team.file(), [*entries_of(ben), sealed(ben, [*others, bad])])
    exchange.take_file(rosa, path)
    assert names(rosa) == ["Hassan"]
    assert rosa.all(Visit) == []
    waits = rosa.read("SELECT op.id FROM parked JOIN op ON op.n = parked.op")
    assert [row["id"] for row in waits] == [visit.id]


def test_a_contact_without_a_time_stops_no_page(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(ben, "Hassan")
    ben.commit("visit.plan", [Add(Visit(household=home, planned_start=ben.now()))])
    *others, visit = own_ops(ben)
    bare: dict[str, list[Any]] = {"deleted": [False], "household": [home]}
    contact = replace(visit, type="contact_log", writes=bare)
    path = crafted(ben, team.file(), [*entries_of(ben), sealed(ben, [*others, contact])])
    exchange.take_file(rosa, path)
    assert rosa.all(ContactLog)
    today.read(rosa, everyone=True)
    timeline.timeline(rosa, home)


# --- floods


def test_a_laptop_that_nobody_trusts_fills_no_disk(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    cora = team.join("Cora Lind")
    family(ben, "Hassan")
    ops = own_ops(ben)
    junk = [
        sealed(ben, [replace(one, seq=one.seq + 10 * n) for one in ops], n=n) for n in range(2, 30)
    ]
    monkeypatch.setattr(room, "MOST_KEPT", 4 * max(map(len, junk)))
    exchange.take_file(rosa, crafted(ben, team.file(), [*entries_of(ben), *junk]))
    kept = rosa.read("SELECT count(*) AS n FROM bundle WHERE state = 'waiting'")[0]["n"]
    assert 4 <= kept < 8
    team.send(ben, rosa, cora)
    assert names(rosa) == ["Hassan"]
    family(cora, "Nguyen")
    first, second = own_ops(cora)[:1], own_ops(cora)[1:]
    assert not second
    late = sealed(cora, [replace(first[0], seq=2)], n=2)
    exchange.take_file(rosa, crafted(cora, team.file(), [*entries_of(cora), late]))
    assert rosa.read("SELECT 1 FROM bundle WHERE hash = :hash", {"hash": hash_of(late)})


def hash_of(raw: bytes) -> str:
    return hashlib.sha256(raw[: 9 + int.from_bytes(raw[5:9], "big")]).hexdigest()


def test_a_laptop_of_many_names_hides_no_other_alarm(team: Team) -> None:
    rosa = team.first()
    laptop, other = "ab" * 8, "cd" * 8
    with transaction(rosa.conn):
        for number in range(1_000):
            alarms.add(rosa.conn, rosa.now(), alarms.REMOVED, {"dev": f"{laptop}.{number:x}"})
        alarms.add(rosa.conn, rosa.now(), alarms.REMOVED, {"dev": f"{other}.1"})
        alarms.add(rosa.conn, rosa.now(), alarms.FORK, {"dev": f"{laptop}.1"})
    raised = [(one.what, one.about["dev"][:16]) for one in alarms.unseen(rosa.conn)]
    assert raised.count((alarms.REMOVED, laptop)) < 10
    assert (alarms.REMOVED, other) in raised
    assert (alarms.FORK, laptop) in raised


# --- what is told of faults


def test_no_secret_is_told_where_something_is_written_out(team: Team) -> None:
    rosa = team.first()
    own = identity.own(rosa)
    drawn = inviting.draw_up(rosa, rosa.person, "Ben Ortiz", "liaison", by_post=False)
    code = new_code(rosa.random.randbytes)
    inviting.keep(rosa, drawn, code, team.file(), b"")
    belief = rosters._belief(rosa.conn)
    told = repr([own, drawn, belief, invite_book.find(rosa.conn, drawn.id)])
    secrets = [own.age, bytes(own.sign).hex(), enrolments.mac_key(code).hex()]
    for secret in [*secrets, *epochs.held(rosa.conn).values()]:
        assert secret not in told
    assert "AGE-SECRET" not in told


def test_a_file_larger_than_any_is_not_read_at_all(team: Team) -> None:
    rosa = team.first()
    path = team.file()
    with path.open("wb") as file:
        file.truncate(parcels.MOST_BYTES + 1)  # takes no room
    with pytest.raises(ForeignFile, match="too large"):
        exchange.take_file(rosa, path)


# --- asking and inviting


@pytest.mark.parametrize("asked", ["soon", 7, "0001-01-01T00:00:00+23:59", None])
def test_a_request_without_a_time_can_be_answered(team: Team, asked: object) -> None:
    rosa = team.first()
    ben = team.join("Ben Ortiz", told=False, by_post=True)
    path = crafted(
        ben,
        team.file(),
        [asking(ben, asked=asked)],
        pk=identity.own(ben).sign.verify_key.encode().hex(),
    )
    exchange.take_file(rosa, path)
    (request,) = laptops.requests(rosa)
    laptops.accept(rosa, request.id)
    assert [one.person for one in laptops.laptops(rosa)] == ["Rosa Vega", "Ben Ortiz"]


@pytest.mark.parametrize("name", ["Eve\x1b[2J", "\u202eevE", "Eve\x00"])
def test_a_laptop_whose_name_gives_orders_is_not_let_in(team: Team, name: str) -> None:
    rosa, cora = team.first(), coordinator(team)
    add = action_json(
        LetIn("ab" * 8, name, "", ("liaison",), bytes(32), identity.own(cora).recipient, ())
    )
    refused(rosa, crafted(cora, team.file(), [*entries_of(cora), entry(cora, [add])]))
