"""All families: a table of any size, filters for whom not to forget, and a new family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import differences, families
from liaison_app.actions.families import FILTER_LABELS, Filter
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import relative_day
from ui.lists.model import Cell, Column
from ui.lists.table import ListTable
from ui.pages.new_family import NewFamilyForm
from ui.tokens import Tone
from ui.widgets.buttons import button, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.chips import due_words
from ui.widgets.layout import Page
from ui.widgets.panels import EmptyState
from ui.widgets.side_panel import Beside, SidePanel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.actions.families import FamilyRow
    from liaison_app.workspace import Touched
    from ui.lists.model import Query
    from ui.shell import Shell

_SHOWN = frozenset(
    (
        *("household", "household_member", "person", "visit", "contact_log", "commitment"),
        *("follow_up", "consent", "assignment", "enrollment"),
    )
)


class FamiliesPage(QWidget):
    """The table; Enter opens a family, letters go to the filter."""

    name = "families"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._panel = SidePanel()
        self._waiting: Mapping[str, int] = {}
        self._filter = ChipGroup(
            _("Which families"),
            tuple(Option(which.value, _(words)) for which, words in FILTER_LABELS.items()),
            required=True,
        )
        self._filter.set_values(Filter.ALL)
        self.table = ListTable(
            _("Families"),
            (
                Column(_("Family"), 6, "name", strong=True),
                Column(_("Children"), 6, needs=900),
                Column(_("Language"), 3, "language", needs=760),
                Column(_("Last contact"), 3, "contact", needs=480),
                Column(_("Next step"), 5, needs=620),
                Column(_("Due"), 4, "due"),
            ),
            self._ids,
            self._rows,
            filter_hint=_("Filter by name, child, phone or street"),
            empty=self._empty(),
        )
        self._filter.changed.connect(self.table.reload)
        self.table.opened.connect(self._open)
        self.table.badge_opened.connect(self._open_differences)
        page = Page(
            _("Families"),
            "",
            (
                button(_("Import a list"), lambda: shell.go("import"), icon="file-import"),
                button(_("P&rint for several…"), self.print_for_several, icon="printer"),
                button(_("&Hand over…"), lambda: shell.go("family_hand_over"), icon="users-group"),
                primary(_("&Add family"), self.add, icon="plus"),
            ),
        )
        page.body.addWidget(self._filter)
        page.body.addWidget(self.table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(page, self._panel))
        self._add_keys()

    def arrive(self, **target: str) -> None:
        """Show the table; with `filter`, a filter of it; with `add`, the form of a new family."""
        which = target.get("filter", "")
        if which in set(Filter):
            self._filter.set_values(which)
        self.table.reload()
        if target.get("add"):
            self.add()
        elif self._panel.content is None:
            self.table.take_focus()

    def leave(self) -> None:
        """Keep what is being typed."""
        if isinstance(self._panel.content, NewFamilyForm):
            self._panel.content.keep()

    def touched(self, touched: Touched) -> None:
        """Read the table again if it shows what was written."""
        waiting = differences.counts(self._shell.workspace)
        if touched.types & _SHOWN or waiting != self._waiting:
            self.table.reload()

    def add(self) -> None:
        """Open the form of a new family beside the table."""
        form = NewFamilyForm(self._shell.workspace)
        form.saved.connect(self._added)
        form.known.connect(lambda household: self._shell.go("family", household=household))
        self._panel.show_in(_("New family"), form, form.foot)

    def print_for_several(self) -> None:
        """Print for the families that are in the table now."""
        query = self.table.query()
        which = self._filter.value() or Filter.ALL
        self._shell.go("print_many", filter=which, text=query.text)

    def _added(self, touched: Touched) -> None:
        self._panel.shut()
        self._shell.done(_("Family added"), undo=touched.number)
        self._shell.go("family", household=touched.ids[0])

    def _add_keys(self) -> None:
        for keys, words, action in (
            ("Ctrl+N", _("Add family"), self.add),
            ("Ctrl+F", _("Filter families"), self.table.filter.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(lambda do=action: do())

    def _empty(self) -> QWidget:
        return EmptyState(
            "users",
            _("No families here yet"),
            _("Families stand here once you add one, import the school's list, or clear a filter."),
            _("Add family"),
            self.add,
        )

    def _open(self, number: int) -> None:
        household = families.household_of(self._shell.workspace, number)
        if household:
            self._shell.go("family", household=household)

    def _open_differences(self, number: int) -> None:
        household = families.household_of(self._shell.workspace, number)
        self._shell.go("differences", household=household)

    def _ids(self, query: Query) -> Sequence[int]:
        self._waiting = differences.counts(self._shell.workspace)
        return families.numbers(
            self._shell.workspace,
            Filter(self._filter.value() or Filter.ALL),
            text=query.text,
            sort=query.sort,
            descending=query.descending,
        )

    def _rows(self, wanted: Sequence[int]) -> list[tuple[int, tuple[str | Cell, ...]]]:
        found = families.rows(self._shell.workspace, wanted)
        return [(row.number, self._cells(row)) for row in found]

    def _cells(self, row: FamilyRow) -> tuple[str | Cell, ...]:
        today = self._shell.workspace.today()
        contact = relative_day(row.last_contact, today) if row.last_contact else "—"
        due: str | Cell = ""
        if row.due:
            words, tone = due_words(row.due, today)
            due = Cell(words, tone=tone if tone is not Tone.PLAIN else None)
        waiting = self._waiting.get(row.id, 0)
        words = ngettext("{count} difference", "{count} differences", waiting)
        name = Cell(row.name, badge=words.format(count=waiting) if waiting else "")
        return (name, row.children, row.language, contact, row.step, due)
