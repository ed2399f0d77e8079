"""Adding a shared place, or giving one another address or other keys."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from liaison_app.actions import remotes
from liaison_app.errors import InvalidValue, LiaisonError, RemoteTrouble
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.forms.written import keep_left_to_right
from ui.pages import exchange_place_words as words
from ui.pages import exchange_place_work as work
from ui.pages import exchange_sticks
from ui.pages.exchange_place_fields import OpeningFields
from ui.qt import override
from ui.tokens import Tone
from ui.widgets import letters
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import heading, small, text
from ui.widgets.layout import SteadyColumn, flow, labelled
from ui.widgets.panels import ConfirmPanel
from ui.widgets.tab_order import line_up

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from liaison_app.actions.remotes import RemoteLine
    from liaison_app.workspace import Workspace
    from ui.jobs import Report
    from ui.pages.exchange_place_work import Tried, Wanted
    from ui.shell import Shell


class PlaceForm(QWidget):
    """Asks what a shared place needs, keeps it, and tries it out.

    Args:
        shell: the window.
        known: the place that is to be changed; None for a new one.

    Signals:
        kept: with the `Tried`.
        dismissed: nothing is to be kept.
    """

    kept = Signal(object)
    dismissed = Signal()

    def __init__(self, shell: Shell, known: RemoteLine | None = None) -> None:
        super().__init__()
        self._shell, self._known = shell, known
        self._over = threading.Event()  # set in the other thread, even if the work was stopped
        self._over.set()
        self._trusted = ""
        choices = tuple(Option(k, _(label), icon) for k, (label, icon) in words.KINDS.items())
        self.kind = ChipGroup(_("What kind of place"), choices, required=True)
        self.kind.set_values(known.kind_name if known else "folder")
        self.kind.changed.connect(self._ask_for_kind)
        self.name = QLineEdit(known.name if known else "")
        self.name.setAccessibleName(_("What you call it"))
        self._asked = QVBoxLayout()
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setSpacing(14)
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self._question = QVBoxLayout()
        self.save = primary(
            _("&Keep and try it") if known else _("&Add and try it"), self.try_it, icon="check"
        )
        self._buttons = QWidget()
        self._buttons.setLayout(flow(self.save, flat(_("Cancel"), self._cancel)))
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        if known:
            box.addWidget(heading(_("Change {place}").format(place=isolate(known.name))))
        else:
            box.addWidget(heading(_("Add a shared place")))
            box.addWidget(labelled(_("What &kind of place"), self.kind))
        box.addLayout(self._asked)
        if not known:
            box.addWidget(labelled(_("What &you call it"), self.name))
        box.addWidget(
            small(
                _(
                    "All that Liaison puts there is encrypted: whoever looks after the place cannot"
                    " read it. What opens the place stays encrypted on this laptop."
                )
            )
        )
        box.addWidget(self._problem)
        box.addLayout(self._question)
        box.addWidget(self._buttons)
        self._ask_for_kind()

    @property
    def busy(self) -> bool:
        """Whether it is being tried out."""
        return not self._over.is_set()

    def try_it(self) -> None:
        """Keep what is filled in and try it out, or say what is missing."""
        if self.busy:
            return
        self._problem.say("", Tone.DANGER)
        try:
            wanted = self._wanted()
        except InvalidValue as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self._over = over = threading.Event()

        def keep(view: Workspace, report: Report) -> Tried:
            try:
                return work.keep(view, report, wanted)
            finally:
                over.set()

        self._shell.job(keep, self._done, label=_("Trying the shared place"), failed=self._refused)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is the button below; Escape is Cancel."""
        if event.key() == Qt.Key.Key_Escape and not self.busy:
            self._cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _in_a_line(self):
            self.try_it()
        else:
            super().keyPressEvent(event)

    # --- inside

    def _ask_for_kind(self) -> None:
        """Ask for what opens a place of the kind that is chosen."""
        _empty(self._asked)
        kind = str(self.kind.value())
        label, example, _begins = words.ADDRESSES[kind]
        self.address = QLineEdit()
        keep_left_to_right(self.address)
        self.address.textChanged.connect(self._distrust)
        self.address.setPlaceholderText(example)
        self.address.setAccessibleName(_(label).replace("&", ""))
        if self._known and self._known.kind_name == kind:
            self.address.setText(words.typed_of(kind, self._known.url))
        self.fields = OpeningFields(remotes.OPENS[kind], kept=self._known is not None)
        self._asked.addWidget(text(_(words.OPENED_BY[kind])))
        asked = labelled(_(label), self.address, *self._picker(kind))
        self._asked.addWidget(asked)
        self._asked.addWidget(self.fields)
        known, new = (asked, self.fields), (self.kind, asked, self.fields, self.name)
        line_up(self, *(known if self._known else new), self._buttons)
        QTimer.singleShot(0, self, lambda: letters.settle(self))
        self.setFocusProxy(self.address if self._known else self.kind)

    def _picker(self, kind: str) -> list[QWidget]:
        if kind != "folder":
            return []
        holder = QWidget()
        holder.setLayout(flow(button(_("&Choose the folder…"), self._ask_folder, icon="search")))
        return [holder]

    def _ask_folder(self) -> None:
        sticks = exchange_sticks.sticks()
        start = self.address.text() or str(sticks[0] if sticks else Path.home())
        chosen = QFileDialog.getExistingDirectory(self, _("Folder that your team shares"), start)
        if chosen:
            self.address.setText(chosen)

    def _wanted(self) -> Wanted:
        kind = str(self.kind.value())
        address = words.address_of(kind, self.address.text())
        if not address:
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)
            raise InvalidValue(_("Say where the place is."))
        name = self._known.name if self._known else self.name.text().strip()
        if not name:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            raise InvalidValue(_("Give the shared place a short name."))
        keys = self.fields.keys()
        if self._trusted:
            keys.setdefault("host_key", self._trusted)
        return work.Wanted(name, address, keys, self._known is not None)

    def _done(self, tried: Tried) -> None:
        self.fields.forget()
        self.kept.emit(tried)

    def _refused(self, error: LiaisonError) -> None:
        self._over.set()  # it may never have begun
        offered = remotes.host_key_of(error) if isinstance(error, RemoteTrouble) else None
        if offered is None:
            self._problem.say(str(error), Tone.DANGER)
            return
        panel = ConfirmPanel(
            _("Is this the right server?"), str(error), _("It is: trust it"), danger=False
        )
        panel.confirmed.connect(partial(self._trust, offered))
        panel.dismissed.connect(self.address.setFocus)
        _empty(self._question)
        self._question.addWidget(panel)
        panel.ask()

    def _trust(self, host_key: str) -> None:
        self._trusted = host_key
        self.try_it()

    def _distrust(self) -> None:
        """Another server is another key."""
        self._trusted = ""

    def _cancel(self) -> None:
        self.fields.forget()
        self.dismissed.emit()


def _in_a_line(form: QWidget) -> bool:
    return isinstance(form.focusWidget(), QLineEdit)


def _empty(box: QVBoxLayout) -> None:
    while item := box.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
