"""Giving facts of a family to somebody outside: choose, look at every value, give."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_app.actions import giving, printing, share_choices, share_pages, sharing
from liaison_app.actions.packet_places import refuse_target, write_whole
from liaison_app.errors import InvalidValue, LiaisonError, NotAllowed
from liaison_app.language.catalogues import _
from ui.pages.share_choices import ShareChoicesCard
from ui.pages.share_given import ShareGiven
from ui.pages.share_values import ShareValues
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, primary
from ui.widgets.layout import Columns, Page, SteadyColumn, column, flow
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from liaison_app.actions.giving import Shared
    from liaison_app.actions.sharing import Preview
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell

_CONCERN = frozenset(
    ("consent", "person", "household", "address", "relationship", "household_member")
)


class SharePage(Page):
    """One family's facts for one recipient. Nothing leaves before it stood here."""

    name = "share"

    def __init__(self, shell: Shell) -> None:
        self.look_button = button(_("&Look at it"), self.look, icon="eye")
        self.give_button = primary(_("&Give, locked with a code…"), self.give_sealed, icon="lock")
        super().__init__(_("Share"), actions=(self.look_button, self.give_button))
        self._shell = shell
        self._household = ""
        self._seen: Preview | None = None
        self._given: ShareGiven | None = None
        workspace = shell.workspace
        self.choices = ShareChoicesCard(workspace.today)
        self.values = ShareValues()
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.plain_button = button(_("Give so that anybody can &read it…"), self._ask_plain)
        self.form_buttons = QWidget()
        self.print_form = button(_("&Print the form"), self._print_form, icon="printer")
        self.save_form = button(_("Save the f&orm…"), self._save_form, icon="device-floppy")
        self.answer = button(_("&Write down the answer"), self._answer, icon="pencil")
        ways = [self.print_form] if printing.can_print() else []
        self.form_buttons.setLayout(flow(*ways, self.save_form, self.answer))
        self.confirm = ConfirmPanel(
            _("Write a file that anybody can read?"),
            _(
                "Nothing protects it once it is written. Give it only to whom you named, and delete"
                " it afterwards."
            ),
            _("Choose where…"),
            danger=True,
        )
        self.confirm.confirmed.connect(lambda: self._give(sealed=False))
        self._right = QWidget()
        more = QWidget()
        more.setLayout(flow(self.plain_button))
        self._right.setLayout(
            column(
                self.problem, self.confirm, self.values, self.form_buttons, more, None, spacing=12
            )
        )
        self._top = QWidget()
        self._above = SteadyColumn(self._top)
        self._above.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._top)
        self.body.addWidget(Columns(self.choices, self._right, shares=(1, 1)), 1)
        self.choices.changed.connect(self._forget)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, *, household: str = "") -> None:
        """Show the choices for a family; nothing of another one is left."""
        if not household and not self._household:
            self._shell.go("families")
            return
        if household and household != self._household:
            self._household = household
            self._close_given()
        found = share_choices.choices(self._shell.workspace, self._household)
        self.set_title(_("Share"), found.family)
        self.choices.show_choices(found)
        self._forget()
        self.choices.begin()

    def leave(self) -> None:
        """Keep nothing: what was shown is made anew from the records."""
        self._forget()
        self._close_given()

    def touched(self, touched: Touched) -> None:
        """What was looked at no longer holds once something of the family was written."""
        mine = touched.households is None or self._household in touched.households
        if self._seen and (mine or touched.types & _CONCERN) and "disclosure" not in touched.types:
            self._forget()

    def absorbed(self) -> bool:
        """Somebody looks through the values that are about to be given."""
        return self._seen is not None

    # --- what the buttons do

    def look(self) -> None:
        """Show every value that would be given."""
        self.problem.hide()
        self.choices.close_offers()
        try:
            request = self.choices.request(self._household)
        except InvalidValue as error:
            self.problem.say(str(error), Tone.DANGER)
            return

        def work(view: Workspace, _report: Report) -> Preview:
            return sharing.preview(view, request)

        self._shell.job(work, self._looked, label="", failed=self._failed)

    def give_sealed(self) -> None:
        """Choose a place and write a locked file there."""
        self._give(sealed=True)

    # --- inside

    def _looked(self, seen: Preview) -> None:
        self._seen = seen
        self.values.show_preview(seen)
        codes = {one.code for one in seen.problems}
        if "address-protected" in codes:
            self.choices.offer_protected()
        self.form_buttons.setVisible(bool(codes & {"consent-missing"}))
        self._let_out(able=not seen.red)
        target = self.values.list if not seen.red else self.values
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_plain(self) -> None:
        self.confirm.ask()

    def _give(self, *, sealed: bool) -> None:
        seen = self._seen
        if seen is None or seen.red:
            return
        name = f"{seen.code}.age" if sealed else seen.file_name
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Where should the file go?"), str(Path.home() / name)
        )
        if not chosen:
            return
        left_out, target = self.values.left_out(), Path(chosen)
        ticked = [
            (one.key, one.about, one.label, one.words)
            for one in seen.values
            if one.key not in left_out
        ]
        request = self.choices.request(self._household, left_out)

        def work(view: Workspace, _report: Report) -> Shared:
            again = sharing.preview(view, request, code=seen.code)
            now = [(one.key, one.about, one.label, one.words) for one in again.values]
            if now != ticked and not again.red:
                raise NotAllowed(_("Meanwhile something of this changed. Look at it once more."))
            return giving.share(view, again, target, sealed=sealed, force=True)

        def done(made: Shared) -> None:
            self._forget()
            self._show_given(made, seen.recipient)

        self._shell.job(work, done, label=_("Writing the file"), failed=self._failed)

    def _failed(self, error: LiaisonError) -> None:
        self._forget()
        self.problem.say(str(error), Tone.DANGER)
        self.show_whole(self.problem)

    def _forget(self) -> None:
        """What was shown no longer holds."""
        self._seen = None
        self.values.clear()
        self.problem.hide()
        self.confirm.hide()
        self.form_buttons.hide()
        self._let_out(able=False)

    def _let_out(self, *, able: bool) -> None:
        for one in (self.give_button, self.plain_button):
            one.setEnabled(able)

    def _show_given(self, made: Shared, recipient: str) -> None:
        self._close_given()
        self._given = ShareGiven(made, recipient, self._given_done)
        self._above.addWidget(self._given)
        self._given.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_top()

    def _given_done(self) -> None:
        self._close_given()
        self._shell.go("family", household=self._household)

    def _close_given(self) -> None:
        if self._given is not None:
            self._above.removeWidget(self._given)
            self._given.hide()
            self._given.deleteLater()
            self._given = None

    def _answer(self) -> None:
        """Open the form of a consent, with the purpose and the recipient as they are here."""
        purpose = self.choices.purpose.currentText()
        self._shell.go(
            "family",
            household=self._household,
            form="consent",
            purpose=purpose,
            recipient=self.choices.recipient.text().strip(),
        )

    def _form(self) -> share_pages.ConsentForm | None:
        try:
            request = self.choices.request(self._household)
            return share_pages.consent_form(
                self._shell.workspace, self._household, request.purpose, request.recipient
            )
        except LiaisonError as error:
            self._shell.trouble(error)
            return None

    def _print_form(self) -> None:
        made = self._form()
        if made is None:
            return
        try:
            printing.send(made.pdf, made.code)
        except LiaisonError as error:
            self._shell.trouble(error)
        else:
            self._shell.done(_("Printed"))

    def _save_form(self) -> None:
        made = self._form()
        if made is None:
            return
        start = str(Path.home() / f"{made.code}.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the form"), start, "PDF (*.pdf)")
        if not chosen:
            return
        try:
            refuse_target(self._shell.workspace, Path(chosen), force=True)
            write_whole(Path(chosen), made.pdf, made.code)
        except LiaisonError as error:
            self._shell.trouble(error)
        else:
            self._shell.done(_("Saved. This form names the recipient and nobody of the family."))
