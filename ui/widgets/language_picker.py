"""Choosing the interface's language: each is named in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.languages import autonym_of

if TYPE_CHECKING:
    from collections.abc import Callable


class LanguagePicker(QComboBox):
    """The languages that there are catalogues for.

    Args:
        chosen: called with the tag once the person chose another one.
        for_developers: offer the made-up language that shows what is not translated.
    """

    def __init__(self, chosen: Callable[[str], object], *, for_developers: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(_("Language"))
        for tag in catalogues.available():
            self.addItem(_shown(tag), tag)
        if for_developers or catalogues.current() == catalogues.PSEUDO:
            self.addItem("⟦Pseudo⟧", catalogues.PSEUDO)
        self.setCurrentIndex(max(0, self.findData(catalogues.current())))
        self.activated.connect(lambda at: chosen(str(self.itemData(at))))


def _shown(tag: str) -> str:
    name = autonym_of(tag)
    return _("{language} (draft)").format(language=name) if catalogues.is_draft(tag) else name
