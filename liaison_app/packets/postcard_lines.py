"""A postcard to cut out, as plain data: a block of `content`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison_app.packets.content import Said


@dataclass(frozen=True)
class Postcard:
    """A message that is kept on a door or a wall.

    Attributes:
        icon: a large pictogram beside the message.
        said: the message.
        more: what somebody typed below it; () for nothing.
        signed: who it is from, and the day.
    """

    icon: str
    said: Said
    more: Said
    signed: tuple[Said, ...]
