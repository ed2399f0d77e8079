"""Makes a roster of a list: every line is a child, with its adults beside it or on lines below.

A child's own number (student id) is the stable key. Without one, the key is made of the name, the
birth date and the school, so that the same list gives the same keys on every laptop.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.dates import DateOrder, decide, is_ambiguous, read_date
from liaison_app.interchange.people_drafts import Adults, address_key
from liaison_app.interchange.roster import (
    IncomingEnrollment,
    IncomingPerson,
    IncomingSchool,
    Line,
    Remark,
    Roster,
)
from liaison_app.interchange.slots import Slot, adult_of, child_of, first
from liaison_app.interchange.values import MAX_KEY, MAX_NAME, folded, grade_of, status_of
from liaison_app.language.catalogues import _
from liaison_app.records.people import EnrollmentStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.interchange.delimited import Row
    from liaison_app.interchange.mapping import Column
    from liaison_app.interchange.tables import Table

SOURCE = "school-list"
_DATE_FIELDS = ("birth_date", "since", "until")
_NAMES = ("given_name", "middle_name", "family_name", "name", "preferred_name", "native_name")


def read_list(
    table: Table,
    columns: Sequence[Column],
    *,
    today: date,
    dates: DateOrder | None = None,
    heartbeat: Callable[[int], None] = lambda _done: None,
) -> Roster:
    """Read every row of `table` as `columns` say.

    Args:
        table: the list.
        columns: what each column holds, in the order of the headings.
        today: the local day, for two-digit years and dates that lie ahead.
        dates: the order of numeric dates, if a person has settled it.
        heartbeat: called now and then with the number of rows read; may raise `Cancelled`.

    Raises:
        UnreadableInput: no column holds a name.
    """
    targets = {column.target for column in columns}
    if not any(t.partition(".")[2] in ("given_name", "family_name", "name") for t in targets if t):
        raise UnreadableInput(
            _(
                "{name}: no column with names was recognised. Say which column holds what, and "
                "try again."
            ).format(name=table.name)
        )
    reading = _Reading(table, columns, today, dates)
    for done, row in enumerate(table.rows):
        if done % 500 == 0:
            heartbeat(done)
        reading.read(row)
    return reading.finish()


class _Reading:
    """One pass over a list."""

    def __init__(
        self, table: Table, columns: Sequence[Column], today: date, dates: DateOrder | None
    ) -> None:
        self._table, self._today = table, today
        self._columns = [
            (index, *column.target.partition(".")[::2])
            for index, column in enumerate(columns)
            if column.target
        ]
        self._children: dict[str, IncomingPerson] = {}
        self._names: dict[str, str] = {}
        self._schools: dict[str, IncomingSchool] = {}
        self._enrollments: dict[tuple[str, str], IncomingEnrollment] = {}
        self._adults = Adults()
        self._unnamed: list[tuple[str, dict[str, Slot], Line]] = []
        self._remarks = [Remark(Line(table.name, b.line), b.why, True) for b in table.left_out]
        self._notes = list(table.notes)
        self._notes += [
            _("The column “{heading}” was left out: {why}").format(heading=c.heading, why=c.why)
            for c in columns
            if c.why and c.heading
        ]
        self._orders = self._decide_orders(dates)

    def read(self, row: Row) -> None:
        """Take one row."""
        at = Line(self._table.name, row.line)
        slots = self._slots(row, at)
        if slots is None:
            return
        student, family = slots.pop("student", {}), slots.pop("family", {})
        child = child_of(student, family, at, self._day_reader(at), self._remark)
        if child is None:
            self._unnamed.append((first(student, "id"), slots, at))
        elif self._keep(child):
            self._enroll(child.key, student, at)
            self._take_adults(child.key, slots, at)

    def finish(self) -> Roster:
        """The roster of all rows read."""
        self._settle_unnamed()
        people, relationships = self._adults.finish()
        return Roster(
            source=SOURCE,
            format=_("List"),
            people=(*self._children.values(), *people),
            relationships=tuple(r for r in relationships if r.child),
            schools=tuple(self._schools.values()),
            enrollments=tuple(self._enrollments.values()),
            remarks=tuple(self._remarks),
            notes=tuple(self._notes),
        )

    def _slots(self, row: Row, at: Line) -> dict[str, Slot] | None:
        """The values of a row by whom they speak of; None if a name is too long to be one."""
        slots: dict[str, Slot] = {}
        for index, who, field in self._columns:
            value = row.values[index]
            if not value:
                continue
            if len(value) > MAX_NAME and field in _NAMES:
                why = _(
                    "A name of {count} characters. The columns of this line are probably shifted."
                )
                self._remarks.append(Remark(at, why.format(count=len(value)), True))
                return None
            slots.setdefault(who, {}).setdefault(field, []).append(value)
        return slots

    def _take_adults(self, child: str, slots: dict[str, Slot], at: Line) -> None:
        for slot, fields in slots.items():
            adult = adult_of(slot, fields, child, at, self._remark)
            if adult:
                self._adults.add(adult)

    def _settle_unnamed(self) -> None:
        """Lines without a child's name: its number may stand with the name on another line.

        An adult whose child is not known would belong to no family and be found by nobody.
        """
        for number, slots, at in self._unnamed:
            if number in self._children:
                self._take_adults(number, slots, at)
                continue
            why = (
                _("There is no student's name on this line.")
                if slots or number
                else _("There is no name on this line.")
            )
            self._remarks.append(Remark(at, why, True))

    def _keep(self, child: IncomingPerson) -> bool:
        known = self._children.get(child.key)
        name = folded(f"{child.given_name} {child.family_name}")
        if known is None:
            self._children[child.key] = child
            self._names[child.key] = name
            return True
        if self._names[child.key] != name:
            why = _("The same student number stands on line {line} with another name.")
            self._remarks.append(Remark(child.at, why.format(line=known.at.line), True))
            return False
        if address_key(child.address) not in ("", address_key(known.address)) and known.address:
            why = _("Another address than on line {line}; that one was kept.")
            self._remarks.append(Remark(child.at, why.format(line=known.at.line), False))
        self._children[child.key] = _completed(known, child)
        return True

    def _enroll(self, child: str, student: Slot, at: Line) -> None:
        number = student.get("school_id", [""])[0][:MAX_KEY]
        name = student.get("school", [""])[0]
        if not number and not name:
            if student.get("grade") and _grade_needs_school() not in self._notes:
                self._notes.append(_grade_needs_school())
            return
        key = number or folded(name)
        self._schools.setdefault(
            key,
            IncomingSchool(
                key=key,
                stable=bool(number),
                at=at,
                name=(name or _("School {number}").format(number=number))[:MAX_NAME],
            ),
        )
        day = self._day_reader(at)
        until = day("until", student)
        status = status_of(student["status"][0]) if "status" in student else None
        if status is None:
            gone = until is not None and until < self._today
            status = EnrollmentStatus.LEFT if gone else EnrollmentStatus.ENROLLED
        self._enrollments.setdefault(
            (child, key),
            IncomingEnrollment(
                person=child,
                school=key,
                at=at,
                grade=grade_of(student.get("grade", [""])[0]),
                teacher=student.get("teacher", [""])[0][:MAX_NAME],
                status=status,
                since=day("since", student),
                until=until,
            ),
        )

    def _day_reader(self, at: Line) -> Callable[[str, Slot], date | None]:
        def read(field: str, slot: Slot) -> date | None:
            text = slot.get(field, [""])[0]
            if not text:
                return None
            found = read_date(text, self._orders[field], self._today)
            if found is None or not date(1900, 1, 1) <= found:
                self._remark(at, _("A date could not be read and was left out."))
                return None
            if field == "birth_date" and found > self._today:
                self._remark(at, _("The date of birth lies in the future and was left out."))
                return None
            return found

        return read

    def _remark(self, at: Line, why: str) -> None:
        self._remarks.append(Remark(at, why, False))

    def _decide_orders(self, settled: DateOrder | None) -> dict[str, DateOrder]:
        orders = dict.fromkeys(_DATE_FIELDS, settled or DateOrder.MONTH_FIRST)
        for index, _who, field in [] if settled else self._columns:
            if field not in _DATE_FIELDS:
                continue
            values = [row.values[index] for row in self._table.rows]
            decided = decide(values)
            orders[field] = decided.order
            heading = self._table.headings[index]
            if decided.contradicted:
                note = _("“{heading}” mixes dates with the day first and the month first.")
                self._notes.append(note.format(heading=heading))
            elif not decided.proven and any(map(is_ambiguous, values)):
                self._notes.append(_ASSUMED[decided.order]().format(heading=heading))
        return orders


_ASSUMED: dict[DateOrder, Callable[[], str]] = {
    DateOrder.MONTH_FIRST: lambda: _("“{heading}” was read as month, day, year (03/04 = March 4)."),
    DateOrder.DAY_FIRST: lambda: _("“{heading}” was read as day, month, year (03/04 = 3 April)."),
}


def _grade_needs_school() -> str:
    return _("Grades were left out, because no column names the school.")


def _completed(known: IncomingPerson, more: IncomingPerson) -> IncomingPerson:
    """What the first line says of a child, with its gaps filled from a later line."""
    contacts = {c.value: c for c in (*known.contacts, *more.contacts)}
    home = {c.value: c for c in (*known.home_contacts, *more.home_contacts)}
    return replace(
        known,
        preferred_name=known.preferred_name or more.preferred_name,
        native_name=known.native_name or more.native_name,
        birth_date=known.birth_date or more.birth_date,
        contacts=tuple(contacts.values()),
        home_contacts=tuple(home.values()),
        address=known.address or more.address,
        mailing=known.mailing or more.mailing,
        home_language=known.home_language or more.home_language,
        home_interpreter=known.home_interpreter
        if known.home_interpreter is not None
        else more.home_interpreter,
        household_key=known.household_key or more.household_key,
        household_name=known.household_name or more.household_name,
    )
