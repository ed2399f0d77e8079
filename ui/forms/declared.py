"""Form rows from declarations: label, help, kind and choices are said once, in the records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from ui.forms.spec import RowSpec
from ui.widgets.chip_group import Option

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from liaison_app.records.declare import Choice, FieldSpec
    from ui.forms.spec import Search, Value


def options(choices: type[Choice]) -> tuple[Option, ...]:
    """The members of a declared choice, in the interface's language."""
    return tuple(Option(choice.value, _(choice.label)) for choice in choices)


def declared(
    field: FieldSpec,
    value: Value = None,
    *,
    today: Callable[[], date] | None = None,
    past: bool = False,
    digits: bool = False,
    search: Search | None = None,
    chosen: Option | None = None,
) -> RowSpec:
    """The row of one declared field, such as `Visit.TYPE.fields["outcome"]`.

    Args:
        field: the declaration.
        value: what the row shows first.
        today: for dates and times.
        past: the date has been (a birth, a visit held).
        digits: a phone number or code, always left to right.
        search: for references: text to choices.
        chosen: for references: the words for `value`.
    """
    row = RowSpec(
        name=field.name,
        label=_(field.field.label),
        kind=field.kind,
        help=_(field.field.help) if field.field.help else "",
        required=field.required,
        value=value,
        today=today,
        past=past,
        digits=digits,
        search=search,
    )
    if field.choices:
        return replace(row, choices=options(field.choices))
    return replace(row, choices=(chosen,)) if chosen else row
