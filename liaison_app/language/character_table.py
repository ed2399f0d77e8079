"""Properties of characters by table lookup, the same on every Python."""

from __future__ import annotations

from bisect import bisect_right


class CharacterTable(dict[str, str]):
    """A property of every character, read from steps of "first code point:value".

    It fills itself with the characters that are asked for, so that going over a text costs one
    dictionary lookup for each of its characters.
    """

    def __init__(self, steps: str) -> None:
        super().__init__()
        pairs = [step.partition(":") for step in steps.split()]
        self._firsts = [int(first, 16) for first, _, _ in pairs]
        self._values = [value for _, _, value in pairs]

    def __missing__(self, character: str) -> str:
        value = self._values[bisect_right(self._firsts, ord(character)) - 1]
        self[character] = value
        return value
