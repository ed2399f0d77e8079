"""The form in which somebody names two entries that are one, and looks at what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import made_one
from liaison_app.actions.references import offers
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary
from ui.widgets.chip_group import Option
from ui.widgets.labels import Label
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from liaison_app.workspace import Workspace


class MakeOneForm(QWidget):
    """Which stays and which goes into it; the second press, after a look, makes them one.

    Args:
        workspace: where.
        type_name: `household` or `person`.

    Signals:
        saved: with `Touched`.
    """

    saved = Signal(object)

    def __init__(self, workspace: Workspace, type_name: str) -> None:
        super().__init__()
        self._workspace, self._type = workspace, type_name
        self._looked: tuple[str, str] = ("", "")
        self._form = Form([self._row("stays", _("Stays")), self._row("goes", _("Goes into it"))])
        self._look = Label("", wrap=True)
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self._save = primary(_("Look what becomes of them"), self.save)
        self.foot = QWidget()
        self.foot.setLayout(column(self._problem, row(self._save, None), spacing=8))
        self._form.changed.connect(self._forget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(self._form)
        box.addWidget(self._look)

    def save(self) -> None:
        """Say what would become of the two; once that was seen, make them one."""
        values = self._form.values()
        if values is None:
            return
        pair = (str(values["stays"] or ""), str(values["goes"] or ""))
        try:
            if pair != self._looked:
                lines = made_one.consequence(self._workspace, self._type, *pair)
                self._looked = pair
                self._look.setText("\n".join(lines))
                self._save.setText(_("Make them one"))
                return
            touched = made_one.make_one(self._workspace, self._type, *pair)
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self.saved.emit(touched)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._form.rows["stays"].editor.setFocus(event.reason())

    def _row(self, name: str, label: str) -> RowSpec:
        return RowSpec(name, label, Kind.REFERENCE, required=True, search=self._search)

    def _search(self, text: str) -> list[Option]:
        found = offers(self._workspace, self._type, text)
        return [Option(one.value, one.label) for one in found]

    def _forget(self) -> None:
        """Another entry was chosen: it has not been looked at."""
        self._looked = ("", "")
        self._look.setText("")
        self._problem.hide()
        self._save.setText(_("Look what becomes of them"))
