"""The days of a family's goals as a file for calendar programs (RFC 5545).

Anybody can read such a file and calendars are shared, so its titles name nobody: they say that a
step is due, not whose. A person may ask for the words of the steps; then they stand in it, unless
they name a restricted adult or where the family lives.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.actions.goals import OPEN, of_family
from liaison_app.actions.packet_places import place_error, refuse_target
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.names import clean_text
from liaison_app.packets.kept_out import kept_out
from liaison_app.packets.recipients import circle
from liaison_app.records.people import Household
from liaison_app.store.durable import new_part, put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace

_LONGEST_LINE = 75  # octets, without the line's end (RFC 5545, section 3.1)


@dataclass(frozen=True)
class Event:
    """A whole day; `record` is the id of what it is about."""

    record: str
    day: date
    title: str


def save(
    workspace: Workspace,
    household: str,
    target: Path,
    *,
    words: bool = False,
    force: bool = False,
) -> int:
    """Write the coming days of a family's open goals; gives how many there are.

    Args:
        workspace: where the family is.
        household: its id.
        target: the file; it is readable by its owner only.
        words: what the steps are stands in the file, too, for anybody to read.
        force: replace an ordinary file of this name.

    Raises:
        InvalidValue: no open goal has a day.
        WorkspaceExists, UnsafePlace, ReadOnlyPlace, NoRoom: it cannot be written there.
        UnknownRecord: there is no such family.
    """
    refuse_target(workspace, target, force=force)
    events = list(_events(workspace, household, words=words))
    if not events:
        raise InvalidValue(_("No open goal of this family has a day. Give a step its day first."))
    data = calendar(events, workspace.now()).encode()
    part = target.parent / f".{workspace.new_id()}.part"
    try:
        with new_part(part) as file:
            file.write(data)
        put_in_place(part, target)
    except OSError as error:
        raise place_error(error) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return len(events)


def calendar(events: list[Event], now: datetime) -> str:
    """The text of a calendar file.

    Args:
        events: what stands in it.
        now: when it is made, in UTC.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Liaison//Goals//EN", "CALSCALE:GREGORIAN"]
    for one in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_uid(one)}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(one.title)}",
            "TRANSP:TRANSPARENT",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _events(workspace: Workspace, household: str, *, words: bool) -> Iterator[Event]:
    workspace.get(Household, household)
    kept = kept_out(workspace, circle(workspace, household), None)
    for goal in of_family(workspace, household):
        if goal.state not in OPEN:
            continue
        for step in goal.steps:
            if step.due and not step.done_on:
                what = step.what
                tells = kept.restricted_in(what, typed=True) or kept.names_place(what, typed=True)
                title = what if words and not tells else _("Step of a goal")
                yield Event(step.id, step.due, title)
        if goal.review_on:
            yield Event(goal.id, goal.review_on, _("Talk about a goal again"))


def _uid(event: Event) -> str:
    """The same for the same record, so that a second file changes the day; it tells no id."""
    digest = hashlib.sha256(f"goal-date:{event.record}".encode()).hexdigest()[:32]
    return f"{digest}@liaison.invalid"


def _escaped(words: str) -> str:
    """Text as a value (RFC 5545, section 3.3.11), without marks of direction."""
    plain = " ".join(clean_text(words).split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets; a letter is never torn (RFC 5545, section 3.1)."""
    piece, size = "", 0
    for char in line:
        wide = len(char.encode())
        if size + wide > _LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + wide
    yield piece
