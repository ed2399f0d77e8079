"""A form for any kind of record, made from its declaration: the floor under every page.

What is typed is kept as a draft until it is saved; closing the form keeps it too, and opening it
again goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from liaison_app.actions import drafts, records
from liaison_app.actions.record_types import FieldForm, describe
from liaison_app.actions.references import offers
from liaison_app.actions.titles import title
from liaison_app.errors import InvalidValue, LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES
from ui import look
from ui.forms import form_drafts
from ui.forms.declared import declared
from ui.forms.rows import Form
from ui.keeping import Keeper
from ui.pages.debrief_warning import NeverKeptWarning
from ui.pages.receipt_line import ReceiptLine
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat, primary
from ui.widgets.chip_group import Option
from ui.widgets.layout import column, flow
from ui.widgets.save_state import SaveState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from PySide6.QtGui import QFocusEvent

    from liaison_app.workspace import Touched, Workspace
    from ui.forms.spec import RowSpec, Value

Write = Callable[[dict[str, "Value"], str], "Touched"]
"""Writes a new record from its values, and discards the draft of the name given."""

DRAFT = "form:"
"""What the name of such a form's draft begins with."""


@dataclass(frozen=True)
class Wanted:
    """Which record the form is of.

    Attributes:
        type: its type.
        id: of the record; "" for a new one.
        values: what a new one starts with; those also named in `hidden` are not asked.
        hidden: fields that are not shown.
        only: the fields to show, in this order; all if empty.
        household: id of the family in whose page it stands.
        begin: the field where the keyboard begins; the first if empty.
    """

    type: str
    id: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    household: str = ""
    begin: str = ""

    @property
    def draft(self) -> str:
        """The name of its draft."""
        return f"{DRAFT}{self.type}:{self.id or 'new'}:{self.household}"


class RecordForm(QWidget):
    """The form; its buttons are `foot`, a widget of its own that whoever shows the form places.

    `write` writes a new record if more than the record itself is to be written.

    Signals:
        saved: with `Touched`.
        history: the person wants to read it.
        removed: with `Touched`.
        restored: with `Touched`.
    """

    saved = Signal(object)
    removed = Signal(object)
    restored = Signal(object)
    history = Signal()

    def __init__(self, workspace: Workspace, wanted: Wanted, write: Write | None = None) -> None:
        super().__init__()
        self.wanted = wanted
        self._workspace, self._write_new = workspace, write
        self._deleted = False
        self._cursor = ("", 0)
        self._first = self._values_now()
        self._form = Form([self._row(one) for one in self._fields()])
        # Chips that wrap need more height than the form's size hint, which its policy would cap.
        self._form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self._warning = NeverKeptWarning(form_drafts.long_texts(self._form))
        self._resumed = Banner(
            _("What you were writing here is back."), Tone.ACCENT, _("Start over"), self._start_over
        )
        self._state = SaveState()
        self._keeper = Keeper(self, self._state, self._keep)
        self._resume()
        self._form.changed.connect(self._keeper.typed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for part in (self._resumed, self._form):
            box.addWidget(part)
        if wanted.id:
            box.addWidget(ReceiptLine(workspace, (wanted.type, wanted.id)))
        box.addStretch(1)
        self._lower_long_texts()
        self.foot = self._foot()
        save = QShortcut(QKeySequence("Ctrl+Return"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.setWhatsThis(_("Save"))
        save.activated.connect(self.save)

    def save(self) -> None:
        """Write the record, or say beside the rows what is missing."""
        values = self._form.values()
        if values is None or self._warning.look():  # what was warned of once is saved
            return
        try:
            touched = self._write(values)
        except InvalidValue as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        except LiaisonError as error:
            self._state.not_saved(str(error))
            return
        self._keeper.settled()
        self.saved.emit(touched)

    def keep(self) -> None:
        """Keep at once what is typed.

        Raises:
            LiaisonError: it is not kept; the form says so.
        """
        self._keeper.now()

    def values_in_sight(self) -> dict[str, str]:
        """What stands in the rows, as text; what cannot be read yet is left out."""
        return {name: str(value) for name, value in form_drafts.kept(self._form).items()}

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        rows = self._form.rows
        first = rows.get(self.wanted.begin) or next(iter(rows.values()), None)
        if not form_drafts.put_cursor(self._form, *self._cursor) and first:
            first.editor.setFocus(event.reason())

    def _write(self, values: Mapping[str, Value]) -> Touched:
        wanted = self.wanted
        if not wanted.id:
            whole = {**wanted.values, **values}
            if self._write_new:
                return self._write_new(whole, wanted.draft)
            return records.add(self._workspace, wanted.type, whole, draft=wanted.draft)
        changed = {n: v for n, v in values.items() if not _same(v, self._first.get(n))}
        return records.change(self._workspace, wanted.type, wanted.id, changed, draft=wanted.draft)

    def _fields(self) -> list[FieldForm]:
        wanted = self.wanted
        known = {one.name: one for one in describe(wanted.type).fields}
        names = wanted.only or tuple(known)
        return [
            known[name]
            for name in names
            if name not in wanted.hidden and not (wanted.id and known[name].fixed)
        ]

    def _values_now(self) -> dict[str, Value]:
        if self.wanted.id:
            shown = records.show(self._workspace, self.wanted.type, self.wanted.id)
            self._deleted = shown.deleted
            return dict(shown.values)
        fields = TYPES[self.wanted.type].fields
        defaults: dict[str, Value] = {name: spec.default for name, spec in fields.items()}
        return {**defaults, **self.wanted.values}

    def _row(self, one: FieldForm) -> RowSpec:
        value = self._first.get(one.name)
        chosen = None
        if one.refers_to and value:
            chosen = Option(str(value), title(self._workspace, one.refers_to, str(value)))
        return declared(
            TYPES[self.wanted.type].fields[one.name],
            value,
            today=self._workspace.today,
            past=one.past,
            digits=one.digits,
            search=partial(self._search, one.refers_to) if one.refers_to else None,
            chosen=chosen,
        )

    def _search(self, refers_to: str, text: str) -> list[Option]:
        near = self.wanted.household
        found = offers(self._workspace, refers_to, text, near=near)
        return [Option(one.value, one.label) for one in found]

    def _lower_long_texts(self) -> None:
        """Leave room for the rows below; a long text scrolls."""
        long = form_drafts.long_texts(self._form)
        for one in long:
            one.setMaximumHeight(look.px(200 if len(long) == 1 else 112))

    def _foot(self) -> QWidget:
        """What went wrong, whether it is kept, and the buttons; for the foot of the panel."""
        save = primary(_("Save"), self.save, icon="device-floppy")
        save.setToolTip(_("Ctrl+Enter"))
        parts: list[QWidget] = [save]
        if self.wanted.id:
            parts.append(flat(_("History"), self.history.emit, icon="history"))
        if self._deleted:
            parts.append(button(_("Bring back"), self._restore, icon="arrow-back-up"))
        elif self.wanted.id:
            parts.append(button(_("Remove"), self._remove, icon="trash", kind="danger"))
        holder = QWidget()
        holder.setLayout(flow(*parts))
        made = QWidget()
        box = column(self._warning, self._problem, self._state, holder, spacing=8)
        made.setLayout(box)
        return made

    def _remove(self) -> None:
        self._end(records.remove, self.removed)

    def _restore(self) -> None:
        self._end(records.restore, self.restored)

    def _end(self, act: Callable[[Workspace, str, str], Touched], tell: SignalInstance) -> None:
        """Remove the record or bring it back; what was typed into the form goes."""
        wanted = self.wanted
        try:
            touched = act(self._workspace, wanted.type, wanted.id)
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self._keeper.settled()
        self._workspace.discard_draft(wanted.draft)
        tell.emit(touched)

    # --- what is typed

    def _keep(self) -> datetime:
        content = {"household": self.wanted.household, "values": form_drafts.kept(self._form)}
        focus, cursor = form_drafts.cursor(self._form)
        return drafts.keep(self._workspace, self.wanted.draft, content, cursor=cursor, focus=focus)

    def _resume(self) -> None:
        found = drafts.find(self._workspace, self.wanted.draft)
        values = found.content.get("values", {}) if found else {}
        form_drafts.show(self._form, values)
        self._cursor = (found.focus, found.cursor) if found else ("", 0)
        if not values:  # shown before it has a parent, it would flash as a window of its own
            self._resumed.hide()

    def _start_over(self) -> None:
        self._keeper.settled()
        self._workspace.discard_draft(self.wanted.draft)
        self._form.set_values({name: self._first.get(name) for name in self._form.rows})
        self._resumed.hide()
        self._state.clear()


def _same(one: Value, other: Value) -> bool:
    empty = (None, "")
    return one == other or (one in empty and other in empty)
