"""Answers that nothing takes: a full disk or a closed output is said in a sentence, exit code 1."""

from __future__ import annotations

import resource
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_packets import Desk, desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["desk"]

_END = 50_000_000  # beyond what any file of a small workspace reaches
UNSAID = "The answer could not be written: what takes it is full or closed."


@contextmanager
def full_output(folder: Path) -> Iterator[None]:
    """Standard output is a file that may not grow: what a full disk is, without filling one."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with (folder / "answer").open("w") as file, pytest.MonkeyPatch.context() as patch:
        file.seek(_END)
        patch.setattr(sys, "stdout", file)
        resource.setrlimit(resource.RLIMIT_FSIZE, (_END, limits[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_pdf_that_finds_no_room_is_said_and_does_not_count(desk: Desk, tmp_path: Path) -> None:
    with full_output(tmp_path):
        _said, warned = desk.welcome("--language", "en", "-o", "-", code=1)
    assert warned == (
        "The PDF could not be written: what takes it is full or closed. Try another place."
    )
    assert desk.issues() == []


def test_an_answer_that_finds_no_room_is_said(desk: Desk, tmp_path: Path) -> None:
    for arguments in (("languages", "--json"), ("languages",)):
        with full_output(tmp_path):
            _said, warned = desk.run(*arguments, code=1)
        assert warned.startswith(UNSAID)


def test_a_pdf_for_a_closed_output_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)  # as it is after `>&-`
        _said, warned = desk.welcome("--language", "en", "-o", "-", code=1)
    assert warned == "Nothing takes the PDF: standard output is closed."
    assert desk.issues() == []


def test_python_does_not_complain_once_more_when_it_ends(tmp_path: Path) -> None:
    program = """
import resource, sys
from liaison_app.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
sys.exit(main(["--help"]))
"""
    with (tmp_path / "answer").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", program], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.decode().strip().startswith(UNSAID)
    assert ended.stderr.decode().count("\n") == 1
