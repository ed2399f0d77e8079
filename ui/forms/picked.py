"""Editors for one of very many, found by typing: a person, a school, a language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from liaison_app.errors import InvalidValue
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.languages import autonym_of, languages, name_of, tag_of
from liaison_app.language.letterforms import fold
from ui import icons
from ui.forms.editor import Editor
from ui.qt import override
from ui.widgets.chip_group import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.forms.spec import RowSpec, Search, Value

_VALUE = Qt.ItemDataRole.UserRole


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

    def show_choice(self, choice: Option | None) -> None:
        """Show a value that was chosen before."""
        self._value = choice.value if choice else ""
        self.setText(choice.label if choice else "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down shows what there is, also before anything is typed; what is chosen stays so."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Down and not held and not self.isReadOnly():
            chosen = self._value
            self._look_up("" if chosen else self.text())
            self._value = chosen
            return
        super().keyPressEvent(event)

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
    """One of very many, found by typing: a person, a school.

    `spec.choices` holds the words for the value shown first, or the whole list if there is no
    `spec.search`.
    """

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
        known = self._choices.get(wanted) or (Option(wanted, wanted) if wanted else None)
        self._line.show_choice(known)

    def _among(self, typed: str) -> Sequence[Option]:
        sought = typed.casefold()
        choices = self._choices.values()
        starts = [c for c in choices if c.label.casefold().startswith(sought)]
        inside = [c for c in choices if sought in c.label.casefold() and c not in starts]
        tags = [c for c in choices if c.value.casefold() == sought and c not in starts + inside]
        return (tags + starts + inside)[:20]


class LanguageEditor(PickEditor):
    """Any language, shown by its names whatever tag it gets."""

    @override
    def set_value(self, value: Value) -> None:
        self._line.show_choice(_language(str(value)) if value else None)


def language_editor(spec: RowSpec) -> Editor:
    """A language by its name in English, in the interface's language or in itself, or its tag."""
    if spec.search or spec.choices:
        return PickEditor(spec)
    return LanguageEditor(replace(spec, search=search_languages))


def search_languages(typed: str) -> Sequence[Option]:
    """Languages that the text may mean, best first; for an empty text the whole table's start."""
    sought = fold(typed)
    exact = tag_of(typed) if typed else None
    found = [exact] if exact else []
    for wanted in (_begins, _contains):
        for one in languages():
            names = (one.english, one.autonym, name_of(one.tag, catalogues.current()))
            if one.tag not in found and any(wanted(fold(name), sought) for name in names):
                found.append(one.tag)
    return [_language(tag) for tag in found[:20]]


def _begins(name: str, sought: str) -> bool:
    return name.startswith(sought)


def _contains(name: str, sought: str) -> bool:
    return sought in name


def _language(tag: str) -> Option:
    said, own = name_of(tag, catalogues.current()), autonym_of(tag)
    return Option(tag, said if own in (said, tag) else f"{said} · {own}")
