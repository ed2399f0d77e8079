"""The controls of a debrief, what they hold, and where the cursor stands in them.

The order of the Tab key is the order on the screen: how it ended, who was there, the note, what is
promised; then what the plan has filled in already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from liaison_app.actions.visit_drafts import VisitDraft, as_content, from_content
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.partnership import StoryTopic, Visit, VisitOutcome, VisitPlace
from ui import look
from ui.forms.declared import declared, options
from ui.forms.rows import FormRow
from ui.forms.written import NoteEdit
from ui.pages.debrief_steps import StepsBox
from ui.pages.debrief_warning import NeverKeptWarning
from ui.qt import override
from ui.widgets.buttons import button
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import Label
from ui.widgets.layout import Columns, card, column, labelled, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from liaison_app.actions.debriefs import Attendee, Debrief

_NOTE_HEIGHT = 112  # pixels at 100 % text; it takes what room there is
_WORDS_HEIGHT = 64


class DebriefForm(QWidget):
    """One visit being written down.

    Args:
        today: gives the local date.
        new_id: gives the id of a new step.
        aside: what stands below the facts, beside the note.
    """

    changed = Signal()

    def __init__(
        self, today: Callable[[], date], new_id: Callable[[], str], aside: QWidget
    ) -> None:
        super().__init__()
        self._base: VisitDraft | None = None
        self._offered: tuple[Option, ...] = ()
        self.outcome = ChipGroup(_("How it ended"), options(VisitOutcome))
        self.who = ChipGroup(_("Who was there"), several=True)
        self.note = _TextBox(_("Note"), _NOTE_HEIGHT)
        self.words = _TextBox(_("In their words"), _WORDS_HEIGHT)
        self.warning = NeverKeptWarning((self.note, self.words))
        self.topic = ChipGroup(_("What it is about"), options(StoryTopic))
        self.steps = StepsBox(today, new_id)
        self.place = ChipGroup(_("Where"), options(VisitPlace))
        facts = Visit.TYPE.fields
        when = declared(facts["started"], today=today, past=True)
        self.when = FormRow(when, "e")
        self.minutes = FormRow(declared(facts["minutes"]), "M")
        self.language = FormRow(declared(facts["language"]), "L")
        self.guest = QLineEdit()
        self._build(aside)
        self._boxes: dict[str, QWidget] = {
            "outcome": self.outcome,
            "who": self.who,
            "note": self.note,
            "words": self.words,
            "topic": self.topic,
            "line": self.steps.line,
            "place": self.place,
            "when": self.when.editor,
            "minutes": self.minutes.editor,
            "language": self.language.editor,
            "guest": self.guest,
        }
        self._listen()

    # --- what it holds

    def load(self, debrief: Debrief) -> None:
        """Show a visit: what was typed before and not saved, else what the plan or record says."""
        kept = debrief.kept
        draft = debrief.draft
        self._base = from_content(kept.content, draft) if kept else draft
        with _Quiet(self):
            self._offer(_people(debrief.people), self._base.who)
            self._fill(self._base)
            self.steps.load(self._base.steps, self._base.dropped, debrief.speakers)
            if kept:
                self._resume(kept.content)
        self._open_words(opened=bool(self._base.words))
        if kept:
            self._stand(kept.focus, kept.cursor)
        else:
            self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_people(self, people: tuple[Attendee, ...]) -> None:
        """Offer these people; who was chosen stays chosen."""
        self._offer(_people(people), self.who.values())

    def draft(self) -> VisitDraft:
        """What is to be saved.

        Raises:
            InvalidValue: a fact cannot be read; it is marked, and has the keyboard.
        """
        for fact in (self.when, self.minutes, self.language):
            if not fact.check():
                fact.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                raise InvalidValue(fact.error())
        return self._read()

    def content(self) -> dict[str, Any]:
        """All that is typed, as it lies in a draft; what cannot be read yet is as it was before."""
        kept = as_content(self._read())
        kept["line"] = self.steps.line.text()
        kept["told"] = self.steps.told.isChecked()
        kept["editing"] = self.steps.editing
        kept["guest"] = self.guest.text()
        return kept

    def standing(self) -> tuple[str, int]:
        """The control that has the keyboard, and where the cursor stands in it."""
        focused = QApplication.focusWidget()
        for name, box in self._boxes.items():
            if focused is not None and (box is focused or box.isAncestorOf(focused)):
                return name, _cursor(focused)
        return "", 0

    def take_typed(self) -> None:
        """Count what stands in the lines for a step and a guest, though Enter is missing."""
        self.steps.take_line()
        self._add_guest()

    def ask_how_it_ended(self) -> None:
        """Go where the one missing thing is chosen."""
        self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside

    def _build(self, aside: QWidget) -> None:
        self.guest.setPlaceholderText(_("Name, then Enter"))
        self.guest.setAccessibleName(_("Someone else who was there"))
        self._more = button(
            _("In &their words"),
            self._open_words_and_go,
            icon="messages",
            kind="flat",
            hint=_("What the family said, as they said it. They may ask to read this."),
        )
        more = QWidget()
        more.setLayout(row(self._more, None))
        self._words_part = QWidget()
        label = Label(_("In &their words"), "strong")
        label.setBuddy(self.words)
        box = column(label, self.words, self.topic, spacing=6)
        self._words_part.setLayout(box)
        main = card(
            labelled(_("&How it ended"), self.outcome),
            labelled(_("&Who was there"), self.who),
            labelled(_("&Note"), self.note),
            self.warning,
            more,
            self._words_part,
            self.steps,
            spacing=14,
        )
        facts = card(
            labelled(_("Whe&re"), self.place),
            self.when,
            self.minutes,
            self.language,
            labelled(_("S&omeone else who was there"), self.guest),
            spacing=12,
        )
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        right.addWidget(facts)
        right.addWidget(aside, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Columns(main, side, shares=(2, 1), fold=900))

    def _listen(self) -> None:
        for group in (self.outcome, self.who, self.topic, self.place):
            group.changed.connect(self.changed)
        for fact in (self.when, self.minutes, self.language):
            fact.changed.connect(self.changed)
        for edit in (self.note, self.words):
            edit.textChanged.connect(self.changed)
        self.steps.changed.connect(self.changed)
        self.guest.textEdited.connect(self.changed)
        self.guest.returnPressed.connect(self._add_guest)

    def _fill(self, draft: VisitDraft) -> None:
        self.outcome.set_values(draft.outcome)
        self.who.set_values(*draft.who)
        self.note.setPlainText(draft.note)
        self.words.setPlainText(draft.words)
        self.topic.set_values(draft.topic)
        self.place.set_values(draft.place)
        self.when.editor.set_value(draft.when)
        self.minutes.editor.set_value(draft.minutes)
        self.language.editor.set_value(draft.language)
        for fact in (self.when, self.minutes, self.language):
            fact.show_error("")
        self.guest.clear()

    def _resume(self, content: Mapping[str, Any]) -> None:
        self.steps.resume(
            str(content.get("line", "")),
            told=bool(content.get("told", True)),
            editing=str(content.get("editing", "")),
        )
        self.guest.setText(str(content.get("guest", "")))

    def _stand(self, name: str, cursor: int) -> None:
        box = self._boxes.get(name, self.outcome)
        if box is self.words:
            self._open_words(opened=True)
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(box, NoteEdit):
            at = box.textCursor()
            at.setPosition(min(cursor, box.document().characterCount() - 1))
            box.setTextCursor(at)
        elif isinstance(box, QLineEdit):
            box.setCursorPosition(cursor)

    def _read(self) -> VisitDraft:
        base = self._base
        if base is None:
            raise RuntimeError("a debrief is read before it is loaded")
        return VisitDraft(
            visit=base.visit,
            household=base.household,
            when=_or(self.when, base.when),
            minutes=_or(self.minutes, base.minutes),
            outcome=self.outcome.value(),
            place=self.place.value(),
            kind=base.kind,
            language=_or(self.language, base.language) or "",
            who=self.who.values(),
            had=base.had,
            note=self.note.toPlainText(),
            words=self.words.toPlainText(),
            topic=self.topic.value(),
            steps=self.steps.steps(),
            dropped=self.steps.dropped(),
        )

    def _add_guest(self) -> None:
        name = " ".join(self.guest.text().split())
        if not name:
            return
        key = f"other:{name}"
        new = () if key in {one.value for one in self._offered} else (Option(key, isolate(name)),)
        self._offer((*self._offered, *new), (*self.who.values(), key))
        self.guest.clear()
        self.changed.emit()

    def _offer(self, people: tuple[Option, ...], chosen: tuple[str, ...]) -> None:
        self._offered = people
        self.who.set_choices(people)
        self.who.set_values(*chosen)

    def _open_words_and_go(self) -> None:
        self._open_words(opened=True)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_words(self, *, opened: bool) -> None:
        self._words_part.setVisible(opened)
        self._more.setVisible(not opened)


class _Quiet:
    """Showing values is no typing: while they are filled in, nothing is said to have changed."""

    def __init__(self, form: DebriefForm) -> None:
        self._form = form

    def __enter__(self) -> None:
        self._blocker = QSignalBlocker(self._form)

    def __exit__(self, *_error: object) -> None:
        self._blocker.unblock()


class _TextBox(NoteEdit):
    """A box that asks for little room, so that the promises stay in sight, and takes what it gets.

    Qt wants 192 pixels for any text box.
    """

    def __init__(self, name: str, height: int) -> None:
        super().__init__()
        self._height = height
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(look.px(256), look.px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(self._height))


def _people(people: tuple[Attendee, ...]) -> tuple[Option, ...]:
    return tuple(Option(one.key, _label(one)) for one in people)


def _label(one: Attendee) -> str:
    return f"{isolate(one.name)} ({one.detail})" if one.detail else isolate(one.name)


def _cursor(focused: QWidget) -> int:
    if isinstance(focused, NoteEdit):
        return focused.textCursor().position()
    return focused.cursorPosition() if isinstance(focused, QLineEdit) else 0


def _or(fact: FormRow, before: Any) -> Any:
    """The value of a fact; as it was before while it cannot be read."""
    try:
        return fact.editor.value()
    except InvalidValue:
        return before
