"""What to do with a file that was just given: its code, shown this once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate, isolate_ltr
from ui.clipboard import copy_for_a_minute
from ui.pages.laptops_code import CodeLabel
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, primary
from ui.widgets.labels import heading, text
from ui.widgets.layout import SteadyColumn, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.giving import Shared


class ShareGiven(QFrame):
    """Where the file is, how it opens, and how it is called in the list.

    Args:
        made: what was given.
        recipient: to whom.
        done: called once the person has told or written down the code.
    """

    def __init__(self, made: Shared, recipient: str, done: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("look", "hero")
        self.setAccessibleName(_("The file is written"))
        self._secret = made.secret
        self._said = Banner("", Tone.OK)
        self._said.hide()
        self.done = primary(_("&Done"), done)
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(12)
        box.addWidget(heading(_("The file is written")))
        words = _("{file} is for {recipient}, until {date}. It stands in the list as {code}.")
        box.addWidget(
            text(
                words.format(
                    file=isolate_ltr(made.path.name),
                    recipient=isolate(recipient),
                    date=format_date(made.until),
                    code=isolate_ltr(made.code),
                )
            )
        )
        if made.secret:
            self._show_code(box)
        else:
            box.addWidget(Banner(_("Anybody who finds this file can read it."), Tone.WARN))
        box.addWidget(self._said)
        holder = QWidget()
        holder.setLayout(flow(self.done))
        box.addWidget(holder)

    def _show_code(self, box: SteadyColumn) -> None:
        box.addWidget(text(_("It opens with this code, in capitals and without dashes:")))
        self.groups = CodeLabel(self._secret)
        box.addWidget(self.groups)
        never = _("Say it by phone. Never send it with the file. It is shown this once.")
        box.addWidget(Banner(never, Tone.WARN))
        copy = button(_("&Copy"), self._copy, icon="copy", name=_("Copy the code"))
        holder = QWidget()
        holder.setLayout(flow(copy))
        box.addWidget(holder)

    def _copy(self) -> None:
        copy_for_a_minute(self._secret)
        self._said.say(_("Copied. It leaves the clipboard in a minute."), Tone.OK)
