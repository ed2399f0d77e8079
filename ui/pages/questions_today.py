"""Questions where the day and the family are: a row for each, and what waits behind a door."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions import questions_lists
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.pages.family_section import Section
from ui.pages.questions_panel import state_chip
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.buttons import flat
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.questions_lists import AtTheDoor, QuestionLine
    from liaison_app.workspace import Workspace
    from ui.pages.family_section import FamilyActions

_MOST = 6


def question_row(one: QuestionLine, go: Callable[..., None], *, family: bool = True) -> QWidget:
    """A question with its clock, and the button that opens it."""
    named = isolate(one.family) if family else isolate(one.shown)
    name = _("Answer: {family}").format(family=named)
    open_it = flat(_("Answer"), partial(go, "questions", question=one.id), name=name)
    open_it.setObjectName(f"question {one.id}")
    about = joined(one.family if family else one.asked_by, one.owner)
    words = column(
        Label(isolate(" ".join(one.shown.split())), "strong", wrap=True),
        ElidedLabel(about, "small"),
        state_chip(one),
        spacing=2,
    )
    made = QWidget()
    made.setLayout(row(words, open_it, spacing=10, stretch=0))
    return made


def rows_of_today(workspace: Workspace, go: Callable[..., None]) -> list[QWidget]:
    """What whoever works here has to answer within a week, what is late on top."""
    found = questions_lists.questions(workspace, mine=True, soon=True, most=50)
    return [question_row(one, go) for one in found]


def door_chip(waiting: AtTheDoor | None) -> QWidget | None:
    """What a family waits for, said before somebody goes to its door."""
    if waiting is None:
        return None
    words = ngettext("{count} open question", "{count} open questions", waiting.open)
    said = words.format(count=waiting.open)
    if waiting.overdue:
        late = ngettext("{count} overdue", "{count} overdue", waiting.overdue)
        said = joined(said, late.format(count=waiting.overdue))
    return Chip(said, Tone.DANGER if waiting.overdue else Tone.WARN)


def family_questions(workspace: Workspace, household: str, actions: FamilyActions) -> Section:
    """The open questions of a family."""
    add = partial(actions.go, "questions", add="1", household=household)
    made = Section(_("Questions"), _("Add"), add)
    found = questions_lists.questions(workspace, household=household, most=_MOST + 1)
    if not found:
        made.say(_("Nothing waits for an answer."))
    for one in found[:_MOST]:
        made.add(question_row(one, actions.go, family=False))
    if len(found) > _MOST:
        made.add(flat(_("All questions"), partial(actions.go, "questions")))
    return made
