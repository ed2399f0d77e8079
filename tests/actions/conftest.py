"""Two laptops that have met, for tests of what people wrote without knowing of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.differing import Pair, pair_of
from tests.store.laptops import Stable

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def stable(tmp_path_factory: pytest.TempPathFactory) -> Stable:
    return Stable(tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def pair(stable: Stable) -> Iterator[Pair]:
    made = pair_of(stable)
    yield made
    made.close()
