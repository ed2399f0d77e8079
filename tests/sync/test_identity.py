"""Every workspace has keys, secrets and a roster of its own, made once, that nobody can flip."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import NoKey
from liaison_app.records.governance import Team as TeamRecord
from liaison_app.store import checking
from liaison_app.store.driver import transaction
from liaison_app.sync import container, epochs, identity, rosters
from liaison_app.sync.roster_entries import Add as Admit
from tests.store.laptops import PASSPHRASE, Clock, dice, new, unlock

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

SETTINGS = ("sign_key", "age_key", "genesis", "practice_mark", "stream.control")


def test_a_new_workspace_is_a_team_of_one(tmp_path: Path) -> None:
    rosa = new(tmp_path / "w")
    roster = rosters.known(rosa.conn)
    (only,) = roster.members
    own = identity.own(rosa)
    assert (only.laptop, only.name, only.person) == (own.laptop, "Rosa", rosa.person)
    assert only.roles == ("admin", "coordinator", "liaison")
    assert (only.sign, only.age) == (own.sign.verify_key.encode(), own.recipient)
    assert (roster.root, roster.practice, roster.team_name) == (rosa.root, False, "North")
    assert roster.team == rosa.all(TeamRecord)[0].id
    assert {kind: rosa.setting(f"stream.{kind}") for kind in ("control", "team", "reference")} == {
        kind: stream for stream, kind in roster.streams.items() if kind != "sealed"
    }
    assert set(roster.owners.values()) == {"", rosa.person}  # whose sealed streams there are
    for stream in roster.streams:
        number, recipient = epochs.current(rosa.conn, roster, stream)
        assert number == 1
        (secret,) = epochs.secrets(rosa.conn, stream, 1)
        assert epochs.fits((stream, 1, recipient), secret)
    rosa.close()


def test_keys_and_roster_stay_what_they_are(tmp_path: Path) -> None:
    rosa = new(tmp_path / "w")
    before = [rosa.setting(name) for name in SETTINGS], rosters.raw_entries(rosa.conn)
    rosa.close()
    rosa = unlock(tmp_path / "w")
    assert ([rosa.setting(name) for name in SETTINGS], rosters.raw_entries(rosa.conn)) == before
    assert all(before[0])
    rosa.close()


def test_a_workspace_from_before_files_travelled_gets_its_own_at_unlock(tmp_path: Path) -> None:
    rosa = new(tmp_path / "w")
    digest = checking.digest(rosa.conn)
    with transaction(rosa.conn):
        for name in SETTINGS:
            rosa.conn.execute("DELETE FROM setting WHERE name = ?", (name,))
        for table in ("roster_entry", "epoch"):
            rosa.conn.execute(f"DELETE FROM {table}")  # noqa: S608
    rosa.close()
    rosa = unlock(tmp_path / "w")
    assert [member.name for member in rosters.known(rosa.conn).members] == ["Rosa"]
    assert len(rosters.raw_entries(rosa.conn)) == 1
    assert checking.digest(rosa.conn) == digest  # nothing of it is a change
    rosa.close()


def test_unlocking_loads_no_seals(tmp_path: Path) -> None:
    new(tmp_path / "w").close()
    question = f"""
import sys
from pathlib import Path
from liaison_app.actions import workspaces
workspaces.unlock(Path({str(tmp_path / "w")!r}), {PASSPHRASE!r}).close()
print(sorted({{"pyrage", "zstandard"}} & set(sys.modules)))
"""
    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=False
    )
    assert (answer.stdout.strip(), answer.stderr) == ("[]", "")


@pytest.mark.parametrize("practice", [True, False])
def test_whether_this_is_practice_is_what_was_signed(tmp_path: Path, practice: bool) -> None:
    made = workspaces.create(
        tmp_path / "w",
        person="Rosa",
        team="North",
        passphrase=PASSPHRASE,
        practice=practice,
        clock=Clock(),
        random=dice(3),
    ).workspace
    assert made.practice is practice
    made.put_setting("practice", "" if practice else "1")  # by hand
    made.close()
    for _time in range(2):
        made = unlock(tmp_path / "w")
        assert made.practice is practice
        assert (made.setting("practice") == "1") is practice
        made.close()


def damaged(workspace: Workspace, raw: bytes) -> None:
    with transaction(workspace.conn):
        workspace.conn.execute("UPDATE roster_entry SET raw = ?", (raw,))


def test_an_entry_that_is_not_as_it_was_signed_is_not_there(tmp_path: Path) -> None:
    rosa = new(tmp_path / "w")
    (raw,) = rosters.raw_entries(rosa.conn)
    damaged(rosa, raw[:-1] + bytes([raw[-1] ^ 1]))
    assert rosters.known(rosa.conn).members == ()
    rosa.close()


def test_another_first_entry_is_never_believed(tmp_path: Path) -> None:
    rosa, eve = new(tmp_path / "rosa"), new(tmp_path / "eve", seed=5)
    (foreign,) = container.read_records(io.BytesIO(rosters.raw_entries(eve.conn)[0]))
    with transaction(rosa.conn):
        assert not rosters.keep(rosa.conn, foreign)
    assert [one.name for one in rosters.known(rosa.conn, [foreign]).members] == ["Rosa"]
    assert len(rosters.known(rosa.conn, [foreign]).laptops) == 1
    rosa.close()
    eve.close()


def test_an_entry_that_came_in_counts_with_those_that_are_kept(tmp_path: Path) -> None:
    rosa = new(tmp_path / "w")
    own = rosters.known(rosa.conn).members[0]
    ben = Admit("b" * 16, "Ben", "ben", ("liaison",), bytes(32), own.age, own.streams)
    with transaction(rosa.conn):
        raw = rosters.sign_entry(rosa, rosa.conn, [ben])
        rosa.conn.execute("DELETE FROM roster_entry WHERE n = 2")
    assert len(rosters.known(rosa.conn).members) == 1
    (record,) = container.read_records(io.BytesIO(raw))
    assert [m.name for m in rosters.known(rosa.conn, [record]).members] == ["Rosa", "Ben"]
    rosa.close()


def test_a_new_secret_reaches_every_reader_and_nobody_else(tmp_path: Path) -> None:
    rosa, ben, eve = (new(tmp_path / n, seed=i) for i, n in enumerate(("r", "b", "e")))
    stream = rosa.setting("stream.team")
    recipients = [identity.own(one).recipient for one in (rosa, ben)]
    with transaction(rosa.conn):
        epoch = epochs.make(rosa.conn, stream, 2, recipients)
    (secret,) = epochs.secrets(rosa.conn, stream, 2)
    for reader in (rosa, ben):
        assert epochs.unwrap(epoch.wrapped, identity.own(reader).age) == secret.encode()
    assert epochs.unwrap(epoch.wrapped, identity.own(eve).age) == b""
    record = container.Header(stream, 2, rosa.device, 1, "")
    raw = container.seal(b"{}\n", record, identity.own(rosa).sign, epoch.recipient)
    (read,) = container.read_records(io.BytesIO(raw))
    assert container.open_record(read, [secret]) == b"{}\n"
    with pytest.raises(NoKey):
        container.open_record(read, epochs.secrets(rosa.conn, stream, 1))
    for one in (rosa, ben, eve):
        one.close()


def test_a_secret_is_kept_only_under_the_name_that_is_its_own(tmp_path: Path) -> None:
    rosa = new(tmp_path / "w")
    stream = rosa.setting("stream.team")
    (first,) = epochs.secrets(rosa.conn, stream, 1)
    with transaction(rosa.conn):
        made = epochs.make(rosa.conn, stream, 2, [identity.own(rosa).recipient])
        assert not epochs.keep(rosa.conn, (stream, 3, made.recipient), first)
        assert not epochs.keep(rosa.conn, (stream, 3, made.recipient), "no secret")
    assert epochs.secrets(rosa.conn, stream, 3) == []
    rosa.close()
