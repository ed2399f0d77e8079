"""What happened with a family, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from liaison_app.actions.titles import call_name, language_name, local_date, titles
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.dates import format_time
from liaison_app.records.kits import Distribution, Loan
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.records.partnership import ContactLog, Direction, Note, Visit
from liaison_app.records.values import parse_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Workspace

_EVENTS = """
SELECT 'visit' AS type, id, coalesce(started, planned_start, '') AS at FROM visit
 WHERE household = :household AND NOT deleted
UNION ALL SELECT 'contact_log', id, at FROM contact_log
 WHERE household = :household AND NOT deleted
UNION ALL SELECT 'note', id, coalesce(at, '') FROM note
 WHERE household = :household AND visit = '' AND NOT deleted
UNION ALL SELECT 'loan', id, coalesce(lent_on, '') FROM loan
 WHERE household = :household AND NOT deleted
UNION ALL SELECT 'distribution', id, coalesce(given_on, '') FROM distribution
 WHERE household = :household AND NOT deleted
UNION ALL SELECT 'packet_issue', id, coalesce(at, '') FROM packet_issue
 WHERE household = :household AND NOT deleted
"""


@dataclass(frozen=True)
class Event:
    """One thing that happened, or is planned.

    Attributes:
        type: of its record.
        id: of its record.
        icon: what kind of thing it was, as the name of a picture.
        title: in words, without names of people.
        day: its local date; None if nobody wrote it down.
        time: its local time of day in words; "" if it has none.
        minutes: how long it took.
        who: who of the staff and of the family was there, each name.
        said: what the family said, in their words.
        notes: staff's notes.
        facts: short facts, in words.
        planned: it is still to come.
        unwritten: a visit whose time is past and of which nothing was written down.
    """

    type: str
    id: str
    icon: str
    title: str
    day: date | None
    time: str
    minutes: int | None = None
    who: tuple[str, ...] = ()
    said: str = ""
    notes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    planned: bool = False
    unwritten: bool = False


_VISITS = {
    "home": N_("Visit at home"),
    "doorstep": N_("Visit at the door"),
    "school": N_("Meeting at school"),
    "community": N_("Meeting in the community"),
    "phone": N_("Meeting by phone"),
    "video": N_("Meeting by video"),
}
_VISIT_ICONS = {"school": "school", "phone": "phone", "video": "phone"}
_CONTACT_ICONS = {
    "phone": "phone",
    "voicemail": "phone",
    "text": "message",
    "messaging": "messages",
    "email": "mail",
    "letter": "mail",
    "doorstep": "home",
    "school": "school",
    "event": "users-group",
}


def timeline(
    workspace: Workspace, household: str, *, after: int = 0, limit: int = 20
) -> tuple[Event, ...]:
    """Some of what happened with a family, newest first, planned visits before all.

    Args:
        workspace: where.
        household: id of the family.
        after: how many to pass over.
        limit: at most so many.
    """
    rows = workspace.read(
        f"SELECT type, id, at FROM ({_EVENTS}) ORDER BY at DESC, id LIMIT :limit OFFSET :after",  # noqa: S608
        {"household": household, "limit": limit, "after": after},
    )
    return tuple(_READERS[row["type"]](workspace, row["id"], row["at"]) for row in rows)


def count(workspace: Workspace, household: str) -> int:
    """How many things the whole timeline has."""
    rows = workspace.read(
        f"SELECT count(*) AS n FROM ({_EVENTS})",  # noqa: S608  (a constant)
        {"household": household},
    )
    return int(rows[0]["n"])


def _visit(workspace: Workspace, record_id: str, at: str) -> Event:
    visit = workspace.get(Visit, record_id)
    written = visit.debriefed is not None or visit.outcome is not None
    begun = visit.started or visit.planned_start
    planned = not written and begun is not None and begun > workspace.now()
    notes = [one.text for one in workspace.all(Note, visit=record_id) if one.text]
    place = str(visit.place or "home")
    said = [_word(value) for value in (visit.outcome, visit.kind) if value is not None]
    late = _after_hand_over(workspace, visit.household, visit.staff, at) if written else []
    return Event(
        type="visit",
        id=record_id,
        icon=_VISIT_ICONS.get(place, "home"),
        title=_(_VISITS.get(place, N_("Visit"))),
        day=local_date(at) if at else None,
        time=format_time(begun) if begun else "",
        minutes=visit.minutes,
        who=_participants(workspace, visit),
        said=visit.family_said,
        notes=tuple(notes),
        facts=(*said, *late),
        planned=planned,
        unwritten=not written and not planned,
    )


def _participants(workspace: Workspace, visit: Visit) -> tuple[str, ...]:
    rows = workspace.read(
        "SELECT v.name AS by_name, s.name AS staff_name, p.*, p.id AS person_id"
        " FROM visit_participant v LEFT JOIN staff_member s ON s.id = v.staff"
        " LEFT JOIN person p ON p.id = v.person"
        " WHERE v.visit = :visit AND NOT v.deleted ORDER BY v.n",
        {"visit": visit.id},
    )
    names = [_participant(row) for row in rows]
    by = titles(workspace, "staff_member", [visit.staff]).get(visit.staff, "")
    return tuple(dict.fromkeys(name for name in (by, *names) if name))


def _participant(row: Any) -> str:
    if row["person_id"]:
        return call_name(row)
    return str(row["staff_name"] or row["by_name"])


def _contact(workspace: Workspace, record_id: str, at: str) -> Event:
    contact = workspace.get(ContactLog, record_id)
    names = titles(workspace, "person", [contact.person])
    staff = titles(workspace, "staff_member", [contact.staff])
    facts = [_("they began it")] if contact.direction is Direction.THEY else []
    if contact.reached is False:
        facts.append(_("nobody reached"))
    facts += _after_hand_over(workspace, contact.household, contact.staff, at)
    return Event(
        type="contact_log",
        id=record_id,
        icon=_CONTACT_ICONS.get(str(contact.channel), "messages"),
        title=_word(contact.channel),
        day=local_date(at) if at else None,  # somebody's laptop may have left it out
        time=format_time(contact.at) if isinstance(contact.at, datetime) else "",
        who=(*staff.values(), *names.values()),
        notes=(contact.gist,) if contact.gist else (),
        facts=tuple(facts),
    )


def _note(workspace: Workspace, record_id: str, at: str) -> Event:
    note = workspace.get(Note, record_id)
    author = titles(workspace, "staff_member", [note.author])
    return Event(
        type="note",
        id=record_id,
        icon="notes",
        title=_("Note"),
        day=local_date(at) if at else None,
        time=format_time(parse_time(at)) if at else "",
        who=tuple(author.values()),
        notes=(note.text,) if note.text else (),
        facts=tuple(_after_hand_over(workspace, note.household, note.author, at)),
    )


def _after_hand_over(workspace: Workspace, household: str, staff: str, at: str) -> list[str]:
    """Say of what a former liaison wrote that the family was handed over before."""
    found = workspace.read(
        "SELECT 1 FROM handing WHERE household = :household AND giver = :staff AND giver <> ''"
        " AND state = 'accepted' AND NOT deleted AND answered_at <= :at LIMIT 1",
        {"household": household, "staff": staff, "at": at},
    )
    return [_("after the hand-over")] if found else []


def _loan(workspace: Workspace, record_id: str, at: str) -> Event:
    loan = workspace.get(Loan, record_id)
    name = titles(workspace, "kit", [loan.kit])[loan.kit]
    return Event(
        type="loan",
        id=record_id,
        icon="backpack",
        title=_("Kit lent"),
        day=local_date(at) if at else None,
        time="",
        notes=(f"{name} {loan.label}".strip(),),
        facts=(_word(loan.state),),
    )


def _gift(workspace: Workspace, record_id: str, at: str) -> Event:
    gift = workspace.get(Distribution, record_id)
    name = titles(workspace, "kit", [gift.kit])[gift.kit]
    several = ngettext("{count} piece", "{count} pieces", gift.quantity)
    return Event(
        type="distribution",
        id=record_id,
        icon="gift",
        title=_("Kit given"),
        day=local_date(at) if at else None,
        time="",
        notes=(name,),
        facts=(several.format(count=gift.quantity),) if gift.quantity != 1 else (),
    )


def _packet(workspace: Workspace, record_id: str, at: str) -> Event:
    issue = workspace.get(PacketIssue, record_id)
    saved = issue.means is IssueMeans.SAVED
    recipient = titles(workspace, "person", [issue.recipient])
    staff = titles(workspace, "staff_member", [issue.staff])
    languages = [language_name(tag) for tag in (issue.language, issue.beside) if tag]
    pages = ngettext("{count} page", "{count} pages", issue.pages or 0)
    facts = [issue.code, *languages, pages.format(count=issue.pages) if issue.pages else ""]
    return Event(
        type="packet_issue",
        id=record_id,
        icon="file-text" if saved else "printer",
        title=_("Packet saved as a file") if saved else _("Packet printed"),
        day=local_date(at) if at else None,
        time=format_time(issue.at) if isinstance(issue.at, datetime) else "",
        who=(*staff.values(), *recipient.values()),
        facts=tuple(fact for fact in facts if fact),
    )


def _word(value: object) -> str:
    return _(getattr(value, "label", str(value)))


_READERS: dict[str, Callable[[Workspace, str, str], Event]] = {
    "visit": _visit,
    "contact_log": _contact,
    "note": _note,
    "loan": _loan,
    "distribution": _gift,
    "packet_issue": _packet,
}
