"""Work that a process of its own may do wrong, so that it must be ended or ends by itself."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison_app.interchange.metadata.bounds import Left


def hang(_content: bytes) -> tuple[bytes, Left]:
    """Never come back."""
    while True:
        time.sleep(1)


def die(_content: bytes) -> tuple[bytes, Left]:
    """End at once and say nothing, as after a fault in a library."""
    os._exit(1)


def swell(content: bytes) -> tuple[bytes, Left]:
    """Take all the memory that there is."""
    return swell(content * 100)
