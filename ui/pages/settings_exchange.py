"""Settings: whether this laptop exchanges by itself, and fetches colleagues' attached files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import attachment_states, automatic
from liaison_app.language.catalogues import _
from ui.widgets.button_words import CheckBox
from ui.widgets.buttons import flat
from ui.widgets.labels import heading, small
from ui.widgets.layout import card, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell import Shell


_USUAL_SIZE = 10  # megabytes; another one is chosen by command


class ExchangeCard:
    """Two switches, for this laptop alone."""

    def __init__(self, shell: Shell) -> None:
        self._workspace = shell.workspace
        self.by_itself = CheckBox(_("Exchange by itself"))
        self.by_itself.clicked.connect(self._keep)
        self.fetches = CheckBox()
        self.fetches.clicked.connect(self._keep_fetches)
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
            self.fetches,
            small(
                _(
                    "Photos and signed papers that colleagues attach. Without it, a file comes when"
                    " you choose Fetch on the family's page."
                )
            ),
            row(flat(_("Shared places"), lambda: shell.go("exchange")), None),
        )

    def read(self) -> None:
        """Show how it stands."""
        self.by_itself.setChecked(automatic.by_itself(self._workspace))
        size = attachment_states.by_itself(self._workspace)
        words = _("Fetch attached files of up to {count} MB by itself")
        self.fetches.setText(words.format(count=size or _USUAL_SIZE))
        self.fetches.setChecked(size > 0)

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return {"by_itself": self.by_itself, "fetches": self.fetches}.get(name)

    def _keep(self, on: bool) -> None:
        automatic.set_by_itself(self._workspace, on=on)

    def _keep_fetches(self, on: bool) -> None:
        attachment_states.set_by_itself(self._workspace, _USUAL_SIZE if on else 0)
        self.read()
