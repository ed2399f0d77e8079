"""What goes out: every change once, in the same bytes, to everybody who may lack it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange
from liaison_app.errors import NoRoom
from liaison_app.records.partnership import Note
from liaison_app.store.changes import Written
from liaison_app.sync import departure, identity, outbox
from liaison_app.workspace import Add
from tests.sync.laptops import changes, digest, dump, family, names, records

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


def bundles(path: Path, workspace: Workspace) -> list[str]:
    """Hashes of the bundles in a file."""
    streams = {workspace.setting(f"stream.{kind}") for kind in ("team", "reference")}
    return [one.hash for one in records(path) if one.stream in streams]


def seal(workspace: Workspace) -> int:
    """Seal what is unsealed."""
    sealed = []

    def work(conn: Connection) -> Written:
        sealed.append(outbox.seal_pending(workspace, conn, identity.own(workspace)))
        return Written()

    workspace.receive("bundle.export", work, changes=1)
    return sealed[0]


def test_each_change_is_sealed_once(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    assert seal(rosa) == changes(rosa)
    assert seal(rosa) == 0
    family(rosa, "Lopez")
    assert seal(rosa) == 1
    numbers = rosa.read("SELECT stream, number, state FROM bundle ORDER BY stream, number")
    team_stream, reference = rosa.setting("stream.team"), rosa.setting("stream.reference")
    assert {tuple(row) for row in numbers} == {
        (team_stream, 1, "own"),
        (team_stream, 2, "own"),
        (reference, 1, "own"),
    }


def test_the_same_bytes_go_out_until_everybody_has_them(team: Team) -> None:
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    team.send(rosa, ben, chau)
    team.send(ben, rosa)
    team.send(chau, rosa)
    family(rosa, "Hassan")
    first = exchange.make_file(rosa, team.file())
    again = exchange.make_file(rosa, team.file())
    assert first.changes == 1
    assert bundles(first.path, rosa) == bundles(again.path, rosa)
    exchange.take_file(ben, first.path)
    team.send(ben, rosa)
    assert bundles(exchange.make_file(rosa, team.file()).path, rosa) == bundles(first.path, rosa)
    exchange.take_file(chau, first.path)
    team.send(chau, rosa)
    last = exchange.make_file(rosa, team.file())
    assert (last.changes, last.bundles, last.lacking) == (0, 0, ())
    assert exchange.take_file(ben, last.path).applied == 0  # and it acknowledges all the same


def test_what_fails_after_sealing_goes_out_unchanged(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")

    def fail(_part: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(exchange, "put_in_place", fail)
        with pytest.raises(NoRoom):
            exchange.make_file(rosa, team.file())
    sealed = {row["hash"] for row in rosa.read("SELECT hash FROM bundle WHERE state = 'own'")}
    made = exchange.make_file(rosa, team.file())
    assert set(bundles(made.path, rosa)) <= sealed
    exchange.take_file(ben, made.path)
    assert names(ben) == ["Hassan"]


def test_many_changes_are_cut_into_bundles(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    notes = [Add(Note(household=home, text=f"Note {n}")) for n in range(10_050)]
    rosa.commit("note.add", notes)
    made = exchange.make_file(rosa, team.file())
    assert (made.changes >= 10_051, made.bundles >= 2) == (True, True)
    assert exchange.take_file(ben, made.path).applied == 10_051
    assert len(ben.all(Note)) == 10_050


def test_long_texts_in_scripts_of_many_bytes_fit(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    letters = [chr(0x4E00 + rosa.random.getrandbits(13)) for _n in range(190_000)]
    for n in range(30):
        text = "".join(letters[n * 100 :] + letters[: n * 100])
        rosa.commit("note.add", [Add(Note(household=home, text=text))])
    made = exchange.make_file(rosa, team.file())
    assert made.bundles >= 2
    exchange.take_file(ben, made.path)
    assert [len(note.text) for note in ben.all(Note)] == [190_000] * 30


def test_who_was_invited_and_is_not_known_yet_finds_everything(team: Team) -> None:
    """Ben has it all and says so; Chau joins, and meets a file that was made before she came."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert exchange.make_file(rosa, team.file()).changes == 0
    chau = team.join("Chau Tran", told=False)
    team.send(rosa, chau)
    assert names(chau) == ["Hassan"]


def test_what_a_former_incarnation_never_sent(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    family(rosa, "Hassan")
    before = rosa.device
    with rosa.shared.writing:
        rosa.put_setting("former_devices", f'["{before}"]')
        rosa.put_setting("device", f"{before.partition('.')[0]}.beef")
    family(rosa, "Lopez")
    [taken] = team.send(rosa, ben)
    assert taken.applied == 2
    assert names(ben) == ["Hassan", "Lopez"]
    team.send(ben, rosa)
    assert digest(rosa) == digest(ben)
    assert exchange.make_file(rosa, team.file()).lacking == ()


def test_nobody_in_the_team_yet(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    made = exchange.make_file(rosa, team.file())
    assert (made.changes, made.lacking) == (changes(rosa), ())


def test_looking_makes_nothing(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    made = exchange.make_file(rosa, team.file())
    before = dump(ben)
    found = exchange.inspect(ben, made.path)
    assert (found.who, found.changes, found.new) == ("Rosa Vega", made.changes, 1)
    assert (found.readable, found.seen_before, found.own) == (True, False, False)
    assert "Rosa Vega" in found.authors
    assert dump(ben) == before
    assert exchange.inspect(rosa, made.path).own


def test_a_file_that_was_stopped_leaves_nothing_sealed(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    before = dump(rosa)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        departure.depart(rosa, stop)
    assert dump(rosa) == before


def test_the_number_of_a_bundle_that_was_dropped_is_not_used_again(team: Team) -> None:
    """What it held goes out again under another name; others may have the one that was dropped."""
    rosa = team.first()
    family(rosa, "Hassan")
    exchange.make_file(rosa, team.file())
    stream = rosa.setting("stream.team")
    with rosa.shared.writing:
        rosa.conn.execute("DELETE FROM bundle WHERE stream = ?", (stream,))
    assert seal(rosa) == 1
    numbers = rosa.read("SELECT number FROM bundle WHERE stream = :stream", {"stream": stream})
    assert [row["number"] for row in numbers] == [2]
