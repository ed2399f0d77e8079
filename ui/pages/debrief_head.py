"""The head of the debrief: whose visit it is, when it was, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date, format_time
from liaison_app.language.names import isolate
from ui.text import joined
from ui.widgets.buttons import button, primary
from ui.widgets.labels import ElidedLabel
from ui.widgets.layout import FoldingRow, column

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.debriefs import Debrief
    from liaison_app.actions.visits import Recorded


class DebriefHead(QWidget):
    """Stays above the form, which scrolls.

    Args:
        save: saves the visit.
        throw: asks whether to throw away what is typed.
        other: asks for the right family.
    """

    def __init__(
        self, save: Callable[[], None], throw: Callable[[], None], other: Callable[[], None]
    ) -> None:
        super().__init__()
        self._family = ElidedLabel("", "title")
        self._facts = ElidedLabel("", "muted")
        self.save = primary(_("&Save visit"), save, icon="device-floppy")
        self.save.setToolTip(_("Ctrl+Enter"))
        self.throw = button(_("Throw away…"), throw, icon="trash", kind="flat")
        self.other = button(_("Wrong family…"), other, icon="users", kind="flat")
        self._words = column(self._family, self._facts)
        self._receipt: QWidget | None = None
        head = FoldingRow(self._words, self.other, self.throw, self.save, spacing=10)
        box = column(head)
        box.setContentsMargins(24, 0, 24, 0)
        self.setLayout(box)

    def show_debrief(self, debrief: Debrief) -> None:
        """Say whose visit it is."""
        self._family.setText(isolate(debrief.family))
        self._facts.setText(_facts(debrief))

    def show_receipt(self, receipt: QWidget | None) -> None:
        """Say where a visit that was written down before is besides here."""
        if self._receipt:
            self._receipt.hide()
            self._receipt.deleteLater()
        self._receipt = receipt
        if receipt:
            self._words.addWidget(receipt)


def done_words(recorded: Recorded) -> str:
    """What was saved, briefly."""
    parts = [_("Visit saved")]
    if recorded.promises:
        many = ngettext("{count} promise", "{count} promises", recorded.promises)
        parts.append(many.format(count=recorded.promises))
    if recorded.follow_ups:
        many = ngettext("{count} follow-up", "{count} follow-ups", recorded.follow_ups)
        parts.append(many.format(count=recorded.follow_ups))
    return joined(*parts)


def _facts(debrief: Debrief) -> str:
    when = debrief.planned or debrief.draft.when
    said = ""
    if when:
        day = format_date(when.astimezone().date(), weekday=True, year=False)
        said = _("{date}, {time}").format(date=day, time=format_time(when))
    if debrief.recorded:
        state = _("Written down before: saving changes it")
    elif debrief.planned:
        state = _("Planned visit")
    else:
        state = _("Unplanned visit")
    return joined(state, said)
