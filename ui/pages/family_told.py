"""What the family told us, before anything else; then what was promised and what we are to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.records.partnership import PromiseState
from ui.pages.family_section import Section, change_button, menu_button, two_lines
from ui.qt import override
from ui.text import joined
from ui.widgets import labels
from ui.widgets.buttons import flat, icon_button
from ui.widgets.chips import due_chip
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from liaison_app.actions.family import FamilyPage, Promise, Story, Task
    from ui.pages.family_section import FamilyActions

_STORIES = 3
_SETTLED = 3

STATES = (
    (PromiseState.KEPT, "K"),
    (PromiseState.CHANGED_WITH_NOTICE, "C"),
    (PromiseState.NOT_KEPT, "N"),
    (PromiseState.OPEN, "O"),
)
"""What may become of a promise, each with its key."""


class Stories(Section):
    """The family's words with our gist, newest first; older ones on demand."""

    def __init__(self, page: FamilyPage, actions: FamilyActions) -> None:
        add = partial(actions.new, "family_story")
        super().__init__(_("What the family told us"), _("Add"), add, kind="hero")
        self._actions = actions
        if not page.stories:
            self.say(_("Their own words stand here: strengths, hopes, routines, what matters."))
        for story in page.stories[:_STORIES]:
            self.add(self._story(story))
        rest = page.stories[_STORIES:]
        if rest:
            more = flat(_("Show {count} more").format(count=len(rest)), icon="chevron-down")
            more.clicked.connect(lambda: self._show(rest, more))
            self.add(more)

    def _show(self, rest: Sequence[Story], more: QWidget) -> None:
        more.hide()
        for story in rest:
            self.add(self._story(story))

    def _story(self, story: Story) -> QWidget:
        words = labels.Label(story.words or story.gist, wrap=True, selectable=True)
        words.setAccessibleName(story.words or story.gist)
        about = joined(
            story.topic,
            story.language if story.words else "",
            story.told_by,
            format_date(story.told_on) if story.told_on else "",
            story.staff,
        )
        parts: list[QWidget] = [words]
        if story.words and story.gist:
            parts.append(labels.muted(story.gist))
        parts.append(labels.small(about))
        change = change_button(story.topic, partial(self._actions.edit, "family_story", story.id))
        made = QWidget()
        across = row(column(*parts, spacing=3), change, stretch=0)
        across.setAlignment(change, Qt.AlignmentFlag.AlignTop)
        made.setLayout(across)
        return made


class PromiseRow(QFrame):
    """One promise. K, C, N or O while it has the focus says what became of it."""

    def __init__(self, promise: Promise, actions: FamilyActions, today: date) -> None:
        super().__init__()
        self._promise, self._actions = promise, actions
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("look", "row")
        self.setObjectName(promise.id)
        self.setAccessibleName(joined(promise.what, promise.who or promise.owner, promise.state))
        self.setAccessibleDescription(_("K kept, C changed with notice, N not kept, O open again"))
        who = promise.who or promise.owner
        state = "" if promise.open else promise.state
        settled = format_date(promise.settled_on) if promise.settled_on else ""
        words = column(
            labels.strong(promise.what) if promise.open else labels.text(promise.what),
            labels.small(joined(who, state, settled)),
        )
        parts: list[QWidget] = []
        if promise.open and promise.due:
            parts.append(due_chip(promise.due, today))
        if promise.open:
            name = _("Kept: {what}").format(what=promise.what)
            kept = partial(actions.settle, promise.id, PromiseState.KEPT)
            parts.append(icon_button("check", name, kept, hint=_("Kept (K)")))
        parts.append(self._menu())
        self.setLayout(row(words, *parts, spacing=6, stretch=0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        for state, key in STATES:
            if event.text().upper() == key:
                self._actions.settle(self._promise.id, state)
                return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._actions.edit("commitment", self._promise.id)
            return
        super().keyPressEvent(event)

    def _menu(self) -> QWidget:
        entries = [
            (f"{_(state.label)}\t{key}", partial(self._actions.settle, self._promise.id, state))
            for state, key in STATES
        ]
        change = partial(self._actions.edit, "commitment", self._promise.id)
        name = _("What became of it: {what}").format(what=self._promise.what)
        return menu_button(name, [*entries, (_("Change…"), change)])


def promises(page: FamilyPage, actions: FamilyActions, today: date) -> Section:
    """What was promised: open ones by date, and the last that were settled."""
    add = partial(actions.new, "commitment")
    made = Section(_("Promises"), _("Add"), add)
    still = [one for one in page.promises if one.open]
    settled = [one for one in page.promises if not one.open]
    if not page.promises:
        made.say(_("What the school, the family or a partner promised stands here."))
    for one in (*still, *settled[:_SETTLED]):
        made.add(PromiseRow(one, actions, today))
    _more(made, settled[_SETTLED:], lambda one: PromiseRow(one, actions, today))
    return made


def tasks(page: FamilyPage, actions: FamilyActions, today: date) -> Section:
    """Staff's own next steps."""
    made = Section(_("Follow-ups"), _("Add"), partial(actions.new, "follow_up"))
    still = [one for one in page.tasks if one.open]
    if not still:
        made.say(_("Nothing to follow up."))
    for one in still:
        made.add(_task(one, actions, today))
    return made


def _task(task: Task, actions: FamilyActions, today: date) -> QWidget:
    words = two_lines(labels.strong(task.what), joined(task.who))
    parts: list[QWidget] = []
    if task.due:
        parts.append(due_chip(task.due, today))
    done = partial(actions.finish, task.id)
    parts.append(icon_button("check", _("Done: {what}").format(what=task.what), done))
    parts.append(change_button(task.what, partial(actions.edit, "follow_up", task.id)))
    made = QWidget()
    made.setLayout(row(words, *parts, spacing=6, stretch=0))
    return made


def _more(section: Section, rest: Sequence[Promise], build: object) -> None:
    if not rest or not callable(build):
        return
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    more = flat(_("Show {count} more").format(count=len(rest)), icon="chevron-down")

    def show() -> None:
        more.hide()
        for one in rest:
            box.addWidget(build(one))

    more.clicked.connect(show)
    box.addWidget(more)
    section.add(holder)
