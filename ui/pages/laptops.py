"""The team's laptops: who takes part, who is invited, who asks to be let in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import (
    duties,
    kept_apart,
    laptop_removal,
    laptop_roles,
    laptops,
    office_codes,
    retiring,
)
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.pages.laptops_apart import apart_card
from ui.pages.laptops_code import InviteCode
from ui.pages.laptops_invite import InviteForm
from ui.pages.laptops_lists import invites_card, laptops_card
from ui.pages.laptops_lost import LostReport
from ui.pages.laptops_office import ReadOut
from ui.pages.laptops_rehome import RehomeForm
from ui.pages.laptops_requests import outside, places_of, request_card
from ui.pages.laptops_retire import RetireForm, going_card
from ui.pages.laptops_role import RoleForm
from ui.widgets.buttons import flat, primary
from ui.widgets.kept_focus import kept_focus
from ui.widgets.layout import Columns, Page, card, flow
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFrame

    from liaison_app.actions.kept_apart import KeptApart
    from liaison_app.actions.laptops import Invited, InviteLine, LaptopLine
    from liaison_app.workspace import Touched
    from ui.desk import Desk


class LaptopsPage(Page):
    """A sub-page of the exchange."""

    name = "laptops"

    def __init__(self, shell: Desk) -> None:
        self.invite = primary(_("&Invite a laptop…"), self._open_form, icon="plus")
        self.exchange = flat(_("&Exchange files"), partial(shell.go, "exchange"), icon="usb")
        super().__init__(_("Laptops"), _("Who takes part."), (self.exchange, self.invite))
        self._shell = shell
        self._form: QFrame | None = None
        self._code: InviteCode | None = None
        self._question = QVBoxLayout()
        self._above, self._left, self._right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for box in (self._question, self._above, self._left, self._right):
            box.setSpacing(16)
            box.setContentsMargins(0, 0, 0, 0)
        main, side = QWidget(), QWidget()
        main.setLayout(self._left)
        side.setLayout(self._right)
        self.body.addLayout(self._question)
        self.body.addLayout(self._above)
        self.body.addWidget(Columns(main, side, shares=(4, 3)))
        self.rehome = flat(_("Join another team…"), self._open_rehome, icon="door-enter")
        self.retire = flat(_("Give this laptop back…"), self._open_retire, icon="trash")
        others = QWidget()
        others.setLayout(flow(self.rehome, self.retire))
        self.body.addWidget(others)
        self.body.addStretch(1)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Show how things stand; `invite`, `rehome` and `retire` open a form."""
        self._read()
        if target.get("invite"):
            self._open_form()
        elif target.get("rehome"):
            self._open_rehome()
        elif target.get("retire"):
            self._open_retire()
        elif self._form:
            self._form.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.invite.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """A code that is not on paper yet stays; what was typed into a form is short."""

    def touched(self, touched: Touched) -> None:
        """Somebody may have come."""
        del touched
        self._read()

    def absorbed(self) -> bool:
        """Somebody fills in a form here, or compares words by phone."""
        return self._form is not None or bool(laptops.requests(self._shell.workspace))

    # --- inside

    def _read(self) -> None:
        with kept_focus(self, self.invite):
            self._draw()

    def _draw(self) -> None:
        workspace = self._shell.workspace
        today = workspace.today()
        standing = laptops.standing(workspace)
        self.set_title(_("Laptops"), isolate(standing.team))
        self.invite.setEnabled(standing.may_invite)
        for box in (self._above, self._left, self._right):
            _empty(box)
        told = outside(workspace)
        if told:
            self._above.addWidget(told)
        for asking in laptops.requests(workspace):
            answers = (self._admit, partial(self._ask_refusal, name=asking.person))
            self._above.addWidget(request_card(asking, today, *answers))
        remove = self._ask_removal if standing.may_remove else None
        for gone in retiring.going(workspace) if remove else ():
            self._above.addWidget(going_card(gone, self._ask_removal_of))
        lost = self._open_lost if duties.coordinates(workspace) else None
        for apart in kept_apart.kept_apart(workspace) if lost else ():
            made = apart_card(workspace, apart, today, self._take_in, self._set_aside)
            (self._left if apart.aside else self._above).addWidget(made)
        kept = office_codes.kept_for(workspace)
        self._left.addWidget(
            laptops_card(
                laptops.laptops(workspace),
                today,
                remove,
                lost,
                lambda line: partial(self._open_read_out, line) if line.id in kept else None,
                role=lambda line: self._role_of(line) if remove else None,
            )
        )
        self._left.addStretch(1)
        self._right.addWidget(invites_card(laptops.invites(workspace), today, self._ask_cancel))
        self._right.addStretch(1)

    def _open_form(self) -> None:
        if self._code:  # it must not vanish before it is on paper
            self._code.done.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not laptops.standing(self._shell.workspace).may_invite:
            return
        form = InviteForm(self._shell)
        form.invited.connect(self._invited)
        form.dismissed.connect(self._close)
        self._open(form)

    def _open_rehome(self) -> None:
        if self._code:
            self._code.done.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        form = RehomeForm(self._shell)
        form.dismissed.connect(self._close)
        self._open(form)

    def _open_retire(self) -> None:
        if self._code:
            self._code.done.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        form = RetireForm(self._shell)
        form.dismissed.connect(self._close)
        self._open(form)

    def _open_lost(self, line: LaptopLine) -> None:
        if self._code:
            self._code.done.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        may = laptops.standing(self._shell.workspace).may_remove
        remove = partial(self._ask_removal, line) if may else None
        report = LostReport(self._shell, line.id, remove)
        report.dismissed.connect(self._close)
        self._open(report)

    def _role_of(self, line: LaptopLine) -> Callable[[], None] | None:
        more = laptop_roles.lacking(self._shell.workspace, line.id)
        return partial(self._open_role, line) if more else None

    def _open_role(self, line: LaptopLine) -> None:
        if self._code:
            self._code.done.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        form = RoleForm(self._shell, line)
        form.given.connect(self._role_given)
        form.dismissed.connect(self._close)
        self._open(form)

    def _role_given(self, said: str) -> None:
        self._close()
        self._read()
        self._shell.done(said)

    def _open_read_out(self, line: LaptopLine) -> None:
        if self._code:
            self._code.done.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        form = ReadOut(self._shell, line)
        form.dismissed.connect(self._close)
        self._open(form)

    def _invited(self, invited: Invited) -> None:
        self._code = InviteCode(invited, self._shell.workspace.today(), self._written_down)
        self._open(self._code)
        self._read()

    def _written_down(self) -> None:
        self._code = None
        self._close()

    def _open(self, part: QWidget) -> None:
        _empty(self._question)
        self.exchange.setVisible(not isinstance(part, RetireForm))  # that has the same button
        self._form = card(part)
        self._form.setFocusProxy(part.focusProxy() or part)
        self._question.addWidget(self._form)
        self.show_whole(self._form)
        first = self._code.done if self._code else part
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        _empty(self._question)
        self._form = None
        self.exchange.show()
        self.invite.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- answers

    def _admit(self, request: str) -> None:
        said = _("Let in. Make a file for them: with it they can read what the team wrote.")
        if places_of(self._shell.workspace):
            said = _("Let in. Their laptop hears of it at its next exchange, after yours.")
        self._do(lambda: laptops.accept(self._shell.workspace, request), said)

    def _ask_refusal(self, request: str, *, name: str) -> None:
        self._ask(
            _("Refuse this laptop?"),
            _("It is not let in. Invite {name} again if it was theirs.").format(name=isolate(name)),
            _("Refuse"),
            lambda: laptops.refuse(self._shell.workspace, request),
            _("The laptop is not let in."),
        )

    def _ask_cancel(self, invite: InviteLine) -> None:
        self._ask(
            _("Cancel the invite for {name}?").format(name=isolate(invite.person)),
            _("Its file and code open nothing any more."),
            _("Cancel the invite"),
            lambda: laptops.cancel_invite(self._shell.workspace, invite.id),
            _("The invite is cancelled."),
        )

    def _ask_removal(self, line: LaptopLine) -> None:
        self._ask(
            laptop_removal.question(line),
            laptop_removal.consequence(),
            _("Remove"),
            lambda: laptops.remove(self._shell.workspace, line.id),
            laptop_removal.what_next(self._shell.workspace),
        )

    def _take_in(self, one: KeptApart) -> None:
        def taken() -> str:
            done = kept_apart.take_in(self._shell.workspace, one.laptop)
            said = _("Taken in. Colleagues take it in as well after the next files.")
            return done.words if done.waiting else said

        self._do(taken, "")

    def _set_aside(self, one: KeptApart) -> None:
        said = _("Set aside. It is kept, and this laptop warns of it no more.")
        self._do(lambda: kept_apart.set_aside(self._shell.workspace, one.laptop, one.why), said)

    def _ask_removal_of(self, laptop: str) -> None:
        for line in laptops.laptops(self._shell.workspace):
            if line.id == laptop:
                self._ask_removal(line)

    def _ask(
        self, question: str, consequence: str, confirm: str, do: Callable[[], object], said: str
    ) -> None:
        panel = ConfirmPanel(question, consequence, confirm, danger=True)
        panel.confirmed.connect(lambda: self._do(do, said))
        panel.dismissed.connect(self.invite.setFocus)
        self._above.insertWidget(0, panel)
        panel.ask()
        self.show_whole(panel)

    def _do(self, action: Callable[[], object], said: str) -> None:
        try:
            done = action()
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._read()
        self._shell.done(said or str(done))
        self.invite.setFocus(Qt.FocusReason.OtherFocusReason)


def _empty(box: QVBoxLayout) -> None:
    while item := box.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
