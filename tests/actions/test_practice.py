"""The practice caseload: invented, marked for ever, never in the way of real work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import practice, workspaces
from liaison_app.errors import NotAllowed, UnsafePlace
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_the_size_of_a_caseload_and_says_that_it_is_practice(tmp_path: Path) -> None:
    practice.make(tmp_path / "p")
    with workspaces.unlock(tmp_path / "p", practice.PASSPHRASE) as workspace:
        count = {
            kind: workspace.read(f"SELECT count(*) FROM {kind}")[0][0]  # noqa: S608
            for kind in ("household", "visit", "commitment", "kit", "loan")
        }
        languages = workspace.read("SELECT DISTINCT home_language FROM household")
        phones = workspace.read("SELECT value FROM contact_point")
        assert workspace.practice
        assert workspaces.check(workspace).ok
    assert count["household"] == 40
    assert count["visit"] >= 150
    assert min(count.values()) >= 5
    assert len(languages) == 12
    assert all(" 555 01" in row[0] for row in phones)


def test_every_kind_of_print_has_something_to_say(tmp_path: Path) -> None:
    practice.make(tmp_path / "p", families=8)
    with workspaces.unlock(tmp_path / "p", practice.PASSPHRASE) as workspace:
        for kind in ("goal", "question", "service", "referral", "event", "survey_question"):
            assert workspace.read(f"SELECT count(*) FROM {kind}")[0][0], kind  # noqa: S608


def test_invented_families_may_live_where_real_ones_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIAISON_ALLOW_TEMPORARY_FOLDER")
    practice.make(tmp_path / "p", families=2)
    with pytest.raises(UnsafePlace, match="temporary"):
        workspace_at(tmp_path / "real")


def test_it_never_takes_the_place_of_real_work(tmp_path: Path) -> None:
    workspace_at(tmp_path / "real").close()
    with pytest.raises(NotAllowed, match="real"):
        practice.make(tmp_path / "real", families=2, replace=True)
    with workspaces.unlock(tmp_path / "real", PASSPHRASE) as workspace:
        assert not workspace.practice
    with pytest.raises(NotAllowed, match="default"):
        practice.make(workspaces.default_folder(), families=2)
