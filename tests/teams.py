"""A team of laptops for every test of files between them, and a place that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sync.laptops import Team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A team in which nobody is yet; its workspaces are closed after the test."""
    made = Team(tmp_path)
    yield made
    made.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder, as on an office's drive."""
    made = tmp_path / "place"
    made.mkdir()
    return made
