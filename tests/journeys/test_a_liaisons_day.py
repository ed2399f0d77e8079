"""The day that `make demo` shows, in the real window, and what it leaves in the workspace."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from liaison_app.actions import practice, workspaces
from ui import demo, preferences
from ui.hands import Hands
from ui.look import Scheme
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PLAIN = replace(preferences.Preferences(), language="en", scheme=Scheme.LIGHT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "practice"
    practice.make(made, families=12)
    return made


def test_a_day_from_the_lock_page_to_the_lock_page(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    window = MainWindow(folder)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    hands = Hands(window, pictures)

    demo.day(window, hands, demo.write_export(tmp_path), PLAIN)

    assert len(hands.taken) == 21
    assert all(picture.stat().st_size > 10_000 for picture in hands.taken)
    window.close()
    with workspaces.unlock(folder, practice.PASSPHRASE) as workspace:
        note = workspace.read("SELECT text, visit FROM note ORDER BY n DESC LIMIT 1")[0]
        visit = note["visit"]
        assert note["text"] == demo.NOTE
        assert workspace.read("SELECT outcome FROM visit WHERE id = :id", {"id": visit})[0][0] == (
            "met"
        )
        there = workspace.read("SELECT n FROM visit_participant WHERE visit = :id", {"id": visit})
        assert len(there) == 2
        promised = workspace.read("SELECT what FROM commitment WHERE visit = :id", {"id": visit})
        assert [row[0] for row in promised] == ["call the bus office"]
        assert workspace.read("SELECT n FROM person WHERE given_name = 'Tomás'")
        given = workspace.read("SELECT language, code, means FROM packet_issue ORDER BY n")
        assert [(row["language"], row["means"]) for row in given] == [
            (tag, "saved") for tag in demo.PACKETS
        ]
        for row in given:
            packet = (pictures / f"packet-{row['language']}.pdf").read_bytes()
            text = "".join(page.extract_text() for page in PdfReader(BytesIO(packet)).pages)
            assert row["code"] in text
        assert workspace.drafts() == []
        assert workspaces.check(workspace).ok
