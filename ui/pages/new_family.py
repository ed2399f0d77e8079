"""A new family in one short form: only its name must be there. What is typed is kept as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import drafts, new_families
from liaison_app.actions.new_families import NewFamily
from liaison_app.errors import InvalidValue, LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.keeping import Keeper
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat, primary
from ui.widgets.labels import muted
from ui.widgets.layout import column, flow
from ui.widgets.save_state import SaveState

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QFocusEvent

    from liaison_app.workspace import Workspace

DRAFT = "form:family:new"
_LOOKED_AT_MS = 500  # after the last key


class NewFamilyForm(QWidget):
    """The form; `saved` comes with `Touched`, whose first id is the family's.

    Signals:
        saved: the family is kept.
        known: the person wants to look at a family that is here already; with its id.
    """

    saved = Signal(object)
    known = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._form = Form(
            [
                RowSpec("name", _("Family name"), required=True, help=_("As the family says it")),
                RowSpec("home_language", _("Home language"), Kind.LANGUAGE),
                RowSpec("given_name", _("First person: given name")),
                RowSpec("family_name", _("First person: family name")),
                RowSpec("phone", _("Phone"), digits=True),
                RowSpec("street", _("Street and number")),
                RowSpec("city", _("City")),
            ]
        )
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self._state = SaveState()
        self._keeper = Keeper(self, self._state, self._keep)
        self._resume()
        self._form.changed.connect(self._keeper.typed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(muted(_("Only the name must be there. Everything else can come later.")))
        box.addWidget(self._form)
        self._alike = ""
        self._here = Banner("", Tone.WARN, _("Look at it"), lambda: self.known.emit(self._alike))
        self._here.hide()
        box.addWidget(self._here)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOKED_AT_MS)
        self._timer.timeout.connect(self.look)
        self._form.changed.connect(self._timer.start)
        buttons = QWidget()
        buttons.setLayout(
            flow(
                primary(_("Save"), self.save, icon="device-floppy"),
                flat(_("Empty the form"), self._start_over),
            )
        )
        self.foot = QWidget()
        self.foot.setLayout(column(self._problem, self._state, buttons, spacing=8))
        save = QShortcut(QKeySequence("Ctrl+Return"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.setWhatsThis(_("Save"))
        save.activated.connect(self.save)

    def save(self) -> None:
        """Keep the family, or say what is missing."""
        values = self._form.values()
        if values is None:
            return
        texts = {name: str(value or "") for name, value in values.items()}
        try:
            touched = new_families.add(self._workspace, NewFamily(**texts), by=self, draft=DRAFT)
        except InvalidValue as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        except LiaisonError as error:
            self._state.not_saved(str(error))
            return
        self._keeper.settled()
        self.saved.emit(touched)

    def look(self) -> None:
        """Say whether the family may be here already; it never blocks."""
        texts = self._texts()
        found = new_families.here_already(self._workspace, NewFamily(**{"name": "", **texts}))
        self._alike = found[0].id if found else ""
        words = _("Perhaps this family is here already: {families}.").format(
            families=", ".join(one.words for one in found)
        )
        if not found or words != self._here.words():
            self._here.say(words if found else "", Tone.WARN)

    def keep(self) -> None:
        """Keep at once what is typed.

        Raises:
            LiaisonError: it is not kept; the form says so.
        """
        self._keeper.now()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._form.rows["name"].editor.setFocus(event.reason())

    def _texts(self) -> dict[str, str]:
        found = {}
        for name, row in self._form.rows.items():
            try:
                found[name] = str(row.editor.value() or "")
            except InvalidValue:  # a language that is still being typed
                continue
        return found

    def _keep(self) -> datetime:
        return drafts.keep(self._workspace, DRAFT, {"values": self._texts()}, cursor=0, focus="")

    def _resume(self) -> None:
        kept = drafts.find(self._workspace, DRAFT)
        if kept:
            self._form.set_values(kept.content.get("values", {}))

    def _start_over(self) -> None:
        self._keeper.settled()
        self._workspace.discard_draft(DRAFT)
        self._form.set_values(dict.fromkeys(self._form.rows, ""))
        self._state.clear()
        self._form.rows["name"].editor.setFocus(Qt.FocusReason.OtherFocusReason)
