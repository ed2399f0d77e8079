"""Exactly what will be given, value by value, each with a tick that can be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from liaison_app.language.catalogues import _, ngettext
from ui import look
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.labels import heading, muted, small
from ui.widgets.layout import SteadyColumn

if TYPE_CHECKING:
    from liaison_app.actions.sharing import Preview

_KEY = Qt.ItemDataRole.UserRole
_HIGH = 260  # pixels at 100 % text


class ShareValues(QFrame):
    """A preview: what stops it, what allows it, every value, and what stays here.

    Signals:
        ticked: a value was ticked or unticked by the person.
    """

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(_("What will be given"))
        self._problems: list[Banner] = []
        self.ground = muted("")
        self.list = QListWidget()
        self.list.setAccessibleName(_("What will be given"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(look.px(_HIGH))
        self.list.itemChanged.connect(self._changed)
        self.count = small("")
        self.held = small("")
        self._top = SteadyColumn()
        self._top.setSpacing(8)
        box = SteadyColumn(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(10)
        box.addWidget(heading(_("What will be given")))
        box.addLayout(self._top)
        for part in (self.ground, self.list, self.count, self.held):
            box.addWidget(part)
        self.clear()

    def clear(self) -> None:
        """Show nothing: something was changed, or nothing was asked yet."""
        self._say(())
        self.list.clear()
        self.list.hide()
        self.count.setText("")
        self.held.setText("")
        self.ground.setText(
            _("Say to whom and for what, then look at it: every value stands here first.")
        )

    def show_preview(self, seen: Preview) -> None:
        """Show what would be given; all of it ticked."""
        tones = {True: Tone.DANGER, False: Tone.WARN}
        self._say(tuple((one.why, tones[one.red]) for one in seen.problems))
        self.ground.setText(
            ""
            if seen.ground.basis is None
            else _("Allowed by: {ground}").format(ground=seen.ground_words)
        )
        self.list.blockSignals(True)
        self.list.clear()
        allowed = () if seen.ground.basis is None else seen.values
        for one in allowed:
            item = QListWidgetItem(joined(one.about, one.label, one.words))
            item.setData(_KEY, one.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(allowed))
        if allowed:
            self.list.setCurrentRow(0)
        self.held.setText("\n".join(_("Stays here: {what}").format(what=x) for x in seen.held))
        self._tell()

    def left_out(self) -> frozenset[str]:
        """The keys of what was unticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return frozenset(
            str(one.data(_KEY)) for one in items if one.checkState() is Qt.CheckState.Unchecked
        )

    def _changed(self, _item: QListWidgetItem) -> None:
        self._tell()
        self.ticked.emit()

    def _tell(self) -> None:
        count = self.list.count() - len(self.left_out())
        words = ngettext("{count} value will be given.", "{count} values will be given.", count)
        self.count.setText(words.format(count=count) if self.list.count() else "")

    def _say(self, problems: tuple[tuple[str, Tone], ...]) -> None:
        for former in self._problems:
            self._top.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._problems = [Banner(words, tone) for words, tone in problems]
        for one in self._problems:
            self._top.addWidget(one)
