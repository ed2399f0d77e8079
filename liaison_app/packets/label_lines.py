"""Labels on sheets that are sold ready to be peeled off, as plain data: a block of `content`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison_app.packets.content import Text


class LabelSize(StrEnum):
    """Which of two common sizes; the sheet depends on the paper (`blocks.labels.SHEETS`)."""

    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True)
class LabelLine:
    """A line of a label; it is set on one line where that can be read."""

    said: Text
    bold: bool = False


@dataclass(frozen=True)
class Label:
    """What stands on one label, from top to bottom."""

    lines: tuple[LabelLine, ...]


@dataclass(frozen=True)
class Labels:
    """Labels, and the first place on the sheet, from 1, that is not peeled off yet.

    They fill their sheets to the edge, so a print of labels holds nothing else.
    """

    labels: tuple[Label, ...]
    size: LabelSize
    first: int = 1
