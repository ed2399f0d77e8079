"""One text, side by side: the English with what translators should know, and the translation."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from liaison_app.actions import text_reading, translating
from liaison_app.actions.translating import State, Text
from liaison_app.language.catalogues import N_, _
from liaison_app.language.dates import format_date
from liaison_app.language.languages import autonym_of
from liaison_app.language.names import isolate
from ui.pages.review_texts import TextBox
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat, primary
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label, small
from ui.widgets.layout import SteadyColumn, Tiles, column, flow, labelled, row
from ui.widgets.panels import ConfirmPanel

_NARROWEST = 250  # pixels, of a side; where two do not fit they stand below each other

STATES = {
    State.MISSING: (N_("Not translated"), Tone.DANGER),
    State.STALE: (N_("Outdated"), Tone.WARN),
    State.DRAFT: (N_("Draft"), Tone.WARN),
    State.REVIEWED: (N_("Reviewed"), Tone.OK),
}
"""What each state is called, and its tone."""


class Actions(Protocol):
    """What the card may ask of the page."""

    def accept(self) -> None:
        """The translation is right: write down who says so."""

    def keep(self) -> None:
        """Keep the translation as a draft."""

    def skip(self, step: int) -> None:
        """Show the next text, or the one before."""


class ReviewCard(QFrame):
    """The text that is being reviewed.

    Signals:
        typed: the words are other ones now.
    """

    typed = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.one: Text | None = None
        self.state = Chip("", Tone.PLAIN)
        self.where = Label("", "small", wrap=True)
        self.notes = Label("", "muted", wrap=True, selectable=True)
        self.english = TextBox(_("English"), read_only=True)
        self.former = TextBox(_("English before"), read_only=True)
        self.words = TextBox(_("Translation"))
        self._language = ElidedLabel(_("Translation"), "strong")
        self._origin = small("")
        self._reads = small("")
        self._reads_too = small("")
        self._before = QWidget()
        self._before.setLayout(column(Label(_("Before"), "strong"), self.former, spacing=6))
        self.trouble = Banner("", Tone.DANGER)
        self._tone = Tone.PLAIN  # in which the trouble was said last
        self.name = QLineEdit()
        self._sign = labelled(
            _("&Your name"),
            self.name,
            small(_("It stands beside what you review: somebody who reads the language.")),
        )
        self._signed = flat("", self.ask_name)
        self.confirm = ConfirmPanel(
            _("Make this a draft again?"),
            _("A speaker has reviewed the present words. What you keep now nobody has reviewed."),
            _("Keep as a draft"),
            danger=False,
        )
        self.accept_button = primary(_("&Right as it is"), actions.accept, icon="check")
        self.keep_button = button(_("&Save as a draft"), actions.keep, icon="device-floppy")
        self._next = flat(_("&Next"), lambda: actions.skip(1), icon="chevron-down")
        for part, keys in (
            (self.accept_button, "Ctrl+Enter"),
            (self.keep_button, "Ctrl+S"),
            (self._next, "Alt+Down"),
        ):
            part.setToolTip(keys)
        self._build()
        self.words.textChanged.connect(self._typed)
        self.name.returnPressed.connect(actions.accept)

    # --- what the page asks

    def show_text(self, one: Text, typed: str | None = None) -> None:
        """Show a text; `typed` are words that were typed into it and not saved."""
        self.one = one
        label, tone = STATES[one.state]
        self.state.say(_(label), tone)
        self.where.setText("\n".join(one.where))
        self.notes.setText("\n".join(one.notes))
        self.notes.setVisible(bool(one.notes))
        self._language.setText(autonym_of(one.language))
        self.english.speak("en")
        self.english.setPlainText(one.source)
        self.former.speak("en")
        self.former.setPlainText(one.former)
        self.english.mark_against(one.former)
        self.former.mark_against(one.source if one.former else "")
        self._before.setVisible(bool(one.former))
        _say(self._reads, text_reading.line(one.source, "en"))
        self.words.speak(one.language)
        blocker = QSignalBlocker(self.words)
        self.words.setPlainText(one.words if typed is None else typed)
        blocker.unblock()
        self._origin.setText(_origin(one))
        self.confirm.hide()
        self._judge()

    def begin(self) -> None:
        """Put the keyboard into the translation, behind its last word."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def ask_name(self) -> None:
        """Ask who reviews."""
        self._sign.show()
        self._signed.hide()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def signed(self) -> str:
        """The name of who reviews, asked once; "" while nobody has said it."""
        name = " ".join(self.name.text().split())
        self._sign.setVisible(not name)
        self._signed.setVisible(bool(name))
        self._signed.setText(_("Reviewing as {name}").format(name=isolate(name.replace("&", "&&"))))
        return name

    @property
    def changed(self) -> bool:
        """Whether the words are not those that are kept."""
        one = self.one
        return one is not None and self.text() != translating.tidied(one.words)

    def text(self) -> str:
        """The translation as it stands in the box."""
        return translating.tidied(self.words.toPlainText())

    @property
    def wrong(self) -> bool:
        """Whether the words cannot be right."""
        one = self.one
        return one is not None and any(x.wrong for x in translating.check(one, self.text()))

    # --- inside

    def _build(self) -> None:
        left = QWidget()
        left.setLayout(
            column(ElidedLabel(_("English"), "strong"), self.english, self._reads, None, spacing=6)
        )
        right = QWidget()
        right.setLayout(
            column(self._language, self.words, self._reads_too, self._origin, None, spacing=6)
        )
        self._sign.hide()
        self._signed.hide()
        answers = QWidget()
        answers.setLayout(flow(self.accept_button, self.keep_button, self._next, self._signed))
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(10)
        box.addLayout(row(self.where, self.state, stretch=0))
        box.addWidget(self.notes)
        box.addWidget(self._before)
        box.addWidget(Tiles([left, right], narrowest=_NARROWEST))
        box.addWidget(self.trouble)
        box.addWidget(self._sign)
        box.addWidget(self.confirm)
        box.addWidget(answers)
        box.addStretch(1)

    def _typed(self) -> None:
        self._judge()
        self.typed.emit()

    def _judge(self) -> None:
        """Say what is wrong with the words as they stand; what cannot be right is no answer."""
        one = self.one
        if one is None:
            return
        words = self.text()
        found = translating.check(one, words)
        wrong = [each.words for each in found if each.wrong]
        told = wrong or [each.words for each in found]
        tone = Tone.DANGER if wrong else Tone.WARN
        if (" ".join(told), tone) != (self.trouble.words(), self._tone):
            self._tone = tone
            self.trouble.say(" ".join(told), tone)
        self.words.setProperty("wrong", "true" if wrong else "false")
        self.accept_button.setEnabled(bool(words) and not wrong)
        self.keep_button.setEnabled(bool(words) and self.changed)
        _say(self._reads_too, text_reading.line(words, one.language))


def _say(label: Label, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _origin(one: Text) -> str:
    """Who translated a text and who has read it."""
    if one.state is State.REVIEWED:
        said = _("Reviewed by {name}, {day}") if one.reviewed_on else _("Reviewed by {name}")
        day = format_date(one.reviewed_on) if one.reviewed_on else ""
        return said.format(name=isolate(one.reviewed_by), day=day)
    if one.state is State.MISSING:
        return _("English prints until it is translated.")
    if not one.prints:
        return _("Made for an older English text: English prints until somebody has looked at it.")
    if one.by in {"", "machine"}:
        return _("Translated by a machine; no speaker has read it.")
    return _("Translated by {name}; no speaker has read it.").format(name=isolate(one.by))
