"""A laptop was lost or stolen: whose, what was on it as far as can be known, what to do now.

What another laptop holds is known from what it acknowledged; what was made for it since, it may
have. So families are told apart: those that were on it for certain, and those that may be. The
report is for coordinators; it names families only where somebody asks for that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import duties, laptops
from liaison_app.actions.titles import shown_moment
from liaison_app.errors import UnknownRecord
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.records import Stream
from liaison_app.store import families as family_places
from liaison_app.sync import peers, rosters
from liaison_app.sync.roster_entries import COORDINATOR

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from liaison_app.store.driver import Connection
    from liaison_app.sync.peers import Have
    from liaison_app.sync.roster import Laptop
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class LostFamily:
    """One family that was, or may have been, on the laptop.

    Attributes:
        id: of the family.
        name: what it is called.
        certain: the laptop acknowledged something of it; else it may have been sent to it.
        protected: an address of theirs must not become known: call them first.
        sealed: facts of theirs that only a liaison and coordinators may know were on it, or may be.
        removed: the family was taken off the list here; the laptop may hold it still.
        erased: the code of the erasure, if it was erased for good; then nobody here knows its name.
        heard: the laptop is known to have heard of that, so that it erased the family as well.
    """

    id: str
    name: str
    certain: bool
    protected: bool
    sealed: bool
    removed: bool
    erased: str = ""
    heard: bool = False


@dataclass(frozen=True)
class Report:
    """What is known of a lost laptop.

    Attributes:
        laptop: its id.
        person: the name of who worked at it.
        roles: what it was let in as, in words.
        since: when it was let in, in UTC.
        heard: when its newest file was made, by its clock, in UTC; None if none ever came.
        removed: it was taken out of the team already.
        made: when this report was made, in UTC.
        detail: what was on it of each family, a sentence each.
        families: those with a protected address first, then the certain ones, by name.
        places: names of shared places that it could open.
        encryption: what keeps a finder out, a sentence each.
        steps: what to do now, in order.
    """

    laptop: str
    person: str
    roles: tuple[str, ...]
    since: datetime
    heard: datetime | None
    removed: bool
    made: datetime
    detail: tuple[str, ...]
    families: tuple[LostFamily, ...]
    places: tuple[str, ...]
    encryption: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def certain(self) -> int:
        """How many families were on it for certain, and were not erased there since."""
        return sum(one.certain and not one.heard for one in self.families)

    @property
    def gone(self) -> int:
        """How many families it is known to have erased."""
        return sum(one.heard for one in self.families)

    @property
    def protected(self) -> int:
        """How many of all have an address that must not become known."""
        return sum(one.protected and not one.heard for one in self.families)


def report(workspace: Workspace, laptop: str) -> Report:
    """Say what is known of a laptop that was lost or stolen.

    Args:
        workspace: of a coordinator.
        laptop: its id.

    Raises:
        NotAllowed: no coordinator works here.
        UnknownRecord: no such laptop ever took part.
    """
    duties.refuse_others(workspace)
    roster = rosters.known(workspace.conn)
    lost = roster.laptops.get(laptop)
    if lost is None:
        raise UnknownRecord(
            _("No laptop of the team is called that; look at the list of laptops again.")
        )
    line = next(one for one in laptops.laptops(workspace) if one.id == laptop)
    sealed = {stream for stream, kind in roster.streams.items() if kind == Stream.SEALED}
    found = workspace.reading(lambda conn: _families(conn, lost, sealed))
    places = tuple(str(row["name"]) for row in workspace.read("SELECT name FROM remote ORDER BY n"))
    return Report(
        laptop=laptop,
        person=line.person,
        roles=line.roles,
        since=line.since,
        heard=line.heard,
        removed=line.removed,
        made=workspace.now(),
        detail=_detail(found, sees_sealed=COORDINATOR in duties.roles(workspace)),
        families=found,
        places=places,
        encryption=tuple(_(words) for words in _ENCRYPTION),
        steps=_steps(line.person, found, places, removed=line.removed),
    )


def facts(found: Report) -> tuple[tuple[str, str], ...]:
    """What the report begins with: a label and a value each."""
    heard = shown_moment(found.heard) if found.heard else _("never: no file of it came here")
    return (
        (_("Whose"), found.person),
        (_("Laptop"), found.laptop),
        (_("Roles"), ", ".join(found.roles)),
        (_("In the team since"), shown_moment(found.since)),
        (_("Last heard of"), heard),
        (_("Taken out of the team"), _("yes") if found.removed else _("not yet")),
        (_("This report was made"), shown_moment(found.made)),
    )


def counted(found: Report) -> str:
    """How many families were on it, in a sentence."""
    sure = ngettext(
        "{count} family was on it for certain",
        "{count} families were on it for certain",
        found.certain,
    ).format(count=found.certain)
    maybe = len(found.families) - found.certain - found.gone
    more = ngettext("{count} more may have been", "{count} more may have been", maybe).format(
        count=maybe
    )
    safe = ngettext(
        "{count} of all has an address that must not become known",
        "{count} of all have an address that must not become known",
        found.protected,
    ).format(count=found.protected)
    return f"{sure}; {more}. {safe}."


def family_words(one: LostFamily) -> str:
    """What is said beside a family's name."""
    if one.heard:
        return _("erased there too: it has heard")
    said = [_("for certain") if one.certain else _("perhaps")]
    if one.erased:
        return ", ".join((*said, _("erased here; it is not known to have heard, so it holds it")))
    if one.protected:
        said.append(_("protected address: call first"))
    if one.sealed:
        said.append(_("sealed facts"))
    if one.removed:
        said.append(_("taken off the list since"))
    return ", ".join(said)


def family_name(one: LostFamily) -> str:
    """What a family is called in the report; one that was erased, by the code for it."""
    return _("Erased: {code}").format(code=one.erased) if one.erased else one.name


_ENCRYPTION = (
    N_(
        "Liaison's files are always encrypted. Without the passphrase or the recovery sheet they"
        " open to nobody, and a guess costs a computer about half a second."
    ),
    N_(
        "While the screen is unlocked, or for four hours after with a PIN, somebody who has the"
        " laptop in hand may read. Ask: was it locked? Was the passphrase written on or near it?"
        " Was the recovery sheet with it?"
    ),
    N_(
        "Whether the whole disk was encrypted, Liaison does not know. Ask whoever set it up. Saved"
        " prints and other files on it are protected by that alone."
    ),
)


def _detail(found: tuple[LostFamily, ...], *, sees_sealed: bool) -> tuple[str, ...]:
    sealed = sum(one.sealed and not one.heard for one in found)
    if sealed:
        facts_words = ngettext(
            "Sealed facts of {count} family too: where it is staying, custody papers, safety, the"
            " real address.",
            "Sealed facts of {count} families too: where they are staying, custody papers, safety,"
            " real addresses.",
            sealed,
        ).format(count=sealed)
    elif sees_sealed:
        facts_words = _("No sealed facts: there were none that it could open.")
    else:
        facts_words = _("Whether sealed facts were on it, only a coordinator's laptop can say.")
    return (
        _(
            "Of each family: names, children, schools, languages, phone numbers, addresses, visits,"
            " notes, promises, consents and files that came there."
        ),
        facts_words,
        _("It cannot read what is written after it is taken out of the team."),
    )


def _steps(
    person: str, found: tuple[LostFamily, ...], places: tuple[str, ...], *, removed: bool
) -> tuple[str, ...]:
    name = isolate(person)
    first = sum(one.protected and not one.heard for one in found)
    steps = [
        _("It is out of the team. Give every colleague a file soon.")
        if removed
        else _(
            "Take it out of the team now, then give every colleague a file: until they have it,"
            " that laptop can read what they write."
        )
    ]
    if places:
        names = ", ".join(isolate(place) for place in places)
        steps.append(
            _(
                "Change the passwords or keys of the shared places: {names}. Removing the laptop"
                " does not."
            ).format(names=names)
        )
    if first:
        steps.append(
            ngettext(
                "Call the {count} family with a protected address first. They may have to move or"
                " ask for police help today.",
                "Call the {count} families with a protected address first. They may have to move or"
                " ask for police help today.",
                first,
            ).format(count=first)
        )
    steps += [
        _(
            "Ask {name} when and where it was last seen, whether it was locked, and what else was"
            " in the bag: paper, sticks, the sheet."
        ).format(name=name),
        _("Ask {name} to destroy the recovery sheet of that laptop.").format(name=name),
        _(
            "Report it to your district's security officer and to the police; ask whether the"
            " families must be told, and by when."
        ),
        _(
            "What {name} wrote and nobody had received is gone. Ask them what they did since the"
            " last file, and write it down anew."
        ).format(name=name),
        _(
            "Should a file of that laptop turn up, Liaison keeps it apart: look at it on the page"
            " Laptops, and take in what is theirs."
        ),
    ]
    return tuple(steps)


def _families(conn: Connection, lost: Laptop, sealed: set[str]) -> tuple[LostFamily, ...]:
    """Every family that is known here: the team's stream is one, so it may have been sent any."""
    haves = [one.have for one in peers.every(conn) if one.laptop == lost.laptop and one.have]
    certain: set[str] = set()
    secret: dict[str, set[str]] = {}
    for row in conn.execute(
        "SELECT op.type, op.id, origin.stream, origin.dev, min(op.seq) AS first FROM op"
        " JOIN origin ON origin.n = op.origin WHERE op.type IN (SELECT value FROM json_each(?))"
        " AND origin.stream IN (SELECT value FROM json_each(?))"
        " GROUP BY op.origin, op.type, op.id",
        (json.dumps(_telling()), json.dumps(list(lost.streams))),
    ).fetchall():
        homes = family_places.households_of(conn, {row["id"]: row["type"]}) or ()
        if peers.laptop_of(row["dev"]) == lost.laptop or any(
            have.get(row["stream"], {}).get(row["dev"], 0) >= row["first"] for have in haves
        ):
            certain.update(homes)
        if row["stream"] in sealed:
            secret.setdefault(row["type"], set()).update(homes)
    sealed_homes = set().union(*secret.values())
    gone = _erased(conn)
    told = _told(conn, lost, haves, {erasure for erasure, _code in gone.values()})
    found = [
        LostFamily(
            id=row["id"],
            name=row["name"],
            certain=row["id"] in certain,
            protected=bool(row["protected"]) or row["id"] in secret.get("protected_address", ()),
            sealed=row["id"] in sealed_homes,
            removed=bool(row["deleted"]),
            erased=gone.get(row["id"], ("", ""))[1],
            heard=gone.get(row["id"], ("", ""))[0] in told,
        )
        for row in conn.execute(
            "SELECT h.id, h.name, h.deleted, EXISTS (SELECT 1 FROM address a"
            " WHERE a.household = h.id AND a.do_not_publish AND NOT a.deleted) AS protected"
            " FROM household h"
        ).fetchall()
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.protected, not one.certain, fold(one.name)))
    )


def _erased(conn: Connection) -> dict[str, tuple[str, str]]:
    """Give the families that were erased: id to the erasure's id and code, the first of each."""
    rows = conn.execute(
        "SELECT e.id AS family, r.id, r.code FROM erased e JOIN erasure r ON r.id = e.erasure"
        " WHERE e.type = 'household' AND e.only_type = '' ORDER BY r.n DESC"
    ).fetchall()
    return {row["family"]: (row["id"], row["code"]) for row in rows}


def _told(
    conn: Connection, lost: Laptop, haves: Sequence[Have], erasures: Collection[str]
) -> set[str]:
    """Give the erasures that a laptop is known to have heard of, in each of its lives."""
    rows = conn.execute(
        "SELECT op.id, origin.stream, origin.dev, min(op.seq) AS first FROM op"
        " JOIN origin ON origin.n = op.origin WHERE op.type = 'erasure'"
        " AND op.id IN (SELECT value FROM json_each(?)) GROUP BY op.origin, op.id",
        (json.dumps(sorted(erasures)),),
    ).fetchall()
    return {
        row["id"]
        for row in rows
        if peers.laptop_of(row["dev"]) == lost.laptop
        or (
            haves
            and all(
                have.get(row["stream"], {}).get(row["dev"], 0) >= row["first"] for have in haves
            )
        )
    }


def _telling() -> list[str]:
    """The kinds of record that say that a family was there: itself, and what is sealed of it."""
    from liaison_app.records import TYPES  # noqa: PLC0415

    sealed = [one.name for one in TYPES.values() if one.stream is Stream.SEALED]
    return ["household", *sealed]
