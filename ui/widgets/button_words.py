"""Words on buttons, chips and check boxes that take another line where there is no room for one.

Qt cuts them. A word that is still too long ends in an ellipsis; its tooltip and its name are whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from ui import look
from ui.qt import override

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_NARROWEST = 110  # logical pixels at 100 %: what a button may be squeezed to where lines wrap
_MARKS = Qt.TextFlag.TextShowMnemonic


class WordyButton(QPushButton):
    """A push button that can be made narrower than its words, which then stand on more lines.

    Beside other things in a row it never is; where parts wrap onto lines (`layout.flow`) it takes
    the width of the line.
    """

    @override
    def minimumSizeHint(self) -> QSize:
        return _least(self)

    @override
    def heightForWidth(self, width: int, /) -> int:
        return _high(self, width)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not _painted(self, QStyle.ControlElement.CE_PushButton):
            super().paintEvent(event)


class CheckBox(QCheckBox):
    """A check box whose words wrap."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def minimumSizeHint(self) -> QSize:
        return _least(self)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return _high(self, width)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not _painted(self, QStyle.ControlElement.CE_CheckBox):
            super().paintEvent(event)


def _least(made: QAbstractButton) -> QSize:
    whole = made.sizeHint()
    return QSize(min(whole.width(), look.px(_NARROWEST)), whole.height())


def _high(made: QAbstractButton, width: int) -> int:
    whole, metrics = made.sizeHint(), made.fontMetrics()
    if width >= whole.width():
        return whole.height()
    return whole.height() + _wrapped(made, width).count("\n") * metrics.lineSpacing()


def _painted(made: QPushButton | QCheckBox, what: QStyle.ControlElement) -> bool:
    """Draw it with its words on lines, unless they have room on one."""
    if made.sizeHint().width() <= made.width():
        return False
    option = QStyleOptionButton()
    made.initStyleOption(option)
    option.text = _wrapped(made, made.width())
    painter = QStylePainter(made)
    painter.drawControl(what, option)
    painter.end()
    return True


def _wrapped(made: QAbstractButton, width: int) -> str:
    """Its words on as many lines as they need, if the whole is so wide."""
    metrics = made.fontMetrics()
    beside = made.sizeHint().width() - metrics.size(_MARKS, made.text()).width()
    room, lines = width - beside, [""]
    for word in made.text().split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or metrics.size(_MARKS, longer).width() <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    cut = Qt.TextElideMode.ElideRight
    return "\n".join(metrics.elidedText(one, cut, room, _MARKS) for one in lines)
