"""Long work of the open workspace: each piece has a panel with progress and Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import jobs
from ui.widgets.progress import ProgressPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Workspace
    from ui.jobs import Job, Report

T = TypeVar("T")
_SHOWN_AFTER_MS = 300  # what is done sooner needs no panel


class Work(QWidget):
    """The panels of all work under way, below each other; without work it takes no room."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._running: dict[Job[Any], ProgressPanel] = {}
        self._over = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def start(
        self,
        work: Callable[[Workspace, Report], T],
        then: Callable[[T], None],
        failed: Callable[[LiaisonError], None],
        label: str,
    ) -> None:
        """Run `work` on a view of the workspace in another thread, as `Shell.job` says."""
        panel = ProgressPanel()
        self._box.addWidget(panel)

        def run(report: Report) -> T:
            report(0, 0)  # stopped before it began
            with self._workspace.elsewhere() as view:
                return work(view, report)

        def done(value: T) -> None:
            self._end(job)
            if not self._over:
                then(value)

        def wrong(error: LiaisonError) -> None:
            self._end(job)
            if not self._over:
                failed(error)

        job = jobs.start(self, run, done=done, failed=wrong, progress=panel.advance)
        self._running[job] = panel
        panel.cancelled.connect(lambda: self._cancel(job))
        QTimer.singleShot(_SHOWN_AFTER_MS, panel, lambda: self._show(job, label))

    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def stop(self) -> None:
        """Ask everything under way to stop; nothing half done is kept.

        What had just ended tells nobody: the pages that wait for it go, and the files close.
        """
        self._over = True
        for job in list(self._running):
            job.cancel()

    def _show(self, job: Job[Any], label: str) -> None:
        panel = self._running.get(job)
        if panel and label:
            panel.begin(label)
            self.show()

    def _cancel(self, job: Job[Any]) -> None:
        job.cancel()
        panel = self._running.pop(job, None)
        if panel:  # the work stops at its next step; its answer is no longer waited for
            panel.hide()
            panel.deleteLater()
        self.setVisible(bool(self._running))

    def _end(self, job: Job[Any]) -> None:
        panel = self._running.pop(job, None)
        if panel:
            panel.finish()
            panel.deleteLater()
        self.setVisible(bool(self._running))
