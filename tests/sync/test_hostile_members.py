"""What a colleague with a bad will signs: nobody else's work stops, is lost, or is told falsely."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from nacl.bindings import (
    crypto_core_ed25519_scalar_add,
    crypto_core_ed25519_scalar_mul,
    crypto_core_ed25519_scalar_reduce,
    crypto_scalarmult_ed25519_base_noclamp,
)

from liaison_app.actions import exchange, laptops, timeline, today
from liaison_app.errors import DamagedFile, ForeignFile, LiaisonError
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
    joining,
    opening,
    parcels,
    recipients,
    rosters,
)
from liaison_app.sync.container import Header
from liaison_app.sync.lines import pack_ops
from liaison_app.sync.roster_entries import Add as LetIn
from liaison_app.sync.roster_entries import Epoch, Share, action_json, actions_of
from liaison_app.workspace import Add
from tests.sync.laptops import (
    Team,
    crafted,
    dump,
    family,
    names,
    own_ops,
    sealed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from nacl.signing import SigningKey

    from liaison_app.workspace import Workspace

_GROUP = 2**252 + 27742317777372353535851937790883648493
_ZERO_POINT = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"
_NO_CHECKSUM = "age1" + "q" * 58


def entry(workspace: Workspace, do: Sequence[dict[str, Any]], **said: Any) -> bytes:
    """A roster entry that this laptop signed, whatever it says."""
    own = identity.own(workspace)
    conn = workspace.conn
    depth, head = rosters.known(conn).head
    stream = workspace.setting("stream.control")
    epoch, recipient = epochs.current(conn, rosters.known(conn), stream)
    line = {
        "kind": "roster",
        "dev": own.dev,
        "stream": stream,
        "n": depth + 1,
        "prev": head,
        "root": workspace.root,
        "time": workspace.now().isoformat(),
        "do": list(do),
        **said,
    }
    header = Header(stream, epoch, own.dev, depth + 1, head)
    return container.seal(json.dumps(line).encode() + b"\n", header, own.sign, recipient)


def entries_of(workspace: Workspace) -> list[bytes]:
    return rosters.raw_entries(workspace.conn)


def refused(workspace: Workspace, path: Path) -> None:
    """See that a file is refused in a sentence, and that nothing at all is changed by it."""
    before = dump(workspace)
    with pytest.raises(LiaisonError):
        exchange.take_file(workspace, path)
    assert dump(workspace) == before


def coordinator(team: Team, name: str = "Cora Lind") -> Workspace:
    return team.join(name, role="coordinator")


# --- keys that are none


@pytest.mark.parametrize("key", [_ZERO_POINT, _NO_CHECKSUM, "age1", ""])
def test_nobody_names_a_key_that_nothing_can_be_sealed_to(team: Team, key: str) -> None:
    """Each colleague who makes a new secret seals it to every member: one such key stops them."""
    rosa = team.first()
    mine = identity.own(rosa).recipient
    assert recipients.is_good(mine)
    assert not recipients.is_good(key)
    own = rosters.known(rosa.conn).members[0]
    add = action_json(
        LetIn(own.laptop, "", "", ("liaison",), own.sign, own.age, own.streams, "ab" * 8)
    )
    assert actions_of([add])
    epoch = action_json(Epoch("ab" * 8, 1, mine, "YQ=="))
    share = action_json(Share(own.laptop, (("ab" * 8, 1, mine),), "YQ=="))
    assert actions_of([epoch, share])
    add["add"]["age"] = epoch["epoch"]["recipient"] = share["share"]["epochs"][0][2] = key
    for one in (add, epoch, share):
        with pytest.raises(DamagedFile):
            actions_of([one])
    with pytest.raises(DamagedFile):
        enrolments.read(add["add"])


def test_who_asks_to_be_let_in_with_such_a_key_is_refused(team: Team) -> None:
    rosa = team.first()
    ben = team.join("Ben Ortiz", told=False)
    following = [*entries_of(ben), asking(ben, _ZERO_POINT)]
    pk = identity.own(ben).sign.verify_key.encode().hex()
    path = crafted(ben, team.file(), following, pk=pk)
    refused(rosa, path)


# --- epochs


def test_the_last_of_all_epochs_is_no_epoch(team: Team) -> None:
    """Else nothing that somebody has learned could ever be replaced again."""
    rosa, cora = team.first(), coordinator(team)
    stream = rosa.setting("stream.team")
    last = Epoch(stream, 2**31 - 1, identity.own(cora).recipient, "YQ==")
    with transaction(cora.conn):
        rosters.sign_entry(cora, cora.conn, [last])
    team.send(cora, rosa)
    before = rosters.known(rosa.conn).epochs[stream]
    assert before[0] < 100
    ben = team.join("Ben Ortiz")
    assert rosters.known(rosa.conn).epochs[stream][0] == before[0] + 1
    family(ben, "Hassan")
    team.send(ben, rosa, cora)
    assert names(rosa) == names(cora) == ["Hassan"]


def test_nobody_seals_to_a_secret_that_a_coordinator_kept_to_herself(team: Team) -> None:
    rosa, cora, ben = team.first(), coordinator(team), team.join("Ben Ortiz")
    team.send(rosa, cora)
    stream = rosa.setting("stream.team")
    number = rosters.known(cora.conn).epochs[stream][0] + 1
    with transaction(cora.conn):
        own = identity.own(cora)
        rosters.sign_entry(
            cora, cora.conn, [epochs.make(cora.conn, stream, number, [own.recipient])]
        )
    team.send(cora, rosa, ben)
    assert rosters.known(rosa.conn).epochs[stream][0] == number
    family(rosa, "Hassan")
    team.send(rosa, ben)
    assert names(ben) == ["Hassan"]


def test_only_an_admin_replaces_the_secret_that_the_roster_is_read_with(team: Team) -> None:
    rosa, cora, ben = team.first(), coordinator(team), team.join("Ben Ortiz")
    team.send(rosa, cora)
    control = rosa.setting("stream.control")
    own = identity.own(cora)
    half = [own.recipient, identity.own(rosa).recipient]
    with transaction(cora.conn):
        rosters.sign_entry(cora, cora.conn, [epochs.make(cora.conn, control, 2, half)])
    team.send(cora, rosa, ben)
    assert rosters.known(rosa.conn).epochs[control][0] == 1
    family(rosa, "Hassan")
    team.send(rosa, ben)
    assert names(ben) == ["Hassan"]


@pytest.mark.parametrize(
    "plain",
    [
        b"[" * 100_000,
        b'[["ab",1e999,"r","s"]]',
        b'[["abababababababab",99999999999999999999999999,"r","s"]]',
        b"[[[],{},3,4]]",
        b"7",
        b"\xff",
    ],
    ids=["deep", "endless", "long", "odd", "a number", "no text"],
)
def test_secrets_that_are_none_give_nothing(plain: bytes) -> None:
    assert epochs.shared(plain) == {}


# --- the roster


@pytest.mark.parametrize(
    "time", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-01-01T00:00:00", "x"]
)
def test_a_time_that_is_none_is_refused_in_a_sentence(team: Team, time: str) -> None:
    rosa, cora = team.first(), coordinator(team)
    path = crafted(cora, team.file(), [*entries_of(cora), entry(cora, [], time=time)])
    refused(rosa, path)


def test_who_may_let_nobody_in_fills_nobodys_files(team: Team) -> None:
    """Entries go out with every file for ever, so only those are kept that might count."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    path = crafted(ben, team.file(), [*entries_of(ben), entry(ben, [])])
    refused(rosa, path)
    stranger = {
        "add": {
            **action_json(
                LetIn(
                    "ab" * 8,
                    "Eve",
                    "",
                    ("admin",),
                    bytes(range(32)),
                    identity.own(ben).recipient,
                    (),
                )
            )["add"]
        }
    }
    refused(rosa, crafted(ben, team.file(), [*entries_of(ben), entry(ben, [stranger])]))


def test_one_entry_signed_in_two_ways_parts_no_colleagues(team: Team) -> None:
    """Ed25519 signs a message in as many ways as one likes; both copies are hers."""
    rosa, cora, ben = team.first(), coordinator(team), team.join("Ben Ortiz")
    team.send(rosa, cora)
    one = entry(cora, [])
    other = signed_otherwise(one, identity.own(cora).sign)
    assert one != other
    assert len(one) == len(other)
    exchange.take_file(rosa, crafted(cora, team.file(), [*entries_of(cora), one]))
    exchange.take_file(ben, crafted(cora, team.file(), [*entries_of(cora), other]))
    family(rosa, "Hassan")
    family(ben, "Nguyen")
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert names(rosa) == names(ben) == ["Hassan", "Nguyen"]
    broken = one[:-1] + bytes([one[-1] ^ 1])
    refused(rosa, crafted(cora, team.file(), [*entries_of(cora), broken]))


def signed_otherwise(raw: bytes, key: SigningKey) -> bytes:
    """A record with another good signature: the number that makes it is any, not the usual one."""
    size = int.from_bytes(raw[5:9], "big")
    head = raw[: 9 + size]
    expanded = hashlib.sha512(bytes(key)).digest()
    low = bytearray(expanded[:32])
    low[0] &= 248
    low[31] = (low[31] & 127) | 64
    secret = crypto_core_ed25519_scalar_reduce(bytes(low) + bytes(32))
    number = crypto_core_ed25519_scalar_reduce(hashlib.sha512(b"another").digest())
    point = crypto_scalarmult_ed25519_base_noclamp(number)
    told = hashlib.sha512(point + key.verify_key.encode() + head).digest()
    product = crypto_core_ed25519_scalar_mul(crypto_core_ed25519_scalar_reduce(told), secret)
    signature = point + crypto_core_ed25519_scalar_add(product, number)
    key.verify_key.verify(head, signature)
    return head + signature + raw[9 + size + 64 :]


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
    monkeypatch.setattr(opening, "_MOST_KEPT", 4 * max(map(len, junk)))
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


def asking(workspace: Workspace, key: str = "", **said: object) -> bytes:
    """The record by which a laptop asks to be let in, whatever else it says."""
    how = joining.joined(workspace.conn)
    assert how
    made = replace(how.enrolment, age=key or how.enrolment.age)
    own = identity.own(workspace)
    control = workspace.setting("stream.control")
    line = {
        "kind": "enrol",
        "dev": own.dev,
        "stream": control,
        "n": 1,
        "prev": "",
        **enrolments.said_of(made),
        "asked": workspace.now().isoformat(),
        "mac": enrolments.mac(bytes.fromhex(how.key), workspace.root, made),
        **said,
    }
    epoch, recipient = epochs.current(workspace.conn, rosters.known(workspace.conn), control)
    header = Header(control, epoch, own.dev, 1, "", own.sign.verify_key.encode().hex())
    return container.seal(json.dumps(line).encode() + b"\n", header, own.sign, recipient)


@pytest.mark.parametrize("name", ["Eve\x1b[2J", "\u202eevE", "Eve\x00"])
def test_a_laptop_whose_name_gives_orders_is_not_let_in(team: Team, name: str) -> None:
    rosa, cora = team.first(), coordinator(team)
    add = action_json(
        LetIn("ab" * 8, name, "", ("liaison",), bytes(32), identity.own(cora).recipient, ())
    )
    refused(rosa, crafted(cora, team.file(), [*entries_of(cora), entry(cora, [add])]))
