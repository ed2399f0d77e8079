"""The account of an import, or of a dry run: counts, questions about people, and every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions.importing import Account, AccountLine, Outcome
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.names import isolate
from ui import look
from ui.lists.model import Cell, Column, Query
from ui.lists.table import ListTable
from ui.tokens import Tone
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import Label
from ui.widgets.layout import Tiles, card, column, line
from ui.widgets.panels import EmptyState, stat_tile

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = {
    Outcome.ADDED: (N_("Added"), Tone.OK),
    Outcome.MATCHED: (N_("Here already"), Tone.PLAIN),
    Outcome.CHANGED: (N_("Changed"), Tone.ACCENT),
    Outcome.SKIPPED: (N_("Left out"), Tone.WARN),
    Outcome.REMARK: (N_("Partly left out"), Tone.WARN),
    Outcome.SCHOOL_SAYS: (N_("School says otherwise"), Tone.WARN),
    Outcome.POSSIBLY_SAME: (N_("Possibly the same"), Tone.WARN),
}
_TO_LOOK_AT = (
    Outcome.SKIPPED,
    Outcome.REMARK,
    Outcome.SCHOOL_SAYS,
    Outcome.POSSIBLY_SAME,
)
_QUESTIONS = 30  # more are better answered after the import, person by person


class AccountView(QWidget):
    """Shows an account. `same` gives the answers about people, for the import to come.

    Args:
        account: what is shown.
        actions: what can be done now; it stands between the questions and the lines.
    """

    def __init__(self, account: Account, actions: QWidget) -> None:
        super().__init__()
        self._account = account
        self._lines: tuple[AccountLine, ...] = ()
        self._questions: dict[str, tuple[str, ChipGroup]] = {}
        self.which = ChipGroup(
            _("Lines to show"),
            (Option("look", _("To look at")), Option("all", _("All"))),
            required=True,
        )
        self.which.set_values("look")
        self.which.changed.connect(self._choose)
        self.table = ListTable(
            _("Lines of the export"),
            [Column(_("Line"), 2), Column(_("What"), 3), Column(_("Why"), 7)],
            self._ids,
            self._rows,
            filter_hint=_("Find in these lines"),
            two_lines=True,
            empty=EmptyState("circle-check", _("Nothing to look at"), _("Every line was read.")),
        )
        self.table.setMinimumHeight(look.px(300))
        self.whole = Label("", wrap=True)  # a narrow table cuts the reason off
        self.table.moved.connect(self._say_whole)
        box = column(
            Tiles(_tiles(account)),
            *([self._people()] if account.of(Outcome.POSSIBLY_SAME) and account.dry_run else []),
            actions,
            card(Label(_("Line by line"), "heading"), self.which, self.table, self.whole),
            spacing=16,
        )
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)
        self._choose()

    def same(self) -> dict[str, str]:
        """The people whom a person has called the same: key in the export to id here."""
        return {
            key: other for key, (other, chips) in self._questions.items() if chips.value() == "same"
        }

    def _people(self) -> QWidget:
        questions = self._account.of(Outcome.POSSIBLY_SAME)
        parts: list[QWidget] = [
            Label(_("Is this the same person?"), "heading", wrap=True),
            Label(
                _("Nobody is merged without you. Without an answer, they are added."),
                "muted",
                wrap=True,
            ),
        ]
        for question in questions[:_QUESTIONS]:
            words = Label(f"{_place(question)}: {question.why}", wrap=True)
            chips = ChipGroup(
                question.why,
                (Option("same", _("The same person")), Option("other", _("Another person"))),
            )
            self._questions[question.key] = (question.other, chips)
            parts += [line(), words, chips]
        if len(questions) > _QUESTIONS:
            more = len(questions) - _QUESTIONS
            said = ngettext("{count} more below", "{count} more below", more)
            parts.append(Label(said.format(count=more), "muted"))
        return card(*parts)

    def _choose(self) -> None:
        shown = _TO_LOOK_AT if self.which.value() == "look" else tuple(Outcome)
        self._lines = tuple(one for one in self._account.lines if one.outcome in shown)
        self.table.reload()
        self._say_whole()

    def _say_whole(self) -> None:
        number = self.table.current()
        known = number is not None and number < len(self._lines)
        one = self._lines[number] if known and number is not None else None
        self.whole.setText(f"{_place(one)}: {one.why}" if one else "")

    def _ids(self, query: Query) -> Sequence[int]:
        wanted = query.text.casefold()
        return [
            number
            for number, one in enumerate(self._lines)
            if not wanted or wanted in f"{_place(one)} {one.why}".casefold()
        ]

    def _rows(self, ids: Sequence[int]) -> list[tuple[int, tuple[str | Cell, ...]]]:
        return [(number, _cells(self._lines[number])) for number in ids]


def _cells(one: AccountLine) -> tuple[str | Cell, ...]:
    words, tone = _WORDS[one.outcome]
    line_number = _("Line {line}").format(line=one.at.line)
    return (Cell(line_number, one.at.file), Cell(_(words), tone=tone), one.why)


def _place(one: AccountLine) -> str:
    return _("{file}, line {line}").format(file=isolate(one.at.file), line=one.at.line)


def _tiles(account: Account) -> list[QWidget]:
    added, changed, matched = account.added, account.changed, account.matched
    left_out = len(account.of(Outcome.SKIPPED))
    people = added.get("person", 0)
    families = added.get("household", 0)
    return [
        stat_tile(
            f"{people:,}", ngettext("person added", "people added", people), "user-plus", "ok"
        ),
        stat_tile(
            f"{families:,}", ngettext("family added", "families added", families), "users", "ok"
        ),
        stat_tile(
            f"{matched.get('person', 0) + changed.get('person', 0):,}",
            _("people here already"),
            "users-group",
        ),
        stat_tile(f"{sum(changed.values()):,}", _("entries brought up to date"), "refresh"),
        stat_tile(
            f"{left_out:,}",
            ngettext("line left out", "lines left out", left_out),
            "alert-triangle",
            "warn",
        ),
    ]
