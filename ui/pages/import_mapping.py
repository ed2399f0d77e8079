"""What each column of a list holds: proposed, shown with its first values, changed by a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from liaison_app.actions import importing
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.declare import Kind
from ui.forms.rows import FormRow
from ui.forms.spec import RowSpec
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import Label
from ui.widgets.layout import Tiles, card, column

if TYPE_CHECKING:
    from liaison_app.actions.importing import Column, DateOrder, Looked, Preset

_LEFT_OUT = "-"
_SAMPLES = 3


class Mapping(QWidget):
    """The columns of a list as form rows, and the order of its dates."""

    def __init__(self, looked: Looked) -> None:
        super().__init__()
        self._columns = looked.columns
        left_out = Option(_LEFT_OUT, _("Leave this column out"))
        options = (left_out, *(Option(value, label) for value, label in importing.choices()))
        self.rows: dict[str, FormRow] = {}
        sensitive = []
        for found, samples in zip(looked.columns, looked.samples, strict=True):
            if not found.heading:
                continue
            if found.sensitive:
                sensitive.append(found.heading)
                continue
            self.rows[found.heading] = FormRow(
                RowSpec(
                    name=found.heading,
                    label=found.heading,
                    kind=Kind.CHOICE,
                    help=_said(samples),
                    choices=options,
                    value=found.target or _LEFT_OUT,
                )
            )
        self.dates = ChipGroup(
            _("Dates in this list"),
            (
                Option("", _("Decide by the values")),
                Option("month_first", _("Month first: 03/04 is March 4")),
                Option("day_first", _("Day first: 03/04 is 3 April")),
            ),
            required=True,
        )
        self.dates.set_values("")
        dates = Label(_("Dates in this list"), "strong", wrap=True)
        kept_out = Label(_sensitive_words(sensitive), "muted", wrap=True)
        kept_out.setVisible(bool(sensitive))
        box = card(
            Label(_("What the columns hold"), "heading", wrap=True),
            kept_out,
            Tiles(list(self.rows.values()), narrowest=250),
            column(dates, self.dates, spacing=6),
            spacing=14,
        )
        outer = column(box)
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)

    def preset(self) -> Preset:
        """The mapping as it stands."""
        return importing.preset_from(self.columns(), self.date_order())

    def columns(self) -> tuple[Column, ...]:
        """The columns with what a person has chosen for them."""
        chosen = {heading: str(row.value() or "") for heading, row in self.rows.items()}
        return tuple(
            replace(found, target=chosen[found.heading].replace(_LEFT_OUT, ""), why="")
            if found.heading in chosen
            else found
            for found in self._columns
        )

    def date_order(self) -> DateOrder | None:
        """The order of dates, if a person has said it."""
        chosen = self.dates.value()
        return importing.DateOrder(chosen) if chosen else None


def _said(samples: tuple[str, ...]) -> str:
    """The first values of a column, each kept apart."""
    if not samples:
        return _("Empty in the first rows")
    return _("Such as {values}").format(
        values=", ".join(isolate(sample[:40]) for sample in dict.fromkeys(samples[:_SAMPLES]))
    )


def _sensitive_words(headings: list[str]) -> str:
    return _("Never brought in, because it is too sensitive: {columns}").format(
        columns=", ".join(map(isolate, headings))
    )
