"""Settings: the ways to the words that families read, and to their translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.language.catalogues import _
from ui.widgets.buttons import button
from ui.widgets.labels import heading, text
from ui.widgets.layout import card, flow

if TYPE_CHECKING:
    from ui.desk import Desk


class TextsCard:
    """What districts write has a page of its own, and what translators and reviewers do."""

    def __init__(self, shell: Desk) -> None:
        about = _(
            "Put your district's own words in prints. Review what families read in each language,"
            " and trade files with translators."
        )
        self.open = button(_("Translations…"), lambda: shell.go("review"), icon="message-language")
        self.write = button(
            _("Sections of prints…"), lambda: shell.go("sections"), icon="list-details"
        )
        ways = QWidget()
        ways.setLayout(flow(self.open, self.write))
        self.frame = card(heading(_("Texts for families")), text(about), ways)

    def read(self) -> None:
        """Nothing here changes."""

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return {"texts": self.open, "sections": self.write}.get(name)
