"""What was sealed before an erasure is let go once everybody heard, and its secrets may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import care, erasing, exchange
from liaison_app.records.keeping import ErasureRule
from liaison_app.records.partnership import Note
from liaison_app.records.sealed import SafetyNote
from liaison_app.store.driver import transaction
from liaison_app.sync import (
    epochs,
    identity,
    outbox,
    remote_snapshots,
    rosters,
    shredding,
    snapshots,
)
from liaison_app.sync.remote_hearing import one_record
from liaison_app.workspace import Add
from tests.sync.laptops import Team, digest, family, names
from tests.sync.shared_place import know

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def erase(workspace: Workspace, home: str) -> None:
    seen = erasing.preview(workspace, "household", home)
    erasing.erase(workspace, seen, seen.name, ErasureRule.ASKED)


def snapshot(workspace: Workspace) -> None:
    """Make one of the team's stream, as an exchange with a shared place does."""
    stream = workspace.setting("stream.team")
    conn = workspace.conn
    made = snapshots.make(workspace, conn, identity.own(workspace), stream)
    with transaction(conn):
        remote_snapshots.keep(conn, stream, made.records[made.snapshot.hash])


def kept(workspace: Workspace) -> int:
    """How many sealed bundles of the team's stream are here with their bytes."""
    stream = workspace.setting("stream.team")
    counted = outbox.kept(workspace.conn, outbox.OWN, outbox.TAKEN)
    return sum(one.stream == stream and one.size > 0 for one in counted)


def newest(workspace: Workspace) -> int:
    stream = workspace.setting("stream.team")
    return rosters.known(workspace.conn).epochs[stream][0]


def test_bundles_with_erased_words_go_once_everybody_heard(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    rosa.commit("note.add", [Add(Note(household=home, text="words"))])
    team.send(rosa, ben)
    erase(rosa, home)
    exchange.make_file(rosa, team.file())
    snapshot(rosa)
    before = kept(rosa)
    assert shredding.let_go(rosa) == 0, "Ben has not heard of it"
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert shredding.let_go(rosa) >= 1
    assert kept(rosa) < before
    assert shredding.let_go(rosa) == 0
    other = family(rosa, "Lopez")
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert other
    assert names(ben) == names(rosa) == ["Lopez"]
    assert digest(rosa) == digest(ben)


def test_nothing_goes_without_a_snapshot_made_since(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    know(rosa, team.folder / "place")  # else each file comes with one
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    snapshot(rosa)
    erase(rosa, home)
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert shredding.let_go(rosa) == 0


def test_redacted_words_go_as_well(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    note = rosa.commit("note.add", [Add(Note(household=home, text="words"))]).ids[0]
    team.send(rosa, ben)
    care.redact(rosa, "note", note, "text")
    team.send(rosa, ben)
    team.send(ben, rosa)
    snapshot(rosa)
    assert shredding.let_go(rosa) == 1


def test_an_erasure_renews_the_secrets_and_the_former_can_be_destroyed(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    former = newest(rosa)
    erase(rosa, home)
    assert newest(rosa) == former + 1
    team.send(rosa, ben)
    team.send(ben, rosa)
    stream = rosa.setting("stream.team")
    with transaction(rosa.conn):
        assert epochs.destroy(rosa.conn, stream, newest(rosa)) >= 1
        epochs.learn(rosa.conn, rosters.known(rosa.conn), rosa.device.partition(".")[0])
    assert epochs.secrets(rosa.conn, stream, former) == []
    assert epochs.secrets(rosa.conn, stream, newest(rosa)) != []
    family(rosa, "Lopez")
    team.send(rosa, ben)
    assert names(ben) == ["Lopez"]


def test_a_snapshot_is_known_to_hold_words_that_were_emptied_since(team: Team) -> None:
    rosa = team.first()
    home = family(rosa, "Hassan")
    rosa.commit("note.add", [Add(SafetyNote(household=home, text="words"))])
    caseload = rosa.read(
        "SELECT stream FROM op JOIN origin ON origin.n = op.origin WHERE type = 'safety_note'"
    )[0]["stream"]
    exchange.make_file(rosa, team.file())
    own, conn = identity.own(rosa), rosa.conn
    streams = (rosa.setting("stream.team"), caseload)
    made = {one: snapshots.make(rosa, conn, own, one).snapshot for one in streams}
    for stream in streams:
        assert snapshots.emptied(conn, stream, made[stream].have) == made[stream].emptied
    erase(rosa, home)
    for stream in streams:
        assert snapshots.emptied(conn, stream, made[stream].have) > made[stream].emptied
        again = snapshots.make(rosa, conn, own, stream, made[stream])
        assert not {one.hash for one in again.snapshot.parts} & {
            one.hash for one in made[stream].parts
        }
        record = one_record(again.records[again.snapshot.hash])
        read = snapshots.read(conn, rosters.known(conn), record, rosa.root)
        assert (read.hash, read.emptied) == (again.snapshot.hash, again.snapshot.emptied)
