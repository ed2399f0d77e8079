"""What a person at this laptop must look at: kept until somebody says that it was seen.

An alarm has a kind and, as JSON, what it is about: names of laptops and streams, never of families.
The same alarm is raised once, however often its cause is met again; something new of the same kind
raises it again after somebody saw it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, _
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from liaison_app.store.driver import Connection

FORK = "fork"
"""Two different laptops write under one name; `about`: dev."""
NOT_ALLOWED = "not_allowed"
"""A laptop wrote what its role does not let it; `about`: dev, stream."""
REMOVED = "removed"
"""A removed laptop goes on writing; `about`: dev."""
ROSTER = "roster"
"""One laptop signed two different next entries of the roster; `about`: laptop."""
RESTORED = "restored"
"""This laptop was restored or copied and goes on under a new name; `about`: nothing needed."""
UNREADABLE = "unreadable"
"""What a laptop signed is nothing that Liaison writes; `about`: dev."""
TWO_REQUESTS = "two_requests"
"""Two different laptops came with one invite; `about`: person, the name that was invited."""
SECOND_REQUEST = "second_request"
"""Another laptop came with an invite by which one was let in; `about`: person."""
OFFICE_CODE = "office_code"
"""From now on the office keeps a code for this laptop; `about`: nothing needed."""
OFFICE_LOOK = "office_look"
"""Somebody of the office read that code; `about`: person, look."""

_WORDS = {
    OFFICE_CODE: N_(
        "Your office can let you in again if you forget your passphrase: a coordinator keeps a code"
        " for this laptop, and you are told whenever somebody reads it. Settings say more."
    ),
    OFFICE_LOOK: N_(
        "{name} read the code with which your office can let you in. If you did not call them, tell"
        " your coordinator, and make a new recovery code in Settings."
    ),
    FORK: N_(
        "Two different laptops write as {name}'s: one of them is a copy. What the second one wrote"
        " is kept apart. Ask {name} to update and exchange files from both. A coordinator finds it"
        " on the page Laptops or with `device apart`."
    ),
    NOT_ALLOWED: N_(
        "{name}'s laptop changed something that only a coordinator may change. That is kept apart;"
        " ask {name} about it. A coordinator finds it on the page Laptops or with `device apart`."
    ),
    REMOVED: N_(
        "{name}'s laptop was removed from the team, and changes made on it since came in. They are"
        " kept apart; ask {name} whether the laptop is safe. A coordinator finds them on the page"
        " Laptops or with `device apart`, and takes them in or not."
    ),
    ROSTER: N_(
        "{name}'s laptop wrote two versions of the team's list of laptops. One of them is a copy;"
        " ask {name} about it."
    ),
    RESTORED: N_(
        "This laptop was restored or copied, so it goes on under a new name. Exchange files with"
        " your colleagues soon: that brings back what was lost."
    ),
    UNREADABLE: N_(
        "Something from {name}'s laptop cannot be understood and is kept apart. Ask {name} to"
        " update Liaison and to have the laptop looked at. A coordinator finds it on the page"
        " Laptops or with `device apart`."
    ),
    TWO_REQUESTS: N_(
        "Two laptops came with the invite for {name}, so neither was let in. Find out who else had"
        " the code, and invite {name} again."
    ),
    SECOND_REQUEST: N_(
        "{name}'s laptop was let in with an invite, and now another laptop came with the same one."
        " That one was not let in. Ask {name} at once. If the first is not {name}'s, an admin"
        " removes it on the page Laptops or with `device remove`. It may have read all that was"
        " sealed before that."
    ),
}
_MOST_UNSEEN = 5
_UNKNOWN = N_("Something unexpected came in from {name}'s laptop and is kept apart.")


@dataclass(frozen=True)
class Alarm:
    """One alarm: its number, when it was raised (UTC), its kind, and what it is about."""

    n: int
    at: datetime
    what: str
    about: Mapping[str, str]


def add(
    conn: Connection, at: datetime, what: str, about: Mapping[str, str], *, anew: bool = False
) -> None:
    """Raise an alarm, in the caller's transaction; one that was raised before is left as it is.

    With `anew` its cause was not met before: then only one that nobody saw yet is enough.

    A laptop has as many names as it likes. Of one kind about one laptop a few are raised until
    somebody saw them: more would tell nothing more, and hide what others are about.
    """
    said = json.dumps(dict(about), sort_keys=True, ensure_ascii=False)
    conn.execute(
        "INSERT INTO alarm (at, what, about) SELECT :at, :what, :about"
        " WHERE NOT EXISTS (SELECT 1 FROM alarm WHERE what = :what AND about = :about"
        "  AND NOT (:anew AND seen))"
        " AND (SELECT count(*) FROM alarm WHERE what = :what AND NOT seen"
        "  AND substr(about ->> 'dev', 1, 16) = :laptop) < :most",
        {
            "at": at.isoformat(),
            "what": what,
            "about": said,
            "laptop": about.get("dev", "")[:16],
            "most": _MOST_UNSEEN,
            "anew": anew,
        },
    )


def unseen(conn: Connection) -> list[Alarm]:
    """Give the alarms that nobody dismissed, newest first."""
    rows = conn.execute("SELECT n, at, what, about FROM alarm WHERE NOT seen ORDER BY n DESC")
    return [
        Alarm(
            row["n"], datetime.fromisoformat(row["at"]), row["what"], dict(json.loads(row["about"]))
        )
        for row in rows
    ]


def dismiss(conn: Connection, number: int) -> bool:
    """Note that an alarm was seen; says whether there was one."""
    done = conn.execute("UPDATE alarm SET seen = 1 WHERE n = ? AND NOT seen", (number,))
    return bool(done.rowcount)


def words(alarm: Alarm, name_of: Callable[[str], str]) -> str:
    """Say what happened and what to do.

    Args:
        alarm: what it is.
        name_of: gives the person's name for a laptop, or for an incarnation of it.
    """
    laptop = alarm.about.get("dev") or alarm.about.get("laptop") or ""
    name = alarm.about.get("person") or name_of(laptop)
    return _(_WORDS.get(alarm.what, _UNKNOWN)).format(name=isolate(name))
