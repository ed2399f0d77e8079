"""When a visit was written down for the wrong family: give it to the right one, or empty it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from liaison_app.actions.references import offers
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from ui.forms.rows import FormRow
from ui.forms.spec import RowSpec
from ui.qt import override
from ui.widgets.buttons import button
from ui.widgets.chip_group import Option
from ui.widgets.labels import heading, small
from ui.widgets.layout import flow
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from liaison_app.workspace import Workspace


class WrongFamily(QFrame):
    """Asks for the right family, and offers to empty what must not stay anywhere.

    `moved` gives the id of the right family; `withdrawn` comes after a second question.
    """

    moved = Signal(str)
    withdrawn = Signal()
    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("look", "raised")
        self.setAccessibleName(_("Wrong family"))

        def search(text: str) -> Sequence[Option]:
            return [Option(one.value, one.label) for one in offers(workspace, "household", text)]

        right = RowSpec("household", _("The right family"), Kind.REFERENCE, search=search)
        self._right = FormRow(right, "i")
        self._empty = button(_("Empty every word…"), self._ask, icon="trash", kind="danger")
        self._sure = ConfirmPanel(
            _("Empty every word of this visit, on every laptop?"),
            _("Note, promises and follow-ups go for good, from the history too. No undo."),
            _("Empty"),
            danger=True,
        )
        self._sure.confirmed.connect(self.withdrawn)
        self._sure.dismissed.connect(self._empty.setFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(10)
        words = _(
            "What you wrote goes with the visit, without who was there. The history of the first"
            " family still says so; to take the words away from everywhere, empty them."
        )
        for part in (heading(_("Wrong family")), small(words), self._right):
            box.addWidget(part)
        box.addLayout(
            flow(
                button(_("Move the visit"), self._move, icon="arrow-right"),
                button(_("Cancel"), self.close_panel),
                self._empty,
            )
        )
        box.addWidget(self._sure)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(self, *, recorded: bool) -> None:
        """Show the panel; only what is on record can be emptied, a draft is thrown away."""
        self._right.editor.set_value("")
        self._right.show_error("")
        self._empty.setVisible(recorded)
        self._sure.hide()
        self.show()
        self._right.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Hide without doing anything."""
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def _move(self) -> None:
        try:
            household = str(self._right.value() or "")
        except InvalidValue as error:
            self._right.show_error(str(error))
            return
        if not household:
            self._right.show_error(_("Type the first letters of the family's name."))
            return
        self.hide()
        self.moved.emit(household)

    def _ask(self) -> None:
        self._sure.ask()
