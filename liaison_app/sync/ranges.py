"""Sets of whole numbers that mostly follow each other, as few pairs of first and last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from liaison_app.sync.strict import is_count

Ranges = Sequence[Sequence[int]]
"""Pairs of first and last, both included, in order and apart from each other."""

_MOST = 1_000


def of(numbers: Iterable[int]) -> list[list[int]]:
    """Give numbers as ranges."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def union(one: Ranges, other: Ranges) -> list[list[int]]:
    """Give what is in either."""
    found: list[list[int]] = []
    for first, last in sorted((low, high) for low, high in (*one, *other)):
        if found and first <= found[-1][1] + 1:
            found[-1][1] = max(last, found[-1][1])
        else:
            found.append([first, last])
    return found


def without(one: Ranges, other: Ranges) -> list[list[int]]:
    """Give what is in the first and not in the second."""
    rest: list[list[int]] = []
    for first, last in one:
        at = first
        for low, high in other:
            if high < at or low > last:
                continue
            if low > at:
                rest.append([at, low - 1])
            at = high + 1
        if at <= last:
            rest.append([at, last])
    return rest


def numbers(ranges: Ranges, most: int) -> list[int]:
    """Give the numbers, at most so many of them: ranges from elsewhere may claim anything."""
    found: list[int] = []
    for first, last in ranges:
        found.extend(range(first, min(last, first + most - len(found) - 1) + 1))
        if len(found) >= most:
            break
    return found


def read(value: object) -> Ranges:
    """Read ranges that somebody else wrote.

    Raises:
        TypeError, ValueError: it is none, or too many of them.
    """
    if not isinstance(value, list) or len(value) > _MOST:
        raise TypeError
    before = -1  # neighbours would be one range
    for first, last in value:
        if not (is_count(first) and is_count(last) and before + 1 < first <= last):
            raise ValueError
        before = last
    return value
