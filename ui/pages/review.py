"""Translations: what families read, side by side with the English, for speakers to review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import drafts, text_status, translating
from liaison_app.actions.translating import State, Text
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.keeping import Keeper
from ui.pages.review_card import ReviewCard
from ui.pages.review_files import ExportForm, ImportForm
from ui.pages.review_list import ReviewList
from ui.text import joined
from ui.widgets.buttons import button
from ui.widgets.chip_group import Option
from ui.widgets.drop_down import DropDown
from ui.widgets.layout import Columns, Page, column, labelled
from ui.widgets.panels import EmptyState
from ui.widgets.side_panel import Beside, SidePanel

if TYPE_CHECKING:
    from datetime import datetime

    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell

_TYPES = frozenset(("section_text", "packet_section", "school", "school_date"))
_DRAFT = "text:{language}:{id}"


class ReviewPage(QWidget):
    """Choose a language, read, say that it is right or write what is.

    What is typed is kept as it is typed, on this laptop; nothing prints before it is saved.
    """

    name = "review"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._asked = 0  # how often the texts were asked for; the last answer counts
        self._wanted = ""  # id of the text to show once the texts are there
        self._named = ""  # that id if somebody asked for this very text, whatever the list shows
        self._begin = False
        self.panel = SidePanel()
        self._out = button(_("&Export…"), self.ask_export, icon="file-export")
        self._in = button(_("&Import…"), self.ask_import, icon="file-import")
        self.page = Page(_("Translations"), actions=(self._out, self._in))
        self.language = DropDown(_("Language"))
        self.list = ReviewList()
        self.card = ReviewCard(self)
        self._keeper = Keeper(self, shell.save_state, self._keep_typed)
        self._empty = EmptyState(
            "circle-check",
            _("Nothing of this kind"),
            _("Choose other texts or another language."),
        )
        self._build()
        self._listen()

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, *, language: str = "", text: str = "") -> None:
        """Show a language's texts: the one named, else that of before."""
        self._offer(language)
        self._begin, self._wanted = True, text or (self.card.one.id if self.card.one else "")
        self._named = text
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)
        self._load()

    def leave(self) -> None:
        """Keep what is being typed."""
        self._keeper.try_now()
        self._asked += 1

    def touched(self, touched: Touched) -> None:
        """Read again if a text may be another one now."""
        if self.isVisible() and touched.types & _TYPES:
            self._load()

    # --- doing: `ui.pages.review_card.Actions`

    def accept(self) -> None:
        """Write down that the words are right, and go on."""
        one, name = self.card.one, self.card.signed()
        if one is None or not self.card.accept_button.isEnabled():
            return
        if not name:
            self.card.ask_name()
            return
        try:
            touched = translating.accept(
                self._shell.workspace,
                one.language,
                one.id,
                reviewer=name,
                words=self.card.text(),
                draft=_draft(one),
            )
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._saved(_("Reviewed: {text}"), one, touched)

    def keep(self) -> None:
        """Keep the words as a draft; those that cannot be right only on this laptop."""
        one = self.card.one
        if one is None or not self.card.changed:
            return
        if self.card.wrong:
            self._keeper.try_now()
            self._shell.done(_("Kept on this laptop. It cannot print as it is: see what is red."))
            return
        if not self.card.signed():
            self.card.ask_name()
            return
        if one.state is State.REVIEWED and self.card.confirm.isHidden():
            self.card.confirm.ask()
            return
        self._keep_now()

    def skip(self, step: int) -> None:
        """Show the next text of the list, or the one before."""
        self.list.step(step)
        self.card.begin()

    def ask_export(self) -> None:
        """Offer a file for translators."""
        form = ExportForm(self._shell, self.language.value())
        self.panel.show_in(_("For translators"), form)
        form.finished.connect(self.panel.shut)

    def ask_import(self) -> None:
        """Offer to take in a file that came back."""
        form = ImportForm(self._shell, self.language.value())
        self.panel.show_in(_("Take in a file"), form)
        form.finished.connect(self.panel.shut)

    # --- inside

    def _keep_now(self) -> None:
        one = self.card.one
        if one is None:
            return
        try:
            touched = translating.keep(
                self._shell.workspace,
                one.language,
                one.id,
                self.card.text(),
                by=self.card.signed(),
                draft=_draft(one),
            )
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._saved(_("Kept as a draft: {text}"), one, touched)

    def _saved(self, words: str, one: Text, touched: Touched) -> None:
        self._keeper.settled()
        self._wanted = self.list.after(one.id) or one.id
        self._begin = True
        self._shell.done(words.format(text=isolate(_short(one.source))), undo=touched.number)

    def _offer(self, wanted: str) -> None:
        """The languages to choose from; what was chosen stays."""
        found = text_status.offered(self._shell.workspace)
        self.language.set_choices(
            Option(one.tag, joined(one.name, one.autonym if one.words else "")) for one in found
        )
        if wanted:
            self.language.set_value(wanted)

    def _load(self) -> None:
        """Read the texts in another thread."""
        self._asked += 1
        number, language = self._asked, self.language.value()

        def work(view: Workspace, _report: Report) -> tuple[Text, ...]:
            return translating.texts(view, language)

        self._shell.job(work, lambda found: self._loaded(number, found), label="")

    def _loaded(self, number: int, found: tuple[Text, ...]) -> None:
        if number != self._asked:
            return
        typing = self.card.one.id if self.card.one and self.card.changed else ""
        self.list.show_texts(found, self._wanted or typing)
        if self._named:
            self.list.widen(self._named)
            self._named = ""
        self._say(found)
        if self._begin:
            self._begin, self._wanted = False, ""
            self._show_current()
            if self.card.isVisibleTo(self):
                self.card.begin()

    def _show_current(self) -> None:
        """Show the current text of the list, with what was typed into it before."""
        one = self.list.current()
        self.card.setVisible(one is not None)
        self._empty.setVisible(one is None)
        if one is None or one == self.card.one:
            return
        self._keeper.try_now()
        typed = drafts.find(self._shell.workspace, _draft(one))
        self.card.show_text(one, str(typed.content.get("words", "")) if typed else None)

    def _keep_typed(self) -> datetime | None:
        """Keep the words that are typed and not saved."""
        one, workspace = self.card.one, self._shell.workspace
        if one is None:
            return None
        if not self.card.changed:
            workspace.discard_draft(_draft(one))
            return None
        cursor = self.card.words.textCursor().position()
        content = {"words": self.card.words.toPlainText()}
        return drafts.keep(workspace, _draft(one), content, cursor=cursor, focus="words")

    def _say(self, found: tuple[Text, ...]) -> None:
        reviewed = sum(one.state is State.REVIEWED for one in found)
        missing = sum(one.state is State.MISSING for one in found)
        stale = sum(one.state is State.STALE for one in found)
        texts = ngettext("{count} text", "{count} texts", len(found)).format(count=len(found))
        parts = [texts, _("{count} reviewed").format(count=reviewed)]
        parts += [_("{count} outdated").format(count=stale)] if stale else []
        parts += [_("{count} not translated").format(count=missing)] if missing else []
        self.page.set_title(_("Translations"), joined(*parts))

    def _build(self) -> None:
        choice = QWidget()
        choice.setLayout(column(self.card, self._empty, spacing=0))
        aside = QWidget()
        aside.setLayout(column(labelled(_("&Language"), self.language), self.list, spacing=12))
        self._empty.hide()
        self.card.hide()
        self.page.body.addWidget(Columns(choice, aside, shares=(8, 5), fold=820), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.page, self.panel))

    def _listen(self) -> None:
        self.language.chosen.connect(self._choose_language)
        self.list.moved.connect(self._show_current)
        self.list.opened.connect(self.card.begin)
        self.card.typed.connect(self._keeper.typed)
        self.card.confirm.confirmed.connect(self._keep_now)
        for keys, do in (
            ("Ctrl+Return", self.accept),
            ("Ctrl+Enter", self.accept),
            ("Ctrl+S", self.keep),
            ("Alt+Down", lambda: self.skip(1)),
            ("Alt+Up", lambda: self.skip(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _choose_language(self) -> None:
        self._keeper.try_now()
        self._wanted, self._named, self._begin = "", "", True
        self._load()


def _draft(one: Text) -> str:
    return _DRAFT.format(language=one.language, id=one.id)


def _short(text: str) -> str:
    words = text.replace("**", "")
    return words if len(words) <= 40 else words[:39] + "…"
