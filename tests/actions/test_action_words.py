"""Whoever reads the history reads words, never the name of an action."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import liaison_app.actions
from liaison_app.actions.action_words import words_for
from liaison_app.records import TYPES

ROOM = Path(liaison_app.actions.__file__).parent
WRITTEN = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
NAMES = set(re.findall(r'commit\(\s*"([a-z_]+\.[a-z_]+)"', WRITTEN))
VERBS = set(re.findall(r'commit\(\s*f"\{type_name\}\.([a-z]+)"', WRITTEN))


@pytest.mark.parametrize("name", sorted(NAMES - {"practice.reference"}))
def test_every_action_has_words(name: str) -> None:
    assert words_for(name) != name


def test_what_is_done_to_any_kind_has_words() -> None:
    assert {"add", "change", "remove", "restore"} <= VERBS
    for verb in VERBS:
        assert all(words_for(f"{kind}.{verb}") != f"{kind}.{verb}" for kind in TYPES)
