"""What stands beside the sections while they are written: what can be written, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from liaison_app.actions import section_preview
from liaison_app.language.catalogues import _
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat, primary
from ui.widgets.labels import Label, small, strong, text
from ui.widgets.layout import column, labelled, row

if TYPE_CHECKING:
    from collections.abc import Callable


class HelpPanel(QWidget):
    """The signs of the light Markdown, and what this print knows.

    Signals:
        wanted: a value or block is to be put where the cursor stands.
    """

    wanted = Signal(str)

    def __init__(self, kind: str, written: str) -> None:
        super().__init__()
        box = column(strong(_("How it is written")), spacing=8)
        for sign, meaning in section_preview.markup():
            box.addLayout(_pair(_sign(sign), meaning))
        box.addSpacing(8)
        box.addWidget(strong(_("What this print knows")))
        box.addWidget(small(_("Press one to put it where the cursor stands.")))
        for one in section_preview.known(kind, written):
            press = flat(one.sign.replace("&", "&&"), self._asker(one.sign))
            press.setAccessibleName(_("Put in {sign}").format(sign=one.sign))
            box.addLayout(_pair(press, one.example))
        self.setLayout(box)

    def _asker(self, sign: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(sign)


class AddForm(QWidget):
    """The title of a new section.

    Signals:
        named: the title was given.
    """

    named = Signal(str)

    def __init__(self, behind: str) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.setFocusProxy(self.title)
        about = _("It does not print until you have written it and let it print.")
        place = _("It stands behind “{title}”.").format(title=behind) if behind else ""
        self.setLayout(
            column(
                text(about),
                small(place),
                labelled(_("&Title, in English"), self.title),
                self.problem,
                row(primary(_("Add the section"), self._add, icon="plus"), None),
                spacing=14,
            )
        )
        self.title.returnPressed.connect(self._add)

    def _add(self) -> None:
        title = " ".join(self.title.text().split())
        if title:
            self.named.emit(title)
        else:
            self.problem.say(_("Write its title first."), Tone.DANGER)
            self.title.setFocus()


def _sign(words: str) -> Label:
    """A sign as it is typed: from left to right, no two of its letters drawn as an arrow."""
    apart = words.replace("-->", "--\u200c>")
    return Label(f"\u2066{apart}\u2069", "strong")


def _pair(sign: QWidget, meaning: str) -> QHBoxLayout:
    return row(sign, Label(meaning, "small", wrap=True), spacing=10, stretch=1)
