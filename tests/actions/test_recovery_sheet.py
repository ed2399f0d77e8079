"""The recovery sheet: a page in memory, a file only where one was asked for, naming nobody."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import recovery_sheet
from liaison_app.errors import ReadOnlyPlace, WorkspaceExists
from liaison_app.language import catalogues

if TYPE_CHECKING:
    from pathlib import Path

CODE = "ABCDE-FGHJK-MNPQ-RSTV-WXYZ-0123"


def test_the_sheet_is_one_page_in_every_language_of_the_interface() -> None:
    try:
        for tag in catalogues.available():
            catalogues.use(tag)
            page = recovery_sheet.pdf(CODE)
            assert page.startswith(b"%PDF-")
            assert page.count(b"/Type /Page\n") == 1, tag
    finally:
        catalogues.use(catalogues.SOURCE)


def test_it_is_saved_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    recovery_sheet.save(CODE, target)
    assert target.read_bytes() == recovery_sheet.pdf(CODE)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_text("a letter to the principal")
    with pytest.raises(WorkspaceExists):
        recovery_sheet.save(CODE, target)
    assert target.read_text() == "a letter to the principal"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyPlace):
        recovery_sheet.save(CODE, tmp_path / "nowhere" / "sheet.pdf")
