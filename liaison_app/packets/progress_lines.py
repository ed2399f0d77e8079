"""How far a goal is, as plain data: a block of `content`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison_app.packets.content import Said


@dataclass(frozen=True)
class ProgressStrip:
    """Steps from a beginning to an end, in a line, with where somebody stands.

    Attributes:
        stages: what each step is called, the first one first.
        reached: how many of them are reached, 0 for none yet.
        said: what the strip shows, for who cannot see it.
        marks: what was said of it on which day, in small words below.
    """

    stages: tuple[Said, ...]
    reached: int
    said: Said
    marks: tuple[Said, ...] = ()
