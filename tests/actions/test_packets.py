"""Packets as they are printed and saved: the right reader, nothing lost, nothing left behind."""

from __future__ import annotations

import os
import resource
import stat
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from liaison_app.actions import care, packets, workspaces
from liaison_app.errors import (
    InvalidValue,
    LiaisonError,
    NoRoom,
    NotAllowed,
    NothingToUndo,
    ReadOnlyPlace,
    UnknownRecord,
    UnsafePlace,
    WorkspaceExists,
)
from liaison_app.packets.content import Paper, Profile
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.records.people import (
    Address,
    Comfort,
    PersonLanguage,
)
from liaison_app.records.schools import School
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.actions.packets import Prepared


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def codes(prepared: Prepared) -> list[str]:
    return [one.code for one in prepared.problems]


def issues(home: Home) -> list[PacketIssue]:
    return home.workspace.all(PacketIssue)


def pages(prepared: Prepared) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(prepared.pdf))
    return [page.extract_text() for page in reader.pages]


# --- how it is printed


def test_who_reads_a_little_gets_pictures_in_one_language(home: Home) -> None:
    own = home.workspace.all(PersonLanguage, person=home.amira)[0]
    home.put(PersonLanguage, own.id, comfort=Comfort.A_LITTLE)
    made = home.prepare(beside="en")
    assert (made.profile, made.beside) == (Profile.PICTURE, "")
    assert "one-language" in codes(made)
    assert home.prepare(profile="standard", beside="en").beside == "en"
    assert home.prepare(language="en").profile is Profile.STANDARD, "that she reads well"


def test_two_languages_side_by_side_but_never_one_twice(home: Home) -> None:
    assert home.prepare(beside="en").beside == "en"
    twice = home.prepare(language="ar-IQ", beside="ar")
    assert (twice.language, twice.beside) == ("ar-IQ", "")
    assert "one-language" in codes(twice)


def test_a_language_without_words_is_english_once(home: Home) -> None:
    made = home.prepare(language="nv", beside="en")
    assert codes(made)[0] == "no-translation"
    assert not made.red
    assert pages(made)[0].count("Start here") == 1


def test_sections_month_and_paper_as_asked(home: Home) -> None:
    made = home.prepare(language="en", sections=["calendar"], month=date(2027, 1, 20), paper="a4")
    assert list(made.section_pages) == ["calendar"]
    assert "January 2027" in pages(made)[0]
    assert made.paper is Paper.A4
    box = pypdf.PdfReader(BytesIO(made.pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_what_there_is_not_is_said(home: Home) -> None:
    with pytest.raises(InvalidValue, match=r"no section “rigths”.*start-here"):
        home.prepare(sections=["rigths"])
    with pytest.raises(InvalidValue, match="standard, large-print, picture"):
        home.prepare(profile="comic")
    with pytest.raises(InvalidValue, match="Choose others"):
        home.prepare(profile="picture", sections=["rights"])
    with pytest.raises(UnknownRecord):
        packets.prepare(home.workspace, "nobody")


def test_preparing_writes_nothing_and_may_be_done_on_another_view(home: Home) -> None:
    before = workspaces.check(home.workspace).digest
    with home.workspace.elsewhere(read_only=True) as view:
        made = packets.prepare(view, home.family)
    assert made.pages > 0
    assert workspaces.check(home.workspace).digest == before


# --- saving and printing


def test_a_saved_packet_is_a_file_of_its_owner_and_a_line_in_the_log(
    home: Home, tmp_path: Path
) -> None:
    made = home.prepare(beside="en", paper="letter")
    target = tmp_path / "out" / "packet.pdf"
    target.parent.mkdir()
    packets.save(home.workspace, made, target)
    assert target.read_bytes() == made.pdf
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [one.name for one in target.parent.iterdir()] == ["packet.pdf"]
    (issue,) = issues(home)
    assert (issue.code, issue.household, issue.recipient) == (made.code, home.family, home.amira)
    assert (issue.language, issue.beside, issue.kind) == ("ar", "en", "welcome")
    assert (issue.paper, issue.profile, issue.pages) == ("letter", "standard", made.pages)
    assert (issue.means, issue.at, issue.draft) == (IssueMeans.SAVED, home.clock.at, True)
    assert issue.staff == home.workspace.person


def test_the_code_is_on_every_page_and_the_file_tells_no_name(home: Home) -> None:
    made = home.prepare(language="en")
    assert all(made.code in page for page in pages(made))
    about = pypdf.PdfReader(BytesIO(made.pdf)).metadata
    assert about is not None
    assert "Haddad" not in repr(about)
    assert "Amira" not in repr(about)


def test_a_file_is_replaced_only_when_asked(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_text("to the principal")
    with pytest.raises(WorkspaceExists):
        packets.save(home.workspace, home.prepare(), target)
    assert target.read_text() == "to the principal"
    assert issues(home) == []
    packets.save(home.workspace, home.prepare(), target, force=True)
    assert target.read_bytes().startswith(b"%PDF-")
    with pytest.raises(WorkspaceExists, match="This is a folder"):
        packets.save(home.workspace, home.prepare(), tmp_path, force=True)


def test_what_is_no_file_is_never_replaced(home: Home, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to-pipe.pdf").symlink_to(tmp_path / "pipe")
    (tmp_path / "to-nothing.pdf").symlink_to(tmp_path / "gone")
    made = home.prepare()
    for name in ("pipe", "to-pipe.pdf", "to-nothing.pdf"):
        with pytest.raises(WorkspaceExists, match="not a file, and is left alone"):
            packets.save(home.workspace, made, tmp_path / name, force=True)
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "to-pipe.pdf").is_symlink()
    assert issues(home) == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a" * 300 + ".pdf", "too long for a file. Choose a shorter one"),
        ("letter.txt/packet.pdf", "What should be the folder is a file"),
        ("nowhere/packet.pdf", "There is no such folder. Make it first"),
    ],
)
def test_a_name_that_no_file_can_have_is_said(
    home: Home, tmp_path: Path, name: str, sentence: str
) -> None:
    (tmp_path / "letter.txt").write_text("to the principal")
    with pytest.raises(LiaisonError, match=sentence):
        packets.save(home.workspace, home.prepare(), tmp_path / name, force=True)
    assert {one.name for one in tmp_path.iterdir()} == {"workspace", "letter.txt"}
    assert issues(home) == []


def test_a_folder_for_several_is_refused_before_it_is_made(home: Home, tmp_path: Path) -> None:
    with pytest.raises(UnsafePlace):
        packets.make_folder(home.workspace, tmp_path / "workspace" / "packets" / "may")
    assert not (tmp_path / "workspace" / "packets").exists()
    (tmp_path / "letter").write_text("to the principal")
    with pytest.raises(WorkspaceExists, match="This is no folder"):
        packets.make_folder(home.workspace, tmp_path / "letter")
    with pytest.raises(ReadOnlyPlace, match="no such folder"):
        packets.make_folder(home.workspace, tmp_path / "packets" / "may")
    packets.make_folder(home.workspace, tmp_path / "packets")
    packets.make_folder(home.workspace, tmp_path / "packets")
    assert stat.S_IMODE((tmp_path / "packets").stat().st_mode) == 0o700


def test_nothing_readable_goes_into_the_workspace_folder(home: Home, tmp_path: Path) -> None:
    for target in (tmp_path / "workspace" / "a.pdf", tmp_path / "x" / ".." / "workspace" / "a.pdf"):
        with pytest.raises(UnsafePlace):
            packets.save(home.workspace, home.prepare(), target)
    (tmp_path / "link").symlink_to(tmp_path / "workspace")
    with pytest.raises(UnsafePlace):
        packets.save(home.workspace, home.prepare(), tmp_path / "link" / "a.pdf")
    assert issues(home) == []


@contextmanager
def full_disk(beyond: int) -> Iterator[None]:
    """No file grows beyond this: what a full disk is to a program, without filling one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_no_half_packet_and_no_line(home: Home, tmp_path: Path) -> None:
    made = home.prepare()
    folder = tmp_path / "stick"
    folder.mkdir()
    with full_disk(20_000), pytest.raises(NoRoom):
        packets.save(home.workspace, made, folder / "packet.pdf")
    assert list(folder.iterdir()) == []
    assert issues(home) == []


def test_a_pdf_that_is_open_elsewhere_is_said_and_stays_as_it_is(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a file that a viewer shows cannot be replaced."""
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "packet.pdf"
    target.write_bytes(b"%PDF- the one before")
    made = home.prepare()

    def held(_part: Path, _target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(ReadOnlyPlace, match="another program has it open"):
        packets.save(home.workspace, made, target, force=True)
    assert [one.name for one in folder.iterdir()] == ["packet.pdf"]
    assert target.read_bytes() == b"%PDF- the one before"
    assert issues(home) == []


def test_a_folder_that_is_not_there_is_said(home: Home, tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyPlace):
        packets.save(home.workspace, home.prepare(), tmp_path / "nowhere" / "packet.pdf")
    assert issues(home) == []


def test_a_disk_that_takes_no_change_at_all_is_said(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, missing_ok: bool = False) -> None:
        raise OSError(30, "Read-only file system")

    made = home.prepare()
    monkeypatch.setattr(Path, "unlink", refuse)  # even where there is nothing to unlink
    with pytest.raises(ReadOnlyPlace):
        packets.save(home.workspace, made, tmp_path / "packet.pdf")
    assert issues(home) == []


def test_a_disk_that_fails_at_the_last_step_leaves_neither_file_nor_line(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_part: Path, _path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("liaison_app.actions.packet_places.put_in_place", fail)
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(ReadOnlyPlace):
        packets.save(home.workspace, home.prepare(), folder / "packet.pdf")
    assert list(folder.iterdir()) == []
    assert issues(home) == []


def test_nothing_red_is_saved_or_printed(home: Home, tmp_path: Path) -> None:
    home.put(School, home.grove, hours="")
    made = home.prepare()
    assert made.red
    assert made.pdf, "it can be looked at"
    with pytest.raises(NotAllowed):
        packets.save(home.workspace, made, tmp_path / "packet.pdf")
    with pytest.raises(NotAllowed):
        packets.print_out(home.workspace, made)
    assert issues(home) == []
    assert not (tmp_path / "packet.pdf").exists()


def test_what_was_restricted_or_protected_meanwhile_stops_it(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "packet.pdf"
    made = home.prepare()
    home.hide()
    with pytest.raises(NotAllowed, match="protected"):
        packets.save(home.workspace, made, target)
    address = home.workspace.all(Address, household=home.family)[0]
    home.put(Address, address.id, do_not_publish=False)
    home.restrict(home.amira)
    with pytest.raises(NotAllowed):
        packets.save(home.workspace, made, target)
    assert not target.exists()


LP = '#!/bin/sh\ncat > "{folder}/page"\necho "$@" > "{folder}/asked"\nexit {code}\n'


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "printer"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def answer(printer: Path, code: int) -> None:
    (printer / "lp").write_text(LP.format(folder=printer, code=code))
    (printer / "lp").chmod(0o755)


def test_a_printed_packet_goes_from_memory_under_its_code(home: Home, printer: Path) -> None:
    answer(printer, 0)
    made = home.prepare()
    packets.print_out(home.workspace, made)
    assert (printer / "page").read_bytes() == made.pdf
    asked = (printer / "asked").read_text().split()
    assert asked[-3:] == ["-t", made.code, "-"]
    (issue,) = issues(home)
    assert issue.means is IssueMeans.PRINTED


def test_a_printer_that_refuses_leaves_no_line(home: Home, printer: Path) -> None:
    answer(printer, 1)
    with pytest.raises(LiaisonError, match="did not take it"):
        packets.print_out(home.workspace, home.prepare())
    assert issues(home) == []


def test_that_a_page_was_given_out_is_not_undone(home: Home, tmp_path: Path) -> None:
    packets.save(home.workspace, home.prepare(), tmp_path / "packet.pdf")
    with pytest.raises(NothingToUndo):
        care.undo(home.workspace)
    assert len(home.workspace.all(PacketIssue)) == 1


def test_what_says_the_familys_street_is_stopped_by_its_protection_even_in_hand(
    home: Home, tmp_path: Path
) -> None:
    made = home.prepare(kind="what-we-hold", in_hand=True)
    home.hide()
    with pytest.raises(NotAllowed, match="protected"):
        packets.save(home.workspace, made, tmp_path / "held.pdf")
    again = home.prepare(kind="what-we-hold", in_hand=True)
    packets.save(home.workspace, again, tmp_path / "held.pdf")
