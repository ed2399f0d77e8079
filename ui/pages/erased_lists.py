"""What was erased and who has heard of it; families whose time is over; times of keeping."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions import erased_copies, erasures, keeping, printing, retention
from liaison_app.actions.titles import shown_moment
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.records.declare import Kind
from liaison_app.records.keeping import RetentionOf
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.text import joined, plain
from ui.widgets.buttons import button, flat
from ui.widgets.labels import Label, heading, small, strong
from ui.widgets.layout import card, column, flow, line
from ui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.erasures import ErasureLine
    from liaison_app.actions.retention import Due
    from ui.shell import Shell


class DueCard:
    """Families whose time of keeping is over, each to be looked at."""

    def __init__(self, shell: Shell, ask: Callable[[str], object]) -> None:
        self._shell, self._ask = shell, ask
        self._rows = Rows()
        self.frame = card(heading(_("Families whose time is over")), self._rows)

    def read(self) -> None:
        """List them, the longest over first."""
        found = retention.due(self._shell.workspace)
        empty = _("None. Nothing about a family is ever erased without somebody looking.")
        self._rows.show_rows([self._row(one) for one in found], empty)

    def _row(self, one: Due) -> QWidget:
        look = flat(
            _("Look"),
            partial(self._shell.go, "family", household=one.household),
            icon="eye",
            name=plain(_("Look at {name}").format(name=one.name)),
        )
        erase = flat(
            _("Erase…"),
            partial(self._ask, one.household),
            icon="trash",
            name=plain(_("Erase {name}").format(name=one.name)),
        )
        reasons = [small(reason.words) for reason in one.reasons]
        why = joined(one.why, format_date(one.since))
        return _line([strong(one.name), small(why), *reasons], look, erase)


class ErasedCard:
    """What was erased, by code: no name is kept."""

    def __init__(
        self,
        shell: Shell,
        save: Callable[[str], object],
        print_: Callable[[str], object],
        lift: Callable[[str], object],
    ) -> None:
        self._shell, self._save, self._print, self._lift = shell, save, print_, lift
        self._rows = Rows()
        self._copies = Label("", "small", wrap=True)
        self.frame = card(heading(_("Erased for good")), self._rows, self._copies)

    def read(self) -> None:
        """List them, newest first, and say where sealed copies still lie."""
        found = erasures.erasures(self._shell.workspace)
        self._copies.setText("\n".join(erased_copies.words(self._shell.workspace)))
        self._copies.setVisible(bool(self._copies.text()))
        rows = [self._row(one) for one in found]
        self._rows.show_rows(rows, _("Nothing was erased."))

    def _row(self, one: ErasureLine) -> QWidget:
        collect = flat(
            _("What to collect…"),
            partial(self._save, one.code),
            icon="download",
            name=_("What to collect: {code}").format(code=one.code),
        )
        printed = flat(
            _("Print"),
            partial(self._print, one.code),
            icon="printer",
            name=_("Print what to collect: {code}").format(code=one.code),
        )
        again = flat(
            _("May be kept again…"),
            partial(self._lift, one.code),
            icon="lock-open",
            name=_("May be kept again: {code}").format(code=one.code),
        )
        when = shown_moment(one.at) if one.at else ""
        words = [
            strong(joined(one.code, one.kind)),
            small(joined(when, one.by, one.rule)),
            *([small(one.what)] if one.what else []),
            small(one.state),
        ]
        prints = [printed] if printing.can_print() else []
        return _line(words, collect, *prints, *([] if one.lifted else [again]))


class TimesCard:
    """For how many months the district keeps what."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.form = Form(
            [
                RowSpec(what.value, _(what.label), Kind.WHOLE, help=_("Months; empty: no rule"))
                for what in RetentionOf
            ]
        )
        self.save_button = button(_("&Save times"), self._save, icon="device-floppy")
        buttons = QWidget()
        buttons.setLayout(flow(self.save_button))
        self.frame = card(heading(_("How long things are kept")), self.form, buttons)
        self._typed = False
        self.form.changed.connect(self._changed)

    def read(self) -> None:
        """Show the times as they are; what is being typed stays."""
        if self._typed:
            return
        found = keeping.rules(self._shell.workspace)
        self.form.set_values({one.what.value: one.months for one in found})
        self._typed = False

    def forget(self) -> None:
        """Keep nothing of what was typed and not saved."""
        self._typed = False

    def _changed(self) -> None:
        self._typed = True

    def _save(self) -> None:
        values = self.form.values()
        if values is None:
            return
        workspace = self._shell.workspace
        known = {one.what: one.months for one in keeping.rules(workspace)}
        try:
            for what in RetentionOf:
                months = values[what.value]
                number = months if isinstance(months, int) else None
                if number != known[what]:
                    keeping.set_rule(workspace, what, number)
            retention.trim(workspace)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._typed = False
        self._shell.done(_("The times are saved."))


def _line(words: list[Label], *actions: QWidget) -> QWidget:
    made, buttons = QWidget(), QWidget()
    buttons.setLayout(flow(*actions))
    made.setLayout(column(column(*words), buttons, line(), spacing=6))
    return made
