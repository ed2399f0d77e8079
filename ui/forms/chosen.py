"""Editors for what is chosen: one of a few, yes or no, one of many by typing, a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QFileDialog, QLineEdit, QListView

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from ui import icons
from ui.forms.editor import Editor
from ui.qt import override
from ui.text import isolated
from ui.widgets.buttons import button, icon_button
from ui.widgets.chip_group import ChipGroup, Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.forms.spec import RowSpec, Search, Value

_MANY = 7  # more choices than this go into a list
_VALUE = Qt.ItemDataRole.UserRole


class ChipsEditor(Editor):
    """One of a few, all in sight; none is a value too unless the field is required."""

    def __init__(self, spec: RowSpec) -> None:
        self._chips = ChipGroup(spec.label, spec.choices, required=spec.required)
        super().__init__(spec, self._chips)
        self._chips.changed.connect(self.changed)
        self._chips.changed.connect(self.left)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return self._chips.value()

    @override
    def set_value(self, value: Value) -> None:
        self._chips.set_values("" if value is None else str(value))


class ListEditor(Editor):
    """One of many, in a drop-down list. A value this program does not know is kept and shown."""

    def __init__(self, spec: RowSpec) -> None:
        self._box = QComboBox()
        super().__init__(spec, self._box)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(12)
        self._box.addItem("", "")
        for choice in spec.choices:
            self._box.addItem(choice.label, choice.value)
        self._box.activated.connect(self.changed)
        self._box.activated.connect(self.left)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return str(self._box.currentData() or "")

    @override
    def set_value(self, value: Value) -> None:
        wanted = "" if value is None else str(value)
        if self._box.findData(wanted) < 0:
            self._box.addItem(wanted, wanted)
        self._box.setCurrentIndex(self._box.findData(wanted))


class YesNoEditor(Editor):
    """Yes, no, or not asked."""

    def __init__(self, spec: RowSpec) -> None:
        answers = (Choice("yes", _("Yes")), Choice("no", _("No")))
        self._chips = ChipGroup(spec.label, answers, required=spec.required)
        super().__init__(spec, self._chips)
        self._chips.changed.connect(self.changed)
        self._chips.changed.connect(self.left)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return {"yes": True, "no": False}.get(self._chips.value())

    @override
    def set_value(self, value: Value) -> None:
        self._chips.set_values("" if value is None else "yes" if value else "no")


class PickLine(QLineEdit):
    """A line that offers what its text may mean; Down opens the whole offer."""

    picked = Signal()

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search
        self._value = ""
        self._offer = QStandardItemModel(self)
        self._popup = QListView()
        self._popup.setProperty("look", "popup")
        self._popup.setAccessibleName(_("Suggestions"))
        self._completer = QCompleter(self._offer, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setPopup(self._popup)
        self._completer.setMaxVisibleItems(8)
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]  # the stub lacks overloads
        chosen.connect(self._take)
        self.setCompleter(self._completer)
        self.setPlaceholderText(_("Type to search"))
        lens = self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(_("Search"))
        self.textEdited.connect(self._look_up)
        self.editingFinished.connect(self._settle)

    def choice(self) -> str:
        """The value chosen; "" for none.

        Raises:
            InvalidValue: something is typed, but nothing was chosen.
        """
        if self.text().strip() and not self._value:
            raise InvalidValue(_("Choose one from the list, or leave this empty."))
        return self._value

    def show_choice(self, choice: Choice | None) -> None:
        """Show a value that was chosen before."""
        self._value = choice.value if choice else ""
        self.setText(choice.label if choice else "")

    def _look_up(self, typed: str) -> None:
        self._value = ""
        self._offer.clear()
        for choice in self._search(typed.strip()):
            item = QStandardItem(choice.label)
            item.setData(choice.value, _VALUE)
            item.setEditable(False)
            self._offer.appendRow(item)
        self._completer.complete()

    def _take(self, index: QModelIndex) -> None:
        self._value = str(index.data(_VALUE))
        self.setText(str(index.data()))
        self.picked.emit()

    def _settle(self) -> None:
        """Take the only thing that the text can mean."""
        typed = self.text().strip().casefold()
        if not typed or self._value:
            return
        rows = [self._offer.item(row) for row in range(self._offer.rowCount())]
        same = [item for item in rows if item.text().casefold() == typed]
        fit = same or rows
        if len(fit) == 1:
            self._take(fit[0].index())


class PickEditor(Editor):
    """One of very many, found by typing: a person, a school, a language."""

    def __init__(self, spec: RowSpec) -> None:
        self._choices = {choice.value: choice for choice in spec.choices}
        self._line = PickLine(spec.search or self._among)
        super().__init__(spec, self._line)
        self._line.textEdited.connect(self.changed)
        self._line.picked.connect(self.changed)
        self._line.editingFinished.connect(self.left)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return self._line.choice()

    @override
    def set_value(self, value: Value) -> None:
        wanted = "" if value is None else str(value)
        known = self._choices.get(wanted) or (Choice(wanted, wanted) if wanted else None)
        self._line.show_choice(known)

    def _among(self, typed: str) -> Sequence[Choice]:
        sought = typed.casefold()
        choices = self._choices.values()
        starts = [c for c in choices if c.label.casefold().startswith(sought)]
        inside = [c for c in choices if sought in c.label.casefold() and c not in starts]
        tags = [c for c in choices if c.value.casefold() == sought and c not in starts + inside]
        return (tags + starts + inside)[:20]


class FileEditor(Editor):
    """A file to attach. The value is its path; the action reads it."""

    def __init__(self, spec: RowSpec) -> None:
        self._path: Path | None = None
        self._choose = button(_("Choose a file…"), self._open, icon="paperclip")
        super().__init__(spec, self._choose)
        self._remove = icon_button("x", _("Remove the file"), self._clear)
        self.add_beside(self._remove)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return self._path

    @override
    def set_value(self, value: Value) -> None:
        self._path = value if isinstance(value, Path) else None
        shown = isolated(self._path.name) if self._path else _("Choose a file…")
        self._choose.setText(shown)
        self._remove.setVisible(self._path is not None)

    def _open(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, self.spec.label)
        if chosen:
            self.set_value(Path(chosen))
            self.changed.emit()
            self.left.emit()

    def _clear(self) -> None:
        self.set_value(None)
        self.changed.emit()
        self._choose.setFocus()


def choice_editor(spec: RowSpec) -> Editor:
    """Chips for a few choices, a list for many."""
    return ChipsEditor(spec) if len(spec.choices) <= _MANY else ListEditor(spec)
