"""A workspace for each test that asks for one; no test may leave a transaction open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.store import laptops

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new, open workspace."""
    made = laptops.new(tmp_path / "workspace")
    yield made
    if not made.shared.closed:
        assert not made.conn.in_transaction, "a transaction was left open"
    made.close()


@pytest.fixture(scope="session")
def stable(tmp_path_factory: pytest.TempPathFactory) -> laptops.Stable:
    """Where laptops come from that need not be made slowly."""
    return laptops.Stable(tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def laptop(stable: laptops.Stable) -> Iterator[Callable[..., Workspace]]:
    """Makes laptops that know of each other; all are closed at the end."""
    made: list[Workspace] = []

    def make(device: str = "", days_ahead: int = 0) -> Workspace:
        clock = laptops.Clock(laptops.NOON + timedelta(days=days_ahead))
        made.append(stable.laptop(device, clock))
        return made[-1]

    yield make
    for workspace in made:
        assert not workspace.conn.in_transaction
        workspace.close()
