"""Resource kits: what is on the shelf, what is in each, who has one, and what came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import kit_pages, kits, record_tables
from liaison_app.actions.record_types import describe
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.letterforms import fold
from ui.lists.model import Cell, Column
from ui.lists.table import ListTable
from ui.pages.hand_over import Handing, HandOverForm
from ui.pages.kit_panel import KitPanel
from ui.pages.record_form import RecordForm, Wanted
from ui.pages.stock_form import StockForm
from ui.tokens import Tone
from ui.widgets.buttons import button, primary
from ui.widgets.layout import Page
from ui.widgets.panels import EmptyState
from ui.widgets.side_panel import Beside, SidePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.actions.kit_pages import KitLine
    from liaison_app.workspace import Touched
    from ui.lists.model import Query
    from ui.shell import Shell

_SHOWN = frozenset(("kit", "kit_content", "stock_movement", "loan", "distribution"))


class KitsPage(QWidget):
    """The shelf as a table; Enter opens a kit beside it."""

    name = "kits"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._lines: dict[int, KitLine] = {}
        self.panel = SidePanel()
        self.table = ListTable(
            _("Kits"),
            (
                Column(_("Kit"), 5, "name", strong=True),
                Column(_("Language"), 3, "language", needs=640),
                Column(_("Grades"), 2, "grades", needs=760),
                Column(_("In stock"), 2, "stock"),
                Column(_("Lent"), 2, "out", needs=520),
                Column("", 3),
            ),
            self._ids,
            self._rows,
            filter_hint=_("Filter kits"),
            empty=EmptyState(
                "backpack",
                _("No kits yet"),
                _("Kits of books, games and guides stand here, with how many there are."),
                _("Add a kit"),
                self.add,
            ),
        )
        self.table.opened.connect(self._open_number)
        page = Page(
            _("Kits"),
            _("What is on the shelf, and who has what."),
            (
                button(_("Give"), lambda: self.hand_over(lend=False), icon="gift"),
                button(_("Lend"), lambda: self.hand_over(lend=True), icon="backpack"),
                primary(_("&Add a kit"), self.add, icon="plus"),
            ),
        )
        page.body.addWidget(self.table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(page, self.panel))
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.setWhatsThis(_("Add a kit"))
        new.activated.connect(self.add)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Show the shelf; with `kit`, that kit beside it."""
        self.table.reload()
        if target.get("kit"):
            self.open(target["kit"])
        elif self.panel.content is None:
            self.table.take_focus()

    def leave(self) -> None:
        """Keep what is being typed."""
        if isinstance(self.panel.content, RecordForm):
            self.panel.content.keep()

    def touched(self, touched: Touched) -> None:
        """Count again."""
        if not touched.types & _SHOWN:
            return
        self.table.reload()
        if isinstance(self.panel.content, KitPanel):
            self.open(self.panel.content.kit)

    # --- what the panel of a kit asks: `ui.pages.kit_panel.KitActions`

    def open(self, kit: str) -> None:
        """Show a kit beside the shelf."""
        try:
            page = kit_pages.kit_page(self._shell.workspace, kit)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        today = self._shell.workspace.today()
        self.panel.show_in(page.line.name, KitPanel(page, self, today))

    def add(self) -> None:
        """Open the form of a new kit."""
        self._form(Wanted("kit"))

    def edit(self, type_name: str, record_id: str) -> None:
        """Open the form of the kit or of something in it."""
        self._form(Wanted(type_name, record_id))

    def add_thing(self, kit: str) -> None:
        """Open the form of something new in a kit."""
        self._form(Wanted("kit_content", values={"kit": kit}, hidden=("kit", "position")))

    def hand_over(self, *, lend: bool, kit: str = "") -> None:
        """Open the form that gives or lends a kit."""
        made = HandOverForm(self._shell.workspace, Handing(lend, kit=kit))
        words = _("Kit lent") if lend else _("Kit given")
        made.saved.connect(lambda touched: self._done(words, touched, kit))
        self.panel.show_in(_("Lend a kit") if lend else _("Give a kit"), made, made.foot)

    def stock(self, kit: str, *, counted: bool) -> None:
        """Open the form that receives or counts a kit."""
        made = StockForm(self._shell.workspace, kit, counted=counted)
        words = _("Counted") if counted else _("Received")
        made.saved.connect(lambda touched: self._done(words, touched, kit))
        self.panel.show_in(_("Count") if counted else _("Receive"), made, made.foot)

    def take_back(self, loan: str) -> None:
        """Write down that a lent kit came back."""
        self._do(_("Kit returned"), lambda: kits.take_back(self._shell.workspace, loan).number)

    def lose(self, loan: str) -> None:
        """Write down that a lent kit will not come back."""
        self._do(_("Kit lost"), lambda: kits.lose(self._shell.workspace, loan).number)

    def go(self, page: str, **target: str) -> None:
        """Show another page."""
        self._shell.go(page, **target)

    # --- inside

    def _do(self, words: str, action: Callable[[], int]) -> None:
        try:
            number = action()
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._shell.done(words, undo=number)

    def _form(self, wanted: Wanted) -> None:
        kind = describe(wanted.type)
        try:
            made = RecordForm(self._shell.workspace, wanted)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        kit = str(wanted.values.get("kit") or "")
        made.saved.connect(lambda touched: self._done(_("Saved"), touched, kit))
        made.removed.connect(lambda touched: self._done(_("Removed"), touched, ""))
        made.history.connect(lambda: self._shell.go("records", type=wanted.type, id=wanted.id))
        title = kind.label if wanted.id else _("New: {kind}").format(kind=kind.label)
        self.panel.show_in(title, made, made.foot)

    def _done(self, words: str, touched: Touched, kit: str) -> None:
        self.panel.shut()
        if touched.number:
            self._shell.done(words, undo=touched.number)
        if kit:
            self.open(kit)

    def _open_number(self, number: int) -> None:
        kit = record_tables.record_id(self._shell.workspace, "kit", number)
        if kit:
            self.open(kit)

    def _ids(self, query: Query) -> Sequence[int]:
        found = list(kit_pages.shelf(self._shell.workspace, query.text))
        if query.sort in ("language", "grades", "stock", "out"):
            found.sort(key=lambda one: _order(one, query.sort))
        if query.descending:
            found.reverse()
        self._lines = {one.number: one for one in found}
        return list(self._lines)

    def _rows(self, wanted: Sequence[int]) -> list[tuple[int, tuple[str | Cell, ...]]]:
        return [(number, _cells(self._lines[number])) for number in wanted]


def _order(one: KitLine, by: str) -> tuple[int, str]:
    value = getattr(one, by)
    return (value, "") if isinstance(value, int) else (0, fold(value))


def _cells(one: KitLine) -> tuple[str | Cell, ...]:
    state: str | Cell = ""
    if one.overdue:
        words = ngettext("{count} overdue", "{count} overdue", one.overdue)
        state = Cell(words.format(count=one.overdue), tone=Tone.DANGER)
    elif one.low:
        state = Cell(_("Reorder"), tone=Tone.WARN)
    return (one.name, one.language, one.grades, str(one.stock), str(one.out or ""), state)
