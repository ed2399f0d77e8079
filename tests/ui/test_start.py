"""The first window: nothing but Qt and the standard library, whatever the disk holds."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import application, preferences, start
from ui.look import Scheme
from ui.main_window import MainWindow
from ui.preferences import Preferences

FORBIDDEN = {
    "sqlite_utils",
    "sqlcipher3",
    "click",
    "babel",
    "reportlab",
    "openpyxl",
    "nacl",
    "anyascii",
    "rapidfuzz",
    "platformdirs",
    "filelock",
}

FIRST_PAINT = """
import json, sys
from ui import application
app = application.make()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from ui.widgets import labels
from ui.widgets.buttons import primary
from ui.widgets.fields import SecretField
from ui.widgets.layout import column
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
window = Window()
window.setLayout(column(
    labels.IconLabel("lock", "accent_text", 48), labels.title("Liaison"),
    SecretField("Passphrase"), primary("Open", icon="lock-open"),
))
window.show()
app.exec()
outside = {name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
print(json.dumps(sorted(outside)))
"""


def run(program: str, **environment: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, **environment},
    )
    return ran.stdout


@pytest.mark.parametrize("language", ["en_US.UTF-8", "es_MX.UTF-8", "ar_EG.UTF-8"])
def test_the_first_paint_needs_only_qt_and_the_standard_library(language: str) -> None:
    outside = set(json.loads(run(FIRST_PAINT, LANG=language)))
    assert not outside & FORBIDDEN
    assert {name for name in outside if not name.startswith(("_", "sitecustomize"))} <= {
        "PySide6",
        "shiboken6",
        "shibokensupport",
        "signature_bootstrap",
        "liaison_app",
        "ui",
    }


def test_the_program_loads_no_qt_before_it_knows_what_is_wanted() -> None:
    loaded = run("import sys, ui.start; print('PySide6' in sys.modules)")
    assert loaded.strip() == "False"


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--workspace", "folder"], True),
        (["list", "visit"], False),
        (["--help"], False),
        (["--workspace", "folder", "list"], False),
    ],
)
def test_only_a_command_keeps_the_window_closed(arguments: list[str], *, window: bool) -> None:
    assert start.wants_window(arguments) is window


def test_preferences_are_kept_and_damage_means_the_defaults(tmp_path, monkeypatch) -> None:
    place = tmp_path / "deep" / "window.json"
    monkeypatch.setattr(preferences, "_path", lambda: place)
    assert preferences.load() == Preferences()
    chosen = Preferences(Scheme.DARK, 1.5, "es")
    preferences.save(chosen)
    assert preferences.load() == chosen
    assert chosen.languages()[0] == "es"
    for damage in ("", "[]", '{"scheme": "pink"}', '{"scale": "wide"}', "\x00"):
        place.write_text(damage, encoding="utf-8")
        assert preferences.load() == Preferences()
    place.write_text('{"scale": 99}', encoding="utf-8")
    assert preferences.load().scale == 2.0


def test_a_disk_that_refuses_costs_only_the_preference(tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(preferences, "_path", lambda: Path(tmp_path, "file", "window.json"))
    preferences.save(Preferences(Scheme.DARK))
    assert preferences.load() == Preferences()


def test_the_window_looks_alike_on_every_system() -> None:
    program = (
        "from ui import application;"
        "application.theme.apply = lambda *_rest: None;"  # a sheet would hide the style's name
        "app = application.make(); print(app.style().name())"
    )
    assert run(program, QT_STYLE_OVERRIDE="windows").strip() == "fusion"


def test_on_a_small_laptop_the_window_fills_the_screen(qtbot, tmp_path) -> None:
    window = MainWindow(tmp_path / "none")
    qtbot.addWidget(window)
    assert window.screen().availableSize().width() < 1366  # so is the screen of these tests
    window.appear()
    assert window.isMaximized()


def test_garbage_is_collected_again_once_the_window_stands(qtbot, qapp) -> None:
    gc.disable()
    try:
        application.after_first_paint(qapp)
        qtbot.waitUntil(gc.isenabled)
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize("display", ["", ":77"])
def test_without_a_screen_it_says_so(display: str, tmp_path: Path) -> None:
    around = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "WAYLAND"))}
    run = subprocess.run(
        [sys.executable, "-c", "from ui.start import main; main()"],
        env={**around, "DISPLAY": display},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("There is no screen here")
    assert len(run.stderr.splitlines()) == 1
