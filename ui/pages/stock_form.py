"""Writing down that kits came in, or how many there really are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import kits
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from liaison_app.workspace import Touched
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.qt import override
from ui.widgets.buttons import primary
from ui.widgets.labels import muted
from ui.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from liaison_app.workspace import Workspace


class StockForm(QWidget):
    """How many came in, or how many are there; `saved` comes with `Touched`."""

    saved = Signal(object)

    def __init__(self, workspace: Workspace, kit: str, *, counted: bool) -> None:
        super().__init__()
        self._workspace, self._kit, self._counted = workspace, kit, counted
        there = kits.stock(workspace, kit)
        label = _("How many are there") if counted else _("How many came in")
        start = there if counted else 1
        self._form = Form([RowSpec("count", label, Kind.WHOLE, required=True, value=start)])
        save = primary(_("Save"), self.save, icon="device-floppy")
        self.foot = QWidget()
        self.foot.setLayout(row(save, None))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(muted(_("By the ledger there are {count}.").format(count=there)))
        box.addWidget(self._form)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setWhatsThis(_("Save"))
        shortcut.activated.connect(self.save)

    def save(self) -> None:
        """Write it down, or say what is wrong with the number."""
        values = self._form.values()
        number = values.get("count") if values else None
        if not isinstance(number, int):
            return
        act = kits.count if self._counted else kits.receive
        try:
            touched = act(self._workspace, self._kit, number)
        except LiaisonError as error:
            self._form.show_errors({"count": str(error)})
            return
        self.saved.emit(touched or Touched(frozenset(), frozenset(), "kit.count"))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._form.rows["count"].editor.setFocus(event.reason())
