"""What a family sees when it signs: the text in its language, large, and a box; nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.languages import direction_of
from ui import look
from ui.text import plain
from ui.widgets.buttons import button, flat, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import Label
from ui.widgets.layout import column, flow, row, scrolled
from ui.widgets.signature import SignaturePad

if TYPE_CHECKING:
    from liaison_app.actions.signing import Line, ToSign

_FAMILY, _SCHOOL = "family", "school"
_SIZES = {0: 1.5, 1: 2.0, 2: 1.7}  # of the window's letters, by the level of a line


class SignDialog(QDialog):
    """Covers the whole window, so that the laptop can be handed over.

    Signals:
        drawn: with the strokes, and whether it was for the school.
        on_paper: the same text is signed on paper; with whether it was for the school.
    """

    drawn = Signal(str, bool)
    on_paper = Signal(bool)

    def __init__(self, text: ToSign, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Liaison")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setGeometry(parent.window().geometry())
        rtl = direction_of(text.language) == "rtl"
        self.lines = tuple(_line(one) for one in text.lines)
        words = QWidget()
        words.setLayout(column(*self.lines, None, spacing=10))
        self._reading = scrolled(words)
        self._reading.setAccessibleName(_("What is signed"))
        self._reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.who = ChipGroup(
            _("Who signs"),
            (Option(_FAMILY, plain(text.name)), Option(_SCHOOL, plain(text.staff))),
            required=True,
        )
        self.who.set_values(_FAMILY)
        self.pad = SignaturePad(_("Sign here with a pen, a finger or the mouse"))
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self._reading.setLayoutDirection(direction)
        self.clear = flat(_("C&lear"), self.pad.clear, icon="refresh")
        self.paper = button(_("Signed on &paper instead"), self._on_paper, icon="writing")
        self.done_button = primary(_("&Done"), self._done, icon="check")
        leave = flat(_("Close without signing"), self.reject, icon="x")
        self.pad.changed.connect(self._changed)
        self._reading.setMinimumHeight(look.px(130))  # on a small screen the box gives way first
        buttons = QWidget()
        buttons.setLayout(flow(leave, self.paper, self.done_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 16, 22, 16)
        box.addWidget(self._reading, 1)
        who = row(self.who, self.clear, spacing=10, stretch=0)
        box.addLayout(column(who, self.pad, buttons, spacing=10))
        self._changed()
        self._reading.setFocus()

    def _changed(self) -> None:
        self.done_button.setEnabled(not self.pad.empty())
        self.clear.setEnabled(bool(self.pad.strokes()))

    def _done(self) -> None:
        if not self.pad.empty():
            self.drawn.emit(self.pad.strokes(), self.who.value() == _SCHOOL)
            self.accept()

    def _on_paper(self) -> None:
        self.on_paper.emit(self.who.value() == _SCHOOL)
        self.accept()


def _line(line: Line) -> Label:
    """A line, large, at the side where its own language begins."""
    said = Label(line.words, "strong" if line.level else "", wrap=True, selectable=True)
    font = look.font()
    font.setPixelSize(round(font.pixelSize() * _SIZES[line.level]))
    font.setBold(bool(line.level))
    said.setFont(font)
    said.setStyleSheet(f"font-size: {font.pixelSize()}px")
    rtl = direction_of(line.language) == "rtl"
    side = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    said.setLayoutDirection(side)
    return said
