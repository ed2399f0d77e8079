"""A window small enough to test one page in: it does what `ui.shell.Shell` promises, no more."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import jobs
from ui.widgets.save_state import SaveState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Page

T = TypeVar("T")


class OnePageShell(QWidget):
    """Shows the pages it is given, and notes what they say.

    Attributes:
        went: pages asked for, with their targets.
        said: what was done, with the number to undo.
        troubles: what went wrong.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.save_state = SaveState()
        self.went: list[tuple[str, dict[str, str]]] = []
        self.said: list[tuple[str, int]] = []
        self.troubles: list[str] = []
        self._pages: dict[str, tuple[QWidget, Page]] = {}
        self._shown: Page | None = None
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.save_state)
        box.addWidget(self._stack, 1)
        self._deaf = workspace.subscribe(self._touched)

    def add(self, widget: QWidget, page: Page) -> None:
        """Hold a page; `go` shows it."""
        self._pages[page.name] = (widget, page)
        self._stack.addWidget(widget)

    def go(self, page: str, **target: str) -> None:
        if self._shown:
            self._shown.leave()
        self.went.append((page, target))
        if page in self._pages:
            widget, self._shown = self._pages[page]
            self._stack.setCurrentWidget(widget)
            self._shown.arrive(**target)

    def back(self) -> None:
        self.go("today")

    def done(self, words: str, *, undo: int = 0) -> None:
        self.said.append((words, undo))

    def trouble(self, error: LiaisonError) -> None:
        self.troubles.append(str(error))

    def job(
        self,
        work: Callable[[Workspace, Report], T],
        then: Callable[[T], None],
        *,
        label: str,
        failed: Callable[[LiaisonError], None] | None = None,
    ) -> None:
        def run(report: Report) -> T:
            with self.workspace.elsewhere() as view:
                return work(view, report)

        jobs.start(self, run, done=then, failed=failed or self.trouble)

    def deaf(self) -> None:
        """Hear no more of what is written."""
        self._deaf()

    def _touched(self, touched: Touched) -> None:
        from threading import current_thread, main_thread

        if self._shown and current_thread() is main_thread():
            self._shown.touched(touched)


@contextmanager
def shown(
    made: Callable[[OnePageShell], QWidget], workspace: Workspace, qtbot: QtBot
) -> Iterator[OnePageShell]:
    """A shell in sight that holds one page; what the page began is waited for at the end."""
    shell = OnePageShell(workspace)
    qtbot.addWidget(shell)
    page = made(shell)
    shell.add(page, page)
    shell.resize(1158, 704)
    shell.show()
    yield shell
    assert jobs.wait_for_all()
    shell.deaf()
