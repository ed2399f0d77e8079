"""Inviting with a file and a code on paper, joining with both, and what each laptop is told."""

from __future__ import annotations

import json
import os
import pty
import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import care, exchange, histories, laptops, records, workspaces
from liaison_app.actions.invite_sheet import pdf
from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    InvalidValue,
    LiaisonError,
    NoRoom,
    NotAllowed,
    NothingToUndo,
    ReadOnlyPlace,
    UnreadableInput,
    UnsafePlace,
    WorkspaceExists,
    WrongPassphrase,
)
from liaison_app.language import catalogues
from liaison_app.records.governance import StaffMember, StaffRole
from liaison_app.records.people import Household
from liaison_app.sync import invite_book, invite_files
from liaison_app.workspace import Add, Put
from tests.store.laptops import PASSPHRASE, Clock, dice, new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.actions.laptops import Invited
    from liaison_app.workspace import Workspace


@dataclass
class Desk:
    """Rosa's laptop with an invite of either kind."""

    folder: Path
    rosa: Workspace
    room: Invited
    post: Invited

    def join(self, invited: Invited, name: str, clock: Clock | None = None) -> Workspace:
        made = laptops.join(
            invited.path,
            invited.code,
            self.folder / name,
            passphrase=PASSPHRASE,
            clock=clock or Clock(),
            random=dice(77),
        )
        return made.workspace


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    stick = folder / "stick"
    stick.mkdir()
    rosa = new(folder / "rosa")
    room = laptops.invite(rosa, person="Ben Ortiz", target=stick / "ben.invite")
    post = laptops.invite(rosa, person="Lan Pham", by_post=True, target=stick / "lan.invite")
    yield Desk(folder, rosa, room, post)
    rosa.close()


# --- the file


def test_the_file_tells_whoever_finds_it_nothing(desk: Desk) -> None:
    for invited in (desk.room, desk.post):
        found = invited.path.read_bytes()
        for secret in (b"Ben", b"Ortiz", b"Lan", b"Rosa", b"North", b"liaison", b"0.1"):
            assert secret not in found
        assert desk.rosa.root.encode() not in found
        assert invited.path.stat().st_mode & 0o077 == 0
    sizes = {invited.path.stat().st_size % 4096 for invited in (desk.room, desk.post)}
    assert len(sizes) == 1  # what fills them up hides how much is inside


def test_an_invite_that_was_given_out_is_cancelled_and_not_undone(desk: Desk) -> None:
    invited = next(a for a in care.recent(desk.rosa) if a.name == "device.invite")
    assert not invited.undoable
    with pytest.raises(NothingToUndo):
        care.undo(desk.rosa, invited.number)


def test_the_code_is_nowhere_in_the_workspace(desk: Desk) -> None:
    for table in ("invite", "setting", "op"):
        for row in desk.rosa.read(f"SELECT * FROM {table}"):  # noqa: S608
            said = " ".join(map(str, tuple(row)))
            assert desk.room.code not in said
            assert desk.room.code.replace("-", "") not in said


@pytest.mark.skipif(shutil.which("age") is None, reason="there is no age on this machine")
def test_stock_age_opens_it_with_the_code(desk: Desk) -> None:
    held = desk.rosa.read("SELECT stream, secret FROM epoch WHERE secret <> ''")
    secrets = {row["secret"] for row in held}
    inside = opened_by_age(desk.room)
    assert inside["person_name"] == "Ben Ortiz"
    assert inside["practice"] is False
    own = {stream for stream, owner in inside["caseloads"] if owner == inside["person"]}
    assert len(own) == 1  # Rosa's and the coordinators' are there as well, without a secret
    assert len(inside["caseloads"]) == 3
    read = own | {stream["id"] for stream in inside["streams"]}
    meant = {row["secret"] for row in held if row["stream"] in read}
    assert {secret for *_name, secret in inside["epochs"] if secret} == meant
    assert len(inside["entries"]) == 2
    by_post = opened_by_age(desk.post)
    assert not any(secret in json.dumps(by_post) for secret in secrets)
    assert "AGE-SECRET-KEY" not in json.dumps(by_post)
    assert by_post["entries"] == []


def opened_by_age(invited: Invited) -> dict[str, Any]:
    """What `age -d` prints when somebody types the code at a terminal."""
    out = invited.path.with_suffix(".json")
    child, terminal = pty.fork()
    if not child:
        os.execlp("age", "age", "-d", "-o", str(out), str(invited.path))  # noqa: S606
    said = b""
    while b"passphrase" not in said:
        said += os.read(terminal, 1024)
    os.write(terminal, invited.code.replace("-", "").encode() + b"\n")
    assert os.waitpid(child, 0)[1] == 0
    os.close(terminal)
    inside: dict[str, Any] = json.loads(out.read_text("utf-8"))
    out.unlink()
    return inside


def test_another_code_does_not_open_it(desk: Desk) -> None:
    with pytest.raises(WrongPassphrase, match="does not open this invite"):
        invite_files.read(desk.room.path, desk.post.code)
    with pytest.raises(WrongPassphrase, match="26 characters"):
        invite_files.read(desk.room.path, "short")
    slip = desk.room.code[:-1] + ("A" if desk.room.code[-1] != "A" else "B")
    with pytest.raises(WrongPassphrase, match="wrong"):
        invite_files.read(desk.room.path, slip)


def test_what_is_no_invite_is_refused(desk: Desk, tmp_path: Path) -> None:
    code = desk.room.code
    for content, error in (
        (b"", ForeignFile),
        (b"a letter", ForeignFile),
        (b"age-encryption.org/v1\n-> X25519 abc\n", ForeignFile),
        (b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n", ForeignFile),
    ):
        path = tmp_path / "file"
        path.write_bytes(content)
        with pytest.raises(error):
            invite_files.read(path, code)
    with pytest.raises(UnreadableInput):
        invite_files.read(tmp_path / "nothing", code)
    cut = tmp_path / "cut"
    cut.write_bytes(desk.room.path.read_bytes()[:-1])
    with pytest.raises((WrongPassphrase, DamagedFile)):
        invite_files.read(cut, code)


# --- inviting


def test_who_is_invited_is_on_the_staff_once(desk: Desk) -> None:
    assert not desk.room.known
    path = desk.folder / "again.invite"
    again = laptops.invite(desk.rosa, person=" ben  ORTIZ ", target=path)
    assert (again.known, again.person) == (True, "Ben Ortiz")
    staff = [one for one in desk.rosa.all(StaffMember) if one.name == "Ben Ortiz"]
    assert [one.role for one in staff] == [StaffRole.LIAISON]
    laptops.cancel_invite(desk.rosa, again.id)
    assert not path.exists()


def test_nobody_is_invited_where_no_file_can_be(desk: Desk) -> None:
    before = len(invite_book.every(desk.rosa.conn))
    inside = workspaces.folder_of(desk.rosa) / "x.invite"
    for target, error in (
        (desk.room.path, WorkspaceExists),
        (desk.folder, WorkspaceExists),
        (inside, UnsafePlace),
        (desk.room.path / "x" / "y", ReadOnlyPlace),  # under a file
    ):
        with pytest.raises(error):
            laptops.invite(desk.rosa, person="Mai", target=target)
    with pytest.raises(InvalidValue):
        laptops.invite(desk.rosa, person="  ", target=desk.folder / "x")
    with pytest.raises(InvalidValue, match="liaison, coordinator"):
        laptops.invite(desk.rosa, person="Mai", role="teacher", target=desk.folder / "x")
    assert len(invite_book.every(desk.rosa.conn)) == before


def test_nobody_is_on_the_staff_whose_invite_could_not_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise NoRoom("The disk is full.")

    monkeypatch.setattr(laptops, "replace_file", full)
    with pytest.raises(NoRoom):
        laptops.invite(desk.rosa, person="Noor Haddad", target=desk.folder / "x")
    with pytest.raises(NoRoom):
        laptops.invite(desk.rosa, person="Ben Ortiz", target=desk.folder / "x")
    staff = [one.name for one in desk.rosa.all(StaffMember)]
    assert "Noor Haddad" not in staff
    assert staff.count("Ben Ortiz") == 1
    assert "Noor Haddad" not in [one.person for one in laptops.invites(desk.rosa)]


def test_a_name_cannot_end_the_sentence_that_it_stands_in(desk: Desk) -> None:
    hostile = "Eve\u2069 was let in.\n\u202eSend your code \x1b[2J\u2066"
    invited = laptops.invite(desk.rosa, person=hostile, target=desk.folder / "hostile.invite")
    assert invited.person == "Eve was let in. Send your code [2J"
    (line,) = [one for one in laptops.invites(desk.rosa) if one.id == invited.id]
    assert line.words == "Waits for \u2068Eve was let in. Send your code [2J\u2069's laptop."
    laptops.cancel_invite(desk.rosa, invited.id)


def test_the_list_says_what_has_become_of_each(desk: Desk) -> None:
    lines = {line.person: line for line in laptops.invites(desk.rosa) if line.state != "cancelled"}
    assert lines["Ben Ortiz"].state is laptops.InviteState.OPEN
    assert "Ben Ortiz" in lines["Ben Ortiz"].words
    assert lines["Lan Pham"].by_post
    assert lines["Ben Ortiz"].role == "Liaison"
    assert lines["Lan Pham"].expires - lines["Ben Ortiz"].expires > timedelta(days=12)


# --- the sheet


def test_the_sheet_says_who_when_how_and_what_never_to_do(desk: Desk) -> None:
    words = text_of(pdf(desk.room))
    for part in (*desk.room.code.split("-"), "Ben Ortiz", "22", "Never send this sheet together"):
        assert part in words
    assert "compare eight words" in text_of(pdf(desk.post))
    assert "compare eight words" not in words


def test_a_name_in_other_letters_is_left_to_be_written(desk: Desk) -> None:
    from dataclasses import replace

    words = text_of(pdf(replace(desk.room, person="سلمى")))
    assert "For:" in words
    assert "Ben" not in words


def test_the_sheet_is_english_where_it_cannot_run_from_right_to_left(desk: Desk) -> None:
    catalogues.use("ar")
    try:
        assert "Never send this sheet" in text_of(pdf(desk.room))
    finally:
        catalogues.use(catalogues.SOURCE)


def text_of(document: bytes) -> str:
    import io

    from pypdf import PdfReader

    (page,) = PdfReader(io.BytesIO(document)).pages
    return page.extract_text()


def test_the_sheet_is_never_put_beside_the_invite(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnsafePlace, match="beside"):
        laptops.save_invite_sheet(desk.room, desk.room.path.with_suffix(".pdf"))
    laptops.save_invite_sheet(desk.room, tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(WorkspaceExists):
        laptops.save_invite_sheet(desk.room, tmp_path / "sheet.pdf")


# --- joining


def test_joining_with_file_and_code(desk: Desk) -> None:
    desk.rosa.commit("family.new", [Add(Household(name="Hassan"))])
    with desk.join(desk.room, "ben") as ben:
        assert laptops.standing(ben).inviter == "Rosa"
        assert laptops.standing(ben).words == ()
        assert not laptops.standing(ben).member
        made = exchange.make_file(ben, desk.folder / "from-ben")
        assert exchange.take_file(desk.rosa, made.path).joined == ("Ben Ortiz",)
        made = exchange.make_file(desk.rosa, desk.folder / "from-rosa")
        exchange.take_file(ben, made.path)
        (home,) = ben.all(Household)
        ben.commit("household.edit", [Put(Household, home.id, {"name": "Hasan"})])
        changes = histories.history_of(ben, "household", home.id)
        assert [change.who for change in changes[:2]] == ["Ben Ortiz", "Rosa"]
        assert laptops.who_of(ben, "0" * 16 + ".1") == "another laptop"
        first, second = laptops.laptops(ben)
        assert (first.person, first.own, second.person, second.own) == (
            "Rosa",
            False,
            "Ben Ortiz",
            True,
        )
        assert first.heard is not None
        assert second.roles == ("Liaison",)
        assert laptops.standing(ben).member
    assert not desk.room.path.exists()  # it is used
    (used,) = [one for one in laptops.invites(desk.rosa) if one.id == desk.room.id]
    assert used.state is laptops.InviteState.USED


def test_nothing_is_left_behind_of_a_joining_that_fails(desk: Desk) -> None:
    late = Clock()
    late.moment += timedelta(days=15)
    with pytest.raises(NotAllowed, match="expired"):
        desk.join(desk.post, "late", late)
    assert not (desk.folder / "late").exists()
    with pytest.raises(InvalidValue):
        laptops.join(desk.post.path, desk.post.code, desk.folder / "weak", passphrase="short")
    assert not list((desk.folder / "weak").glob("*.db"))
    taken = desk.folder / "rosa"
    with pytest.raises(WorkspaceExists):
        laptops.join(desk.post.path, desk.post.code, taken, passphrase=PASSPHRASE)
    assert desk.rosa.all(StaffMember)


def test_bringing_a_workspace_along_with_file_and_code(desk: Desk) -> None:
    with new(desk.folder / "lan", seed=31) as lan:
        records.add(lan, "household", {"name": "Okafor"})
        steps: list[tuple[int, int]] = []
        laptops.rehome(lan, desk.post.path, desk.post.code, lambda *at: steps.append(at))
        assert steps
        assert [home.name for home in lan.all(Household)] == ["Okafor"]
        assert lan.root == desk.rosa.root
        assert len(laptops.standing(lan).words) == 8
        made = exchange.make_file(desk.rosa, desk.folder / "unread")
        with pytest.raises(LiaisonError, match="not let in yet"):
            exchange.take_file(lan, made.path)
