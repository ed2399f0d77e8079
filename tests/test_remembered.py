"""A workspace that was closed leaves no family's name in what the program remembers."""

from __future__ import annotations

import gc
import re
import sys
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import finding
from tests.packets.home import Home
from tests.packets.typeset import sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("Amira", "أميرة", "amira", "Juniper", "555 0142", "555\u00a00142", "5550142")


def remembered_names() -> set[str]:
    """Which of the names are in what modules of the program hold: answers, tables, lists."""
    rooms = [one for name, one in sys.modules.items() if name.startswith("liaison_app")]
    held = [value for room in rooms for value in vars(room).values()]
    texts = list(texts_in([one for one in held if type(one).__module__ != "typing"]))
    sought = {name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in NAMES}
    return {name for name, word in sought.items() for text in texts if word.search(text)}


def texts_in(held: list[Any]) -> Iterator[str]:
    """All texts that are reached from objects, but not what functions and classes are made of."""
    seen: set[int] = set()
    while held:
        one = held.pop()
        if id(one) in seen or isinstance(one, (FunctionType, ModuleType, type)):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            yield one
        else:
            held += gc.get_referents(one)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "workspace")


def use(home: Home, language: str) -> None:
    """Make a packet and look for a family, as before every visit."""
    assert home.prepare(language=language, beside="en").pdf
    assert finding.find(home.workspace, "Amira")


@pytest.mark.parametrize("language", ["ar", "km"])
def test_no_name_is_left_when_the_workspace_is_closed(home: Home, language: str) -> None:
    use(home, language)
    assert "Amira" in remembered_names()
    home.workspace.close()
    assert remembered_names() == set()


def test_a_page_that_is_set_while_the_workspace_closes_leaves_no_name_either(home: Home) -> None:
    with home.workspace.elsewhere():
        home.workspace.close()
        sheet.layout("Amira \u1787\u17b6", "ar", 300.0)  # two faces: they are looked for by word
        assert "Amira" in remembered_names()
    assert remembered_names() == set()
