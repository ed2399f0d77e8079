"""Reads the CSV files of a roster package (OneRoster, School Data Sync), which have fixed headings.

Only the columns that a reader asks for are ever looked at: passwords, user names, races and places
of birth stay in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.dates import DateOrder, read_date
from liaison_app.interchange.decoding import decode
from liaison_app.interchange.delimited import rows_of
from liaison_app.interchange.roster import IncomingContact, Line, Remark
from liaison_app.interchange.tables import clean
from liaison_app.interchange.values import MAX_KEY, MAX_NAME, email_contact, phone_contact
from liaison_app.language.catalogues import _
from liaison_app.records.people import ContactKind

if TYPE_CHECKING:
    from liaison_app.interchange.sources import Source

Heartbeat = Callable[[int], None]
_NO_VALUE = ("null", "none", "n/a")
_LANGUAGE_COLUMNS = ("homelanguage", "primarylanguage", "nativelanguage", "language")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a package's file: values by lower-case heading."""

    at: Line
    values: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        """The value under a heading, empty if there is none."""
        value = self.values.get(heading.lower(), "")
        return "" if value.casefold() in _NO_VALUE else value

    def many(self, heading: str) -> list[str]:
        """The values of a cell that holds a list."""
        return [part for part in map(str.strip, self[heading].split(",")) if part]


@dataclass(slots=True)
class Package:
    """A package that is being read, and the account of it."""

    source: Source
    heartbeat: Heartbeat
    remarks: list[Remark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    read: int = 0

    def has(self, name: str) -> bool:
        """Whether the package holds the file."""
        return name.lower() in self.source.files

    def entries(self, name: str, needed: Iterable[str] = ()) -> Iterator[Entry]:
        """The lines of a file; nothing if it is absent or has no lines.

        Raises:
            UnreadableInput: the file cannot be read, or lacks a heading of `needed`.
        """
        file = self.source.files.get(name.lower())
        data = file.read() if file else b""
        if file is None or not data.strip():
            return
        decoded = decode(data, file.name)
        rows, broken = rows_of(decoded.text, file.name)
        self.remarks += [Remark(Line(file.name, b.line), b.why, True) for b in broken]
        headings = [clean(heading).lower() for heading in rows[0].values] if rows else []
        for heading in needed:
            if heading.lower() not in headings:
                raise UnreadableInput(
                    _("{name} has no column “{heading}”. Ask for the export again.").format(
                        name=file.name, heading=heading
                    )
                )
        for row in rows[1:]:
            self.read += 1
            if self.read % 500 == 0:
                self.heartbeat(self.read)
            at = Line(file.name, row.line)
            if any(row.values[len(headings) :]):
                self.skip(at, _("There are more values than headings on this line."))
                continue
            yield Entry(at, dict(zip(headings, map(clean, row.values), strict=False)))

    def skip(self, at: Line, why: str) -> None:
        """Say that a line was left out."""
        self.remarks.append(Remark(at, why, True))

    def remark(self, at: Line, why: str) -> None:
        """Say that something on a line was left out or is doubtful."""
        self.remarks.append(Remark(at, why, False))

    def contacts(self, entry: Entry, *, email: bool) -> tuple[IncomingContact, ...]:
        """The phone numbers, and with `email` the address, of a line of users.csv."""
        found: dict[str, IncomingContact] = {}
        for heading, kind in (("sms", ContactKind.MOBILE), ("phone", ContactKind.OTHER)):
            contact = phone_contact(entry[heading], kind) if entry[heading] else None
            if contact:
                found.setdefault(contact.value, contact)
            elif entry[heading]:
                self.remark(entry.at, _("A phone number could not be read and was left out."))
        contact = email_contact(entry["email"]) if email else None
        if contact:
            found[contact.value] = contact
        return tuple(found.values())

    def is_usable(self, entry: Entry) -> bool:
        """Whether a line of users.csv names a person by key and name; says why if not."""
        name = entry["givenName"] + entry["familyName"]
        longest = max(len(entry[h]) for h in ("givenName", "middleName", "familyName"))
        if not entry["sourcedId"] or len(entry["sourcedId"]) > MAX_KEY:
            self.skip(entry.at, _("There is no usable sourcedId on this line."))
        elif not name:
            self.skip(entry.at, _("There is no name on this line."))
        elif longest > MAX_NAME:
            self.skip(
                entry.at,
                _(
                    "A name of {count} characters. The columns of this line are probably shifted."
                ).format(count=longest),
            )
        else:
            return True
        return False


def language_in(entry: Entry) -> str:
    """A home language that the school's system adds as a column of its own (`metadata.*`)."""
    for heading, value in entry.values.items():
        if value and heading.rpartition(".")[2].replace("_", "") in _LANGUAGE_COLUMNS:
            return value
    return ""


def birth_date_in(
    entry: Entry, today: date, order: DateOrder = DateOrder.MONTH_FIRST
) -> date | None:
    """The birth date on a line of demographics.csv, unless it cannot be one."""
    found = read_date(entry["birthDate"], order, today) if entry["birthDate"] else None
    return found if found and date(1900, 1, 1) <= found <= today else None
