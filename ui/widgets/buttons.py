"""Buttons: one builder, so that each has a name, an icon that follows the theme, and a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QToolButton, QWidget

from ui import icons, look
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.button_words import WordyButton
from ui.widgets.labels import tooltip

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_COUNTED = 99
_ICON_TONES = {"primary": "accent_fg", "danger": "danger"}


class Button(WordyButton):
    """A push button of the kit; made by `button` and its siblings."""

    def __init__(self, text: str, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("look", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()  # Qt itself listens to Space alone outside a dialog
            return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and not self.icon().isNull():
            self.setIconSize(icons.size(20, before_text=bool(self.text())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.property("look") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look.tokens().accent_fg), 2))
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -4, -4), 6, 6)
            painter.end()


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    icon: str = "",
    kind: str = "",
    name: str = "",
    hint: str = "",
) -> Button:
    """A button with words.

    Args:
        text: what it does; `&` marks the key. Pass names of people through `ui.text.plain`.
        clicked: called without arguments.
        icon: a name from resources/icons.
        kind: "" (framed), `primary` (one per page), `flat` or `danger`.
        name: what a screen reader says when the words alone are not enough ("Start note: Lan").
        hint: a tooltip and the accessible description.
    """
    made = Button(text, kind)
    if icon:
        made.setIcon(icons.icon(icon, _ICON_TONES.get(kind, "accent_text")))
        made.setIconSize(icons.size(20, before_text=True))
    _describe(made, name, hint)
    if clicked:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def primary(text: str, clicked: Callable[[], object] | None = None, *, icon: str = "") -> Button:
    """The one button a page is about."""
    return button(text, clicked, icon=icon, kind="primary")


def flat(
    text: str, clicked: Callable[[], object] | None = None, *, icon: str = "", name: str = ""
) -> Button:
    """A button without a frame, for rows and lesser actions."""
    return button(text, clicked, icon=icon, kind="flat", name=name)


def switch(one: QPushButton, *, on: bool, why_not: str, instead: QWidget) -> None:
    """Switch a button on or off, with words for eyes and ears.

    Args:
        one: the button.
        on: whether it can be pressed.
        why_not: why it cannot; "" for nothing to say.
        instead: gets the keyboard, which what is switched off would lose.
    """
    if one.hasFocus() and not on:
        instead.setFocus(Qt.FocusReason.OtherFocusReason)
    one.setEnabled(on)
    one.setToolTip(why_not)
    one.setAccessibleDescription(why_not)


def icon_button(
    icon: str, name: str, clicked: Callable[[], object] | None = None, *, hint: str = ""
) -> QToolButton:
    """A button that is only a picture; `name` is what it does, for ears and as a tooltip."""
    made = _IconButton()
    made.setIcon(icons.icon(icon))
    made.setIconSize(icons.size(20))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    _describe(made, name, hint or name)
    if clicked:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def nav_button(text: str, icon: str, *, key: str = "") -> NavButton:
    """A button of the window's sidebar; checkable, `key` is its shortcut."""
    return NavButton(text, icon, key)


class NavButton(QToolButton):
    """One place of the sidebar; `fold` leaves only its picture."""

    def __init__(self, text: str, icon: str, key: str) -> None:
        super().__init__()
        self._count = 0
        self.setProperty("look", "nav")
        self.setText(text)
        self.setIcon(icons.icon(icon))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setShortcut(key)
        _describe(self, text, f"{text} ({key})" if key else text)
        self.fold(folded=False)

    def fold(self, *, folded: bool) -> None:
        """Show only the picture, or picture and words."""
        styles = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            styles.ToolButtonIconOnly if folded else styles.ToolButtonTextBesideIcon
        )
        self.setIconSize(icons.size(22, before_text=not folded))

    def count(self, waiting: int, words: str) -> None:
        """Show how many things wait at this place, and say so; 0 shows nothing.

        Args:
            waiting: how many.
            words: the same for a screen reader, such as “3 wait for an answer”.
        """
        self._count = waiting
        self.setAccessibleName(f"{self.text()}, {words}" if waiting else self.text())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        colour, ground = look.tokens().on_soft(Tone.WARN)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(look.SMALL_TEXT, strong=True))
        words = str(self._count) if self._count <= _MOST_COUNTED else f"{_MOST_COUNTED}+"
        high = look.px(20)
        wide = max(high, painter.fontMetrics().horizontalAdvance(words) + look.px(12))
        folded = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        top = look.px(3) if folded else (self.height() - high) // 2
        left = self.width() - wide - look.px(3 if folded else 12)
        box = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(left, top, wide, high))
        painter.setPen(QPen(QColor(colour)))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(box), high / 2, high / 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            words = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            self.setIconSize(icons.size(22, before_text=words))


class _IconButton(QToolButton):
    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setIconSize(icons.size(20))


def _describe(made: QPushButton | QToolButton, name: str, hint: str) -> None:
    if name:
        made.setAccessibleName(name)
    if hint:
        made.setToolTip(tooltip(hint))
        made.setAccessibleDescription(hint)
