"""The sections of a print in the order in which they print, moved by keys or buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from liaison_app.actions import packet_choices, section_gaps
from liaison_app.actions.sections import Whose
from liaison_app.language.catalogues import N_, _
from ui.lists.model import Cell, Column, Query
from ui.lists.table import ListTable
from ui.tokens import Tone
from ui.widgets.buttons import button
from ui.widgets.chip_group import Option
from ui.widgets.drop_down import DropDown
from ui.widgets.layout import column, flow, labelled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.actions.section_gaps import Cover
    from liaison_app.actions.sections import Section

_WHOSE = {
    Whose.OURS: (N_("Ours"), Tone.PLAIN),
    Whose.CHANGED: (N_("Your words"), Tone.ACCENT),
    Whose.OWN: (N_("Your own"), Tone.OK),
}


class SectionList(QWidget):
    """Kind of print, rows, and the buttons that order them.

    Signals:
        kind_chosen: another kind of print was chosen.
        moved: the current section is another one; ask `current`.
        opened: somebody wants to write the current one.
        ordered: the current one goes up (-1) or down (1).
        turned: the current one is to print, or no longer.
    """

    kind_chosen = Signal()
    moved = Signal()
    opened = Signal()
    ordered = Signal(int)
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sections: tuple[Section, ...] = ()
        self._covers: Mapping[str, tuple[Cover, ...]] = {}
        self._filling = False
        self.kind = DropDown(_("Print"), _kinds())
        self.table = ListTable(
            _("Sections"),
            [
                Column(_("Section"), 7, strong=True),
                Column(_("Whose"), 4),
            ],
            self._numbers,
            self._rows,
            two_lines=True,
        )
        self.table.setMinimumHeight(240)
        self.up = button(_("Move &up"), lambda: self.ordered.emit(-1), icon="chevron-up")
        self.down = button(_("Move &down"), lambda: self.ordered.emit(1), icon="chevron-down")
        self.turn = button(_("&Leave out"), self.turned.emit, icon="eye-off")
        for one, keys in ((self.up, "Alt+↑"), (self.down, "Alt+↓")):
            one.setToolTip(keys)
        buttons = QWidget()
        buttons.setLayout(flow(self.up, self.down, self.turn))
        box = column(labelled(_("&Print"), self.kind), self.table, buttons, spacing=10)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.kind.chosen.connect(self.kind_chosen)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(lambda _number: self.opened.emit())
        self._listen()

    def show_sections(self, found: tuple[Section, ...], wanted: str = "") -> None:
        """Show these; the one called `wanted`, else that of before, becomes the current one."""
        current = self.current()
        name = wanted or (current.name if current else "")
        self._sections = found
        self._filling = True
        self.table.reload()
        place = next((n for n, one in enumerate(found) if one.name == name), 0)
        self.table.go_to(place)
        self._filling = False
        self._say()

    def show_covers(self, covers: Mapping[str, tuple[Cover, ...]]) -> None:
        """Show how far each section is translated."""
        self._covers = covers
        self.show_sections(self._sections)

    def current(self) -> Section | None:
        """The section that the keyboard is on."""
        number = self.table.current()
        known = number is not None and number < len(self._sections)
        return self._sections[number] if known and number is not None else None

    def place(self) -> int:
        """The place of the current section among all, from 0; -1 if there is none."""
        number = self.table.current()
        return -1 if number is None else number

    def _listen(self) -> None:
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.ordered.emit(step))

    def _moved(self) -> None:
        self._say()
        if not self._filling:
            self.moved.emit()

    def _say(self) -> None:
        """What the buttons would do with the current section."""
        one, place = self.current(), self.place()
        for able, control in (
            (one is not None and place > 0, self.up),
            (one is not None and place < len(self._sections) - 1, self.down),
            (one is not None, self.turn),
        ):
            if control.hasFocus() and not able:  # what is switched off loses the keyboard
                self.table.take_focus()
            control.setEnabled(able)
        hidden = one is not None and one.hidden
        self.turn.setText(_("&Let it print") if hidden else _("&Leave out"))

    def _numbers(self, _query: Query) -> list[int]:
        return list(range(len(self._sections)))

    def _rows(self, numbers: Sequence[int]) -> list[tuple[int, tuple[Cell, ...]]]:
        return [(number, self._cells(self._sections[number])) for number in numbers]

    def _cells(self, one: Section) -> tuple[Cell, ...]:
        covered = self._covers.get(one.name, ())
        if one.trouble:
            state = Cell(_("Cannot be read"), tone=Tone.DANGER)
        elif one.hidden:
            state = Cell(_("Does not print"), tone=Tone.WARN)
        else:
            words, tone = _WHOSE[one.whose]
            state = Cell(_(words), tone=tone)
        return (Cell(one.title, "" if one.hidden else section_gaps.short_words(covered)), state)


def _kinds() -> list[Option]:
    return [Option(one.name, _(one.label)) for one in packet_choices.kinds()]
