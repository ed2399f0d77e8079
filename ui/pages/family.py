"""One family: what they told us first, then what happened, who they are, what was promised."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from liaison_app.actions import (
    consents,
    differences,
    family,
    goals,
    kits,
    new_families,
    promises,
    questions_lists,
    records,
    removing,
    sealed_facts,
)
from liaison_app.actions.record_types import describe
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records.partnership import PromiseState
from ui.clipboard import copy_for_a_minute
from ui.pages import (
    family_files,
    family_forms,
    family_goals,
    family_people,
    family_protect,
    family_sealed,
    family_shared,
    family_signing,
    family_things,
    family_told,
    questions_today,
)
from ui.pages.family_focus import around, known_by, stops
from ui.pages.family_header import START, header, removed_band
from ui.pages.family_timeline import Timeline
from ui.pages.hand_over import Handing, HandOverForm
from ui.pages.history_panel import HistoryPanel
from ui.pages.record_form import DRAFT, RecordForm, Wanted, Write
from ui.text import joined
from ui.widgets.layout import Columns, SteadyColumn, scrolled
from ui.widgets.side_panel import Beside, SidePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.family import FamilyPage as Read
    from liaison_app.actions.family import File
    from liaison_app.actions.kit_pages import Held
    from liaison_app.workspace import Touched
    from ui.forms.spec import Value
    from ui.shell import Shell

_NAMED_HERE = frozenset(("kit", "school", "staff_member", "household"))


class FamilyPage(QWidget):
    """A family's page; it is drawn anew whenever something of the family was written."""

    name = "family"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._household = ""
        self._timeline: Timeline | None = None
        self._shown_files: tuple[File, ...] = ()
        self.panel = SidePanel()
        self._sealed = family_sealed.Keyhole(shell.workspace, self._draw, self)
        self._files = family_files.FilesWork(shell, self.exchanged, self, self.panel)
        self._area: QScrollArea = scrolled(QWidget())
        self._area.setAccessibleName(_("Family"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self._area, self.panel))
        self._add_keys()

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Show a family; what was being written beside it comes back.

        `form` and `id` open the form of one of its records, at `field` if one is named; without
        `id` that of a new one, which starts with what else is named.
        """
        household = target.get("household", "") or self._household
        if household != self._household:
            self.panel.shut()
            self._sealed.shut()
            self._household, self._timeline = household, None
        if not household:
            self._shell.go("families")
            return
        self._draw()
        if target.get("form") and "id" not in target:
            named = {key: one for key, one in target.items() if key not in {"household", "form"}}
            self.new(target["form"], **named)
        elif target.get("form"):
            self.edit(target["form"], target["id"], target.get("field", ""))
        elif self.panel.content is None:
            self._resume()

    def leave(self) -> None:
        """Keep what is being typed.

        Raises:
            LiaisonError: it could not be kept.
        """
        if self._sealed.shut():
            self._timeline = None  # drawn anew when it is shown again
        if isinstance(self.panel.content, RecordForm):
            self.panel.content.keep()

    def touched(self, touched: Touched) -> None:
        """Draw anew if it may concern this family."""
        mine = touched.households is None or self._household in touched.households
        if mine or touched.types & _NAMED_HERE:
            self._draw()

    def exchanged(self) -> None:
        """An exchange ended: attached files may be elsewhere than before."""
        found = family.files(self._shell.workspace, self._household) if self._timeline else ()
        if found != self._shown_files:
            self._draw()

    # --- what its parts ask: `ui.pages.family_section.FamilyActions`

    def new(self, type_name: str, **values: Value) -> None:
        """Open the form of a new record of this family."""
        if self._is_removed():
            return
        wanted = family_forms.new(self._shell.workspace, self._household, type_name, **values)
        writes = {"person": self._add_person, **family_forms.goal_writes(self._shell.workspace)}
        write = writes.get(type_name)
        self._form(_("New: {kind}").format(kind=describe(type_name).label), wanted, write)

    def edit(self, type_name: str, record_id: str, field: str = "") -> None:
        """Open the form of a record, at a field if one is named."""
        wanted = Wanted(type_name, record_id, household=self._household, begin=field)
        self._form(describe(type_name).label, wanted)

    def history(self, type_name: str, record_id: str) -> None:
        """Show the history of a record beside the page."""
        made = HistoryPanel(self._shell.workspace, type_name, record_id)
        made.done.connect(self._said)
        self.panel.show_in(_("History"), made)

    def go(self, page: str, **target: str) -> None:
        """Show another page, or the family's own history."""
        if page == "history":
            self.history("household", self._household)
        elif page == "packet":
            self._shell.go(page, **{"household": self._household, **target})
        else:
            self._shell.go(page, **target)

    def settle(self, promise: str, state: PromiseState) -> None:
        """Say what became of a promise; kept is kept late once its day has passed."""
        workspace = self._shell.workspace
        if state is PromiseState.KEPT:
            self._do(_("Promise kept"), lambda: promises.keep(workspace, promise))
        else:
            words = _("Promise: {state}").format(state=_(state.label))
            self._do(words, lambda: promises.settle(workspace, promise, state))

    def finish(self, follow_up: str) -> None:
        """Say that a follow-up is done."""
        self._do(_("Done"), lambda: promises.finish(self._shell.workspace, follow_up))

    def finish_step(self, step: str) -> None:
        """Say that a step of a goal was done."""
        self._do(_("Done"), lambda: goals.finish_step(self._shell.workspace, step))

    def change_goal(self, goal: str) -> None:
        """Open the form of a goal that takes the place of another one."""
        self.new("goal", **goals.to_change(self._shell.workspace, goal))

    def sign(self, kind: str, subject: str = "") -> None:
        """Let the family sign on the screen, or say that it signed on paper."""
        if self._is_removed():
            return
        family_signing.sign(self, self._shell, self._household, kind, subject)

    def copy(self, text: str) -> None:
        """Put a number on the clipboard for a minute."""
        copy_for_a_minute(text)
        self._shell.done(_("Copied for one minute"))

    def hand_over(self, *, lend: bool) -> None:
        """Open the form that gives or lends a kit to this family."""
        if self._is_removed():
            return
        made = HandOverForm(self._shell.workspace, Handing(lend, household=self._household))
        words = _("Kit lent") if lend else _("Kit given")
        made.saved.connect(lambda touched: self._closed(words, touched))
        self.panel.show_in(_("Lend a kit") if lend else _("Give a kit"), made, made.foot)

    def take_back(self, held: Held) -> None:
        """Write down that a lent kit came back."""
        workspace = self._shell.workspace
        self._do(_("Kit returned"), lambda: kits.take_back(workspace, held.id).number)

    def withdraw(self, consent: str) -> None:
        """Write down that a consent was withdrawn today."""
        workspace = self._shell.workspace
        self._do(_("Consent withdrawn"), lambda: consents.withdraw(workspace, consent).number)

    def attach(self) -> None:
        """Choose a file and keep an encrypted copy."""
        if not self._is_removed():
            self._files.attach(self._household)

    # --- inside

    def _form(self, title: str, wanted: Wanted, write: Write | None = None) -> None:
        try:
            made = RecordForm(self._shell.workspace, wanted, write)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        made.saved.connect(partial(self._saved, wanted))
        made.removed.connect(partial(self._removed, wanted))
        made.history.connect(partial(self.history, wanted.type, wanted.id))
        self.panel.show_in(title, made, made.foot)

    def _add_person(self, values: dict[str, Value], draft: str) -> Touched:
        return new_families.add_person(self._shell.workspace, self._household, values, draft=draft)

    def _do(self, words: str, action: Callable[[], int]) -> None:
        try:
            number = action()
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._shell.done(words, undo=number)

    def _draw(self) -> None:
        workspace = self._shell.workspace
        page = family.page(workspace, self._household)
        self._shown_files = page.files
        before = self._area.verticalScrollBar().value() if self._timeline else 0
        grown = self._timeline.shown if self._timeline else 0
        known = around(self._area, self.window().focusWidget()) if self._timeline else []
        self._timeline = Timeline(workspace, self._household, self, at_least=grown)
        content = self._content(page, self._timeline)
        old = self._area.takeWidget()
        self._area.setWidget(content)
        content.show()  # what is not shown yet cannot take the focus
        if old:
            old.deleteLater()
        self._area.verticalScrollBar().setValue(before)
        if known or not self.panel.content:
            self._focus_on(content, known)

    def _focus_on(self, content: QWidget, known: list[str]) -> None:
        """Go on where one was before the page was drawn anew; else where a visit begins."""
        there = {known_by(one): one for one in reversed(stops(content))}
        for name in known:
            if name in there:
                there[name].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        start = content.findChild(QPushButton, START)
        if start:
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _content(self, page: Read, timeline: Timeline) -> QWidget:
        workspace = self._shell.workspace
        today = workspace.today()
        main = QWidget()
        left = SteadyColumn(main)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(16)
        left.addWidget(family_told.Stories(page, self))
        found = goals.of_family(workspace, self._household)
        left.addWidget(family_goals.goals(found, self, today))
        left.addWidget(timeline)
        left.addStretch(1)
        protect = family_protect.Protecting(self.panel, workspace, self._household, self.history)
        side = QWidget()
        right = SteadyColumn(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        for part in (
            questions_today.family_questions(workspace, self._household, self),
            family_told.promises(page, self, today),
            family_told.tasks(page, self, today),
            family_people.people(page, self),
            family_people.reach(page, self),
            family_things.kits(page, self, today),
            family_things.consents(page, self),
            family_sealed.sealed(self._sealed, self._household, self, protect),
            family_shared.shared(workspace, self._household, self),
            family_things.team(page, self),
            family_files.files(page, self, self._files),
        ):
            right.addWidget(part)
        right.addStretch(1)
        content = QWidget()
        content.setProperty("look", "inside")
        content.setAccessibleName(page.name)
        content.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = SteadyColumn(content)
        box.setContentsMargins(24, 18, 24, 18)
        box.setSpacing(16)
        waiting = differences.counts(workspace).get(self._household, 0)
        unwanted = self._household in questions_lists.not_to_be_visited(workspace)
        if page.removed:
            box.addWidget(removed_band(page, self._bring_back, self.go))
        box.addWidget(header(page, self, waiting, unwanted=unwanted))
        box.addWidget(Columns(main, side, shares=(4, 3)), 1)
        return content

    def _resume(self) -> None:
        """Open the form that was being written beside this family."""
        for kept in self._shell.workspace.drafts():
            if not kept.id.startswith(DRAFT) or kept.content.get("household") != self._household:
                continue
            _form, type_name, record_id, _of = kept.id.split(":", 3)
            if type_name in sealed_facts.KINDS and not self._sealed.open:
                continue  # what is being typed there is as secret
            if record_id == "new":
                self.new(type_name)
            else:
                self.edit(type_name, record_id)
            return

    def _is_removed(self) -> bool:
        """Whether the family is removed; it is said that it must be brought back first."""
        removed = family.is_removed(self._shell.workspace, self._household)
        if removed:
            self._shell.done(_("This family is removed. Bring it back first."))
        return removed

    def _bring_back(self) -> None:
        """Bring a removed family back, with all that went with it."""
        workspace = self._shell.workspace
        self._do(
            _("Family brought back"),
            lambda: records.restore(workspace, "household", self._household).number,
        )

    def _saved(self, wanted: Wanted, touched: Touched) -> None:
        words = _("Saved: {kind}").format(kind=describe(wanted.type).label)
        self._closed(words, touched)

    def _removed(self, wanted: Wanted, touched: Touched) -> None:
        words = _("Removed: {kind}").format(kind=describe(wanted.type).label)
        self._closed(joined(words, removing.removed_words(self._shell.workspace, touched)), touched)
        if wanted.type == "household":
            self._shell.go("families")

    def _closed(self, words: str, touched: Touched) -> None:
        self.panel.shut()
        if touched.number:
            self._shell.done(words, undo=touched.number)

    def _said(self, words: str, number: int) -> None:
        self.panel.shut()
        self._shell.done(words, undo=number)

    def _add_keys(self) -> None:
        note = QShortcut(QKeySequence("Ctrl+N"), self)
        note.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        note.setWhatsThis(_("New visit note"))
        note.activated.connect(lambda: self.go("debrief", household=self._household))
