"""Work in a thread: values in, values out, words for what went wrong, nothing half done."""

from __future__ import annotations

import gc
import logging
import threading

import pytest
from PySide6.QtCore import QObject

from liaison_app.errors import Cancelled, LiaisonError, NoRoom
from ui import jobs


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture(autouse=True)
def nothing_runs_on(qtbot):
    yield
    assert jobs.wait_for_all()
    qtbot.waitUntil(lambda: not jobs._running)


def test_the_result_comes_back_in_the_windows_thread(qtbot, owner) -> None:
    came = []
    where: list[int] = []

    def work(_report: jobs.Report) -> int:
        where.append(threading.get_ident())
        return 42

    def done(value: int) -> None:
        came.append((value, threading.get_ident()))

    jobs.start(owner, work, done=done)
    qtbot.waitUntil(lambda: bool(came))
    assert came == [(42, threading.get_ident())]
    assert where != [threading.get_ident()]


def test_nobody_needs_to_keep_the_job(qtbot, owner) -> None:
    came: list[int] = []

    def count(number: int):
        return lambda _report: number

    for number in range(20):
        jobs.start(owner, count(number), done=came.append)
    gc.collect()
    qtbot.waitUntil(lambda: sorted(came) == list(range(20)))


def test_progress_arrives_in_order(qtbot, owner) -> None:
    seen, came = [], []

    def work(report: jobs.Report) -> str:
        for step in range(3):
            report(step, 3, f"row {step}")
        return "read"

    jobs.start(
        owner,
        work,
        done=came.append,
        progress=lambda *at: seen.append((*at, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: came == ["read"])
    here = threading.get_ident()
    assert seen == [(0, 3, "row 0", here), (1, 3, "row 1", here), (2, 3, "row 2", here)]


def test_a_known_problem_arrives_as_it_is(qtbot, owner) -> None:
    failed, came = [], []

    def work(_report: jobs.Report) -> None:
        raise NoRoom("The disk is full.")

    jobs.start(owner, work, done=came.append, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], NoRoom)
    assert came == []


def test_a_bug_is_said_without_what_it_held(qtbot, owner, caplog) -> None:
    failed = []

    def work(_report: jobs.Report) -> None:
        raise KeyError("Lan Nguyễn, 12 Maple Street")

    with caplog.at_level(logging.ERROR):
        jobs.start(owner, work, done=failed.append, failed=failed.append)
        qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], LiaisonError)
    assert "KeyError" in str(failed[0])
    said = str(failed[0]) + caplog.text
    assert "Maple" not in said
    assert "test_jobs.py:" in caplog.text


def test_cancel_stops_at_the_next_report_and_is_no_error(qtbot, owner) -> None:
    told, undone, running = [], [], threading.Event()

    def work(report: jobs.Report) -> None:
        try:
            while True:
                report(1, 0)
                running.set()
        except Cancelled:
            undone.append("rolled back")
            raise

    job = jobs.start(owner, work, done=told.append, failed=told.append)
    assert running.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: undone == ["rolled back"])
    assert jobs.wait_for_all()
    qtbot.wait(10)
    assert told == []


def test_a_page_that_is_gone_is_not_called(qtbot) -> None:
    told, go = [], threading.Event()
    page = QObject()
    jobs.start(page, lambda _r: go.wait(10), done=told.append)
    page.deleteLater()
    qtbot.waitUntil(lambda: _is_gone(page))
    go.set()
    assert jobs.wait_for_all()
    qtbot.wait(10)
    assert told == []


def _is_gone(page: QObject) -> bool:
    try:
        page.objectName()
    except RuntimeError:
        return True
    return False
