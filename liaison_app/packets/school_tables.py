"""Tables about the schools of a family: which child goes there, and whom to call in the morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets import words
from liaison_app.packets.content import Table
from liaison_app.packets.values import Name, Phone, one_line
from liaison_app.packets.voices import alone, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.facts import Child, SchoolFacts
    from liaison_app.packets.section_values import Dress
    from liaison_app.packets.voices import Voice

CHILDREN, ABSENCE = "children", "absence"
"""The names by which sections ask for the children of a school and the numbers of all schools."""

_GRADES = {"KG": "K", "PR": "PK", "TK": "PK", "PREK": "PK", "PREK4": "PK"}
"""Other short forms of grades, from rosters (Common Education Data Standards, 1EdTech)."""


def children_table(
    children: tuple[Child, ...], voices: tuple[Voice, ...], section: str, dress: Dress
) -> tuple[Block, ...]:
    """A row for each child of a school; teachers have a column if one of them is known."""
    columns: list[tuple[str, Callable[[Child], Said]]] = [
        (words.CHILD, lambda one: alone(voices, dress(Name(one.name)))),
        (words.GRADE, lambda one: grade_said(one.grade, voices, dress)),
    ]
    if any(one_line(one.teacher) for one in children):
        columns.append((words.TEACHER, lambda one: alone(voices, dress(Name(one.teacher)))))
    header = tuple(say(voices, title, section=section) for title, _said in columns)
    rows = tuple(tuple(said(one) for _title, said in columns) for one in children)
    return (Table(header, rows),)


def absence_table(
    schools: tuple[SchoolFacts, ...], voices: tuple[Voice, ...], section: str, dress: Dress
) -> tuple[Block, ...]:
    """Which school to call when a child is sick or late."""
    header = tuple(say(voices, one, section=section) for one in (words.SCHOOL, words.CALL_NUMBER))
    rows = tuple(
        (
            alone(voices, dress(Name(one.name))),
            alone(voices, dress(Phone(one.attendance_phone or one.phone))),
        )
        for one in schools
    )
    return (Table(header, rows),)


def grade_said(typed: str, voices: tuple[Voice, ...], dress: Dress) -> Said:
    """A grade in words; as it was typed where nobody has words for it."""
    grade = typed.upper().replace(" ", "").replace("-", "").lstrip("0")
    grade = _GRADES.get(grade, grade)
    if grade in words.GRADES:
        return say(voices, words.GRADES[grade])
    return alone(voices, dress(Name(typed)))
