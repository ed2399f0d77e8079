"""The exchange that `make demo` shows: a colleague joins, both write, one answers, both are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import differences, exchange, laptops, practice, workspaces
from liaison_app.records.partnership import Note
from liaison_app.records.people import Address
from ui import demo, demo_exchange, demo_places, jobs
from ui.hands import Hands
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "practice"
    practice.make(made, families=6)
    return made


def test_two_laptops_and_one_stick(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    window = MainWindow(folder)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    pictures, stick, place = (tmp_path / name for name in ("pictures", "stick", "place"))
    for made in (pictures, stick, place):
        made.mkdir()
    hands = Hands(window, pictures)
    demo.unlock(window, hands)

    ours, theirs = demo_exchange.two_laptops(window, hands, stick, tmp_path / "second", place)

    assert ours == theirs
    assert len(hands.taken) == 15
    assert all(picture.stat().st_size > 10_000 for picture in hands.taken)
    window.close()
    assert jobs.wait_for_all()
    with workspaces.unlock(folder, practice.PASSPHRASE) as workspace:
        lines = [address.line_1 for address in workspace.all(Address)]
        assert demo_exchange.ANAS_STREET in lines
        assert demo_exchange.ROSAS_STREET not in lines
        texts = {note.text for note in workspace.all(Note)}
        assert {demo_exchange.ROSAS_NOTE, demo_exchange.ANAS_NOTE, demo_places.NOTE} <= texts
        assert "Ana Torres" in [line.person for line in laptops.laptops(workspace)]
        colleagues = {one.name: one.lacks for one in exchange.status(workspace).colleagues}
        assert colleagues["Ana Torres"] == 0
        assert workspaces.check(workspace).ok
    on_the_place = [file for file in place.rglob("*") if file.is_file()]
    assert on_the_place
    for file in [*stick.iterdir(), *on_the_place]:
        said = file.read_bytes()
        assert not any(word in said for word in (b"Ana", b"Alder", b"Rosa", b"North side"))


def test_a_practice_caseload_has_a_colleague_and_one_difference(folder: Path) -> None:
    with workspaces.unlock(folder, practice.PASSPHRASE) as workspace:
        (colleague,) = exchange.status(workspace).colleagues
        assert colleague.name == "Ben Carter"
        assert colleague.heard
        (waiting,) = differences.differences(workspace)
        assert waiting.field == "line_1"
        assert len(waiting.sides) == 2
        assert any("ring twice" in note.text for note in workspace.all(Note))
    assert [path.name for path in folder.parent.iterdir()] == ["practice"]
