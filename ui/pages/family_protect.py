"""The form that protects a family's address, and what still names its street afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import protecting
from liaison_app.actions.protecting import Substitute
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records.declare import Kind
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.pages.family_section import Section
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat, primary
from ui.widgets.layout import SteadyColumn, column, row
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.actions.protecting import Mention
    from liaison_app.workspace import Workspace
    from ui.widgets.side_panel import SidePanel


@dataclass(frozen=True)
class Protecting:
    """Opens the form, and then what still names the street, beside a family's page."""

    panel: SidePanel
    workspace: Workspace
    household: str
    history: Callable[[str, str], object]

    def begin(self) -> None:
        """Ask for the substitute; then show what still names the street."""
        form = ProtectForm(self.workspace, self.household)
        form.saved.connect(lambda done: self._show(done.mentions))
        self.panel.show_in(_("Protect this family"), form, form.foot)

    def look(self) -> None:
        """Show what still names the street."""
        self._show(protecting.mentions(self.workspace, self.household))

    def _show(self, found: Sequence[Mention]) -> None:
        self.panel.show_in(_("Where the street is named"), Mentions(found, self.history))


class ProtectForm(QWidget):
    """Asks for the substitute; `saved` comes with `Protected`."""

    saved = Signal(object)

    def __init__(self, workspace: Workspace, household: str) -> None:
        super().__init__()
        self._workspace, self._household = workspace, household
        today = workspace.today
        self._form = Form(
            [
                RowSpec(
                    "line_1",
                    _("Substitute address"),
                    help=_("What may be known in its place, such as a post-office box"),
                ),
                RowSpec("city", _("City")),
                RowSpec("region", _("State or region")),
                RowSpec("postal_code", _("Postal code")),
                RowSpec("program", _("Address confidentiality program")),
                RowSpec("card", _("Number on the program's card")),
                RowSpec("card_seen", _("Card seen on"), Kind.DATE, today=today, past=True),
                RowSpec("expires_on", _("Card ends on"), Kind.DATE, today=today),
                RowSpec(
                    "keep_real",
                    _("Keep the real address, sealed"),
                    Kind.YES_NO,
                    help=_("Some programs forbid to keep it anywhere: then choose No"),
                    value=True,
                ),
            ]
        )
        self._problem = Banner("", Tone.DANGER)
        self._problem.hide()
        says = _(
            "The address that was typed is emptied for good, on this laptop now and on the"
            " others with the next exchange. This cannot be undone."
        )
        warning = labels.strong(says)
        self.setAccessibleName(_("Protect this family"))  # the keyboard begins here, at the warning
        self.setAccessibleDescription(says)
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(warning)
        box.addWidget(self._form)
        self._says, self._question = says, QVBoxLayout()
        self.foot = QWidget()
        self._save = primary(_("Protect this family"), self.ask, icon="lock")
        foot = column(self._problem, self._question, row(self._save, None), spacing=8)
        self.foot.setLayout(foot)

    def ask(self) -> None:
        """Say plainly what will happen with what is filled in, and what not, before it does."""
        values = self._form.values()
        if values is None:
            return
        said = [self._says]
        if not any(values.get(name) for name in _WORDS):
            said.append(_("No substitute address is given: nobody can write to this family."))
        if values.get("keep_real") is False:
            said.append(_("The real address is not kept anywhere."))
        panel = ConfirmPanel(
            _("Protect this family now?"), " ".join(said), _("Yes, protect it"), danger=True
        )
        panel.confirmed.connect(self.save)
        panel.dismissed.connect(self._save.setFocus)
        while item := self._question.takeAt(0):
            if former := item.widget():
                former.deleteLater()
        self._question.addWidget(panel)
        self._problem.hide()
        panel.ask()

    def save(self) -> None:
        """Protect the family, or say why that cannot be."""
        values = self._form.values()
        if values is None:
            return
        words = {name: str(values.get(name) or "") for name in _WORDS}
        days = {name: one if isinstance(one := values.get(name), date) else None for name in _DAYS}
        try:
            done = protecting.protect(
                self._workspace,
                self._household,
                Substitute(**words, **days, keep_real=values.get("keep_real") is not False),  # type: ignore[arg-type]
            )
        except LiaisonError as error:
            self._problem.say(str(error), Tone.DANGER)
            return
        self.saved.emit(done)


_WORDS = ("line_1", "city", "region", "postal_code", "program", "card")
_DAYS = ("card_seen", "expires_on")


class Mentions(QWidget):
    """What still names the street, each with a way to its history, where it is emptied."""

    def __init__(self, found: Sequence[Mention], history: Callable[[str, str], object]) -> None:
        super().__init__()
        made = Section(_("What still names the street"), kind="plain")
        if not found:
            made.say(_("Nothing else on this laptop names the street."))
        else:
            made.say(_("Read each one. In its history, empty what must go, for good."))
        for one in found:
            about = joined(one.kind, one.family, one.when)
            look = partial(history, one.type, one.id)
            name = _("History: {what}").format(what=one.kind)
            words = column(labels.text(one.words), labels.small(about), spacing=3)
            made.add(row(words, flat(_("History"), look, icon="history", name=name), stretch=0))
        says = _("Papers, files and backups made before still say where the family lives.")
        papers = labels.muted(says)
        self.setAccessibleName(_("Where the street is named"))
        self.setAccessibleDescription(says)
        box = SteadyColumn(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(made)
        box.addWidget(papers)
