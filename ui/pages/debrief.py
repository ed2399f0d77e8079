"""The debrief: one visit written down on one screen, with the keyboard alone.

What is typed is kept as a draft half a second later at the latest, and found again at the same
cursor. Ctrl+Enter saves; while something else is being written, saving waits in another thread and
typing goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from liaison_app.actions import debriefs, drafts, visits
from liaison_app.actions.visit_drafts import draft_id
from liaison_app.errors import InvalidValue, LiaisonError, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.keeping import Keeper
from ui.pages.debrief_aside import Aside
from ui.pages.debrief_form import DebriefForm
from ui.pages.debrief_head import DebriefHead, done_words
from ui.pages.debrief_wrong import WrongFamily
from ui.pages.receipt_line import of_visit
from ui.qt import override
from ui.widgets.layout import scrolled
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from liaison_app.actions.debriefs import Debrief
    from liaison_app.actions.visit_drafts import VisitDraft
    from liaison_app.actions.visits import Recorded
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell

_HEADS_HIGH = 3  # how many times as high as its head a page is whose head stands still
_PEOPLE = {"person", "household_member", "relationship", "assignment"}


class DebriefPage(QWidget):
    """Writes down a planned, unplanned or recorded visit.

    `Shell.go("debrief", visit=ID)` or `Shell.go("debrief", household=ID)` for an unplanned one.
    """

    name = "debrief"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shell = shell
        self._debrief: Debrief | None = None
        self._kept: tuple[Any, ...] = ()
        self._saving: dict[str, dict[str, Any]] = {}  # what is being saved elsewhere, by visit
        self._keeper = Keeper(self, shell.save_state, self._keep)
        self._aside = Aside()
        self.form = DebriefForm(shell.workspace.today, shell.workspace.new_id, self._aside)
        self._build()
        self.form.changed.connect(self._changed)
        for edit in (self.form.note, self.form.words):
            edit.cursorPositionChanged.connect(self._moved)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    # --- what the window asks

    def arrive(self, **target: str) -> None:
        """Show a visit; what was typed into it before comes back, cursor and all."""
        visit, household = target.get("visit", ""), target.get("household", "")
        self._load(visit or self._unfinished(household), household)

    def leave(self) -> None:
        """Keep what is typed.

        Raises:
            LiaisonError: it could not be kept.
        """
        self._keeper.now()

    def touched(self, touched: Touched) -> None:
        """Somebody changed the family's people: offer them."""
        shown = self._debrief
        if shown is None or touched.by is self or not _PEOPLE & touched.types:
            return
        if touched.households is None or shown.draft.household in touched.households:
            again = debriefs.start(self._shell.workspace, "", shown.draft.household)
            self.form.show_people(again.people)

    # --- saving

    def save(self) -> None:
        """Save the visit and go back to the day."""
        if self._debrief is None or self._debrief.draft.visit in self._saving:
            return
        self.form.take_typed()
        try:
            draft = self.form.draft()
        except InvalidValue:
            return  # the row says what is wrong, and has the keyboard
        if not draft.outcome:
            self._ask_how_it_ended()
            return
        if self.form.warning.look():
            return  # it was not in sight before: the same key saves all the same
        self._shell.save_state.saving()
        if self._shell.workspace.busy:
            self._save_elsewhere(draft)
            return
        try:
            self._go_on(visits.record(self._shell.workspace, draft, by=self))
        except LiaisonError as error:
            self._not_recorded(error)

    def _save_elsewhere(self, draft: VisitDraft) -> None:
        """Wait for whoever writes in another thread, while the window goes on."""

        def work(view: Workspace, _report: Report) -> Recorded:
            return visits.record(view, draft, by=self, discard=False)

        def failed(error: LiaisonError) -> None:
            self._saving.pop(draft.visit, None)
            self._not_recorded(error)

        self._keeper.try_now()
        self._saving[draft.visit] = self.form.content()
        label = _("Saving the visit as soon as the other work is written")
        self._shell.job(work, self._recorded_elsewhere, label=label, failed=failed)

    def _recorded_elsewhere(self, recorded: Recorded) -> None:
        saved = self._saving.pop(recorded.visit, {})
        workspace = self._shell.workspace
        in_sight = self._debrief is not None and self._debrief.draft.visit == recorded.visit
        if in_sight and saved != self.form.content():
            self._typed_meanwhile(recorded.visit)
            return
        kept = drafts.find(workspace, draft_id(recorded.visit))
        if kept and kept.content == saved:
            workspace.discard_draft(kept.id)
        if in_sight:
            self._go_on(recorded)

    def _go_on(self, recorded: Recorded) -> None:
        self._keeper.settled()
        self._shell.save_state.saved(self._shell.workspace.now())
        self._debrief = None
        self._shell.go("today")
        self._shell.done(done_words(recorded), undo=recorded.number)

    def _typed_meanwhile(self, visit: str) -> None:
        """Keep what was typed while the save was under way, and stay: it is not saved yet."""
        self._kept = ()
        self._keeper.typed()
        self._keeper.try_now()
        self._load(visit, "")
        self._shell.done(_("Saved. What you typed since is kept; save again to add it."))

    def _not_recorded(self, error: LiaisonError) -> None:
        self._keeper.typed()
        self._keeper.try_now()
        self._shell.save_state.not_saved(str(error))
        self._shell.trouble(error)

    def _ask_how_it_ended(self) -> None:
        self.form.ask_how_it_ended()
        words = _("Choose how the visit ended, then save again. Everything else may stay empty.")
        self._shell.trouble(InvalidValue(words))

    # --- the draft

    def _keep(self) -> datetime | None:
        shown = self._debrief
        if shown is None:
            return None
        content, (focus, cursor) = self.form.content(), self.form.standing()
        if (content, focus, cursor) == self._kept:
            return None
        workspace = self._shell.workspace
        name = draft_id(shown.draft.visit)
        at = drafts.keep(workspace, name, content, cursor=cursor, focus=focus)
        self._kept = (content, focus, cursor)
        return at

    def _changed(self) -> None:
        if self._debrief is not None:
            self._keeper.typed()

    def _moved(self) -> None:
        """The cursor moved in a draft: keep where it stands."""
        if self._kept:
            self._changed()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is self.form.steps.line:
            self._show_focus_soon()
        if self._debrief is not None and self._kept and self.isVisible():
            self._keeper.typed()
        self._keeper.try_now()

    def _unfinished(self, household: str) -> str:
        """The visit of a draft of this family that is not on record: going on beats beginning."""
        if not household:
            return ""
        for kept in drafts.every(self._shell.workspace):
            if kept.visit and kept.household == household:
                known = visits.find(self._shell.workspace, kept.visit)
                if known is None:
                    return kept.visit
        return ""

    def _discard(self) -> None:
        shown = self._debrief
        self._debrief = None
        self._keeper.settled()
        self._shell.save_state.clear()
        if shown:
            self._shell.workspace.discard_draft(draft_id(shown.draft.visit))
        self._shell.go("today")

    # --- the wrong family

    def _ask_family(self) -> None:
        if self._debrief:
            self._wrong.ask(recorded=self._debrief.recorded)
            self._area.ensureWidgetVisible(self._wrong)

    def _move(self, household: str) -> None:
        """Give the visit, and what is typed of it, to another family."""
        shown, workspace = self._debrief, self._shell.workspace
        if shown is None:
            return
        visit = shown.draft.visit
        try:
            self._keeper.typed()
            self._keeper.now()
            moved = visits.find(workspace, visit) is not None
            number = visits.move(workspace, visit, household) if moved else 0
            drafts.move(workspace, draft_id(visit), household)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._load(visit, household)
        self._shell.done(_("Moved to the other family"), undo=number)

    def _withdraw(self) -> None:
        shown = self._debrief
        if shown is None:
            return
        try:
            visits.withdraw(self._shell.workspace, shown.draft.visit)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._discard()
        self._shell.done(_("Every word of the visit is empty"))

    # --- what is on the screen

    def _build(self) -> None:
        self.head = DebriefHead(self.save, self._ask_discard, self._ask_family)
        self._wrong = WrongFamily(self._shell.workspace)
        self._wrong.moved.connect(self._move)
        self._wrong.withdrawn.connect(self._withdraw)
        self._wrong.closed.connect(self.head.other.setFocus)
        self._sure = ConfirmPanel(
            _("Throw away what you typed here?"),
            _("The visit stays as it was before. This cannot be undone."),
            _("Throw away"),
            danger=True,
        )
        self._sure.confirmed.connect(self._discard)
        self._sure.dismissed.connect(self.head.save.setFocus)
        inside, scrolling = QWidget(), QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(24, 6, 24, 18)
        body.setSpacing(12)
        body.addWidget(self._sure)
        body.addWidget(self._wrong)
        body.addWidget(self.form, 1)
        self._low, self._whole = QVBoxLayout(scrolling), QVBoxLayout(self)
        for box in (self._low, self._whole):
            box.setSpacing(6)
        self._low.setContentsMargins(0, 0, 0, 0)
        self._whole.setContentsMargins(0, 10, 0, 0)
        self._low.addWidget(inside, 1)
        self._whole.addWidget(self.head)
        self._area = scrolled(scrolling)
        self._area.verticalScrollBar().rangeChanged.connect(self._show_focus_soon)
        self._whole.addWidget(self._area, 1)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setWhatsThis(_("Save the visit"))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    @override
    def minimumSizeHint(self) -> QSize:
        """What the page needs once its head scrolls too, so that no low screen loses its end."""
        return QSize(super().minimumSizeHint().width(), self._area.minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_head()

    def _place_head(self) -> None:
        """Let the head stand above the form or, where it would take the form's room, scroll."""
        low = self.height() < _HEADS_HIGH * self.head.minimumSizeHint().height()
        box = self._low if low else self._whole
        if box.indexOf(self.head) >= 0:
            return
        focused = QApplication.focusWidget()
        box.insertWidget(0, self.head)
        if focused and self.head.isAncestorOf(focused):
            focused.setFocus()

    def _load(self, visit: str, household: str) -> None:
        self._keeper.settled()
        self._debrief = None
        try:
            debrief = debriefs.start(self._shell.workspace, visit, household)
        except (UnknownRecord, InvalidValue) as error:
            self._shell.trouble(error)
            self._shell.go("today")
            return
        self._sure.hide()
        self._wrong.hide()
        self.head.show_debrief(debrief)
        where = of_visit(self._shell.workspace, debrief.draft.visit) if debrief.recorded else None
        self.head.show_receipt(where)
        self._place_head()
        self.setAccessibleName(_("Visit: {family}").format(family=isolate(debrief.family)))
        self._aside.show_debrief(debrief, self._shell.workspace.today())
        self.form.load(debrief)
        self._debrief = debrief
        self._kept = (self.form.content(), *self.form.standing()) if debrief.kept else ()
        self.form.warning.forget()
        self._show_focus_soon()
        if debrief.kept:
            self._shell.save_state.saved(debrief.kept.kept)
        else:
            self._shell.save_state.clear()

    def _show_focus_soon(self) -> None:
        """Scroll to where the keyboard is, once the sizes are known."""
        QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not self.form.isAncestorOf(focused):
            return
        if self.form.steps.isAncestorOf(focused):  # what the line is read as, and what came of it
            self._area.ensureWidgetVisible(self.form.steps)
        self._area.ensureWidgetVisible(focused)

    def _ask_discard(self) -> None:
        self._sure.ask()
