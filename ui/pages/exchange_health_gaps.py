"""What nobody has of a colleague's changes: what to do, and giving it up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.widgets.buttons import button
from ui.widgets.labels import heading, text
from ui.widgets.layout import card, flow
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.gaps import GapLine


def gap_card(gap: GapLine, give_up: Callable[[GapLine], None]) -> QFrame:
    """One laptop of which something is missing, and the way on without it."""
    name = isolate(gap.person)
    said = ngettext(
        "{count} change waits for what is missing.",
        "{count} changes wait for what is missing.",
        gap.waiting,
    ).format(count=gap.waiting)
    answer = button(_("Give it up"), partial(give_up, gap))
    answer.setAccessibleDescription(name)
    holder = QWidget()
    holder.setLayout(flow(answer))
    return card(
        heading(_("Missing: from {name}'s laptop").format(name=name)),
        text(said),
        text(gap.words),
        holder,
        spacing=8,
    )


def question(gap: GapLine) -> ConfirmPanel:
    """Ask whether what is missing is lost for good, and say what that means."""
    return ConfirmPanel(_("Is it lost for good?"), gap.loss, _("Give it up"), danger=True)
