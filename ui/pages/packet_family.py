"""Which family a packet is for, where nobody said so yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout

from liaison_app.actions.references import offers
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from ui.forms.rows import FormRow
from ui.forms.spec import RowSpec
from ui.qt import override
from ui.widgets.buttons import button
from ui.widgets.chip_group import Option
from ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from liaison_app.workspace import Workspace


class PacketFamily(QFrame):
    """A line that finds a family by typing.

    Signals:
        chosen: the id of a family.
    """

    chosen = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("Which family?"))

        def search(text: str) -> Sequence[Option]:
            return [Option(one.value, one.label) for one in offers(workspace, "household", text)]

        self._family = FormRow(
            RowSpec("household", _("Family"), Kind.REFERENCE, search=search), "F"
        )
        go_on = button(_("&Go on"), self.go_on, icon="check")
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(12)
        box.addWidget(self._family)
        box.addLayout(row(go_on, None))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def begin(self) -> None:
        """Go to the line."""
        self._family.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Take what is typed; without a family the line says so."""
        try:
            found = str(self._family.value() or "")
        except InvalidValue:  # its words allow an empty line, which leads nowhere here
            found = ""
        if found:
            self.chosen.emit(found)
        else:
            why = _("Type the first letters of the family's name, then choose it from the list.")
            self._family.show_error(why)
            self.begin()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), QLineEdit):
            self.go_on()
            return
        super().keyPressEvent(event)
