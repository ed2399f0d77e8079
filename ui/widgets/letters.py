"""Letters that lead somewhere with Alt: each means one thing among all that is in sight.

Buttons and labels bring a letter of their own, in every language another one; where two would have
the same, the later one takes another letter of its words, or none.
"""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

_AND = "\0"  # in place of an ampersand that marks no letter


def settle(part: QWidget) -> None:
    """Let what stands in `part` give way to what stands around it, and to what comes before it."""
    window = part.window()
    inside = [one for one in _marked(part) if one.isVisible()]
    within = set(map(id, inside))
    around = [one for one in _marked(window) if id(one) not in within and one.isVisible()]
    taken = {_letter(one.text()) for one in around}
    for one in inside:
        letter = _letter(one.text())
        if letter in taken:
            one.setText(_with_another(one.text(), taken))
        taken.add(_letter(one.text()))


def _marked(part: QWidget) -> list[QAbstractButton | QLabel]:
    """What has a letter in `part`, in the order in which it was made."""
    found = [one for one in part.findChildren(QWidget) if isinstance(one, QAbstractButton | QLabel)]
    return [
        one
        for one in found
        if (isinstance(one, QAbstractButton) or one.buddy()) and _letter(one.text())
    ]


def _letter(words: str) -> str:
    return QKeySequence.mnemonic(words).toString()[-1:].casefold()


def _with_another(words: str, taken: set[str]) -> str:
    bare = words.replace("&&", _AND).replace("&", "")
    place = next(
        (n for n, one in enumerate(bare) if one.isalpha() and one.casefold() not in taken), None
    )
    marked = bare if place is None else f"{bare[:place]}&{bare[place:]}"
    return marked.replace(_AND, "&&")
