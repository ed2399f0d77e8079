"""What is being typed is kept at once, survives everything, and is gone once it was saved."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.workspace import Add, Draft
from tests.store.laptops import NOON, new, unlock

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from liaison_app.workspace import Workspace

DRAFT = Draft("visit:1", {"note": "ሰላም, half a sen", "who": ["a", "b"]}, 7, "note", NOON)


def test_a_draft_comes_back_as_it_was_cursor_and_all(tmp_path: Path) -> None:
    workspace = new(tmp_path / "w")
    workspace.keep_draft(DRAFT)
    workspace.keep_draft(replace(DRAFT, cursor=9))
    workspace.close()
    again = unlock(tmp_path / "w")
    assert again.drafts() == [replace(DRAFT, cursor=9)]
    assert again.discard_draft("visit:1")
    assert not again.discard_draft("visit:1")
    again.close()


def test_a_draft_is_no_record(workspace: Workspace) -> None:
    before = workspace.read("SELECT count(*) FROM op")[0][0]
    workspace.keep_draft(DRAFT)
    assert workspace.read("SELECT count(*) FROM op")[0][0] == before


def test_a_draft_never_waits_for_a_long_commit(workspace: Workspace) -> None:
    kept = threading.Event()

    def keep() -> None:
        workspace.keep_draft(DRAFT)
        kept.set()

    def during(_done: int, _total: int) -> None:
        if not kept.is_set():
            typing = threading.Thread(target=keep)
            typing.start()
            typing.join(10)

    workspace.commit("import", [Add(Household(name="A"))] * 600, progress=during)
    assert kept.is_set()
    assert workspace.busy is False


def save(workspace: Workspace) -> None:
    home = workspace.commit("add", [Add(Household(name="A"))]).ids[0]
    workspace.commit("save", [Add(Note(household=home, text="all"))], discard_draft="visit:1")


def crash_before_discard(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program ends after the records were saved and before the draft was deleted."""
    with monkeypatch.context() as crash:
        crash.setattr(workspace, "discard_draft", lambda _draft_id: False)
        save(workspace)
    workspace.close()


def test_the_save_takes_its_draft_with_it(workspace: Workspace) -> None:
    workspace.keep_draft(DRAFT)
    workspace.keep_draft(replace(DRAFT, id="visit:2"))
    save(workspace)
    assert [draft.id for draft in workspace.drafts()] == ["visit:2"]


def test_a_saved_draft_is_not_offered_again_after_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = new(tmp_path / "w")
    workspace.keep_draft(DRAFT)
    crash_before_discard(workspace, monkeypatch)
    again = unlock(tmp_path / "w")
    assert again.drafts() == []
    again.close()


def test_what_was_typed_after_that_save_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = new(tmp_path / "w")
    workspace.keep_draft(DRAFT)
    with monkeypatch.context() as crash:
        crash.setattr(workspace, "discard_draft", lambda _draft_id: False)
        save(workspace)
    more = replace(DRAFT, content={"note": "and something else"})
    workspace.keep_draft(more)
    workspace.close()
    again = unlock(tmp_path / "w")
    assert again.drafts() == [more]
    again.close()
