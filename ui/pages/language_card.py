"""“I speak …”: at a door somebody points to their language, on the whole screen if wanted.

Nothing on it is about anybody: it may be turned towards whoever opens the door.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liaison_app.actions import language_card, titles
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.language.phones import shown
from ui import fonts, look
from ui.qt import override
from ui.text import plain
from ui.widgets.buttons import button, primary
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label, muted
from ui.widgets.layout import Page, column, flow, row, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from liaison_app.actions.language_card import Pointed
    from liaison_app.workspace import Touched
    from ui.shell import Shell
    from ui.widgets.buttons import Button

_LARGE, _HUGE = 22, 54  # of letters, in points of the usual size
_WIDE, _HIGH = 190, 92  # of a button


class Languages(QWidget):
    """The languages to point at.

    Args:
        chosen: called with the one that was pressed.
    """

    def __init__(self, chosen: Callable[[Pointed], object]) -> None:
        super().__init__()
        fonts.register_scripts()
        self.search = SearchField(_("Find a language"), _("Name in any language"))
        self.buttons: dict[str, Button] = {}
        self._words: dict[str, str] = {}
        for one in language_card.languages():
            name = f"{one.autonym}\n{plain(one.name)}"
            made = button(name, partial(chosen, one), name=f"{one.autonym}, {one.name}")
            made.setFont(look.font(_LARGE))
            made.setMinimumWidth(look.px(_WIDE))
            made.setFixedHeight(look.px(_HIGH))
            self.buttons[one.tag] = made
            self._words[one.tag] = f"{one.autonym} {one.name} {one.english} {one.tag}".casefold()
        grid = QWidget()
        grid.setLayout(flow(*self.buttons.values(), spacing=10))
        self.setLayout(column(self.search, scrolled(grid), spacing=10))
        self.search.textChanged.connect(self._narrow)

    def _narrow(self, text: str) -> None:
        """Show the languages that are meant."""
        sought = text.strip().casefold()
        for tag, made in self.buttons.items():
            made.setVisible(sought in self._words[tag])


class Spoken(QFrame):
    """One language in large letters, with the offer of an interpreter."""

    def __init__(self) -> None:
        super().__init__()
        self.autonym, self.offer = Label(""), Label("", wrap=True)
        self.english = muted("")
        self.autonym.setFont(look.font(_HUGE, strong=True))
        self.offer.setFont(look.font(_LARGE))
        self.setLayout(column(self.autonym, self.offer, self.english, spacing=12))

    def show_language(self, one: Pointed, phone: str) -> None:
        """Show a language, and what staff does next."""
        sides = Qt.LayoutDirection
        side = sides.RightToLeft if one.right_to_left else sides.LeftToRight
        for label, words in ((self.autonym, one.autonym), (self.offer, one.offer)):
            label.setLayoutDirection(side)
            label.setText(words)
        self.offer.setVisible(bool(one.offer))
        if phone:
            said = _("For staff: {language}. Interpreter: {phone}")
            self.english.setText(said.format(language=isolate(one.name), phone=shown(phone)))
        else:
            self.english.setText(_("For staff: {language}").format(language=isolate(one.name)))


class LanguageCardPage(Page):
    """The card in the window, with ways to fill the screen, to print it and to remember."""

    name = "language_card"

    def __init__(self, shell: Shell) -> None:
        self.whole = button(_("&Whole screen"), self.fill_screen, hint="F11")
        self.paper = button(_("&Print the card"), self.print_card, icon="printer")
        super().__init__(
            _("“I speak …” card"),
            _("Turn the screen around and let them point to their language."),
            actions=(self.paper, self.whole),
        )
        self.shell = shell
        self._household = ""
        self._chosen: Pointed | None = None
        self.filled: QWidget | None = None
        self.languages = Languages(self.choose)
        self.spoken = Spoken()
        self.back = button(_("&Other language"), self.begin, icon="arrow-left")
        self.keep = primary(_("&Remember it"), self.remember, icon="language")
        self._told = QWidget()
        self._told.setLayout(column(self.spoken, row(self.back, self.keep, None), None, spacing=18))
        self.body.addWidget(self.languages, 1)
        self.body.addWidget(self._told, 1)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F11), self)
        shortcut.setWhatsThis(_("Whole screen"))
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.fill_screen)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, *, household: str = "") -> None:
        """Show the languages; for a family, what is pointed at can be remembered."""
        self._household = household
        self.begin()

    def leave(self) -> None:
        """Leave the whole screen, too."""
        if self.filled:
            self.filled.close()

    def touched(self, touched: Touched) -> None:
        """Nothing that is written changes the card."""

    # --- doing

    def begin(self) -> None:
        """Show all languages."""
        self._chosen = None
        self.languages.search.clear()
        self._told.hide()
        self.languages.show()
        self.languages.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, one: Pointed) -> None:
        """Show the language that somebody pointed at."""
        self._chosen = one
        self.spoken.show_language(one, language_card.interpreter_phone(self.shell.workspace))
        self.languages.hide()
        self._told.show()
        self.keep.setVisible(bool(self._household))
        (self.keep if self._household else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> None:
        """Write the language down for the family whose page led here."""
        workspace, chosen = self.shell.workspace, self._chosen
        if chosen is None or not self._household:
            return
        touched = language_card.remember(workspace, self._household, chosen.tag, by=self)
        family = isolate(titles.title(workspace, "household", self._household))
        words = _("{family} speaks {language}.").format(
            family=family, language=isolate(chosen.name)
        )
        self.shell.done(words, undo=touched.number)
        self.shell.back()

    def print_card(self) -> None:
        """Go where the card is printed: the one to point at, or the one to keep."""
        self.shell.go("packet", household=self._household, kind="language-card")

    def fill_screen(self) -> None:
        """Show the languages on the whole screen until Escape; a choice leads back to them."""
        self.filled = _WholeScreen(self)
        self.filled.showFullScreen()

    def screen_closed(self) -> None:
        """Forget the whole screen once it is gone."""
        self.filled = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._chosen:
            self.begin()
        else:
            self.shell.back()


class _WholeScreen(QWidget):
    """The card and nothing else: no family, no notice, no other window."""

    def __init__(self, page: LanguageCardPage) -> None:
        super().__init__(page, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("“I speak …” card"))
        self.setObjectName("page")
        self._page = page
        self.languages = Languages(self._choose)
        self.spoken = Spoken()
        self.back = button(_("&Other language"), self.begin, icon="arrow-left")
        self._told = QWidget()
        self._told.setLayout(column(self.spoken, row(self.back, None), None, spacing=18))
        self.end = button(_("&Close"), self.close, icon="x")
        layout = QVBoxLayout(self)
        layout.addLayout(row(None, self.end))
        layout.addWidget(self.languages, 1)
        layout.addWidget(self._told, 1)
        self.destroyed.connect(page.screen_closed)
        self.begin()

    def begin(self) -> None:
        """Show all languages, the keyboard where one is found by typing."""
        self._told.hide()
        self.languages.search.clear()
        self.languages.show()
        self.languages.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, one: Pointed) -> None:
        self._page.choose(one)
        phone = language_card.interpreter_phone(self._page.shell.workspace)
        self.spoken.show_language(one, phone)
        self.languages.hide()
        self._told.show()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._told.isVisible():
            self.begin()
        else:
            self.close()
