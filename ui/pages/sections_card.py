"""One section: its words on the left, the page as it prints on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from liaison_app.actions import sections, text_reading
from liaison_app.actions.sections import UnreadableSection, Whose
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui import look
from ui.pages.packet_view import PacketView
from ui.pages.review_texts import TextBox
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat, primary
from ui.widgets.chips import Chip
from ui.widgets.drop_down import DropDown
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.layout import SteadyColumn, Tiles, column, flow, labelled, row

if TYPE_CHECKING:
    from liaison_app.actions.section_preview import Preview
    from liaison_app.actions.sections import Written
    from liaison_app.workspace import Workspace

_NARROWEST = 300  # pixels, of a side
_HIGH = 380
_EXPLAINED = 4  # words of schools


class Editor(TextBox):
    """The words of a section, from left to right in every interface."""

    def __init__(self) -> None:
        super().__init__(_("Text of the section"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.speak("en")

    @override
    def sizeHint(self) -> QSize:
        return QSize(look.px(240), look.px(_HIGH))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(150), look.px(_HIGH))

    def mark_line(self, number: int) -> None:
        """Mark the line with this number, from 1; none for 0."""
        found = []
        block = self.document().findBlockByNumber(number - 1)
        if number and block.isValid():
            extra = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            form.setBackground(QColor(look.tokens().danger_soft))
            form.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
            extra.cursor, extra.format = QTextCursor(block), form
            found.append(extra)
        self.setExtraSelections(found)

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the end of a line."""
        block = self.document().findBlockByNumber(max(number, 1) - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureCursorVisible()


class SectionCard(QFrame):
    """The section that is being written.

    Signals:
        typed: the words are other ones now.
        language_chosen: the page is wanted in another language.
        to_save, to_reset, to_drop: a button was pressed; drop: what was typed and not saved.
    """

    typed = Signal()
    language_chosen = Signal()
    to_save = Signal()
    to_reset = Signal()
    to_drop = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._workspace = workspace
        self.one: Written | None = None
        self.line = 0
        self._title = ElidedLabel("", "heading")
        self._whose = Chip("", Tone.PLAIN)
        self._notes = Label("", "muted", wrap=True)
        self.words = Editor()
        self.trouble = Banner("", Tone.DANGER)
        self._to_line = flat("", lambda: self.words.go_to_line(self.line))
        self._reads = Label("", "small", wrap=True)
        self._jargon = Label("", "small", wrap=True)
        self.language = DropDown(_("Language of the page"))
        self.view = PacketView()
        self._seen = Label("", "small", wrap=True)
        self.save = primary(_("&Save"), self.to_save.emit, icon="device-floppy")
        self.reset = button(_("&Back to ours"), self.to_reset.emit, icon="history")
        self.drop = flat(_("Drop what was &typed"), self.to_drop.emit, icon="arrow-back-up")
        self.save.setToolTip("Ctrl+S")
        self._build()
        self.words.textChanged.connect(self._typed)
        self.language.chosen.connect(self.language_chosen)

    # --- what the page asks

    def show_section(self, one: Written, typed: str | None = None) -> None:
        """Show a section; `typed` is what was typed into it and not saved."""
        self.one = one
        self._title.setText(one.section.title)
        self._whose.say(sections.whose_words(one.section), Tone.PLAIN)
        notes = []
        if one.section.rights:
            notes.append(
                _(
                    "This is about rights: in a language it prints only when a named speaker has"
                    " reviewed all of it. Until then families get the English."
                )
            )
        if one.elsewhere:
            notes.append(_("Other prints have a section of this name, too; they keep theirs."))
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        own = one.section.whose is Whose.OWN
        self.reset.setText(_("&Remove this section") if own else _("&Back to ours"))
        blocker = QSignalBlocker(self.words)
        self.words.setPlainText(one.text if typed is None else typed)
        blocker.unblock()
        self._judge()

    def begin(self) -> None:
        """Put the keyboard into the text."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """The words as they stand in the box."""
        return sections.tidied(self.words.toPlainText())

    @property
    def changed(self) -> bool:
        """Whether the words are not those that are kept."""
        return self.one is not None and self.text != sections.tidied(self.one.text)

    @property
    def readable(self) -> bool:
        """Whether the words can be printed."""
        return self.save.property("readable") is True

    def put_in(self, sign: str) -> None:
        """Put a value or a block where the cursor stands."""
        self.words.insertPlainText(sign)
        self.begin()

    def show_page(self, made: Preview) -> None:
        """Show the page as it prints, and what is to be known of it."""
        self.view.show_packet(made)
        words = [_("Names and numbers are invented; every line prints here.")]
        if made.in_english:
            words.append(_("In English until a speaker has reviewed all of it."))
        elif made.untranslated:
            said = ngettext(
                "{count} text is in English: this language has no words for it.",
                "{count} texts are in English: this language has no words for them.",
                made.untranslated,
            )
            words.append(said.format(count=made.untranslated))
        self.say_seen(" ".join(words))

    def say_seen(self, words: str) -> None:
        """Say what is to be known of the page."""
        self._seen.setText(words)
        self._seen.setVisible(bool(words))

    # --- inside

    def _build(self) -> None:
        left = QWidget()
        left.setLayout(column(self.words, self._reads, self._jargon, spacing=6))
        right = QWidget()
        right.setLayout(
            column(labelled(_("See it in"), self.language), self.view, self._seen, spacing=6)
        )
        answers = QWidget()
        answers.setLayout(flow(self.save, self.reset, self.drop, self._to_line))
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(10)
        box.addLayout(row(self._title, self._whose, stretch=0))
        box.addWidget(self._notes)
        box.addWidget(self.trouble)
        box.addWidget(Tiles([left, right], narrowest=_NARROWEST), 1)
        box.addWidget(answers)
        self._to_line.hide()
        self.trouble.hide()
        self._seen.hide()

    def _typed(self) -> None:
        self._judge()
        self.typed.emit()

    def _judge(self) -> None:
        """Say whether the words can be printed, where they cannot, and how hard they read."""
        one = self.one
        if one is None:
            return
        why, self.line = "", 0
        try:
            sections.check(one.section.kind, one.section.name, self.text)
        except UnreadableSection as error:
            why, self.line = str(error), error.line
        except LiaisonError as error:
            why = str(error)
        if why != self.trouble.words():
            self.trouble.say(why, Tone.DANGER)
        self.words.mark_line(self.line)
        self.words.setProperty("wrong", "true" if why else "false")
        self._to_line.setVisible(bool(self.line))
        self._to_line.setText(_("Go to line {line}").format(line=self.line))
        self.save.setProperty("readable", not why)
        self.save.setEnabled(self.changed and not why)
        self.drop.setEnabled(self.changed)
        shipped = one.section.whose is Whose.OURS
        moved = one.section.moved or one.section.hidden
        self.reset.setEnabled(not shipped or moved)
        self._read(sections.plain(self.text))

    def _read(self, words: str) -> None:
        """How hard the section reads, and the words in it that only schools use."""
        said = text_reading.line(words, "en")
        self._reads.setText(said)
        self._reads.setVisible(bool(said))
        found = {one.name: one for one in text_reading.explained(self._workspace, words)}
        lines = [
            _("Say “{plain}” in place of “{word}”.").format(
                plain=isolate(one.plain), word=isolate(one.words)
            )
            for one in list(found.values())[:_EXPLAINED]
        ]
        self._jargon.setText("\n".join(lines))
        self._jargon.setVisible(bool(lines))
