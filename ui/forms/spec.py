"""What a form row needs to know of its field: values only, so that no widget sees a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from liaison_app.records.declare import Kind
from ui.widgets.chip_group import Option

Value = str | int | bool | date | datetime | Path | None
Search = Callable[[str], Sequence[Option]]


@dataclass(frozen=True)
class RowSpec:
    """One row of a form.

    Attributes:
        name: the field's name; errors and values come back under it.
        label: in the interface language, without a mnemonic: the form gives each row its own.
        kind: which editor the row gets.
        help: a sentence below the label.
        required: said in the label; checked when values are read.
        value: what the editor shows first. Dates are local; a TIME is an aware datetime.
        choices: for CHOICE, and for LANGUAGE and REFERENCE when the list is short and fixed.
        search: for REFERENCE and LANGUAGE: text to at most about 20 choices, best first.
        digits: a phone number or code: the text runs left to right in every language.
        today: the local date, for DATE and TIME ("tomorrow", "Tuesday").
        past: the date has been (a birth, a visit held): "24 Nov" is the last one, not the next.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    required: bool = False
    value: Value = None
    choices: tuple[Option, ...] = ()
    search: Search | None = None
    digits: bool = False
    today: Callable[[], date] | None = None
    past: bool = False
