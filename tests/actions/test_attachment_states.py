"""Attached files: what photos say is not kept, where each file is, and fetching one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import attachment_states, attachments, exchange, health, remotes
from liaison_app.errors import (
    Cancelled,
    DamagedFile,
    NotHere,
    RemoteRefuses,
    RemoteTrouble,
)
from liaison_app.remotes import folder as folders
from liaison_app.remotes.folder_errors import away
from liaison_app.sync import blob_parts
from tests.store.laptops import dice
from tests.sync.attached import attach, later
from tests.sync.laptops import Team, family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.attachment_states import FileState
    from liaison_app.records.governance import Attachment
    from liaison_app.workspace import Workspace

PART = blob_parts.PART


@pytest.fixture
def office(team: Team, place: Path) -> tuple[Workspace, Workspace]:
    """Rosa and Ben, who meet on a shared place."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for one in (rosa, ben):
        remotes.add(one, "office", f"folder:{place}", {})
    for one in (rosa, ben, rosa):
        remotes.sync(one)
    return rosa, ben


def plain(words: str) -> str:
    return words.translate({0x2066: None, 0x2068: None, 0x2069: None})


def state(workspace: Workspace, one: Attachment) -> FileState:
    [found] = [line for line in attachment_states.states(workspace) if line.id == one.id]
    return found


def said(workspace: Workspace, one: Attachment) -> str:
    return plain(state(workspace, one).words)


# --- where it is


def test_without_a_shared_place_it_is_said_who_has_a_file(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    one = attach(rosa, 1_000)
    team.send(rosa, ben)
    assert said(rosa, one) == "Not on a shared place"
    assert said(ben, one) == "Only on Rosa Vega's laptop: ask Rosa Vega to connect"
    assert not state(ben, one).can_fetch
    with pytest.raises(NotHere, match="Only on"):
        attachment_states.fetch(ben, one.id)
    assert attachment_states.on_the_way(ben) == ()


def test_a_file_is_said_to_be_where_it_is(office: tuple[Workspace, Workspace]) -> None:
    rosa, ben = office
    one = attach(rosa, 1_000)
    assert said(rosa, one) == "Waiting for its turn"
    assert exchange.receipt(rosa, "attachment", one.id).words == (
        "The file itself is only on this laptop. It goes to the shared place by itself."
    )
    assert [line.id for line in health.health(rosa).files] == [one.id]
    [done] = remotes.sync(rosa)
    assert done.files_put == 1
    assert any("1 attached file lies there now." in note for note in done.notes)
    assert said(rosa, one) == "On the shared place"
    assert health.health(rosa).files == ()
    remotes.sync(ben)
    assert said(ben, one) == "Not on this laptop yet"
    assert state(ben, one).can_fetch
    remotes.sync(rosa)
    receipt = exchange.receipt(rosa, "attachment", one.id)
    assert receipt.words == (
        "The file itself lies on the shared place, and colleagues can fetch it."
    )
    assert not receipt.only_here
    there = exchange.receipt(ben, "attachment", one.id)
    assert plain(there.words) == (
        "This file was attached by Rosa Vega and is not on this laptop yet."
    )


def test_on_the_way_it_is_said_how_far(
    office: tuple[Workspace, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = office
    one = attach(rosa, 3 * PART)
    put, get = folders.FolderRemote.put, folders.FolderRemote.get

    def lost(remote: folders.FolderRemote, name: str, data: bytes) -> None:
        if name.endswith("0002.part"):
            raise Cancelled("Stopped.")
        put(remote, name, data)

    monkeypatch.setattr(folders.FolderRemote, "put", lost)
    with pytest.raises(Cancelled):
        remotes.sync(rosa)
    assert said(rosa, one) == "On the way: 2 of 4 parts"
    monkeypatch.setattr(folders.FolderRemote, "put", put)
    for laptop in office:
        remotes.sync(laptop)

    def gone(remote: folders.FolderRemote, name: str, *, start: int = 0, most: int = 0) -> bytes:
        if name.endswith("0003.part"):
            raise away()
        return get(remote, name, start=start, most=most or 1 << 30)

    monkeypatch.setattr(folders.FolderRemote, "get", gone)
    with pytest.raises(RemoteTrouble):
        attachment_states.fetch(ben, one.id)
    assert said(ben, one) == "On the way here: 3 of 4 parts"
    assert state(ben, one).wanted
    monkeypatch.setattr(folders.FolderRemote, "get", get)
    later(ben)
    [done] = remotes.sync(ben)  # it comes by itself, because she asked for it
    assert done.files_fetched == 1
    assert state(ben, one).here


def test_one_that_is_refused_says_why_and_health_says_so(
    office: tuple[Workspace, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, _ben = office
    one = attach(rosa, 1_000)
    put = folders.FolderRemote.put

    def refuses(remote: folders.FolderRemote, name: str, data: bytes) -> None:
        if name.startswith("a/"):
            raise RemoteRefuses("Too large for the place.")
        put(remote, name, data)

    monkeypatch.setattr(folders.FolderRemote, "put", refuses)
    [done] = remotes.sync(rosa)
    assert (done.trouble, done.files_put) == ("", 0)
    assert said(rosa, one) == "Too large for the place."
    assert state(rosa, one).stuck
    found = health.health(rosa)
    assert not found.well
    assert [plain(words) for words in found.words] == [
        "office: 1 attached file does not go there. Too large for the place."
    ]
    monkeypatch.setattr(folders.FolderRemote, "put", put)
    remotes.sync(rosa)
    assert said(rosa, one) == "Too large for the place."  # by itself later
    remotes.sync(rosa, all_files=True)  # and at once when asked
    assert said(rosa, one) == "On the shared place"
    assert health.health(rosa).words == ()


def test_that_a_file_lies_there_is_said_to_who_put_it_and_to_nobody_else(
    office: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, ben = office
    (tmp_path / "stick").mkdir()
    for laptop in office:
        remotes.add(laptop, "stick", f"folder:{tmp_path / 'stick'}", {})
    attachment_states.set_by_itself(ben, 1)
    attach(rosa, 1_000)
    assert [one.files_put for one in remotes.sync(rosa, all_files=True)] == [1, 1]
    there, stick = remotes.sync(ben, all_files=True)
    assert (there.files_fetched, there.files_put) == (1, 0)
    assert stick.files_put == 0  # it lies there, and Rosa put it
    assert not [one for one in stick.notes if "lies there now" in one]
    assert [one.files_put for one in remotes.sync(ben, all_files=True)] == [0, 0]


# --- fetching


def test_opening_a_file_that_is_not_here_fetches_it(
    office: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, ben = office
    one = attach(rosa, 2 * PART)
    for laptop in office:
        remotes.sync(laptop)
    with pytest.raises(NotHere, match="Fetch it first"):
        attachments.read(ben, one.id)
    seen: list[tuple[int, int]] = []
    size = attachment_states.save(
        ben, one.id, tmp_path / "copy", lambda done, parts: seen.append((done, parts))
    )
    assert size == 2 * PART
    assert (tmp_path / "copy").read_bytes() == attachments.read(rosa, one.id)
    assert seen == [(0, 0), (1, 3), (2, 3)]
    assert state(ben, one).here
    attachment_states.fetch(ben, one.id)  # at once: it is here


def test_a_file_that_nobody_put_there_is_said_to_be_on_that_laptop_and_comes_later(
    office: tuple[Workspace, Workspace], team: Team
) -> None:
    rosa, ben = office
    one = attach(rosa, 1_000)
    team.send(rosa, ben)  # by hand: the name came, the file did not
    with pytest.raises(NotHere) as raised:
        attachment_states.fetch(ben, one.id)
    assert plain(str(raised.value)) == "Only on Rosa Vega's laptop: ask Rosa Vega to connect"
    assert said(ben, one) == str(plain(str(raised.value)))
    assert [line.id for line in attachment_states.on_the_way(ben)] == [one.id]
    assert health.health(ben).words == ()  # nobody need do anything here
    remotes.sync(rosa)
    later(ben)
    assert remotes.sync(ben)[0].files_fetched == 1


def test_who_stops_a_fetch_does_not_get_it_later_and_goes_on_where_it_stopped(
    office: tuple[Workspace, Workspace],
) -> None:
    rosa, ben = office
    one = attach(rosa, 3 * PART)
    for laptop in office:
        remotes.sync(laptop)
    seen: list[int] = []

    def stop(done: int, _parts: int) -> None:
        seen.append(done)
        if done == 2 and len(seen) < 4:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        attachment_states.fetch(ben, one.id, stop)
    assert said(ben, one) == "Not on this laptop yet"
    later(ben)
    assert remotes.sync(ben)[0].files_fetched == 0
    seen += [0, 0]
    attachment_states.fetch(ben, one.id, stop)
    assert seen == [0, 1, 2, 0, 0, 2, 3]
    assert state(ben, one).here


def test_an_erased_or_unknown_place_raises_no_riddle(
    office: tuple[Workspace, Workspace], place: Path
) -> None:
    rosa, ben = office
    one = attach(rosa, 1_000)
    for laptop in office:
        remotes.sync(laptop)
    place.rename(place.with_name("elsewhere"))
    with pytest.raises(RemoteTrouble):
        attachment_states.fetch(ben, one.id)
    assert said(ben, one) == "Waiting for a connection"
    attachment_states.forget(ben, one.id)
    assert said(ben, one) == "Not on this laptop yet"


def test_a_file_lost_on_the_laptop_where_it_was_attached_is_fetched_back(
    office: tuple[Workspace, Workspace],
) -> None:
    rosa, _ben = office
    one = attach(rosa, 1_000)
    remotes.sync(rosa)
    (rosa.shared.opened.folder.blobs / one.blob).unlink()
    attachment_states.fetch(rosa, one.id)
    assert len(attachments.read(rosa, one.id)) == 1_000


def test_without_a_place_a_lost_file_is_damage(team: Team) -> None:
    rosa = team.first()
    one = attach(rosa, 1_000)
    (rosa.shared.opened.folder.blobs / one.blob).unlink()
    with pytest.raises(DamagedFile):
        attachments.read(rosa, one.id)


def test_files_come_by_themselves_up_to_a_size_only_where_somebody_said_so(
    office: tuple[Workspace, Workspace],
) -> None:
    rosa, ben = office
    small, large = attach(rosa, 900_000, "small"), attach(rosa, 1_100_000, "large")
    for laptop in office:
        remotes.sync(laptop)
    assert (state(ben, small).here, attachment_states.by_itself(ben)) == (False, 0)
    attachment_states.set_by_itself(ben, 1)
    assert remotes.sync(ben)[0].files_fetched == 1
    assert (state(ben, small).here, state(ben, large).here) == (True, False)


def test_all_files_go_when_asked_and_some_by_themselves(
    office: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, _ben = office
    home = family(rosa, "Haddad")

    def attach_three(seed: int) -> None:
        for n in range(seed, seed + 3):
            path = tmp_path / f"{n}"
            path.write_bytes(dice(n).randbytes(15_000_000))
            attachments.attach(rosa, home, path)

    attach_three(0)
    [done] = remotes.sync(rosa)
    assert (done.files_put, done.more_files) == (2, True)
    attach_three(3)
    [done] = remotes.sync(rosa, all_files=True)
    assert (done.files_put, done.more_files) == (4, False)


def test_a_file_made_by_hand_says_how_attached_files_travel(
    office: tuple[Workspace, Workspace], team: Team
) -> None:
    rosa, _ben = office
    attach(rosa, 1_000)
    made = exchange.make_file(rosa, team.file())
    assert made.note == "1 attached file is not in it: it travels over the shared place."
