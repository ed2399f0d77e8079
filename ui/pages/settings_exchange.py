"""Settings: whether this laptop exchanges by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from liaison_app.actions import automatic
from liaison_app.language.catalogues import _
from ui.widgets.buttons import flat
from ui.widgets.labels import heading, small
from ui.widgets.layout import card, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell import Shell


class ExchangeCard:
    """One switch, for this laptop alone."""

    def __init__(self, shell: Shell) -> None:
        self._workspace = shell.workspace
        self.by_itself = QCheckBox(_("Exchange by itself"))
        self.by_itself.clicked.connect(self._keep)
        self.frame = card(
            heading(_("Exchange")),
            self.by_itself,
            small(
                _(
                    "While Liaison is open, this laptop exchanges with your team's shared places"
                    " every few minutes, and soon after you wrote something. Without it, choose"
                    " Exchange now on the page Exchange."
                )
            ),
            row(flat(_("Shared places"), lambda: shell.go("exchange")), None),
        )

    def read(self) -> None:
        """Show how it stands."""
        self.by_itself.setChecked(automatic.by_itself(self._workspace))

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return self.by_itself if name == "by_itself" else None

    def _keep(self, on: bool) -> None:
        automatic.set_by_itself(self._workspace, on=on)
