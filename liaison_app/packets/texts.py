"""Every text of a packet or of a part of it, in the order in which it is read."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from liaison_app.packets.content import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


def texts(part: Any) -> Iterator[Text]:
    """The texts in a packet, a section, a block, or several of these."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple | list):
        for one in part:
            yield from texts(one)
    elif dataclasses.is_dataclass(part):
        for one in dataclasses.fields(part):
            yield from texts(getattr(part, one.name))
