"""Giving or lending a kit, from the shelf or a family's page. Too few on the shelf is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import kits
from liaison_app.actions.kits import LOAN_DAYS, Hand
from liaison_app.actions.references import offers
from liaison_app.errors import LiaisonError, StockTooLow
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary
from ui.widgets.chip_group import Option
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from liaison_app.workspace import Touched, Workspace
    from ui.forms.spec import Value


@dataclass(frozen=True)
class Handing:
    """What is already known: the kit, or the family; and whether it is lent."""

    lend: bool
    kit: str = ""
    household: str = ""


class HandOverForm(QWidget):
    """The form; `saved` comes with `Touched`."""

    saved = Signal(object)

    def __init__(self, workspace: Workspace, handing: Handing) -> None:
        super().__init__()
        self._workspace, self._handing = workspace, handing
        self._anyway = False
        self._form = Form(self._rows())
        self._problem = Banner("", Tone.WARN)
        self._problem.hide()
        words = _("Lend") if handing.lend else _("Give")
        self._save = primary(words, self.save, icon="backpack" if handing.lend else "gift")
        self.foot = QWidget()
        self.foot.setLayout(column(self._problem, row(self._save, None), spacing=8))
        self._form.changed.connect(self._calm)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._form)
        save = QShortcut(QKeySequence("Ctrl+Return"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.setWhatsThis(words)
        save.activated.connect(self.save)

    def save(self) -> None:
        """Hand the kit over; a second time although the count says there are too few."""
        values = self._form.values()
        if values is None:
            return
        try:
            touched = self._write(values)
        except StockTooLow as error:
            self._problem.say(str(error), Tone.WARN)
            self._anyway = True
            self._save.setText(_("Lend it anyway") if self._handing.lend else _("Give it anyway"))
            return
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self.saved.emit(touched)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        next(iter(self._form.rows.values())).editor.setFocus(event.reason())

    def _write(self, values: dict[str, Value]) -> Touched:
        kit = self._handing.kit or str(values["kit"])
        household = self._handing.household or str(values["household"])
        to = Hand(household, str(values.get("person") or ""))
        if not self._handing.lend:
            quantity = values.get("quantity")
            many = quantity if isinstance(quantity, int) else 1
            return kits.give(self._workspace, kit, to, many, anyway=self._anyway)
        due = values.get("due")
        return kits.lend(
            self._workspace,
            kit,
            to,
            due=due if isinstance(due, date) else None,
            label=str(values.get("label") or ""),
            anyway=self._anyway,
        )

    def _rows(self) -> list[RowSpec]:
        def pick(name: str, label: str, type_name: str, *, required: bool) -> RowSpec:
            search = partial(self._offered, type_name)
            return RowSpec(name, label, Kind.REFERENCE, required=required, search=search)

        made = []
        if not self._handing.kit:
            made.append(pick("kit", _("Kit"), "kit", required=True))
        if not self._handing.household:
            made.append(pick("household", _("Family"), "household", required=True))
        made.append(pick("person", _("Handed to"), "person", required=False))
        if not self._handing.lend:
            return [*made, RowSpec("quantity", _("How many"), Kind.WHOLE, value=1)]
        due = self._workspace.today() + timedelta(days=LOAN_DAYS)
        return [
            *made,
            RowSpec("due", _("Due back"), Kind.DATE, value=due, today=self._workspace.today),
            RowSpec("label", _("Number on the kit")),
        ]

    def _offered(self, type_name: str, text: str) -> list[Option]:
        found = offers(self._workspace, type_name, text, near=self._handing.household)
        return [Option(one.value, one.label) for one in found]

    def _calm(self) -> None:
        self._anyway = False
        self._problem.hide()
        self._save.setText(_("Lend") if self._handing.lend else _("Give"))
