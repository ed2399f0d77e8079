"""What was shared of a family: to whom, for what, until when, and how it stands now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions.shared import STATE_WORDS, SharedLine, State, of_family
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from ui.pages.family_section import Section
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.buttons import flat
from ui.widgets.chips import Chip
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace
    from ui.pages.family_section import FamilyActions

_TONES = {
    State.BEGUN: Tone.WARN,
    State.FAILED: Tone.PLAIN,
    State.WITH_THEM: Tone.PLAIN,
    State.OVERDUE: Tone.DANGER,
    State.WITHDRAWN: Tone.DANGER,
    State.ASKED: Tone.WARN,
    State.DELETED: Tone.OK,
}


def shared(workspace: Workspace, household: str, actions: FamilyActions) -> Section:
    """Everything that was given, newest first."""
    found = of_family(workspace, household)
    give = partial(actions.go, "share", household=household)
    made = Section(_("What was shared"), _("Share"), give)
    if not found:
        made.say(_("What was given to somebody outside, with consent, and until when."))
    for one in found:
        made.add(_line(one, actions))
    return made


def _line(one: SharedLine, actions: FamilyActions) -> QWidget:
    what = joined(one.recipient, one.purpose)
    day = format_date(one.at.astimezone().date()) if one.at else ""
    until = _("until {date}").format(date=format_date(one.until)) if one.until else ""
    chip = Chip(_(STATE_WORDS[one.state]), _TONES[one.state])
    words = column(
        labels.strong(what),
        labels.small(joined(one.about, day, until, one.staff)),
        row(chip, None),
        spacing=3,
    )
    parts: list[QWidget] = []
    if one.readable:
        name = _("Look at: {what}").format(what=what)
        look = partial(actions.go, "shared", code=one.code, household=one.household)
        parts.append(flat(_("Look"), look, name=name))
    made = QWidget()
    made.setLayout(row(words, *parts, spacing=4, stretch=0))
    return made
