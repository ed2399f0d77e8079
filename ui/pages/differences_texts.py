"""One whole text beside the others: what only it says is underlined, and named below it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.pages.differences_marks import only_here
from ui.pages.differences_sides import TextPart
from ui.text import plain
from ui.widgets.buttons import button
from ui.widgets.labels import Label
from ui.widgets.layout import flow, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HEIGHT = 130  # so that the new text has its place below them
_SENTENCES = 8
_LETTERS = 34  # of a sentence on a button


class TextSide(QFrame):
    """A text, who wrote it, and a button for each sentence that only it has.

    Args:
        number: of the side; 0 for the text that they were made from.
        said: who wrote it and when.
        text: in full.
        others: what it is compared with.
        put: puts a sentence into the new text.
    """

    def __init__(
        self,
        number: int,
        said: str,
        text: str,
        others: Sequence[str],
        put: Callable[[str], object] | None,
    ) -> None:
        super().__init__()
        self.setProperty("look", "version")
        name = f"{number}, {said}" if number else said
        self.setAccessibleName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        head = [Label(str(number), "heading")] if number else []
        box.addLayout(row(*head, Label(said, "small", wrap=True), spacing=10, stretch=len(head)))
        self.text = TextPart(text, others, name, height=_HEIGHT)
        box.addWidget(self.text)
        sentences = only_here(text, others) if put else ()
        if put and sentences:
            words = _("Only here. Press to put it into the new text:")
            box.addWidget(Label(words, "small", wrap=True))
            holder = QWidget()
            holder.setLayout(flow(*(_one(sentence, put) for sentence in sentences[:_SENTENCES])))
            box.addWidget(holder)
        box.addStretch(1)


def fitting(texts: Sequence[str], place: int) -> list[str]:
    """The texts that one of them is compared with."""
    return [text for number, text in enumerate(texts) if number != place]


def _one(sentence: str, put: Callable[[str], object]) -> QWidget:
    short = sentence if len(sentence) <= _LETTERS else sentence[: _LETTERS - 1] + "…"
    made = button(plain(isolate(short)), partial(put, sentence), icon="plus")
    made.setAccessibleName(_("Put in: {sentence}").format(sentence=sentence))
    made.setToolTip(sentence)
    return made
