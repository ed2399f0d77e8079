"""Hand-overs as they are shown: offered to me, by me, answered, and what two people disagree on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from liaison_app.actions import differences, duties, family_hand_over, family_hand_over_work
from liaison_app.actions.titles import titles
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.records.handing import HandingState
from liaison_app.records.values import format_time, parse_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from liaison_app.actions.family_hand_over_work import GoesAlong
    from liaison_app.workspace import Workspace

_PAST_DAYS = 30


@dataclass(frozen=True)
class Colleague:
    """Somebody to whom families may be handed over.

    Attributes:
        laptop: a laptop of the team is theirs; without one a coordinator answers for them.
    """

    id: str
    name: str
    laptop: bool


@dataclass(frozen=True)
class Handed:
    """One hand-over.

    Attributes:
        id: of the offer.
        household: id of the family.
        family: what it is called.
        giver: the name of whose it is; "" for nobody's.
        receiver: the name of who it is offered to.
        offered_by: the name of who offered it.
        offered_on: the local date.
        note: what the receiver is to know.
        keeps_visits: planned visits stay with the former one.
        keeps_steps: promises and follow-ups do.
        state: how far it has come.
        answer: what was answered.
        goes: what goes along.
        may_answer: who works here may say yes or no.
        for_me: it is offered to who works here.
        may_withdraw: who works here may take it back.
    """

    id: str
    household: str
    family: str
    giver: str
    receiver: str
    offered_by: str
    offered_on: date | None
    note: str
    keeps_visits: bool
    keeps_steps: bool
    state: str
    answer: str
    goes: GoesAlong
    may_answer: bool
    for_me: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Contested:
    """A family of which two people said different things without knowing of each other.

    Attributes:
        id: of the offer.
        said: a sentence for each thing that was said, and who has the family now.
        choices: id and name of each person who may have it.
        may_decide: who works here may settle it.
    """

    id: str
    household: str
    family: str
    said: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    may_decide: bool


@dataclass(frozen=True)
class Late:
    """Something that the former liaison wrote of a family after it was handed over; `at` in UTC."""

    household: str
    family: str
    who: str
    type: str
    id: str
    at: datetime


def offered(workspace: Workspace) -> tuple[Handed, ...]:
    """The families that wait for an answer, those offered to who works here first."""
    rows = workspace.read(f"{_HANDINGS} AND g.state = 'offered' ORDER BY g.offered_on, g.n")
    found = _handed(workspace, rows)
    return tuple(sorted(found, key=lambda one: (not one.for_me, fold(one.family))))


def for_me(workspace: Workspace) -> tuple[Handed, ...]:
    """The families that are offered to who works here."""
    return tuple(one for one in offered(workspace) if one.for_me)


def answered(workspace: Workspace) -> tuple[Handed, ...]:
    """The hand-overs of the last weeks that were answered or taken back, newest first."""
    rows = workspace.read(
        f"{_HANDINGS} AND g.state <> 'offered' AND g.answered_at >= :since"
        " ORDER BY g.answered_at DESC LIMIT 50",
        {"since": _since(workspace)},
    )
    return _handed(workspace, rows)


def colleagues(workspace: Workspace, giver: str = "") -> tuple[Colleague, ...]:
    """Who works here now besides the giver, those with a laptop first."""
    from liaison_app.sync import rosters  # noqa: PLC0415  (only this question needs it)

    with_laptop = {one.person for one in rosters.known(workspace.conn).members}
    rows = workspace.read(
        "SELECT id, name FROM staff_member WHERE NOT deleted AND active AND id <> :giver",
        {"giver": giver},
    )
    found = [Colleague(row["id"], row["name"], row["id"] in with_laptop) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.laptop, fold(one.name))))


def givers(workspace: Workspace) -> tuple[tuple[str, str, int], ...]:
    """Whose families may be handed over from here: id, name and how many, oneself first.

    A coordinator may hand over those of everybody, and those that are nobody's (id "").
    """
    today = workspace.today().isoformat()
    rows = workspace.read(
        "SELECT s.id, s.name, count(DISTINCT a.household) AS families FROM assignment a"
        " JOIN staff_member s ON s.id = a.staff JOIN household h ON h.id = a.household"
        " WHERE a.role = 'liaison' AND NOT a.deleted AND NOT h.deleted AND h.closed_on IS NULL"
        " AND coalesce(a.until, '9999') >= :today GROUP BY s.id",
        {"today": today},
    )
    found = [(row["id"], row["name"], row["families"]) for row in rows]
    mine = [one for one in found if one[0] == workspace.person]
    if not duties.coordinates(workspace):
        return tuple(mine)
    others = sorted((one for one in found if one not in mine), key=lambda one: fold(one[1]))
    alone = len(families_of(workspace, ""))
    nobodys = [("", _("Nobody's families"), alone)] if alone else []
    return (*mine, *others, *nobodys)


def families_of(workspace: Workspace, giver: str) -> tuple[tuple[str, str], ...]:
    """The families whose liaison somebody is ("": that have none): id and name, by name."""
    with_liaison = (
        "SELECT household FROM assignment WHERE role = 'liaison' AND NOT deleted"
        " AND coalesce(until, '9999') >= :today"
    )
    test = f"IN ({with_liaison} AND staff = :giver)" if giver else f"NOT IN ({with_liaison})"
    rows = workspace.read(
        f"SELECT id, name FROM household WHERE NOT deleted AND closed_on IS NULL AND id {test}",  # noqa: S608
        {"giver": giver, "today": workspace.today().isoformat()},
    )
    return tuple(sorted(((row["id"], row["name"]) for row in rows), key=lambda one: fold(one[1])))


def contested(workspace: Workspace) -> tuple[Contested, ...]:
    """The families of which two people said different things; each needs one of them to decide."""
    rows = workspace.read(
        f"{_HANDINGS} AND (EXISTS (SELECT 1 FROM conflict c WHERE c.type = 'handing'"  # noqa: S608
        "   AND c.id = g.id AND c.field IN ('state', 'receiver'))"
        " OR g.id IN (SELECT handing FROM assignment WHERE handing <> '' AND NOT deleted"
        "   AND coalesce(until, '9999') >= :today GROUP BY handing"
        "   HAVING count(DISTINCT staff) > 1 OR g.state <> 'accepted' OR max(staff) <> g.receiver))"
        " ORDER BY g.n",
        {"today": workspace.today().isoformat()},
    )
    open_ones = differences.differences(workspace) if rows else ()
    found = []
    for row in rows:
        sides = [one for one in open_ones if one.record == row["id"] and one.field in _DECIDES]
        taken = family_hand_over.takers(workspace, row["id"])
        named = [str(side.value) for one in sides if one.field == "receiver" for side in one.sides]
        people = dict.fromkeys([*taken, row["receiver"], *named, row["giver"]])
        names = titles(workspace, "staff_member", [one for one in people if one])
        said = [f"{side.said}: {side.words}" for one in sides for side in one.sides]
        said += [
            _("The family is on the list of {name} now.").format(name=isolate(names[one]))
            for one in taken
        ]
        found.append(
            Contested(
                id=row["id"],
                household=row["household"],
                family=row["family"] or _("(not here yet)"),
                said=tuple(said),
                choices=tuple((one, names[one]) for one in people if one),
                may_decide=workspace.person in people or duties.coordinates(workspace),
            )
        )
    return tuple(found)


_DECIDES = ("receiver", "state")


def late(workspace: Workspace) -> tuple[Late, ...]:
    """What former liaisons wrote of families after who works here took them over, newest first."""
    rows = workspace.read(
        "SELECT e.*, h.name AS family, s.name AS who FROM ("
        "  SELECT 'visit' AS type, id, household, staff, coalesce(started, planned_start) AS at"
        "   FROM visit WHERE NOT deleted AND outcome IS NOT NULL"
        "  UNION ALL SELECT 'note', id, household, author, at FROM note"
        "   WHERE NOT deleted AND visit = ''"
        "  UNION ALL SELECT 'contact_log', id, household, staff, at FROM contact_log"
        "   WHERE NOT deleted) e"
        " JOIN handing g ON g.household = e.household AND g.giver = e.staff"
        "  AND g.state = 'accepted' AND NOT g.deleted AND g.receiver = :me"
        " JOIN household h ON h.id = e.household JOIN staff_member s ON s.id = e.staff"
        " WHERE e.at >= g.answered_at AND g.answered_at >= :since ORDER BY e.at DESC LIMIT 50",
        {"me": workspace.person, "since": _since(workspace)},
    )
    return tuple(
        Late(
            household=row["household"],
            family=row["family"],
            who=row["who"],
            type=row["type"],
            id=row["id"],
            at=parse_time(row["at"]),
        )
        for row in rows
    )


def preview(workspace: Workspace, households: Sequence[str]) -> Mapping[str, GoesAlong]:
    """What each of these families brings with it."""
    return family_hand_over_work.along(workspace, households)


def as_json(one: Handed) -> dict[str, Any]:
    """A hand-over as one JSON object."""
    made = asdict(one)
    for holder in (made, made["goes"]):
        for name, value in holder.items():
            if isinstance(value, date):
                holder[name] = value.isoformat()
    return made


_HANDINGS = (
    "SELECT g.*, h.name AS family FROM handing g LEFT JOIN household h ON h.id = g.household"
    " WHERE NOT g.deleted AND NOT coalesce(h.deleted, 0)"
)


def _handed(workspace: Workspace, rows: Iterable[Any]) -> tuple[Handed, ...]:
    listed = list(rows)
    people = {row[name] for row in listed for name in ("giver", "receiver", "offered_by")}
    names = titles(workspace, "staff_member", sorted(people - {""}))
    goes = family_hand_over_work.along(workspace, [row["household"] for row in listed])
    coordinates = duties.coordinates(workspace)
    me = workspace.person
    return tuple(
        Handed(
            id=row["id"],
            household=row["household"],
            family=row["family"] or _("(not here yet)"),
            giver=names.get(row["giver"], ""),
            receiver=names.get(row["receiver"], ""),
            offered_by=names.get(row["offered_by"], ""),
            offered_on=date.fromisoformat(row["offered_on"]) if row["offered_on"] else None,
            note=row["note"],
            keeps_visits=bool(row["keeps_visits"]),
            keeps_steps=bool(row["keeps_steps"]),
            state=row["state"],
            answer=row["answer"],
            goes=goes[row["household"]],
            may_answer=row["receiver"] == me or coordinates,
            for_me=row["receiver"] == me,
            may_withdraw=me in {row["giver"], row["offered_by"]} or coordinates,
        )
        for row in listed
    )


def state_words(state: str) -> str:
    """How far a hand-over has come, in words."""
    known = next((one for one in HandingState if one == state), None)
    return _(known.label) if known else state


def _since(workspace: Workspace) -> str:
    return format_time((workspace.now() - timedelta(days=_PAST_DAYS)).astimezone(UTC))
