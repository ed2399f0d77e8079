"""What a family's page is put together from: sections with rows, and what they may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.text import plain
from ui.widgets import labels
from ui.widgets.buttons import flat, icon_button
from ui.widgets.labels import tooltip
from ui.widgets.layout import FoldingRow, Part, SteadyColumn, column, line, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.actions.kit_pages import Held
    from liaison_app.records.partnership import PromiseState
    from ui.forms.spec import Value

_LONGEST = 34  # characters of somebody's words on a button


class FamilyActions(Protocol):
    """What the parts of a family's page may ask of the page."""

    def new(self, type_name: str, **values: Value) -> None:
        """Open the form of a new record of this family; `values` are what it starts with."""

    def edit(self, type_name: str, record_id: str) -> None:
        """Open the form of a record."""

    def go(self, page: str, **target: str) -> None:
        """Show another page."""

    def settle(self, promise: str, state: PromiseState) -> None:
        """Say what became of a promise; kept is kept late once its day has passed."""

    def finish(self, follow_up: str) -> None:
        """Say that a follow-up is done."""

    def finish_step(self, step: str) -> None:
        """Say that a step of a goal was done."""

    def change_goal(self, goal: str) -> None:
        """Open the form of a goal that takes the place of another one."""

    def sign(self, kind: str, subject: str = "") -> None:
        """Let the family sign on the screen, or say that it signed on paper."""

    def copy(self, text: str) -> None:
        """Put a number on the clipboard for a minute."""

    def hand_over(self, *, lend: bool) -> None:
        """Open the form that gives or lends a kit."""

    def take_back(self, held: Held) -> None:
        """Write down that a lent kit came back."""

    def withdraw(self, consent: str) -> None:
        """Write down that a consent was withdrawn."""

    def attach(self) -> None:
        """Choose a file and keep it with the family."""


class Section(QFrame):
    """A card with a heading, perhaps a button that adds, and rows with rules between them."""

    def __init__(
        self,
        title: str,
        add: str = "",
        clicked: Callable[[], object] | None = None,
        *,
        kind: str = "card",
        others: tuple[QWidget, ...] = (),
    ) -> None:
        super().__init__()
        self.setProperty("look", kind)
        self.setAccessibleName(title)
        self._rows = 0
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(18, 14, 18, 14)
        self._box.setSpacing(8)
        buttons = list(others)
        if add:
            name = _("{section}: {action}").format(section=title, action=add)
            buttons.append(flat(add, clicked, icon="plus", name=name))
        heading = row(labels.heading(title))
        self._box.addWidget(FoldingRow(heading, *buttons, spacing=4, least=110))

    def add(self, part: Part) -> None:
        """Add a row, with a rule above it."""
        if self._rows:
            self._box.addWidget(line())
        self._rows += 1
        if isinstance(part, QWidget):
            self._box.addWidget(part)
        elif part is not None:
            self._box.addLayout(part)

    def say(self, words: str) -> None:
        """Say what will be here, as long as nothing is."""
        self._box.addWidget(labels.muted(words))


def name_button(
    icon: str,
    shown: str,
    clicked: Callable[[], object],
    *,
    name: str = "",
    most: int = _LONGEST,
) -> QWidget:
    """A button that carries somebody's words, cut to `most` characters; ears hear all of them."""
    whole = " ".join(shown.split())
    short = whole if len(whole) <= most else whole[: most - 1] + "…"
    made = flat(plain(short), clicked, icon=icon, name=name or whole)
    if short != whole:
        made.setToolTip(tooltip(whole))
    return made


def two_lines(first: QWidget, about: str, *more: Part) -> Part:
    """A row's words: what it is, and below it, if there is anything to say, about it."""
    return column(first, *([labels.small(about)] if about else []), *more, spacing=3)


def menu_button(name: str, entries: Sequence[tuple[str, Callable[[], object]]]) -> QWidget:
    """Three dots that open a menu; `name` says of what, for ears."""
    made = icon_button("dots", name)
    menu = QMenu(made)
    for words, act in entries:
        menu.addAction(words).triggered.connect(lambda _checked=False, do=act: do())
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


def change_button(what: str, clicked: Callable[[], object]) -> QWidget:
    """The pencil at the end of a row; `what` names the row for ears."""
    return icon_button("pencil", _("Change: {what}").format(what=isolate(what)), clicked)
