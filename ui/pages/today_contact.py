"""One key away on Today: a contact just had, a visit nobody planned, or a visit to plan."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from liaison_app.actions import contacts, drafts, visits
from liaison_app.actions.references import offers
from liaison_app.actions.titles import title
from liaison_app.errors import InvalidValue, LiaisonError
from liaison_app.language.catalogues import N_, _
from liaison_app.records.declare import Kind
from liaison_app.records.partnership import Channel
from ui.forms.rows import FormRow
from ui.forms.spec import RowSpec
from ui.keeping import Keeper
from ui.qt import override
from ui.widgets.buttons import button, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import heading
from ui.widgets.layout import column, flow, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.shell import Shell

VISIT, PLAN = "visit", "plan"
_FIRST = ((VISIT, N_("Visit, write it down")), (PLAN, N_("Plan a visit")))
_CHANNELS = (Channel.PHONE, Channel.TEXT, Channel.EMAIL, Channel.SCHOOL, Channel.LETTER)


class ContactPanel(QFrame):
    """Asks for the family and what it was; hides itself when done.

    Enter in a line goes on, Escape leaves it.
    """

    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("look", "raised")
        self.setAccessibleName(_("New contact or visit"))
        self._shell = shell
        self._keeper = Keeper(self, shell.save_state, self._keep)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(18, 14, 18, 14)
        self._box.setSpacing(10)
        self._box.addWidget(heading(_("New contact or visit")))
        self._rows: _Rows | None = None
        self._go_on = primary(_("&Go on"), self.save, icon="check")
        self._cancel = button(_("Cancel"), self.close_panel)
        self._box.addLayout(flow(self._go_on, self._cancel))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def open_panel(self) -> None:
        """Show the panel, with what was typed into it before."""
        if self.isVisible() and self._rows:
            self._rows.begin()
            return
        kept = drafts.find(self._shell.workspace, drafts.NEW_CONTACT)
        if self._rows:
            self._rows.hide()
            self._rows.deleteLater()
        content = kept.content if kept else {}
        self._rows = _Rows(self._shell, {name: str(value) for name, value in content.items()})
        self._rows.changed.connect(self._keeper.typed)
        self._box.insertWidget(1, self._rows)
        QWidget.setTabOrder(self._rows.gist, self._go_on)
        QWidget.setTabOrder(self._go_on, self._cancel)
        self.show()
        self._rows.begin()

    def keep(self) -> None:
        """Keep what is typed.

        Raises:
            LiaisonError: it could not be kept.
        """
        self._keeper.now()

    def close_panel(self) -> None:
        """Throw away what was typed and hide."""
        self._keeper.settled()
        self._shell.save_state.clear()
        self._shell.workspace.discard_draft(drafts.NEW_CONTACT)
        self.hide()
        self.closed.emit()

    def save(self) -> None:
        """Log the contact, plan the visit, or go and write it down."""
        try:
            household = self._rows.household() if self._rows else ""
            if self._rows and household:
                self._do(self._rows, household)
        except LiaisonError as error:
            self._shell.trouble(error)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), QLineEdit):
            self.save()
            return
        super().keyPressEvent(event)

    def _do(self, rows: _Rows, household: str) -> None:
        workspace = self._shell.workspace
        what = rows.what.value()
        if what == VISIT:
            self.close_panel()
            self._shell.go("debrief", household=household)
        elif what == PLAN:
            when = rows.moment()
            if when:
                visits.plan(workspace, household, when)
                self.close_panel()
                self._shell.save_state.saved(workspace.now())
                self._shell.done(_("Visit planned"))
        else:
            gist = rows.gist.text()
            channel = next(one for one in Channel if one.value == what)
            logged = contacts.log(workspace, household, gist, channel=channel, by=self)
            self.close_panel()
            self._shell.save_state.saved(workspace.now())
            self._shell.done(_("Contact written down"), undo=logged.number)

    def _keep(self) -> datetime | None:
        if self._rows is None:
            return None
        content = self._rows.content()
        at = self._rows.gist.cursorPosition()
        return drafts.keep(
            self._shell.workspace, drafts.NEW_CONTACT, content, cursor=at, focus="gist"
        )


class _Rows(QWidget):
    """What is asked."""

    changed = Signal()

    def __init__(self, shell: Shell, content: dict[str, str]) -> None:
        super().__init__()
        workspace = shell.workspace

        def search(text: str) -> Sequence[Option]:
            return [Option(one.value, one.label) for one in offers(workspace, "household", text)]

        known = content.get("household", "")
        family = RowSpec(
            "household",
            _("Family"),
            Kind.REFERENCE,
            value=known,
            choices=(Option(known, title(workspace, "household", known)),) if known else (),
            search=search,
        )
        self._family = FormRow(family, "F")
        first = tuple(Option(value, _(label)) for value, label in _FIRST)
        channels = tuple(Option(one.value, _(one.label)) for one in _CHANNELS)
        self.what = ChipGroup(_("What it is"), (*first, *channels), required=True)
        self.what.set_values(content.get("what", VISIT))
        when = RowSpec("when", _("When"), Kind.TIME, today=workspace.today)
        self._when = FormRow(when, "W")
        self.gist = QLineEdit(content.get("gist", ""))
        self.gist.setAccessibleName(_("In short"))
        self._gist_row = labelled(_("&In short"), self.gist)
        box = column(
            self._family,
            labelled(_("Wh&at it is"), self.what),
            self._when,
            self._gist_row,
            spacing=10,
        )
        self.setLayout(box)
        self._family.changed.connect(self.changed)
        self.what.changed.connect(self._show_what)
        self.what.changed.connect(self.changed)
        self.gist.textEdited.connect(self.changed)
        self._show_what()

    def begin(self) -> None:
        """Go to the first thing that is asked."""
        self._family.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def household(self) -> str:
        """The family chosen; without one, the row says so."""
        try:
            found = str(self._family.value() or "")
        except InvalidValue as error:
            self._family.show_error(str(error))
            found = ""
        else:
            if not found:
                self._family.show_error(_("Type the first letters of the family's name."))
        if not found:
            self.begin()
        return found

    def moment(self) -> datetime | None:
        """When the visit is to be; without it, the row says so."""
        try:
            value = self._when.value()
        except InvalidValue as error:
            self._when.show_error(str(error))
            value = None
        else:
            if value is None:
                self._when.show_error(_("Write the date and the time of the visit."))
        if isinstance(value, datetime):
            return value
        self._when.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return None

    def content(self) -> dict[str, str]:
        """All that is typed, as it lies in a draft."""
        try:
            household = str(self._family.editor.value() or "")
        except InvalidValue:
            household = ""
        return {"household": household, "what": self.what.value(), "gist": self.gist.text()}

    def _show_what(self) -> None:
        self._when.setVisible(self.what.value() == PLAN)
        self._gist_row.setVisible(self.what.value() not in (VISIT, PLAN))
