"""The open workspace in the window: sidebar, search, pages, messages. It is the `Shell` of pages.

It is made at unlock and destroyed at lock, with every page and everything they show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from liaison_app.actions import care, differences, erased_again
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from ui import look, places
from ui.changes import Changes
from ui.qt import override
from ui.search_popup import SearchBox
from ui.shell import Absorbing, ShowsExchange
from ui.shortcuts import ShortcutList
from ui.sidebar import Sidebar
from ui.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.banner import Banner, practice_band
from ui.widgets.buttons import icon_button
from ui.widgets.panels import ConfirmPanel
from ui.widgets.save_state import SaveState
from ui.widgets.side_panel import SidePanel
from ui.widgets.toast import Toast
from ui.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.preferences import Preferences
    from ui.shell import Page

T = TypeVar("T")
Visit = tuple[str, dict[str, str]]
_RAIL_BELOW = 1080  # logical pixels at 100 % text


class Owner(Protocol):
    """What the open workspace may ask of the window that holds it."""

    def lock(self) -> None:
        """Close the workspace and show the lock page."""

    def cover(self) -> None:
        """Blank everything until the PIN or passphrase is given."""

    def restore(self) -> None:
        """Lock, and show the page that restores a backup."""

    def gone(self) -> None:
        """The workspace was erased from this laptop: show what an empty place shows."""

    def set_idle_minutes(self, minutes: int) -> None:
        """Lock after this many minutes without use from now on."""

    def restyle(self, chosen: Preferences) -> None:
        """Show the whole window in this language, text size and these colours from now on."""


class Desk(QWidget):
    """Everything the person sees while the workspace is open.

    Args:
        workspace: the open workspace.
        owner: the window.
    """

    def __init__(self, workspace: Workspace, owner: Owner) -> None:
        super().__init__()
        self.workspace = workspace
        self.owner = owner
        self._pages: dict[str, tuple[QWidget, Page]] = {}
        self._trail: list[Visit] = []
        self._since = max((a.number for a in care.recent(workspace, 1)), default=0)
        self.save_state = SaveState()
        self._stack = QStackedWidget()
        self._trouble = Banner("", Tone.DANGER, _("Close message"), self._calm)
        self._trouble.hide()
        self._again = Banner("", Tone.WARN, _("Close message"), self._told)
        self._again.hide()
        self._warning = Banner("", Tone.WARN)
        self._warning.hide()
        self._work = Work(workspace)
        self._room = QWidget()  # of the pages; messages stand over it and over nothing else
        self._toast = Toast(self._room)
        self.sidebar = Sidebar(self.go, owner.lock)
        self._build()
        self._again.say(" ".join(erased_again.tell(workspace)), Tone.WARN)
        self._count_differences()
        self._changes = Changes(workspace, self._touched, self)
        self._add_keys()

    def _told(self) -> None:
        self._again.hide()

    # --- what pages may ask: `ui.shell.Shell`

    def go(self, page: str, **target: str) -> None:
        """Show a page, made at its first visit."""
        if not self._leave_page():
            return
        self._calm()
        self._trail.append((page, target))
        self._arrive()

    def back(self) -> None:
        """Show the page before this one."""
        if len(self._trail) > 1 and self._leave_page():
            self._trail.pop()
            self._arrive()

    def done(self, words: str, *, undo: int = 0) -> None:
        """Say briefly that something was done, with Undo."""
        self._toast.say(words, (lambda: self.undo(undo)) if undo else None)

    def trouble(self, error: LiaisonError) -> None:
        """Say what went wrong in a band above the page."""
        self._trouble.say(str(error), Tone.DANGER)

    def job(
        self,
        work: Callable[[Workspace, Report], T],
        then: Callable[[T], None],
        *,
        label: str,
        failed: Callable[[LiaisonError], None] | None = None,
    ) -> None:
        """Run long work with progress and Cancel."""
        self._work.start(work, then, failed or self.trouble, label)

    # --- what the window asks

    @property
    def here(self) -> Visit:
        """The page that is shown, and with what."""
        return self._trail[-1] if self._trail else ("today", {})

    def keep(self) -> None:
        """Let the page in sight keep what is being typed.

        Raises:
            LiaisonError: it could not be kept; the words say why.
        """
        if self._trail and self._trail[-1][0] in self._pages:
            self._pages[self._trail[-1][0]][1].leave()

    def stop(self) -> bool:
        """Hear no more, stop long work; says whether some of it is still ending."""
        self._changes.stop()
        self._search.hide()  # it lets go of its own connection
        self._work.stop()
        return self._work.busy()

    def working(self) -> bool:
        """Whether long work is under way."""
        return self._work.busy()

    def absorbed(self) -> bool:
        """Whether somebody does on this page what must not change under her hands."""
        shown = self._pages.get(self.here[0])
        if shown is None:
            return False
        asked = any(one.isVisible() for one in shown[0].findChildren(ConfirmPanel))
        return asked or (isinstance(shown[1], Absorbing) and shown[1].absorbed())

    def filling_in(self) -> bool:
        """Whether a form is open."""
        shown = self._pages.get(self.here[0])
        panels = shown[0].findChildren(SidePanel) if shown else []
        return any(panel.is_form for panel in panels)

    def typed(self) -> int:
        """A number that changes with what stands in the field that has the keyboard."""
        focused = self.focusWidget()
        if isinstance(focused, QTextEdit):
            return hash(focused.toPlainText())
        return hash(focused.text()) if isinstance(focused, QLineEdit) else 0

    def exchanged(self) -> None:
        """An exchange ended, or something about it is known anew."""
        shown = self._pages.get(self.here[0])
        for part in [shown[0], *shown[0].findChildren(QWidget)] if shown else []:
            if isinstance(part, ShowsExchange):
                part.exchanged()

    def restyle(self, chosen: Preferences, *, at: str) -> None:
        """Show everything in these preferences at once, and come back to the setting `at`."""
        if self.working():
            self.trouble(LiaisonError(_("Wait until the work under way is done.")))
            return
        self._trail[-1] = ("settings", {"at": at})
        self.owner.restyle(chosen)

    def undo(self, number: int | None = None) -> None:
        """Undo an action, or the last one since unlocking, and say what was undone."""
        if number is None:
            number = self._last_of_mine()
            if number is None:
                self.done(_("Nothing to undo since you unlocked. Settings lists earlier actions."))
                return
        chosen = number
        self.job(
            lambda view, report: care.undo(view, chosen, progress=report),
            self._undone,
            label=_("Undoing"),
        )

    def warn_of_lock(self, seconds: int) -> None:
        """Say that the window locks in so many seconds; 0 takes it back."""
        words = ngettext(
            "Nobody seems to be here: Liaison locks in {count} second. Press any key to stay.",
            "Nobody seems to be here: Liaison locks in {count} seconds. Press any key to stay.",
            seconds,
        ).format(count=seconds)
        first = not self._warning.isVisible()
        self._warning.say(words if seconds else "", Tone.WARN)
        if seconds and first:
            announce(self._warning, words, urgent=True)

    def show_keys(self) -> None:
        """List the keys of this page and of the window."""
        shown = self._pages.get(self.here[0])
        ShortcutList(self, shown[0] if shown else None).open()

    # --- inside

    def _build(self) -> None:
        self._back = icon_button("arrow-left", _("Back"), self.back, hint=_("Back (Alt+Left)"))
        self._search = SearchBox(self)
        top = QHBoxLayout()
        top.setContentsMargins(24, 12, 24, 4)
        top.setSpacing(12)
        top.addWidget(self._back)
        top.addWidget(self._search, 1)
        top.addWidget(self.save_state)
        notices = QVBoxLayout()
        notices.setContentsMargins(24, 4, 24, 0)
        notices.setSpacing(8)
        if self.workspace.practice:
            notices.addWidget(practice_band())
        notices.addWidget(self._again)
        notices.addWidget(self._warning)
        notices.addWidget(self._trouble)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 8)
        foot.addWidget(self._work)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addLayout(top)
        main.addLayout(notices)
        room = QVBoxLayout(self._room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._stack)
        main.addWidget(self._room, 1)
        main.addLayout(foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(main, 1)

    def _add_keys(self) -> None:
        back = "Alt+Right" if look.current().rtl else "Alt+Left"
        for keys, words, action in (
            ("Ctrl+Z", _("Undo the last action"), self.undo),
            (back, _("Back"), self.back),
            ("F1", _("List of keys"), self.show_keys),
            ("Ctrl+/", _("List of keys"), self.show_keys),
            ("F9", _("Cover the screen"), self.owner.cover),
            ("Ctrl+Shift+H", _("Cover the screen"), self.owner.cover),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(lambda do=action: do())

    def _leave_page(self) -> bool:
        try:
            self.keep()
        except LiaisonError as error:
            self.trouble(error)
            return False
        return True

    def _arrive(self) -> None:
        name, target = self._trail[-1]
        if name not in self._pages:
            self._pages[name] = places.make(name, self)
            self._stack.addWidget(self._pages[name][0])
        widget, page = self._pages[name]
        self._stack.setCurrentWidget(widget)
        self.sidebar.mark(places.place(name).under or name)
        self._back.setEnabled(len(self._trail) > 1)
        try:
            page.arrive(**target)
        except LiaisonError as error:
            self.trouble(error)

    def _count_differences(self) -> None:
        self.sidebar.count("differences", differences.waiting(self.workspace))

    def _touched(self, touched: Touched) -> None:
        self._count_differences()
        shown = self._pages.get(self.here[0])
        if shown:
            shown[1].touched(touched)

    def _last_of_mine(self) -> int | None:
        for action in care.recent(self.workspace):
            if action.number <= self._since:
                return None
            if action.undoable:
                return action.number
        return None

    def _undone(self, undone: care.Undone) -> None:
        said = [_("Undone: {what}").format(what=undone.words), *undone.left]
        self.done(" ".join(said), undo=undone.number)

    def _calm(self) -> None:
        self._trouble.say("", Tone.DANGER)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = event.size().width() < look.px(_RAIL_BELOW)
        if folded != self.sidebar.folded:
            self.sidebar.fold(folded=folded)
