"""Who gets in, who does not, and that no moment of a change of key leaves nobody in."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    InvalidValue,
    LiaisonError,
    NewerFile,
    NoRoom,
    WorkspaceInUse,
    WorkspaceMissing,
    WrongPassphrase,
)
from liaison_app.records.people import Person
from liaison_app.store import access, durable, keyslots
from liaison_app.store.driver import connect
from liaison_app.store.folder import Folder
from liaison_app.workspace import Add, Draft, Workspace
from tests.store.laptops import NOON, PASSPHRASE, Clock, dice, new, unlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NEW = "another long one my dear"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A workspace with a person and a draft, closed: its folder and its recovery code."""
    folder = tmp_path / "workspace"
    made = workspaces.create(
        folder, person="Rosa", team="North", passphrase=PASSPHRASE, clock=Clock(), random=dice(1)
    )
    made.workspace.commit("add", [Add(Person(given_name="Ana"))])
    made.workspace.keep_draft(Draft("visit:1", {"note": "half a sen"}, 10, "note", NOON))
    made.workspace.close()
    yield folder, made.recovery_code
    Folder(folder).slots_copy.unlink(missing_ok=True)


def opens(folder: Path, passphrase: str) -> bool:
    """Whether a passphrase opens it, with everything in it."""
    try:
        workspace = unlock(folder, passphrase)
    except WrongPassphrase:
        return False
    assert [row["given_name"] for row in workspace.read("SELECT given_name FROM person")] == ["Ana"]
    draft = workspace.draft("visit:1")
    assert draft is not None
    assert (draft.content, draft.cursor) == ({"note": "half a sen"}, 10)
    assert workspaces.check(workspace, deep=True).ok
    workspace.close()
    return True


def change(folder: Path, old: str, to: str) -> None:
    workspace = unlock(folder, old)
    try:
        workspaces.change_passphrase(workspace, old, to)
    finally:
        workspace.close()


def test_only_the_passphrase_opens(kept: tuple[Path, str]) -> None:
    folder, _code = kept
    assert opens(folder, PASSPHRASE)
    assert opens(folder, f"  {PASSPHRASE} ")  # spaces at the ends are no part of it
    assert not opens(folder, PASSPHRASE.upper())
    assert not opens(folder, "")


def test_the_old_passphrase_and_the_old_slots_open_nothing_after_a_change(
    kept: tuple[Path, str], tmp_path: Path
) -> None:
    folder, _code = kept
    shutil.copyfile(folder / "keyslots.json", tmp_path / "old.json")
    change(folder, PASSPHRASE, NEW)
    assert opens(folder, NEW)
    assert not opens(folder, PASSPHRASE)
    shutil.copyfile(tmp_path / "old.json", folder / "keyslots.json")
    Folder(folder).slots_copy.write_bytes((tmp_path / "old.json").read_bytes())
    with pytest.raises(DamagedFile):
        unlock(folder, PASSPHRASE)


def test_a_recovery_code_works_once(kept: tuple[Path, str]) -> None:
    folder, code = kept
    made = workspaces.recover(folder, code.lower().replace("-", " "), NEW)
    made.workspace.close()
    assert opens(folder, NEW)
    assert not opens(folder, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        workspaces.recover(folder, code, NEW)
    workspaces.recover(folder, made.recovery_code, PASSPHRASE).workspace.close()
    assert opens(folder, PASSPHRASE)


def test_a_change_of_passphrase_keeps_the_recovery_code_and_a_renewal_replaces_it(
    kept: tuple[Path, str],
) -> None:
    folder, code = kept
    change(folder, PASSPHRASE, NEW)
    workspace = unlock(folder, NEW)
    renewed = workspaces.renew_recovery(workspace, NEW)
    workspaces.change_passphrase(workspace, NEW, PASSPHRASE)
    workspace.close()
    with pytest.raises(WrongPassphrase):
        workspaces.recover(folder, code, NEW)
    workspaces.recover(folder, renewed, NEW).workspace.close()
    assert opens(folder, NEW)


@pytest.mark.parametrize("typed", ["", "12345", "O0O0O", "ABCDE-FGHJK-MNPQ-RSTV-WXYZ-0123"])
def test_a_code_that_cannot_be_one_is_refused_in_words(kept: tuple[Path, str], typed: str) -> None:
    with pytest.raises(WrongPassphrase):
        workspaces.recover(kept[0], typed, NEW)


def test_a_weak_passphrase_changes_nothing(kept: tuple[Path, str]) -> None:
    with pytest.raises(InvalidValue):
        change(kept[0], PASSPHRASE, "short")
    assert opens(kept[0], PASSPHRASE)


def test_deleted_or_broken_slots_are_healed_from_their_copy(kept: tuple[Path, str]) -> None:
    folder, _code = kept
    slots, right = folder / "keyslots.json", (folder / "keyslots.json").read_bytes()
    for break_ in (slots.unlink, lambda: slots.write_bytes(b"{"), lambda: slots.write_bytes(b"[]")):
        break_()
        assert opens(folder, PASSPHRASE)
        assert slots.read_bytes() == right
    Folder(folder).slots_copy.unlink()
    assert opens(folder, PASSPHRASE)
    assert Folder(folder).slots_copy.read_bytes() == right


def test_a_workspace_that_was_moved_gets_a_copy_of_its_slots_again(
    kept: tuple[Path, str], tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere"
    shutil.move(kept[0], moved)
    assert opens(moved, PASSPHRASE)
    (moved / "keyslots.json").unlink()
    assert opens(moved, PASSPHRASE)


def test_without_slots_there_is_a_sentence(kept: tuple[Path, str], tmp_path: Path) -> None:
    folder, _code = kept
    (folder / "keyslots.json").unlink()
    Folder(folder).slots_copy.unlink()
    with pytest.raises(DamagedFile):
        unlock(folder)
    with pytest.raises(WorkspaceMissing):
        unlock(tmp_path / "nothing here")


def test_every_flipped_byte_of_the_slots_is_noticed(kept: tuple[Path, str]) -> None:
    folder, _code = kept
    slots = folder / "keyslots.json"
    right = slots.read_bytes()
    Folder(folder).slots_copy.unlink()
    for at in range(0, len(right), 7):
        slots.write_bytes(right[:at] + bytes([right[at] ^ 1]) + right[at + 1 :])
        try:
            keys = keyslots.keys_by_passphrase(keyslots.read(slots), PASSPHRASE)
        except LiaisonError as error:
            assert str(error)  # noqa: PT017  (which one depends on the byte)
        else:  # a space between two names, or the case of a digit
            assert len(keys) == 1


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("memory", 1 << 50),
        ("memory", -1),
        ("memory", "1"),
        ("memory", True),
        ("ops", 10**9),
        ("ops", 0),
        ("ops", 2.5),
        ("salt", "00"),
        ("salt", "zz" * 16),
        ("nonce", "00"),
        ("wrapped", ""),
        ("wrapped", 7),
        ("id", "x"),
        ("kind", None),
    ],
)
def test_hostile_slots_are_refused_at_once(
    kept: tuple[Path, str], what: str, value: object
) -> None:
    folder, _code = kept
    document = json.loads((folder / "keyslots.json").read_text())
    document["sets"][0]["slots"][0][what] = value
    (folder / "keyslots.json").write_text(json.dumps(document))
    Folder(folder).slots_copy.unlink()
    with pytest.raises((DamagedFile, WrongPassphrase)):
        unlock(folder)


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ('{"format": "liaison-keyslots", "version": 2, "sets": []}', NewerFile),
        ('{"format": "something", "version": 1}', ForeignFile),
        ('{"format": "liaison-keyslots", "version": 1, "sets": []}', DamagedFile),
        (
            '{"format": "liaison-keyslots", "version": 1, "sets": [{"slots": 3, "mac": ""}]}',
            DamagedFile,
        ),
        ("[" * 60_000, DamagedFile),
        ("x" * 100_000, DamagedFile),
    ],
)
def test_other_documents_get_their_own_sentence(
    kept: tuple[Path, str], document: str, error: type[LiaisonError]
) -> None:
    (kept[0] / "keyslots.json").write_text(document)
    Folder(kept[0]).slots_copy.unlink()
    with pytest.raises(error):
        unlock(kept[0])


def test_a_thousand_slots_do_not_keep_the_machine_busy(kept: tuple[Path, str]) -> None:
    document = json.loads((kept[0] / "keyslots.json").read_text())
    document["sets"][0]["slots"] *= 60
    (kept[0] / "keyslots.json").write_text(json.dumps(document))
    Folder(kept[0]).slots_copy.unlink()
    with pytest.raises(DamagedFile):
        unlock(kept[0])


def test_a_second_program_is_refused_in_words(kept: tuple[Path, str]) -> None:
    first = unlock(kept[0])
    with pytest.raises(WorkspaceInUse):
        unlock(kept[0])
    first.close()
    assert opens(kept[0], PASSPHRASE)


# --- a crash between any two steps of a change of key


class Crash(BaseException):
    """The power fails."""


def crash_at(monkeypatch: pytest.MonkeyPatch, step: int, *, half: bool) -> None:
    """Let the power fail at the given step of a change of key: before it, or half way."""
    done = 0

    def failing(original: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == step and not half:
                raise Crash
            result = original(*arguments, **named)
            if done == step:
                raise Crash
            return result

        return run

    monkeypatch.setattr(durable, "put_in_place", failing(durable.put_in_place))
    monkeypatch.setattr(access, "take_key", failing(access.take_key))


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("step", range(1, 7))
def test_a_crash_at_any_step_of_a_change_leaves_a_way_in_and_the_draft(
    kept: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, step: int, *, half: bool
) -> None:
    folder, code = kept
    workspace = unlock(folder)
    with monkeypatch.context() as failing:
        crash_at(failing, step, half=half)
        with pytest.raises(Crash):
            workspaces.change_passphrase(workspace, PASSPHRASE, NEW)
    _die(workspace)
    ways = [opens(folder, passphrase) for passphrase in (PASSPHRASE, NEW)]
    assert ways.count(True) == 1
    passphrase = (PASSPHRASE, NEW)[ways.index(True)]
    assert len(keyslots.read(folder / "keyslots.json")) == 1  # the next unlock tidied up
    workspaces.recover(folder, code, "yet another one, for luck").workspace.close()
    assert opens(folder, "yet another one, for luck")
    assert passphrase


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("step", range(1, 7))
def test_a_crash_while_renewing_the_code_leaves_one_sheet_that_works(
    kept: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, step: int, *, half: bool
) -> None:
    folder, code = kept
    workspace = unlock(folder)
    codes = []

    def note(random: Callable[[int], bytes]) -> str:
        codes.append(_new_code(random))
        return codes[-1]

    _new_code = keyslots.new_code
    with monkeypatch.context() as failing:
        failing.setattr(keyslots, "new_code", note)
        crash_at(failing, step, half=half)
        with pytest.raises(Crash):
            workspaces.renew_recovery(workspace, PASSPHRASE)
    _die(workspace)
    unlock(folder).close()
    sheets = [sheet for sheet in (code, *codes) if good(folder, sheet)]
    assert len(sheets) == 1
    change(folder, PASSPHRASE, NEW)  # must wrap for the sheet that opens it, not for the other
    assert opens(folder, NEW)
    assert [sheet for sheet in (code, *codes) if good(folder, sheet)] == sheets
    workspaces.recover(folder, sheets[0], PASSPHRASE).workspace.close()


def good(folder: Path, sheet: str) -> bool:
    """Whether a recovery sheet opens the workspace."""
    return keyslots.opens(keyslots.read(folder / "keyslots.json"), keyslots.recovery_key(sheet))


def test_a_full_disk_during_a_change_leaves_the_old_passphrase(
    kept: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: Any) -> None:
        raise NoRoom("The disk is full.")

    workspace = unlock(kept[0])
    with monkeypatch.context() as failing:
        failing.setattr(access, "take_key", full)
        with pytest.raises(NoRoom):
            workspaces.change_passphrase(workspace, PASSPHRASE, NEW)
    workspace.commit("add", [Add(Person(given_name="Ana"))])  # work goes on
    with workspace.elsewhere() as view:
        assert len(view.read("SELECT * FROM person")) == 2
    workspace.close()
    with pytest.raises(WrongPassphrase):
        unlock(kept[0], NEW)
    unlock(kept[0]).close()


def test_a_change_of_key_from_another_thread_s_view(kept: tuple[Path, str]) -> None:
    workspace = unlock(kept[0])
    with workspace.elsewhere() as view:
        workspaces.change_passphrase(view, PASSPHRASE, NEW)
        assert len(view.read("SELECT * FROM person")) == 1
    workspace.commit("touch", [])
    assert len(workspace.read("SELECT * FROM person")) == 1
    workspace.close()
    assert opens(kept[0], NEW)


def test_a_closed_workspace_gives_nothing_away(tmp_path: Path) -> None:
    workspace = new(tmp_path / "w")
    workspace.close()
    workspace.close()
    for ask in (
        lambda: workspace.read("SELECT 1"),
        workspace.drafts,
        lambda: workspace.commit("x", []),
        lambda: workspace.elsewhere().__enter__(),
    ):
        with pytest.raises(LiaisonError):
            ask()
    assert workspace.shared.opened.key == b""


def test_the_files_are_the_owner_s_alone(tmp_path: Path) -> None:
    workspace = new(tmp_path / "w")
    workspace.commit("add", [Add(Person(given_name="Ana"))])
    for path in (tmp_path / "w").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0
    workspace.close()


def _die(workspace: Workspace) -> None:
    """Drop everything as the end of the program would."""
    workspace.shared.opened.database.close()
    workspace.shared.opened.drafts.close()
    workspace.shared.lock.release()
    workspace.shared.closed = True


def test_a_key_that_does_not_fit_says_so(kept: tuple[Path, str]) -> None:
    with pytest.raises(LiaisonError):
        connect(kept[0] / "liaison.db", b"\0" * 32)
