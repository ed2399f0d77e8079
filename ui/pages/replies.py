"""Reply slips: a stack of paper from families is keyed without the mouse.

Code, Enter, the numbers of the ticked boxes, Enter: the next slip. What a slip has as consequences
is shown first; nothing is decided for anybody.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from liaison_app.actions import drafts, replies
from liaison_app.actions.references import offers
from liaison_app.actions.replies_codes import look_up
from liaison_app.actions.titles import title
from liaison_app.errors import InvalidValue, LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate
from ui.forms.picked import PickLine
from ui.forms.written import keep_left_to_right
from ui.keeping import Keeper
from ui.pages.replies_slip import SlipForm
from ui.text import joined, plain
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat
from ui.widgets.chip_group import Option
from ui.widgets.layout import Page, card, flow, labelled
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from liaison_app.actions.replies_codes import Looked, Slip
    from liaison_app.workspace import Touched
    from ui.shell import Shell

DRAFT = "reply:new"
"""The name of the draft of the slip that is being keyed."""


class RepliesPage(Page):
    """The line for the code, the slip below it, and what was kept just now."""

    name = "replies"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        self._shell = shell
        questions = button(_("&Questions"), partial(shell.go, "questions"), icon="messages")
        words = _("Type the code, press Enter, tick what is ticked, press Enter.")
        super().__init__(_("Reply slips"), words, (questions,))
        self.setParent(parent)
        self._kept: list[tuple[str, tuple[str, ...]]] = []  # words, and ids of the questions
        self._keeper = Keeper(self, shell.save_state, self._keep_draft)
        self.code = QLineEdit()
        self.code.setAccessibleName(_("Code on the slip"))
        self.code.setPlaceholderText("W-7K3M9Q")
        keep_left_to_right(self.code)
        self.code.returnPressed.connect(self.look_up)
        self.why = Banner("", Tone.WARN)
        self.why.hide()
        self._near = QWidget()
        self._near_flow = flow()
        self._near.setLayout(self._near_flow)
        self._near.hide()
        self.family = PickLine(self._families)
        self.family.setAccessibleName(_("Family of this slip"))
        self.family.picked.connect(self._by_hand)
        self._family_row = labelled(_("&Family of this slip"), self.family)
        self._family_row.hide()
        code_row = labelled(_("&Code on the slip"), self.code)
        self.body.addWidget(card(code_row, self.why, self._near, self._family_row))
        self.slip = SlipForm(shell.workspace)
        self.slip.hide()
        self.slip.keep.connect(self.keep)
        self.slip.put_away.connect(self.ask_to_put_away)
        self.slip.changed.connect(self._changed)
        self.confirm = ConfirmPanel(
            _("Put this slip away?"),
            _("What is keyed of it is forgotten."),
            _("Put it away"),
            danger=True,
        )
        self.confirm.confirmed.connect(self.put_away)
        self.confirm.dismissed.connect(self.slip.begin)
        self.body.addWidget(self.confirm)
        self.body.addWidget(self.slip)
        self._done = labels.Label("", "muted", wrap=True)
        self._done.hide()
        self.body.addWidget(self._done)
        self.body.addStretch(1)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Wait for a code; what was half keyed comes back."""
        kept = drafts.find(self._shell.workspace, DRAFT)
        if target.get("code"):
            self.code.setText(target["code"])
            self.look_up()
        elif kept and not self.slip.isVisibleTo(self):
            self._resume({name: str(value) for name, value in kept.content.items()})
        elif self.slip.isVisibleTo(self):
            self.slip.begin()
        else:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is half keyed.

        Raises:
            LiaisonError: it could not be kept.
        """
        self._keeper.now()

    def touched(self, touched: Touched) -> None:
        """Another visit may have been planned meanwhile."""
        if touched.types & {"visit", "question", "contact_point"} and self.slip.isVisibleTo(self):
            self._show_consequences()
        if "question" in touched.types:
            self._show_kept()

    # --- doing

    def look_up(self) -> None:
        """Look the code up; with a print, its slip is begun."""
        typed = self.code.text()
        if not typed.strip():
            return
        looked = look_up(self._shell.workspace, typed)
        if self._half_keyed and looked.code != self.slip.code:
            self._back_to_half_keyed()
            return
        slip = looked.slip
        if slip and slip.household:
            self._begin(slip, slip.household, slip.code, slip.family)
            return
        self.slip.hide()
        why = _("This page names no family. Choose the family by hand.") if slip else looked.why
        self.why.say(why, Tone.WARN)
        self._show_near(looked)
        self._family_row.setVisible(bool(looked.code))
        focus = self._near.findChild(QWidget, "near") or (self.family if looked.code else self.code)
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if focus is self.code:
            self.code.selectAll()

    def keep(self) -> None:
        """Keep the slip and wait for the next one; or go to what somebody has to decide."""
        reply = self.slip.reply()
        if reply is None:
            return
        self._show_consequences()
        workspace = self._shell.workspace
        try:
            kept = replies.keep(workspace, reply, by=self)
        except LiaisonError as error:
            self.slip.problem.say(str(error), Tone.DANGER)
            if not self.slip.choices.to_undecided():
                self.slip.begin()
            self.show_whole(self.slip.problem)
            return
        family = title(workspace, "household", reply.household)
        self._put_by()
        workspace.discard_draft(DRAFT)
        self._shell.save_state.saved(workspace.now())
        said = ngettext(
            "{family}: {count} question, answer by {date}",
            "{family}: {count} questions, answer by {date}",
            len(kept.questions),
        )
        day = format_date(kept.due, weekday=True)
        words = said.format(family=isolate(family), count=len(kept.questions), date=day)
        self._shell.done(words, undo=kept.number)
        self._kept.insert(0, (words, kept.questions))
        self._show_kept()

    def ask_to_put_away(self) -> None:
        """Forget the slip; one that is half keyed only if that is meant."""
        if self._half_keyed:
            self.confirm.ask()
            self.show_whole(self.confirm)
        else:
            self.put_away()

    def put_away(self) -> None:
        """Forget what is half keyed and wait for a code."""
        self._put_by()
        self._shell.workspace.discard_draft(DRAFT)
        self._shell.save_state.clear()

    # --- inside

    @property
    def _half_keyed(self) -> bool:
        """Whether something of a slip in sight is ticked or typed and not kept."""
        return self.slip.isVisibleTo(self) and self.slip.keyed

    def _back_to_half_keyed(self) -> None:
        """Another code was typed over a slip that is not kept: say so, and lose nothing."""
        self.code.setText(self.slip.code)
        self.slip.problem.say(
            _("Keep this slip or put it away first. Then type the next code."), Tone.WARN
        )
        self.slip.begin()
        self.show_whole(self.slip.problem)

    def _begin(self, slip: Slip | None, household: str, code: str, family: str) -> None:
        for part in (self.why, self._near, self._family_row):
            part.hide()
        self.slip.show_slip(slip, household, code, family)
        self.slip.show()
        self.slip.begin()
        self.show_whole(self.slip)

    def _by_hand(self) -> None:
        """A family was chosen for a code that is not known here, or names none."""
        try:
            household = self.family.choice()
        except InvalidValue:
            return
        workspace = self._shell.workspace
        looked = look_up(workspace, self.code.text())
        if household and looked.code:
            name = title(workspace, "household", household)
            self._begin(looked.slip, household, looked.code, name)

    def _show_near(self, looked: Looked) -> None:
        while item := self._near_flow.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for one in looked.near:
            day = format_date(one.printed_on) if one.printed_on else ""
            words = joined(one.code, one.family, one.printed, day)
            made = flat(plain(words), partial(self._take, one.code), icon="file-text", name=words)
            made.setObjectName("near")
            self._near_flow.addWidget(made)
        self._near.setVisible(bool(looked.near))

    def _take(self, code: str) -> None:
        self.code.setText(code)
        self.look_up()

    def _changed(self) -> None:
        self.slip.problem.hide()
        self._show_consequences()
        self._keeper.typed()

    def _show_kept(self) -> None:
        """Say what was kept since the page was made, but for what was undone."""
        workspace = self._shell.workspace
        self._kept = [one for one in self._kept if replies.still_kept(workspace, one[1])]
        count = ngettext("{count} slip kept", "{count} slips kept", len(self._kept))
        lines = [count.format(count=len(self._kept)), *(words for words, _ids in self._kept[:5])]
        self._done.setText("\n".join(lines))
        self._done.setVisible(bool(self._kept))

    def _show_consequences(self) -> None:
        """What the slip would do as it is keyed now."""
        content = self.slip.content()
        reply = replies.Reply(
            household=content["household"],
            code=content["code"],
            person=self.slip.person_id,
            boxes=frozenset(content["boxes"].split()),
            phone=content["phone"],
            wrong=content["wrong"],
            more=content["more"],
        )
        try:
            seen = replies.consequences(self._shell.workspace, reply)
        except LiaisonError as error:
            self.slip.problem.say(str(error), Tone.DANGER)
            return
        self.slip.choices.show_for(seen, self.slip.person_name())

    def _put_by(self) -> None:
        """Make room for the next slip."""
        self._keeper.settled()
        self.confirm.hide()
        self.slip.hide()
        blocker = QSignalBlocker(self.family)
        self.family.show_choice(None)
        blocker.unblock()
        for part in (self.why, self._near, self._family_row):
            part.hide()
        self.code.clear()
        self.show_top()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _families(self, text: str) -> Sequence[Option]:
        found = offers(self._shell.workspace, "household", text)
        return [Option(one.value, one.label) for one in found]

    def _keep_draft(self) -> datetime | None:
        if not self.slip.isVisibleTo(self):
            return None
        content = self.slip.content()
        return drafts.keep(self._shell.workspace, DRAFT, content, cursor=0, focus="boxes")

    def _resume(self, content: Mapping[str, str]) -> None:
        workspace = self._shell.workspace
        household, code = content.get("household", ""), content.get("code", "")
        self.code.setText(code)
        family = title(workspace, "household", household)
        self._begin(look_up(workspace, code).slip, household, code, family)
        self.slip.show_content(content)
        self._show_consequences()
