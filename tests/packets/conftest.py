"""What the tests of packets start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Amira's family in a workspace of its own."""
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()
