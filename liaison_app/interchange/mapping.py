"""Which column of a list holds what: proposed from the headings, changed by a person, kept as JSON.

The saved form is `{"liaison_mapping": 1, "columns": {"Heading": "guardian1.phone", "Notes": ""},
"dates": "month_first"}`: an empty target leaves a column out, a heading that is not named is
recognised as always, and `dates` may be missing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.errors import ReadOnlyPlace, UnreadableInput
from liaison_app.interchange.dates import DateOrder
from liaison_app.interchange.headings import is_never_kept, recognise
from liaison_app.interchange.targets import is_target
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from liaison_app.interchange.tables import Table

VERSION = 1
_YES = frozenset(("y", "yes", "true", "t", "1", "x", "si", "sí", "s", "on", "checked"))
_NO = frozenset(("n", "no", "false", "f", "0", "off", "none", "-"))
_TELLING_SAMPLE = 200
_STAND_FOR_A_NAME = {
    "guardian1.legal_guardian": "guardian1.name",
    "guardian1.primary": "guardian1.name",
}
_REPEATABLE = ("phone", "mobile", "home_phone", "work_phone", "email")


@dataclass(frozen=True, slots=True)
class Preset:
    """A mapping that was saved: targets by heading, and the order of dates if it was settled."""

    columns: Mapping[str, str] = field(default_factory=dict)
    dates: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What is done with one column. `why` says it for the account when it is left out.

    A `sensitive` column is never read, whatever a person chooses.
    """

    heading: str
    target: str
    why: str = ""
    sensitive: bool = False


def propose(table: Table, preset: Preset | None = None) -> list[Column]:
    """Decide for each column of `table`, in order, what it holds.

    A column that is never kept (passwords, social security numbers, immigration or lunch status)
    stays out whatever a preset says.
    """
    chosen = {h.casefold().strip(): t for h, t in (preset or Preset()).columns.items()}
    taken: set[str] = set()
    columns = []
    for index, heading in enumerate(table.headings):
        if is_never_kept(heading):
            why = _("Too sensitive to bring in from a list.")
            columns.append(Column(heading, "", why, sensitive=True))
            continue
        by_hand = heading.casefold().strip() in chosen
        target = chosen[heading.casefold().strip()] if by_hand else recognise(heading)
        if target and not by_hand:
            target = _told_by_values(target, table, index)
        if target and target in taken and target.partition(".")[2] not in _REPEATABLE:
            columns.append(Column(heading, "", _("Another column already holds this.")))
            continue
        taken.add(target)
        why = "" if target else _("Left out by the mapping.") if by_hand else _("Not known.")
        columns.append(Column(heading, target, why))
    return columns


def read_preset(path: Path) -> Preset:
    """Load a saved mapping.

    Raises:
        UnreadableInput: it cannot be read, is not a mapping, or names a target that is unknown.
    """
    try:
        saved = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableInput(
            _("The mapping cannot be read. It should be a file that Liaison saved.")
        ) from error
    return preset_of(saved)


def preset_of(saved: object) -> Preset:
    """The mapping in its saved form as a `Preset`.

    Raises:
        UnreadableInput: it is not a mapping, or names a target that is unknown.
    """
    columns = saved.get("columns") if isinstance(saved, dict) else None
    if not isinstance(saved, dict) or saved.get("liaison_mapping") != VERSION:
        raise UnreadableInput(_("This is not a mapping that this version of Liaison saved."))
    if not isinstance(columns, dict):
        raise UnreadableInput(_("This is not a mapping that this version of Liaison saved."))
    for heading, target in columns.items():
        if not isinstance(target, str) or not is_target(target):
            raise UnreadableInput(
                _("The mapping gives the column “{heading}” a meaning that is unknown.").format(
                    heading=heading
                )
            )
    dates = saved.get("dates")
    return Preset(columns, DateOrder(dates) if dates in set(DateOrder) else None)


def saved_form(columns: Iterable[Column], dates: DateOrder | None = None) -> dict[str, object]:
    """A mapping as the JSON document described above."""
    saved: dict[str, object] = {
        "liaison_mapping": VERSION,
        "columns": {column.heading: column.target for column in columns if column.heading},
    }
    if dates:
        saved["dates"] = str(dates)
    return saved


def write_preset(path: Path, columns: Iterable[Column], dates: DateOrder | None = None) -> None:
    """Save a mapping for the next time; it holds headings only, nothing about families.

    Raises:
        ReadOnlyPlace: it cannot be written there.
    """
    text = json.dumps(saved_form(columns, dates), ensure_ascii=False, indent=1)
    try:
        path.write_text(text + "\n", "utf-8")
    except OSError as error:
        raise ReadOnlyPlace(
            _("The mapping cannot be saved there. Choose another folder.")
        ) from error


def yes_or_no(value: str) -> bool | None:
    """`Y`, `Sí`, `1`, `x` as true, `N`, `No`, `0` as false, anything else as not known."""
    word = value.casefold().strip(". ")
    return True if word in _YES else False if word in _NO else None


def _told_by_values(target: str, table: Table, index: int) -> str:
    """`Legal guardian` heads a column of yes and no in one office, and of names in another."""
    values = [v for row in table.rows[:_TELLING_SAMPLE] if (v := row.values[index])]
    answers = sum(yes_or_no(value) is not None for value in values)
    if target in _STAND_FOR_A_NAME and values and answers * 2 < len(values):
        return _STAND_FOR_A_NAME[target]
    if target == "emergency1.name" and values and answers * 2 > len(values):
        return "guardian1.emergency"
    return target
