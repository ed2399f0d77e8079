"""Whatever was typed, no file holds it in the clear: not the workspace, not temp, not the logs."""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import finding, workspaces
from liaison_app.errors import LiaisonError
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household, Person
from liaison_app.store import blobs, folder
from liaison_app.workspace import Add, Draft, Put, Redact, Workspace
from tests.store.laptops import NOON, PASSPHRASE, new, unlock
from tests.store.pages import every_page

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDLE = "Zebedijah Quorrel"
WORD = "Quorrel"


def spellings(needle: str) -> list[bytes]:
    """A needle as it might lie in a file."""
    plain = needle.encode()
    return [
        plain,
        plain.lower(),
        needle.encode("utf-16-le"),
        needle.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        *(base64.b64encode(b" " * shift + plain)[4:-4] for shift in range(3)),
    ]


def files() -> Iterator[Path]:
    """Everything that Liaison might write to: homes, caches, logs, temporary folders."""
    roots = {Path(os.environ["HOME"]), folder.config_folder(), Path(tempfile.gettempdir())}
    for root in roots:
        for path in root.rglob("*"):
            if path.is_file() and "liaison-benchmark" not in str(path):
                yield path


def holding(paths: Iterator[Path] | list[Path], needle: str = WORD) -> list[str]:
    """The files among these that hold a needle."""
    wanted = spellings(needle)
    found = []
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if any(spelling in content for spelling in wanted):
            found.append(str(path))
    return found


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder that nobody else writes to."""
    temp = tmp_path / "temp"
    temp.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temp))
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    return temp


def journey(workspace: Workspace) -> str:
    """Names, notes, drafts, edits, a search, an attachment; gives a note's id."""
    home = workspace.commit("add", [Add(Household(name=NEEDLE))]).ids[0]
    person = workspace.commit("add", [Add(Person(given_name=NEEDLE))]).ids[0]
    note = Note(household=home, text=f"{NEEDLE} asked about the bus. " * 200)
    note_id = workspace.commit("add", [Add(note)]).ids[0]
    workspace.commit("put", [Put(Person, person, {"given_name": f"{NEEDLE} the younger"})])
    workspace.keep_draft(Draft("visit:1", {"note": f"{NEEDLE} said"}, 3, "note", NOON))
    assert finding.find(workspace, WORD)
    with workspace.elsewhere(read_only=True) as view:
        assert finding.find(view, "quorel")
    workspace.commit("many", [Add(Person(given_name=f"{NEEDLE} {n}")) for n in range(3_000)])
    workspace.read("SELECT * FROM person ORDER BY given_name || id")  # sorts beyond the cache
    blobs.put(workspace.shared.opened.folder.blobs, NEEDLE.encode() * 100)
    return note_id


def test_no_file_holds_a_name_at_any_time(tmp_path: Path, own_temp: Path) -> None:
    place = tmp_path / "workspace"
    workspace = new(place)
    journey(workspace)
    assert holding(files()) == []
    while_open = [*place.rglob("*"), *own_temp.rglob("*")]
    assert any(path.name == "liaison.db-wal" for path in while_open)
    assert holding(while_open) == []
    workspaces.check(workspace, deep=True)
    workspaces.backup(workspace, tmp_path / "b.liaison")
    workspaces.change_passphrase(workspace, PASSPHRASE, "another long one my dear")
    workspace.close()
    again = unlock(place, "another long one my dear")
    with pytest.raises(LiaisonError):
        again.commit("bad", [Add(Person(given_name=NEEDLE * 1_000))])
    again.close()
    assert holding(files()) == []
    assert holding([*tmp_path.rglob("*")]) == []
    assert any(path.parent.name == "keyslots" for path in files())  # it did look there


def test_the_search_for_needles_finds_them(tmp_path: Path) -> None:
    for at, spelling in enumerate(spellings(WORD)):
        (tmp_path / str(at)).write_bytes(b"x" * 99 + spelling + b"y")
    assert len(holding([*tmp_path.iterdir()])) == len(spellings(WORD))


def test_a_refused_value_is_not_repeated_in_words(tmp_path: Path) -> None:
    workspace = new(tmp_path / "w")
    with pytest.raises(LiaisonError) as refused:
        workspace.commit("bad", [Add(Person(given_name=NEEDLE * 1_000))])
    assert WORD not in str(refused.value)
    workspace.close()


def test_what_is_redacted_is_in_no_page_of_the_decrypted_file(tmp_path: Path) -> None:
    workspace = new(tmp_path / "w")
    home = workspace.commit("add", [Add(Household(name="Baker"))]).ids[0]
    filler = [Add(Note(household=home, text=f"plain words {n} " * 30)) for n in range(300)]
    workspace.commit("add", filler)
    note_id = workspace.commit(
        "add", [Add(Note(household=home, text=f"{NEEDLE} lives there"))]
    ).ids[0]
    for n in range(5):
        workspace.commit("put", [Put(Note, note_id, {"text": f"{NEEDLE} lives there {n} " * 200})])
    workspace.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database, key = tmp_path / "w" / "liaison.db", workspace.shared.opened.key
    assert in_pages(database, key) != []
    workspace.commit("redact", [Redact(Note, note_id, "text")])
    assert (tmp_path / "w" / "liaison.db-wal").stat().st_size == 0
    assert in_pages(database, key) == []
    plain = tmp_path / "plain.db"
    workspace.conn.execute("ATTACH ? AS plain KEY ''", (str(plain),))
    workspace.conn.execute("SELECT sqlcipher_export('plain')")
    workspace.conn.execute("DETACH plain")
    assert b"plain words" in plain.read_bytes()
    assert not any(spelling in plain.read_bytes() for spelling in [*spellings(WORD), b"quorrel"])
    assert workspaces.check(workspace, deep=True).ok
    workspace.close()


def in_pages(database: Path, key: bytes) -> list[int]:
    """The numbers of the pages, free ones included, that hold the word once decrypted."""
    needles = (WORD.encode(), b"quorrel")
    pages = enumerate(every_page(database, key), start=1)
    return [n for n, page in pages if any(needle in page for needle in needles)]
