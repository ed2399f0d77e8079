"""Questions of families: what is open by the day until which it is answered, and who answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import drafts, questions_lists, questions_standards
from liaison_app.actions.record_tables import record_id
from liaison_app.actions.titles import title
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.letterforms import fold
from ui.keeping import Keeper
from ui.lists.model import Cell, Column
from ui.lists.table import ListTable
from ui.pages.questions_new import QuestionForm, draft_of
from ui.pages.questions_panel import TONES, QuestionPanel
from ui.text import joined
from ui.widgets import labels
from ui.widgets.buttons import button, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.layout import Page
from ui.widgets.panels import EmptyState
from ui.widgets.side_panel import Beside, SidePanel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from liaison_app.actions.questions import Asked
    from liaison_app.actions.questions_lists import QuestionLine
    from liaison_app.workspace import Touched
    from ui.lists.model import Query
    from ui.shell import Shell

_SHOWN = frozenset(("question", "household", "staff_member", "service_standard", "school_date"))
_OPEN, _MINE, _ALL = "open", "mine", "all"


class QuestionsPage(QWidget):
    """The table; Enter opens a question beside it."""

    name = "questions"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._lines: dict[int, QuestionLine] = {}
        self.panel = SidePanel()
        self._keeper = Keeper(self, shell.save_state, self._keep_draft)
        self._which = ChipGroup(
            _("Which questions"),
            (Option(_OPEN, _("Open")), Option(_MINE, _("Mine")), Option(_ALL, _("All"))),
            required=True,
        )
        self._which.set_values(_OPEN)
        self.standard = labels.Label("", "muted", wrap=True)
        self.table = ListTable(
            _("Questions of families"),
            (
                Column(_("How far"), 7),
                Column(_("Family"), 4, strong=True),
                Column(_("Question"), 7),
                Column(_("Who answers"), 3, needs=700),
                Column(_("Asked"), 3, needs=820),
            ),
            self._ids,
            self._rows,
            filter_hint=_("Filter by family, words or code"),
            empty=EmptyState(
                "messages",
                _("No open questions"),
                _("What families ask stands here until they have been told the answer."),
                _("Key reply slips"),
                partial(shell.go, "replies"),
            ),
        )
        self._which.changed.connect(self.table.reload)
        self.table.opened.connect(self._open_number)
        page = Page(
            _("Questions of families"),
            _("The clock stops when the family has been told, not when there is an answer."),
            (
                button(_("Key &reply slips"), partial(shell.go, "replies"), icon="message"),
                primary(_("&New question"), self.add, icon="plus"),
            ),
        )
        page.body.addWidget(self._which)
        page.body.addWidget(self.standard)
        page.body.addWidget(self.table, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(page, self.panel))
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.setWhatsThis(_("New question"))
        new.activated.connect(self.add)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Show what is open; `question` opens one, `add` the form for a `household`."""
        self._reload()
        if target.get("question"):
            self.open(target["question"])
        elif target.get("add"):
            self.add(target.get("household", ""))
        elif self.panel.content is None:
            self.table.take_focus()

    def leave(self) -> None:
        """Keep what is being typed.

        Raises:
            LiaisonError: it could not be kept.
        """
        self._keeper.now()

    def touched(self, touched: Touched) -> None:
        """Read again."""
        if touched.types & _SHOWN:
            self._reload()

    # --- doing

    def open(self, question: str) -> None:
        """Show a question beside the list."""
        try:
            one = questions_lists.question(self._shell.workspace, question)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        made = QuestionPanel(self._shell.workspace, one, self._shell.go)
        made.done.connect(self._done)
        self._watch(made)
        self.panel.show_in(one.family, made)

    def add(self, household: str = "") -> None:
        """Open the form of a new question."""
        workspace, words = self._shell.workspace, _("New question")
        self._keeper.try_now()  # of what stood in the panel before
        kept = drafts.find(workspace, draft_of(household))
        made = QuestionForm(workspace, household, kept.content if kept else None)
        made.saved.connect(self._added)
        self._watch(made)
        family = title(workspace, "household", household) if household else ""
        self.panel.show_in(joined(words, family), made, made.foot)

    # --- inside

    def _reload(self) -> None:
        self.table.reload()
        (count, *_more) = questions_standards.standards(self._shell.workspace)
        told = count.in_time + count.late
        words = ngettext(
            "Answer within {count} school day.", "Answer within {count} school days.", count.days
        ).format(count=count.days)
        if told or count.overdue:
            met = _("Told in time: {met} of {all}.")
            words = joined(words, met.format(met=count.in_time, all=told + count.overdue))
        self.standard.setText(words)

    def _watch(self, made: QuestionPanel | QuestionForm) -> None:
        """Show what was typed before, and keep what is typed from now on."""
        self._keeper.try_now()  # of what stood in the panel before
        if kept := drafts.find(self._shell.workspace, made.draft):
            made.show_content(kept.content)
        made.changed.connect(self._keeper.typed)

    def _keep_draft(self) -> datetime | None:
        made = self.panel.content
        if not isinstance(made, QuestionPanel | QuestionForm):
            return None
        content = made.content()
        return drafts.keep(self._shell.workspace, made.draft, content, cursor=0, focus="")

    def _saved(self) -> None:
        """What was typed lies in a record now."""
        made = self.panel.content
        self._keeper.settled()
        if isinstance(made, QuestionPanel | QuestionForm):
            self._shell.workspace.discard_draft(made.draft)
        self._shell.save_state.saved(self._shell.workspace.now())

    def _done(self, words: str, number: int) -> None:
        self._saved()
        self.panel.shut()
        self._shell.done(words, undo=number)
        self.table.take_focus()

    def _added(self, made: Asked) -> None:
        self._saved()
        self.panel.shut()
        words = _("Question kept: answer by {date}")
        self._shell.done(words.format(date=format_date(made.due, weekday=True)), undo=made.number)
        self.table.take_focus()

    def _open_number(self, number: int) -> None:
        found = record_id(self._shell.workspace, "question", number)
        if found:
            self.open(found)

    def _ids(self, query: Query) -> Sequence[int]:
        which = self._which.value()
        found = questions_lists.questions(
            self._shell.workspace, mine=which == _MINE, told=which == _ALL
        )
        sought = fold(query.text)
        self._lines = {one.number: one for one in found if sought in fold(_text(one))}
        return list(self._lines)

    def _rows(self, wanted: Sequence[int]) -> list[tuple[int, tuple[str | Cell, ...]]]:
        return [(number, _cells(self._lines[number])) for number in wanted]


def _text(one: QuestionLine) -> str:
    return " ".join((one.family, one.words, one.gist, one.kind, one.code, one.owner))


def _cells(one: QuestionLine) -> tuple[str | Cell, ...]:
    tone, *_icon = TONES[one.state]
    return (
        Cell(one.said, tone=tone),
        one.family,
        " ".join(one.shown.split()),
        one.owner,
        format_date(one.asked_on),
    )
