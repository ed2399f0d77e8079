"""What a page may ask of the window around it; no page knows another page.

A page is a QWidget that fulfils `Page`. It is made once per unlock with the open workspace and this
shell, reads through `liaison_app.actions`, and reads again when `touched` names one of its types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.widgets.save_state import SaveState

T = TypeVar("T")


class Page(Protocol):
    """One page of the window."""

    name: str
    """Such as `today`; what `Shell.go` takes."""

    def arrive(self, **target: str) -> None:
        """The page is shown with what `Shell.go` was given, such as `household=ID`: read, draw.

        It also puts the keyboard focus where work begins.
        """

    def leave(self) -> None:
        """Another page will be shown, or the workspace locks: keep what is being typed, durably."""

    def touched(self, touched: Touched) -> None:
        """Something was written: read again if the page shows one of its types."""


@runtime_checkable
class Absorbing(Protocol):
    """A page on which somebody may do what must not change under her hands."""

    def absorbed(self) -> bool:
        """Whether she does: then no exchange begins by itself."""


@runtime_checkable
class ShowsExchange(Protocol):
    """A page, or a part of one, that shows how the exchange is."""

    def exchanged(self) -> None:
        """An exchange ended, whoever began it, or something about it is known anew."""


class Shell(Protocol):
    """The window, as pages see it."""

    workspace: Workspace

    save_state: SaveState
    """Above every page, always in sight: whether what is typed is kept."""

    def go(self, page: str, **target: str) -> None:
        """Show a page: today, families, family, packet, debrief, kits, records, and so on."""

    def back(self) -> None:
        """Show the page before this one."""

    def done(self, words: str, *, undo: int = 0) -> None:
        """Say briefly that something was done; with an action's number, offer to undo it."""

    def trouble(self, error: LiaisonError) -> None:
        """Say in the window what went wrong and what to do."""

    def job(
        self,
        work: Callable[[Workspace, Report], T],
        then: Callable[[T], None],
        *,
        label: str,
        failed: Callable[[LiaisonError], None] | None = None,
    ) -> None:
        """Run `work` in another thread on its own view of the workspace, with progress and Cancel.

        `work` gets the view and a progress function that raises `Cancelled` once the person
        stopped it; it gets values and returns values, never widgets. `then` or `failed` runs in
        the window's thread. Without a `label` there is no panel with progress: the page itself says
        what is under way.
        """
