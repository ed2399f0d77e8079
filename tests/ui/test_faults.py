"""A fault of the program: said in the window, without a name, without a traceback."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from liaison_app import faults
from ui import faults as window_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.errors import LiaisonError

NAME = "Mirembe Nakato"


@pytest.fixture
def hooks() -> Iterator[None]:
    import threading

    from PySide6.QtCore import qInstallMessageHandler

    kept = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = kept
    qInstallMessageHandler(None)


def test_a_fault_is_told_by_its_type_and_place(
    hooks: None, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    told: list[LiaisonError] = []
    window_faults.watch(told.append)
    with pytest.raises(ValueError, match=NAME) as raised:
        int(NAME)
    sys.excepthook(ValueError, raised.value, raised.tb)
    assert "ValueError at test_faults.py:" in str(told[0])
    everything = str(told[0]) + caplog.text + "".join(capsys.readouterr())
    assert NAME not in everything
    assert "Traceback" not in everything


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_a_dying_process_leaves_no_image_of_its_memory() -> None:
    code = (
        "from liaison_app import faults; faults.leave_no_dump(); import ctypes, resource;"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "(0,", "0)"]


def test_a_fault_without_a_place_is_told_too() -> None:
    assert "(ValueError at ?)" in faults.words_of(ValueError(NAME))
