"""Every action that the program writes is called by words, not by its name in the log."""

from __future__ import annotations

import re
from pathlib import Path

from liaison_app.actions.action_words import words_for
from liaison_app.records import TYPES

CHECKOUT = Path(__file__).resolve().parent.parent.parent
_COMMIT = re.compile(r"""commit\(\s*f?"([a-z_.{}]+)",""")


def written_names() -> set[str]:
    """The names of actions as the code writes them, those of every kind of record spelt out."""
    found: set[str] = set()
    for path in [*CHECKOUT.glob("liaison_app/**/*.py"), *CHECKOUT.glob("ui/**/*.py")]:
        for name in _COMMIT.findall(path.read_text("utf-8")):
            subject, _dot, verb = name.partition(".")
            found |= {f"{kind}.{verb}" for kind in TYPES} if "{" in subject else {name}
    return found


def test_every_action_has_words() -> None:
    names = written_names()
    assert {"visit.record", "note.add", "kit.lend"} <= names
    assert sorted(name for name in names if words_for(name) == name) == []
