"""Searching in a thread of its own, on a connection of its own: typing never waits.

Only the newest question is answered. A question under way is interrupted by the next one.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING

from liaison_app.actions import finding
from liaison_app.actions.near_names import NearNames
from liaison_app.errors import Cancelled, LiaisonError

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.finding import Found
    from liaison_app.workspace import Workspace

LIMIT = 18


@dataclass(frozen=True)
class Answer:
    """What was found for one question; `text` is what was typed."""

    number: int
    text: str
    found: tuple[Found, ...]


@dataclass(frozen=True)
class _Question:
    number: int
    text: str


class SearchThread:
    """Answers questions, one at a time.

    Args:
        workspace: the open workspace; the thread takes a view of it when first asked.
        answered: called in this thread with each answer; it must only hand it on.
    """

    def __init__(self, workspace: Workspace, answered: Callable[[Answer], object]) -> None:
        self._workspace = workspace
        self._answered = answered
        self._questions: SimpleQueue[_Question | None] = SimpleQueue()
        self._newest = 0
        self._view: Workspace | None = None
        self._guard = threading.Lock()
        self._near = NearNames()
        self._thread: threading.Thread | None = None

    def ask(self, text: str) -> int:
        """Ask a question, in place of the one before; gives its number. "" makes ready."""
        self.interrupt()
        self._newest += 1
        self._questions.put(_Question(self._newest, text))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="search", daemon=True)
            self._thread.start()
        return self._newest

    def interrupt(self) -> None:
        """Stop looking for what nobody waits for any more."""
        with self._guard:
            if self._view:
                self._view.interrupt()

    def rest(self) -> None:
        """Let go of the connection until the next question: a change of key waits for it."""
        self._newest += 1
        self.interrupt()
        self._questions.put(None)

    def stop(self) -> None:
        """End the thread; it holds nothing afterwards."""
        self.rest()
        thread, self._thread = self._thread, None
        if thread:
            self._questions.put(_Question(-1, ""))
            thread.join(timeout=2)

    def _work(self) -> None:
        with ExitStack() as holding:
            while True:
                question = self._questions.get()
                if question is None:
                    self._let_go(holding)
                elif question.number < 0:
                    self._let_go(holding)
                    return
                elif question.number == self._newest:
                    # Locked meanwhile, or interrupted by the next key: nobody waits for an answer.
                    with suppress(LiaisonError, Cancelled, RuntimeError):
                        self._answer(question, holding)

    def _answer(self, question: _Question, holding: ExitStack) -> None:
        view = self._view
        if view is None:
            view = holding.enter_context(self._workspace.elsewhere(read_only=True))
            with self._guard:
                self._view = view
        if not question.text:
            self._near.read(view)
            return
        found = finding.find(view, question.text, LIMIT, near=self._near)
        if question.number == self._newest:
            self._answered(Answer(question.number, question.text, tuple(found)))

    def _let_go(self, holding: ExitStack) -> None:
        with self._guard:
            self._view = None
        holding.close()
