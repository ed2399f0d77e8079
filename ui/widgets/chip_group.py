"""A row of choices that are picked with one key: a number, a first letter, or the arrows.

The group is one stop of the Tab key. In a group where one choice excludes the others, the arrows
choose; where several may be chosen, they move, and Space chooses.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from liaison_app.language.catalogues import _
from ui import icons, look
from ui.qt import override
from ui.text import plain
from ui.widgets.button_words import WordyButton
from ui.widgets.flow import FlowLayout

_ISOLATES = "\u2066\u2067\u2068"  # a name in a label is kept apart from what follows it
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


@dataclass(frozen=True)
class Option:
    """One thing to choose: the value that is kept, and the words a person sees."""

    value: str
    label: str
    icon: str = ""


class ChipGroup(QWidget):
    """Choices as chips that wrap onto more lines.

    Args:
        name: what is being chosen; spoken before every chip.
        choices: in the order of their number keys.
        several: whether more than one may be chosen.
        required: whether an exclusive choice stays once made; else a second press clears it.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        choices: tuple[Option, ...] = (),
        *,
        several: bool = False,
        required: bool = False,
    ) -> None:
        super().__init__()
        self._name, self._several, self._required = name, several, required
        self._chips: list[_ChoiceChip] = []
        self._flow = FlowLayout(8)
        self.setLayout(self._flow)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(choices)

    def set_choices(self, choices: tuple[Option, ...]) -> None:
        """Offer other choices; what was chosen is forgotten."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [_ChoiceChip(self, choice) for choice in choices]
        for place, chip in enumerate(self._chips):
            chip.setAccessibleDescription(
                _("{place} of {count}, {group}").format(
                    place=place + 1, count=len(choices), group=self._name
                )
            )
            self._flow.addWidget(chip)
        self._stand_in_line()
        self._rove()

    def _stand_in_line(self) -> None:
        """Put the chips where the group is on the way of the Tab key: Qt puts new widgets last."""
        self.setFocusProxy(None)  # type: ignore[arg-type]  # null takes it away; the stub errs
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # only such a widget can be stood behind
        before: QWidget = self
        for chip in self._chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            QWidget.setTabOrder(before, chip)
            before = chip
        # no stop of its own, but the key of a label may lead here
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def values(self) -> tuple[str, ...]:
        """What is chosen, in the order offered."""
        return tuple(chip.choice.value for chip in self._chips if chip.isChecked())

    def value(self) -> str:
        """What is chosen in an exclusive group; "" when nothing is."""
        return next(iter(self.values()), "")

    def set_values(self, *values: str) -> None:
        """Choose without telling anyone. A value that is not offered is offered as it is."""
        known = {chip.choice.value for chip in self._chips}
        extra = tuple(Option(value, value) for value in values if value and value not in known)
        if extra:
            self.set_choices((*(chip.choice for chip in self._chips), *extra))
        for chip in self._chips:
            chip.setChecked(chip.choice.value in values)
        self._rove()

    def pick(self, chip: QPushButton) -> None:
        """Choose as a person does: by click, Space, number or letter."""
        if self._several:
            chip.toggle()
        else:
            again = chip.isChecked() and not self._required
            for other in self._chips:
                other.setChecked(other is chip and not again)
        self._rove()
        self.changed.emit()

    def step(self, chip: QPushButton, by: int) -> None:
        """Go to the next or previous chip, around the end; an exclusive group chooses it."""
        place = next(i for i, other in enumerate(self._chips) if other is chip)
        target = self._chips[(place + by) % len(self._chips)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._several and not target.isChecked():
            self.pick(target)

    def pick_by_key(self, typed: str, chip: QPushButton) -> bool:
        """Choose by number, or by first letter from the chip after `chip` on."""
        if typed in "123456789" and int(typed) <= len(self._chips):
            target = self._chips[int(typed) - 1]
        else:
            place = next(i for i, other in enumerate(self._chips) if other is chip)
            order = self._chips[place + 1 :] + self._chips[: place + 1]
            letter = typed.casefold()
            labels = [(c, c.choice.label.lstrip(_ISOLATES).casefold()) for c in order]
            found = [c for c, label in labels if label.startswith(letter)]
            if not found:
                return False
            target = found[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.pick(target)
        return True

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._stop().setFocus(event.reason())

    def _stop(self) -> QPushButton:
        return next((chip for chip in self._chips if chip.isChecked()), self._chips[0])

    def _rove(self) -> None:
        """Leave one chip on the way of the Tab key: the chosen one, or the first."""
        if not self._chips:
            return
        stop = self._stop()
        focused = next((chip for chip in self._chips if chip.hasFocus()), None)
        for chip in self._chips:
            on_the_way = chip is (focused or stop)
            chip.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if on_the_way else Qt.FocusPolicy.ClickFocus
            )
        self.setFocusProxy(focused or stop)


class _ChoiceChip(WordyButton):
    def __init__(self, group: ChipGroup, choice: Option) -> None:
        super().__init__(plain(choice.label), group)
        self._group, self.choice = group, choice
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(choice.label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if choice.icon:
            self.setIcon(icons.icon(choice.icon))
            self.setIconSize(icons.size(20, before_text=True))

    @override
    def nextCheckState(self) -> None:
        self._group.pick(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        plain_key = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if step and plain_key:
            across = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._group.step(self, -step if across and mirrored else step)
            return
        typed = event.text()
        if plain_key and typed.strip() and self._group.pick_by_key(typed, self):
            return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and not self.icon().isNull():
            self.setIconSize(icons.size(20, before_text=True))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        side = look.px(14)
        box = QRect(look.px(8), (self.height() - side) // 2, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - look.px(8))
        painter = QPainter(self)
        icons.paint(painter, "check", box, look.tokens().accent_text)
        if self.hasFocus():  # the edge of what is chosen looks like the ring of the focus
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look.tokens().focus), 2))
            ring = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.end()
