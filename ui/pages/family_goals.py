"""A family's goals on its page: their words first, the school's, the steps, and how far it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.languages import direction_of
from ui.pages.family_section import Section, change_button, menu_button, two_lines
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.buttons import flat, icon_button
from ui.widgets.chips import Chip, due_chip
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from liaison_app.actions.goals import GoalLine, StepLine
    from ui.pages.family_section import FamilyActions

_TONES = {"moving": Tone.ACCENT, "reached": Tone.OK}


def goals(found: Sequence[GoalLine], actions: FamilyActions, today: date) -> Section:
    """The goals that are open, then what became of the others."""
    sign = flat(
        _("Sign"),
        partial(actions.sign, "agreement"),
        icon="signature",
        name=_("Sign the agreement"),
    )
    others: tuple[QWidget, ...] = (sign,) if any(one.open for one in found) else ()
    made = Section(_("Goals"), _("Add"), partial(actions.new, "goal"), others=others)
    if not found:
        made.say(_("What the family and the school want together stands here, in both voices."))
    for one in found:
        made.add(_goal(one, actions, today) if one.open else _over(one, actions))
    return made


def _goal(goal: GoalLine, actions: FamilyActions, today: date) -> QWidget:
    parts: list[QWidget] = [
        *_voices(goal),
        labels.small(
            joined(
                goal.child,
                goal.agreed_by,
                _day(_("agreed {date}"), goal.agreed_on),
                _day(_("signed {date}"), goal.signed_on),
            )
        ),
        *(_step(one, actions, today) for one in goal.steps),
    ]
    if goal.progress:
        last = goal.progress[0]
        parts.append(labels.muted(joined(last.side, last.state, format_date(last.on), last.words)))
    made = QWidget()
    chips = [Chip(goal.state_words, _TONES.get(goal.state, Tone.PLAIN))]
    if goal.review_on:
        chips.append(due_chip(goal.review_on, today))
    about = row(*chips, _earlier(goal, actions), None, spacing=6)
    words = column(about, *parts, spacing=4)
    menu = _menu(goal, actions)
    across = row(words, menu, spacing=4, stretch=0)
    across.setAlignment(menu, Qt.AlignmentFlag.AlignTop)
    made.setLayout(across)
    return made


def _voices(goal: GoalLine) -> list[QWidget]:
    """Both voices, each at the side where its language begins; a word says whose it is."""
    parts: list[QWidget] = []
    if goal.words:
        words = labels.Label(goal.words, "strong", wrap=True, selectable=True)
        rtl = direction_of(goal.language) == "rtl" if goal.language else False
        words.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        words.setAccessibleName(_("The family: {words}").format(words=goal.words))
        parts += [labels.small(joined(_("The family"), goal.language_name)), words]
    if goal.school_words:
        said = labels.Label(goal.school_words, wrap=True, selectable=True)
        said.setAccessibleName(_("The school: {words}").format(words=goal.school_words))
        parts += [labels.small(_("The school")), said]
    return parts


def _step(step: StepLine, actions: FamilyActions, today: date) -> QWidget:
    done = _day(_("done {date}"), step.done_on)
    what = labels.Label(step.what, wrap=True)
    words = column(what, labels.small(joined(step.side, step.how_often, done)), spacing=1)
    parts: list[QWidget] = []
    if not step.done_on:
        if step.due:
            parts.append(due_chip(step.due, today))
        name = _("Done: {what}").format(what=step.what)
        parts.append(icon_button("check", name, partial(actions.finish_step, step.id)))
    parts.append(change_button(step.what, partial(actions.edit, "goal_step", step.id)))
    made = QWidget()
    made.setLayout(row(words, *parts, spacing=4, stretch=0))
    return made


def _over(goal: GoalLine, actions: FamilyActions) -> QWidget:
    """A goal that was reached, or that nobody works for any more."""
    what = goal.words or goal.school_words
    about = joined(goal.state_words, goal.child, _day("{date}", goal.agreed_on))
    made = QWidget()
    change = change_button(what, partial(actions.edit, "goal", goal.id))
    made.setLayout(row(two_lines(labels.text(what), about), change, spacing=4, stretch=0))
    return made


def _earlier(goal: GoalLine, actions: FamilyActions) -> QWidget | None:
    """A way to what the goal was before it was changed."""
    if not goal.earlier:
        return None
    count = len(goal.earlier)
    words = ngettext("{count} earlier goal", "{count} earlier goals", count).format(count=count)
    entries = [
        (
            joined(one.words or one.school_words, _day("{date}", one.agreed_on)),
            partial(actions.edit, "goal", one.id),
        )
        for one in goal.earlier
    ]
    return menu_button(words, entries)


def _menu(goal: GoalLine, actions: FamilyActions) -> QWidget:
    what = goal.words or goal.school_words
    entries = [
        (_("How far is it…"), partial(actions.new, "goal_progress", goal=goal.id)),
        (_("Add a step…"), partial(actions.new, "goal_step", goal=goal.id)),
        (_("The family wants something else…"), partial(actions.change_goal, goal.id)),
        (_("Sign only this goal…"), partial(actions.sign, "agreement", goal.id)),
        (
            _("Print the agreement"),
            partial(actions.go, "packet", kind="agreement", subject=goal.id),
        ),
        (
            _("Print the goal calendar"),
            partial(actions.go, "packet", kind="goal-calendar", subject=goal.id),
        ),
        (_("Correct…"), partial(actions.edit, "goal", goal.id)),
    ]
    return menu_button(_("More about the goal: {what}").format(what=what), entries)


def _day(words: str, day: date | None) -> str:
    return words.format(date=format_date(day)) if day else ""
