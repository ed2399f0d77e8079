"""`liaison promise phrases`: the promises that print in the family's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.cli import main

if TYPE_CHECKING:
    import pytest


def test_all_are_listed_or_those_that_begin_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["promise", "phrases"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 40
    assert main(["promise", "phrases", "talk", "with"]) == 0
    assert "Talk with …" in capsys.readouterr().out.splitlines()
    assert main(["promise", "phrases", "xylophone"]) == 0
    assert not capsys.readouterr().out
