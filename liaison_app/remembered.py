"""What is remembered of families while a workspace is open, and forgotten when it is closed.

Names are folded, compared and set in type again and again, so the answers are kept. A workspace
that is locked leaves none of them behind in memory.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import _lru_cache_wrapper

_Answer = TypeVar("_Answer")

_to_forget: list[Callable[[], object]] = []


def remembered(
    maxsize: int,
) -> Callable[[Callable[..., _Answer]], _lru_cache_wrapper[_Answer]]:
    """Keep a function's answers as `functools.lru_cache` does, until a workspace is closed.

    Args:
        maxsize: how many answers are kept.
    """

    def remember(function: Callable[..., _Answer]) -> _lru_cache_wrapper[_Answer]:
        kept = lru_cache(maxsize=maxsize)(function)
        when_closed(kept.cache_clear)
        return kept

    return remember


def when_closed(forget: Callable[[], object]) -> None:
    """Call a function each time that a workspace is closed: it drops what has names in it."""
    _to_forget.append(forget)


def forget() -> None:
    """Drop everything that is remembered of families."""
    for one in _to_forget:
        one()
