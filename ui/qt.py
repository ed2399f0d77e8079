"""What the window adds to Python's typing for Qt: a mark for methods that Qt calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:  # typing has it from Python 3.12; at run time the mark does nothing

    def override(method):
        """Mark a method that overrides one of Qt's."""
        return method


__all__ = ["override"]
