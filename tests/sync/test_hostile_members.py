"""What a colleague with a bad will signs: nobody else's work stops, is lost, or is told falsely."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from nacl.bindings import (
    crypto_core_ed25519_scalar_add,
    crypto_core_ed25519_scalar_mul,
    crypto_core_ed25519_scalar_reduce,
    crypto_scalarmult_ed25519_base_noclamp,
)

from liaison_app.actions import exchange
from liaison_app.errors import DamagedFile
from liaison_app.store.driver import transaction
from liaison_app.sync import (
    enrolments,
    epochs,
    identity,
    recipients,
    rosters,
)
from liaison_app.sync.roster_entries import Add as LetIn
from liaison_app.sync.roster_entries import Epoch, Share, action_json, actions_of
from tests.sync.hostile import asking, coordinator, entries_of, entry, refused
from tests.sync.laptops import (
    Team,
    crafted,
    family,
    names,
)

if TYPE_CHECKING:
    from nacl.signing import SigningKey


_GROUP = 2**252 + 27742317777372353535851937790883648493
_ZERO_POINT = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"
_NO_CHECKSUM = "age1" + "q" * 58


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
