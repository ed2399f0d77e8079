"""An exchange with a shared folder is killed at each named moment, and anywhere: nothing is lost.

`python -m tests.sync.kills 20 400` does it more often.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.sync import kills

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
EACH, ANYWHERE = 2, 12


def test_whenever_the_power_fails_in_an_exchange_nothing_is_lost(tmp_path: Path) -> None:
    hit = kills.kill(EACH, ANYWHERE, 7, tmp_path)
    for point in kills.POINTS:
        assert hit[point] == EACH, hit
    assert hit[kills.ANYWHERE] == ANYWHERE
