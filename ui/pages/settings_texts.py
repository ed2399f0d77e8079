"""Settings: the way to the translations of what families read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from ui.widgets.buttons import button
from ui.widgets.labels import heading, text
from ui.widgets.layout import card, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk


class TextsCard:
    """What translators and reviewers do has a page of its own."""

    def __init__(self, shell: Desk) -> None:
        about = _("Review what families read in each language, and trade files with translators.")
        self.open = button(_("Translations…"), lambda: shell.go("review"), icon="message-language")
        self.frame = card(heading(_("Texts for families")), text(about), row(self.open, None))

    def read(self) -> None:
        """Nothing here changes."""

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return self.open if name == "texts" else None
