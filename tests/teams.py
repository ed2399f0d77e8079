"""Laptops for every test of what goes between them, and a place that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.differing import Pair, pair_of
from tests.store.laptops import Stable
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


@pytest.fixture(scope="module")
def stable(tmp_path_factory: pytest.TempPathFactory) -> Stable:
    """Where laptops come from that need not be made slowly."""
    return Stable(tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def pair(stable: Stable) -> Iterator[Pair]:
    """Two laptops that have met, for what people write without knowing of each other."""
    made = pair_of(stable)
    yield made
    made.close()
