"""The warning beside a note that seems to hold what must never be kept. It never blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from liaison_app.actions import never_kept
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.forms.written import NoteEdit

_LOOKED_AT_MS = 700  # after the last key: half a word is no word yet
_QUOTED = 3


class NeverKeptWarning(Banner):
    """Looks at text boxes while they are typed in, and says what should go."""

    def __init__(self, boxes: Sequence[NoteEdit]) -> None:
        super().__init__("", Tone.WARN)
        self._boxes = boxes
        self._warned: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOKED_AT_MS)
        self._timer.timeout.connect(self.look)
        for box in boxes:
            box.textChanged.connect(self._timer.start)
        self.hide()

    def look(self) -> bool:
        """Warn now; says whether there is anything that was not warned of before."""
        texts = [box.toPlainText() for box in self._boxes]
        found = tuple(dict.fromkeys(one.words for text in texts for one in never_kept.look(text)))
        new = set(found) - set(self._warned)
        self._warned = found
        if not found:
            self.hide()
            return False
        words = _(
            "This seems to be about immigration papers or a Social Security number: {words}."
            " Schools must not keep that. Please take it out."
        ).format(words=", ".join(isolate(one) for one in found[:_QUOTED]))
        self.say(words, Tone.WARN)
        if new:
            announce(self, words)
        return bool(new)

    def forget(self) -> None:
        """Another visit is shown: warn of everything in it anew."""
        self._warned = ()
        self.look()
