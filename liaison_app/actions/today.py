"""What a day begins with: visits to write down, visits to make, promises, follow-ups, loans.

Each list is one statement over an index of what is open, so it is quick beside any amount of what
is settled. Lists are cut at `MOST`; whoever needs the rest opens the list of records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from liaison_app.actions import drafts, notices
from liaison_app.actions.debriefs import age
from liaison_app.actions.titles import language_name
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.partnership import Channel, VisitOutcome, VisitPlace
from liaison_app.records.values import format_time, parse_time

if TYPE_CHECKING:
    from liaison_app.actions.notices import Notice
    from liaison_app.records import Choice
    from liaison_app.workspace import Workspace

MOST = 50
"""A list holds at most so many rows; one more is there to say that there are more."""

DAYS_AHEAD = 7


@dataclass(frozen=True)
class VisitLine:
    """One visit in a list.

    Attributes:
        id: of the visit.
        household: id of the family.
        family: what the family is called.
        when: when it is planned, or began, in UTC.
        place: where, in words.
        children: names and ages of the children, each isolated.
        language: the language of the visit or the family's, in words.
        outcome: how it ended, in words; "" while it is open.
    """

    id: str
    household: str
    family: str
    when: datetime | None
    place: str
    children: str
    language: str
    outcome: str


@dataclass(frozen=True)
class DueLine:
    """A promise or follow-up that is open; `due` is a local date."""

    id: str
    household: str
    family: str
    what: str
    who: str
    due: date | None


@dataclass(frozen=True)
class LoanLine:
    """A kit that should be back; `due` is a local date."""

    id: str
    household: str
    family: str
    kit: str
    label: str
    due: date


@dataclass(frozen=True)
class ContactLine:
    """A contact of the last days; `at` in UTC."""

    id: str
    household: str
    family: str
    channel: str
    gist: str
    at: datetime


@dataclass(frozen=True)
class Today:
    """Everything that the day begins with.

    Attributes:
        day: the local date.
        person: the name of who works here.
        drafts: what was typed and not saved, newest first.
        to_write: visits of the past and of today that are not written down, oldest first.
        coming: visits of the next days, soonest first.
        written: visits that were written down today, newest first.
        promises: open promises that are due within a week, late or without a day.
        follow_ups: the same of follow-ups.
        loans: kits that are due back, longest first.
        contacts: contacts of the last days, newest first.
        families: how many families there are, as far as 1: whether there are any.
        notices: what must not wait, the most urgent first.
    """

    day: date
    person: str
    drafts: tuple[drafts.Kept, ...]
    to_write: tuple[VisitLine, ...]
    coming: tuple[VisitLine, ...]
    written: tuple[VisitLine, ...]
    promises: tuple[DueLine, ...]
    follow_ups: tuple[DueLine, ...]
    loans: tuple[LoanLine, ...]
    contacts: tuple[ContactLine, ...]
    families: int
    notices: tuple[Notice, ...]


def read(workspace: Workspace, *, everyone: bool = False) -> Today:
    """Read the day.

    Args:
        workspace: where.
        everyone: the team's visits and follow-ups too, not only one's own and nobody's.
    """
    day = workspace.today()
    values: dict[str, object] = {
        "me": workspace.person,
        "everyone": everyone,
        "today": day.isoformat(),
        "week": (day + timedelta(days=DAYS_AHEAD)).isoformat(),
        "midnight": _midnight(day),
        "tomorrow": _midnight(day + timedelta(days=1)),
        "horizon": _midnight(day + timedelta(days=DAYS_AHEAD + 1)),
        "lately": _midnight(day - timedelta(days=DAYS_AHEAD)),
        "most": MOST + 1,
    }
    person = workspace.read("SELECT name FROM staff_member WHERE id = :me", values)
    return Today(
        day=day,
        person=person[0]["name"] if person else "",
        drafts=drafts.every(workspace),
        to_write=_visits(workspace, _TO_WRITE, values),
        coming=_visits(workspace, _COMING, values),
        written=_visits(workspace, _WRITTEN, values),
        promises=tuple(_due(row) for row in workspace.read(_PROMISES, values)),
        follow_ups=tuple(_due(row) for row in workspace.read(_FOLLOW_UPS, values)),
        loans=tuple(_loan(row) for row in workspace.read(_LOANS, values)),
        contacts=tuple(_contact(row) for row in workspace.read(_CONTACTS, values)),
        families=len(workspace.read("SELECT 1 FROM household WHERE NOT deleted LIMIT 1")),
        notices=notices.notices(workspace),
    )


_VISIT = (
    "SELECT v.id, v.household, h.name AS family, v.planned_start, v.started, v.place, v.outcome,"
    " coalesce(nullif(v.language, ''), h.home_language) AS language,"
    " (SELECT group_concat(coalesce(nullif(p.preferred_name, ''), nullif(p.given_name, ''),"
    "   p.native_name) || char(31) || coalesce(p.birth_date, ''), char(30))"
    "   FROM person p WHERE p.is_child AND NOT p.deleted AND p.id IN"
    "    (SELECT person FROM household_member WHERE household = v.household AND NOT deleted))"
    "   AS children"
    " FROM visit v LEFT JOIN household h ON h.id = v.household"
    " WHERE NOT v.deleted AND (:everyone OR v.staff IN ('', :me))"
)
_TO_WRITE = (
    f"{_VISIT} AND v.outcome IS NULL AND v.planned_start < :tomorrow"
    " ORDER BY v.planned_start LIMIT :most"
)
_COMING = (
    f"{_VISIT} AND v.outcome IS NULL AND v.planned_start >= :tomorrow"
    " AND v.planned_start < :horizon ORDER BY v.planned_start LIMIT :most"
)
_WRITTEN = (
    f"{_VISIT} AND v.outcome IS NOT NULL AND v.debriefed >= :midnight"
    " ORDER BY v.debriefed DESC LIMIT :most"
)
_PROMISES = (
    "SELECT c.id, c.household, h.name AS family, c.what, c.who, c.due"
    " FROM commitment c LEFT JOIN household h ON h.id = c.household"
    " WHERE c.state = 'open' AND NOT c.deleted AND (c.due <= :week OR c.due IS NULL)"
    " ORDER BY c.due IS NULL, c.due LIMIT :most"
)
_FOLLOW_UPS = (
    "SELECT f.id, f.household, h.name AS family, f.what, f.who, f.due"
    " FROM follow_up f LEFT JOIN household h ON h.id = f.household"
    " WHERE f.state = 'open' AND NOT f.deleted AND (f.due <= :week OR f.due IS NULL)"
    " AND (:everyone OR f.staff IN ('', :me)) ORDER BY f.due IS NULL, f.due LIMIT :most"
)
_LOANS = (
    "SELECT l.id, l.household, h.name AS family, k.name AS kit, l.label, l.due"
    " FROM loan l LEFT JOIN household h ON h.id = l.household LEFT JOIN kit k ON k.id = l.kit"
    " WHERE l.state = 'out' AND NOT l.deleted AND l.due < :today ORDER BY l.due LIMIT :most"
)
_CONTACTS = (
    "SELECT c.id, c.household, h.name AS family, c.channel, c.gist, c.at"
    " FROM contact_log c LEFT JOIN household h ON h.id = c.household"
    " WHERE NOT c.deleted AND c.at >= :lately AND (:everyone OR c.staff IN ('', :me))"
    " ORDER BY c.at DESC LIMIT 10"
)


def _visits(workspace: Workspace, sql: str, values: dict[str, object]) -> tuple[VisitLine, ...]:
    today = workspace.today()
    return tuple(_visit(row, today) for row in workspace.read(sql, values))


def _visit(row: Any, today: date) -> VisitLine:
    when = row["planned_start"] or row["started"]
    return VisitLine(
        id=row["id"],
        household=row["household"],
        family=_family(row),
        when=parse_time(when) if when else None,
        place=_label(VisitPlace, row["place"]),
        children=_children(row["children"] or "", today),
        language=language_name(row["language"] or ""),
        outcome=_label(VisitOutcome, row["outcome"]),
    )


def _children(packed: str, today: date) -> str:
    shown = []
    for child in packed.split("\x1e") if packed else ():
        name, _unit, born = child.partition("\x1f")
        years = age(born, today)
        shown.append(isolate(f"{isolate(name)} ({years})" if years else name))
    return ", ".join(shown)


def _due(row: Any) -> DueLine:
    return DueLine(
        id=row["id"],
        household=row["household"],
        family=_family(row),
        what=row["what"],
        who=row["who"],
        due=date.fromisoformat(row["due"]) if row["due"] else None,
    )


def _loan(row: Any) -> LoanLine:
    return LoanLine(
        id=row["id"],
        household=row["household"],
        family=_family(row),
        kit=row["kit"] or "",
        label=row["label"],
        due=date.fromisoformat(row["due"]),
    )


def _contact(row: Any) -> ContactLine:
    return ContactLine(
        id=row["id"],
        household=row["household"],
        family=_family(row),
        channel=_label(Channel, row["channel"]),
        gist=" ".join(row["gist"].split()),
        at=parse_time(row["at"]),
    )


def _family(row: Any) -> str:
    if row["family"] is None:
        return _("(not here yet)")
    return row["family"] or _("(erased)")


def _label(choices: type[Choice], value: str | None) -> str:
    known = next((one for one in choices if one.value == value), None)
    return _(known.label) if known else value or ""


def _midnight(day: date) -> str:
    """The beginning of a local day, as times are stored."""
    return format_time(datetime.combine(day, time()).astimezone().astimezone(UTC))
