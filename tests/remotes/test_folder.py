"""A folder as a shared place, on this computer's own file systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.remotes.addresses import Address
from tests.remotes.contract import RemoteContract

if TYPE_CHECKING:
    from pathlib import Path


class TestFolder(RemoteContract):
    @pytest.fixture
    def address(self, tmp_path: Path) -> Address:
        return Address(f"folder:{tmp_path}")
