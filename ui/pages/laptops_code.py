"""The code of an invite: shown once, in large groups, as a picture, and for paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from liaison_app.actions import invite_sheet, printing
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate, isolate_ltr
from ui import look
from ui.clipboard import copy_for_a_minute
from ui.pages import exchange_words
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, button, primary
from ui.widgets.labels import Label, heading, text
from ui.widgets.layout import SteadyColumn, flow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from liaison_app.actions.laptops import Invited

_QUIET = 4  # modules of white around the code (ISO/IEC 18004)
_SIDE = 168  # logical pixels at 100 % text


class InviteCode(QWidget):
    """What to do with an invite that was just written.

    Args:
        invited: the invite.
        today: the local date.
        done: called once the person has the code on paper; it cannot be shown again.
    """

    def __init__(self, invited: Invited, today: date, done: Callable[[], None]) -> None:
        super().__init__()
        self._invited = invited
        self.groups = CodeLabel(invited.code)
        self.picture = QrPicture(invited.code.replace("-", ""))
        self.picture.hide()
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        self.shown: Button = button(_("Show as a &QR code"), self._turn, icon="qrcode")
        tools = [
            button(_("&Copy"), self._copy, icon="copy", name=_("Copy the code")),
            self.shown,
            button(_("Save the sheet…"), self._save, icon="download"),
        ]
        if printing.can_print():
            tools.insert(0, button(_("&Print the sheet…"), self._print, icon="printer"))
        self.done = primary(_("I have it on paper"), done)
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        name = isolate(invited.person)
        box.addWidget(heading(_("The invite for {name} is written").format(name=name)))
        box.addWidget(text(self._what_to_do(name)))
        box.addWidget(self.groups)
        box.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeading)
        until = _("Both are good until {when}. The code is shown this once.")
        box.addWidget(text(until.format(when=exchange_words.moment(self._invited.expires, today))))
        never = _(
            "Never keep or send the sheet, or the code, together with the file: one without the"
            " other is safe."
        )
        box.addWidget(Banner(never, Tone.WARN))
        box.addWidget(self._problem)
        for row in (tools, [self.done]):
            holder = QWidget()
            holder.setLayout(flow(*row))
            box.addWidget(holder)

    def _what_to_do(self, name: str) -> str:
        if self._invited.by_post:
            words = _("Send the file {file} to {name}. Say this code by phone, or write it:")
        else:
            words = _("Take the file {file} to the laptop of {name}, and type this code there:")
        return words.format(file=isolate_ltr(self._invited.path.name), name=name)

    def _copy(self) -> None:
        copy_for_a_minute(self._invited.code)
        self._problem.say(_("Copied. It leaves the clipboard in a minute."), Tone.OK)

    def _turn(self) -> None:
        hidden = not self.picture.isVisibleTo(self)
        self.picture.setVisible(hidden)
        self.shown.setText(_("Hide the &QR code") if hidden else _("Show as a &QR code"))

    def _save(self) -> None:
        start = str(Path.home() / "invite-sheet.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the sheet"), start, "PDF (*.pdf)")
        if chosen:
            self._try(lambda: invite_sheet.save_invite_sheet(self._invited, Path(chosen)))

    def _print(self) -> None:
        self._try(lambda: invite_sheet.print_invite_sheet(self._invited))

    def _try(self, put: Callable[[], object]) -> None:
        try:
            put()
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
        else:
            self._problem.say("", Tone.OK)


class CodeLabel(Label):
    """A code in groups of which no character can be taken for another; it can be selected."""

    def __init__(self, code: str) -> None:
        groups = code.split("-")
        lines = "\n".join(isolate_ltr("  ".join(part)) for part in (groups[:3], groups[3:]))
        super().__init__(lines, selectable=True)
        self.setFont(fixed(24))
        self.setAccessibleName(_("Code: {code}").format(code=" ".join(code)))


class QrPicture(QWidget):
    """A QR code, black on white in every theme, so that cameras read it."""

    def __init__(self, payload: str) -> None:
        super().__init__()
        import segno  # noqa: PLC0415 - few people ask for it

        self._rows = [bytes(row) for row in segno.make(payload, error="m", micro=False).matrix]
        self.setAccessibleName(_("QR code of the code above"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(look.px(_SIDE), look.px(_SIDE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        module = self.width() / (len(self._rows) + 2 * _QUIET)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    left, top = (x + _QUIET) * module, (y + _QUIET) * module
                    painter.fillRect(QRectF(left, top, module, module), Qt.GlobalColor.black)
        painter.end()


def fixed(pixels: float) -> QFont:
    """A font in which no character can be taken for another, at this size for 100 % text."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPixelSize(look.px(pixels))
    return made
