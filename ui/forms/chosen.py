"""Editors for what is chosen: one of a few, one of many, yes or no, a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from liaison_app.language.catalogues import _
from ui.forms.editor import Editor
from ui.qt import override
from ui.text import plain
from ui.widgets.buttons import button, icon_button
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.drop_down import DropDown

if TYPE_CHECKING:
    from ui.forms.spec import RowSpec, Value

_MANY = 7  # more choices than this go into a list


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
        self._box = DropDown(spec.label, (Option("", ""), *spec.choices))
        super().__init__(spec, self._box)
        self._box.chosen.connect(self.changed)
        self._box.chosen.connect(self.left)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return self._box.value()

    @override
    def set_value(self, value: Value) -> None:
        self._box.set_value("" if value is None else str(value))


class YesNoEditor(Editor):
    """Yes, no, or not asked."""

    def __init__(self, spec: RowSpec) -> None:
        answers = (Option("yes", _("Yes")), Option("no", _("No")))
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
        shown = plain(self._path.name) if self._path else _("Choose a file…")
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
