"""Which families a batch is for, and in which order its prints come out of the printer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from liaison_app.actions import families, print_subjects
from liaison_app.actions.batch_log import Unit
from liaison_app.actions.families import Filter
from liaison_app.actions.titles import titles
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, _
from liaison_app.language.folding import fold
from liaison_app.language.languages import canonical, parents
from liaison_app.packets.kinds import kind_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from liaison_app.workspace import Workspace


class Order(StrEnum):
    """In which order prints are made: as they are carried, or handed out."""

    NAME = "name"
    SCHOOL = "school"
    STREET = "street"


ORDER_LABELS = {
    Order.NAME: N_("By name"),
    Order.SCHOOL: N_("By school and grade"),
    Order.STREET: N_("By street"),
}


@dataclass(frozen=True)
class Wanted:
    """Families as somebody chooses them.

    Attributes:
        which: a filter of the families' list.
        school: id of a school of one of their children; "" for any.
        language: tag of the home language, with all its regions; "" for any.
        text: what was typed above the list.
    """

    which: Filter = Filter.ALL
    school: str = ""
    language: str = ""
    text: str = ""


@dataclass(frozen=True)
class Units:
    """What is to be printed.

    Attributes:
        units: for whom and about what, in order.
        without: how many families have nothing that such a print is about.
    """

    units: tuple[Unit, ...]
    without: int = 0


def households(workspace: Workspace, wanted: Wanted) -> tuple[str, ...]:
    """The ids of the families wanted, by name."""
    numbers = families.numbers(workspace, wanted.which, text=wanted.text)
    rows = workspace.read(
        "SELECT h.id, h.home_language FROM json_each(:numbers) wanted"
        " JOIN household h ON h.n = wanted.value"
        " WHERE :school = '' OR h.id IN (SELECT m.household FROM household_member m"
        "  JOIN enrollment e ON e.person = m.person AND NOT e.deleted"
        "  WHERE NOT m.deleted AND coalesce(m.until, '9999') >= :today AND e.school = :school"
        "   AND e.status = 'enrolled')"
        " ORDER BY wanted.key",
        {
            "numbers": json.dumps(numbers),
            "school": wanted.school,
            "today": workspace.today().isoformat(),
        },
    )
    tag = wanted.language
    return tuple(
        str(r["id"]) for r in rows if not tag or tag in parents(canonical(r["home_language"]))
    )


def units(
    workspace: Workspace,
    kind: str,
    wanted: Iterable[str],
    *,
    subject: str = "",
    order: Order = Order.NAME,
) -> Units:
    """What is to be printed for families, each once: of a kind about loans, each loan once.

    Args:
        workspace: where.
        kind: name of the kind of print.
        wanted: ids of families, by name.
        subject: id of what all the prints are about, such as an event.
        order: in which they are printed.

    Raises:
        InvalidValue: the subject is one family's own, and must stand on no page of another.
    """
    about = kind_named(kind)
    ids = in_order(workspace, tuple(dict.fromkeys(wanted)), order)
    owner = print_subjects.household_of(workspace, about.subject, subject) if subject else ""
    if owner and set(ids) - {owner}:
        raise InvalidValue(
            _("This belongs to one family. Leave it out: each family gets what is its own.")
        )
    if subject or not about.subject or not print_subjects.of_one_family(about.subject):
        return Units(tuple(Unit(one, subject) for one in ids))
    made: list[Unit] = []
    without = 0
    for one in ids:
        own = print_subjects.current(workspace, about.subject, one)
        if not own and not about.subject_needed:
            own = ("",)
        without += not own
        made += [Unit(one, record) for record in own]
    return Units(tuple(made), without)


def schools(workspace: Workspace) -> dict[str, str]:
    """The schools of children here, by name: their ids and names."""
    rows = workspace.read(
        "SELECT DISTINCT school FROM enrollment WHERE NOT deleted AND school <> ''"
    )
    named = titles(workspace, "school", [str(row["school"]) for row in rows])
    return dict(sorted(named.items(), key=lambda one: fold(one[1])))


def home_languages(workspace: Workspace) -> tuple[str, ...]:
    """The tags of the languages that open families speak at home."""
    rows = workspace.read(
        "SELECT DISTINCT home_language AS tag FROM household"
        " WHERE NOT deleted AND closed_on IS NULL AND home_language <> ''"
    )
    return tuple(sorted({canonical(row["tag"]) for row in rows}))


def in_order(workspace: Workspace, ids: Sequence[str], order: Order) -> tuple[str, ...]:
    """Families in the order in which their prints are made."""
    if order is Order.NAME:
        return tuple(ids)
    keys = _at_school(workspace, ids) if order is Order.SCHOOL else _on_the_way(workspace, ids)
    return tuple(sorted(ids, key=lambda one: keys.get(one, ((1,),))))


_Key = tuple[tuple[Any, ...], ...]


def _at_school(workspace: Workspace, ids: Sequence[str]) -> dict[str, _Key]:
    """School, grade and teacher of each family's oldest child: who carries it home."""
    rows = workspace.read(
        "SELECT m.household, s.name, e.grade, e.teacher FROM json_each(:ids) wanted"
        " JOIN household_member m ON m.household = wanted.value AND NOT m.deleted"
        " JOIN person p ON p.id = m.person AND p.is_child AND NOT p.deleted"
        " JOIN enrollment e ON e.person = p.id AND NOT e.deleted AND e.status = 'enrolled'"
        " JOIN school s ON s.id = e.school ORDER BY coalesce(p.birth_date, '9999')",
        {"ids": json.dumps(list(ids))},
    )
    keys: dict[str, _Key] = {}
    for row in rows:
        key = ((0,), (fold(row["name"]),), _counted(row["grade"]), (fold(row["teacher"]),))
        keys.setdefault(str(row["household"]), key)
    return keys


def _on_the_way(workspace: Workspace, ids: Sequence[str]) -> dict[str, _Key]:
    """City, street and number.

    Families of a protected address come last, with those that have none: nobody shall learn from
    its neighbours in the pile where it is.
    """
    rows = workspace.read(
        "SELECT household, city, line_1 FROM address WHERE NOT deleted"
        " AND household NOT IN (SELECT household FROM address WHERE do_not_publish AND NOT deleted)"
        " AND household IN (SELECT value FROM json_each(:ids)) ORDER BY n",
        {"ids": json.dumps(list(ids))},
    )
    keys: dict[str, _Key] = {}
    for row in rows:
        number, street = _parted(row["line_1"])
        key = ((0,), (fold(row["city"]),), (street,), number)
        keys.setdefault(str(row["household"]), key)
    return keys


def _parted(line: str) -> tuple[tuple[int, str], str]:
    """The number of a house, and its street: "18 Juniper Street", "Lindenweg 4"."""
    words = fold(line).split()
    number = next((one for one in words if one[:1].isdigit()), "")
    return _counted(number), " ".join(one for one in words if one != number)


def _counted(text: str) -> tuple[int, str]:
    """Grades and house numbers in the order in which one counts: 3 before 10, K before 1."""
    digits = "".join(one for one in text if one in "0123456789")
    return (int(digits) if digits else 0, fold(text))
