"""A text that two people wrote differently, written anew by a third hand with both in sight.

Nothing is merged by itself: both texts stand there in full, with what they were made from, and what
only one of them says is marked and can be put into the new text a sentence at a time. What is typed
is kept as a draft until it is the answer, also if the program ends meanwhile.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import differences, drafts, records
from liaison_app.errors import AlreadyAnswered, LiaisonError
from liaison_app.language.catalogues import _
from ui import look
from ui.forms.written import NoteEdit
from ui.keeping import Keeper
from ui.pages.debrief_warning import NeverKeptWarning
from ui.pages.differences_texts import TextSide, fitting
from ui.qt import override
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat, primary
from ui.widgets.labels import Label
from ui.widgets.layout import Page, Tiles, column, flow
from ui.widgets.save_state import SaveState

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from liaison_app.actions.differences import Difference
    from liaison_app.workspace import Touched, Workspace

_TEXT = "text"
_NARROWEST = 280  # a text; where two do not fit they stand below each other
_HEIGHT = 150


class CombineView(QWidget):
    """The texts, the editor below them, and the buttons that stay in sight; Escape goes back.

    Signals:
        saved: the new text is the answer; with `Touched`.
        left: the person goes back; what was typed is kept.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, workspace: Workspace, one: Difference) -> None:
        super().__init__()
        self.one = one
        self._workspace = workspace
        self._answered = False
        self.edit = NoteEdit()
        self.edit.setAccessibleName(_("The new text"))
        self.edit.setMinimumHeight(look.px(_HEIGHT))
        self._state = SaveState()
        self._keeper = Keeper(self, self._state, self._keep)
        self._warning = NeverKeptWarning((self.edit,))
        self._resumed = Banner(
            _("What you were writing here is back."), Tone.ACCENT, _("Start over"), self._start_over
        )
        self._news = Banner("", Tone.WARN)
        self._texts = QVBoxLayout()
        self._begin = QWidget()
        self._build()
        self._show_texts()
        self._resume()
        self.edit.textChanged.connect(self._keeper.typed)

    def keep(self) -> None:
        """Keep at once what is typed.

        Raises:
            LiaisonError: it is not kept; the view says so.
        """
        self._keeper.now()

    def save(self) -> None:
        """Make the new text the answer; what was warned of once is saved."""
        if not self.edit.toPlainText().strip():
            self._news.say(_("Write the new text first."), Tone.DANGER)
            return
        if self._warning.look():
            return
        try:
            touched = self._write()
        except AlreadyAnswered:
            self.read_again()
            return
        except LiaisonError as error:
            self._state.not_saved(str(error))
            return
        self._keeper.settled()
        self.saved.emit(touched)

    def read_again(self) -> None:
        """Look whether another text came, or an answer; what is typed stays."""
        try:
            one = differences.difference(self._workspace, self.one.id)
        except AlreadyAnswered:
            self._answered = True
            words = _(
                "Somebody answered this meanwhile. What you wrote is still here: save it as the"
                " text, or go back."
            )
            self._news.say(words, Tone.WARN)
            return
        self._answered = False
        if one != self.one:
            self.one = one
            self._show_texts()
            self._news.say(_("Another text came meanwhile. Look at it, then save."), Tone.WARN)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on writing where it was left; else begin with reading."""
        super().focusInEvent(event)
        texts = [one.text for one in self.findChildren(TextSide) if one.isVisibleTo(self)]
        if texts and not self.edit.toPlainText():
            texts[0].setFocus(event.reason())
            return
        self.edit.setFocus(event.reason())
        self._page.show_whole(self.edit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # --- what stands there

    def _build(self) -> None:
        self._page = page = Page(
            _("Combine: {what}").format(what=joined(*dict.fromkeys(self.one.about))),
            _("Write one text out of these. What only one of them says is underlined."),
        )
        page.body.addWidget(self._resumed)
        page.body.addLayout(self._texts)
        page.body.addWidget(Label(_("The new text"), "heading"))
        page.body.addWidget(self._begin)
        page.body.addWidget(self.edit, 1)
        self._save = primary(_("Save as the answer"), self.save, icon="device-floppy")
        self._save.setToolTip(_("Ctrl+Enter"))
        buttons = QWidget()
        self._back = flat(_("Back"), self.left.emit, name=_("Back to the differences"))
        buttons.setLayout(flow(self._save, self._back))
        foot = QWidget()
        foot.setLayout(column(self._news, self._warning, self._state, buttons, spacing=8))
        foot.setContentsMargins(24, 8, 24, 12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(page, 1)
        box.addWidget(foot)
        self._news.hide()
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setWhatsThis(_("Save as the answer"))
        shortcut.activated.connect(self.save)

    def _show_texts(self) -> None:
        """Show every text and what one can begin with; the editor stays as it is."""
        sides = self.one.sides
        texts = [side.words for side in sides]
        parts: list[QWidget] = [
            TextSide(side.number, side.said, side.words, fitting(texts, place), self._put)
            for place, side in enumerate(sides)
        ]
        if self.one.before:
            parts.append(TextSide(0, _("Before both"), self.one.before, texts, None))
        while item := self._texts.takeAt(0):
            old = item.widget()
            if old:
                old.hide()
                old.deleteLater()
        self._texts.addWidget(Tiles(parts, narrowest=_NARROWEST))
        self._show_begins(texts)

    def _show_begins(self, texts: list[str]) -> None:
        """Offer to begin with one text or all; from there the keyboard goes on to the editor."""
        begins = [
            button(
                _("Begin with text {number}").format(number=side.number),
                partial(self._begin_with, side.words),
            )
            for side in self.one.sides
        ]
        both = partial(self._begin_with, "\n\n".join(texts))
        begins.append(button(_("Begin with all, one after the other"), both))
        holder = self._begin.layout()
        if holder:
            while item := holder.takeAt(0):
                old = item.widget()
                if old:
                    old.hide()
                    old.deleteLater()
            for one in begins:
                holder.addWidget(one)
        else:
            self._begin.setLayout(flow(*begins))
        for before, after in pairwise((*begins, self.edit, self._save, self._back)):
            QWidget.setTabOrder(before, after)  # the texts are made after what stands below them

    # --- what is typed

    def _begin_with(self, text: str) -> None:
        """Put a text in place of what is there; Ctrl+Z takes it back."""
        cursor = QTextCursor(self.edit.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._go_on(cursor)

    def _put(self, sentence: str) -> None:
        """Put a sentence where the cursor stands, apart from what is there."""
        cursor = self.edit.textCursor()
        before = self.edit.toPlainText()[: cursor.position()]
        space = "" if not before or before[-1].isspace() else " "
        cursor.insertText(f"{space}{sentence}")
        self._go_on(cursor)

    def _go_on(self, cursor: QTextCursor) -> None:
        self.edit.setTextCursor(cursor)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.show_whole(self.edit)

    def _write(self) -> Touched:
        text = self.edit.toPlainText().strip()
        if self._answered:  # an ordinary change of the text that was answered
            one, written = self.one, {self.one.field: text}
            return records.change(self._workspace, one.type, one.record, written, draft=self._draft)
        return differences.answer(
            self._workspace, self.one.id, value=text, seen=self.one.seen, draft=self._draft
        )

    @property
    def _draft(self) -> str:
        return f"answer:{self.one.id}"

    def _keep(self) -> datetime:
        content = {"household": self.one.household, "note": self.edit.toPlainText()}
        cursor = self.edit.textCursor().position()
        return drafts.keep(self._workspace, self._draft, content, cursor=cursor, focus=_TEXT)

    def _resume(self) -> None:
        found = drafts.find(self._workspace, self._draft)
        text = str(found.content.get("note", "")) if found else ""
        self._resumed.setVisible(bool(text))
        if found and text:
            blocker = QSignalBlocker(self.edit)
            self.edit.setPlainText(text)
            blocker.unblock()
            cursor = self.edit.textCursor()
            cursor.setPosition(min(found.cursor, len(text.encode("utf-16-le")) // 2))
            self.edit.setTextCursor(cursor)

    def _start_over(self) -> None:
        blocker = QSignalBlocker(self.edit)
        self.edit.clear()
        blocker.unblock()
        self._keeper.settled()
        self._workspace.discard_draft(self._draft)
        self._resumed.hide()
        self._state.clear()
