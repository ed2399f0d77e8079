"""Handing families over to a colleague: offered, accepted, declined, taken back.

Until somebody accepts, a family stays where it is and is on nobody's list but theirs. Accepting
ends the old assignment and begins the new one in one action. Who wrote of the family before they
heard of it loses nothing: visits, notes and promises belong to the family, not to an assignment.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from liaison_app.actions import duties, family_hand_over_work
from liaison_app.actions.titles import shown_moment, title
from liaison_app.errors import AlreadyAnswered, InvalidValue, NotAllowed, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.governance import Assignment, AssignmentRole, StaffMember
from liaison_app.records.handing import Handing, HandingState
from liaison_app.workspace import Add, Put, Remove

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.workspace import Change, Touched, Workspace


def offer(
    workspace: Workspace,
    households: Sequence[str],
    receiver: str,
    *,
    giver: str | None = None,
    note: str = "",
    keeps_visits: bool = False,
    keeps_steps: bool = False,
    by: object = None,
) -> Touched:
    """Offer families to a colleague, all of them or none.

    Args:
        workspace: where.
        households: ids of the families.
        receiver: id of the colleague.
        giver: id of whose they are: the person here by default; another only for a coordinator, ""
            for families that are nobody's.
        note: what the colleague is to know, for all of them.
        keeps_visits: the former one still makes the visits that are planned.
        keeps_steps: the former one still keeps the promises and follow-ups that are open.
        by: handed back in `Touched`.

    Raises:
        InvalidValue: a family is not the giver's, or is offered to somebody else already.
        NotAllowed: they are somebody else's, and no coordinator works here.
        UnknownRecord: there is no such colleague or family.
    """
    whose = workspace.person if giver is None else giver
    if whose != workspace.person and not duties.coordinates(workspace):
        raise NotAllowed(_("Only a coordinator hands over the families of somebody else."))
    if not households:
        raise InvalidValue(_("Choose the families first."))
    _refuse_receiver(workspace, receiver, whose)
    values = {
        "giver": whose,
        "receiver": receiver,
        "offered_by": workspace.person,
        "offered_on": workspace.today(),
        "note": note.strip(),
        "keeps_visits": keeps_visits,
        "keeps_steps": keeps_steps,
        "state": HandingState.OFFERED,
        "answer": "",
        "answered_by": "",
        "answered_at": None,
        "deleted": False,
    }
    changes: list[Change] = []
    for household in dict.fromkeys(households):
        assignment = _assignment(workspace, household, whose, receiver)
        known = workspace.read(
            "SELECT id FROM handing WHERE household = :household AND assignment = :assignment",
            {"household": household, "assignment": assignment},
        )
        if known:
            _refuse_taken(workspace, known[0]["id"], receiver)
            changes.append(Put(Handing, known[0]["id"], values))
        else:
            rest = {name: value for name, value in values.items() if name != "deleted"}
            changes.append(Add(Handing(household=household, assignment=assignment, **rest)))  # type: ignore[arg-type]
        changes += _named(workspace, household, assignment, receiver)
    return workspace.commit("handing.offer", changes, by=by)


def accept(
    workspace: Workspace,
    handings: Sequence[str],
    *,
    answer: str = "",
    keeps_visits: bool | None = None,
    keeps_steps: bool | None = None,
    by: object = None,
) -> Touched:
    """Take families over: the former assignment ends, the new one begins, in one action.

    Args:
        workspace: where.
        handings: ids of the offers.
        answer: a word to who offered them.
        keeps_visits: the former one still makes the planned visits; None: as it was offered.
        keeps_steps: the same of open promises and follow-ups.
        by: handed back in `Touched`.

    Raises:
        AlreadyAnswered: one was answered or taken back meanwhile.
        NotAllowed: they are not offered to who works here, nor does a coordinator.
        UnknownRecord: there is no such offer.
    """
    changes: list[Change] = []
    with workspace.shared.writing:
        for handing in _open(workspace, handings, of_receiver=True):
            visits = handing.keeps_visits if keeps_visits is None else keeps_visits
            steps = handing.keeps_steps if keeps_steps is None else keeps_steps
            said = {
                **_answered(workspace, HandingState.ACCEPTED, answer),
                "keeps_visits": visits,
                "keeps_steps": steps,
            }
            changes.append(Put(Handing, handing.id, said))
            changes += end_changes(workspace, handing.assignment)
            changes += begin_changes(workspace, handing, handing.receiver)
            changes += family_hand_over_work.moved(
                workspace, handing, visits=not visits, steps=not steps
            )
        return workspace.commit("handing.accept", changes, by=by)


def decline(
    workspace: Workspace, handings: Sequence[str], *, answer: str = "", by: object = None
) -> Touched:
    """Say no to families that are offered: they stay where they are.

    Raises:
        AlreadyAnswered, NotAllowed, UnknownRecord: as `accept`.
    """
    with workspace.shared.writing:
        changes = [
            Put(Handing, one.id, _answered(workspace, HandingState.DECLINED, answer))
            for one in _open(workspace, handings, of_receiver=True)
        ]
        return workspace.commit("handing.decline", changes, by=by)


def withdraw(workspace: Workspace, handings: Sequence[str], *, by: object = None) -> Touched:
    """Take offers back that nobody has answered.

    Raises:
        AlreadyAnswered: one was answered meanwhile.
        NotAllowed: they are somebody else's, and no coordinator works here.
        UnknownRecord: there is no such offer.
    """
    with workspace.shared.writing:
        changes = [
            Put(Handing, one.id, _answered(workspace, HandingState.WITHDRAWN, ""))
            for one in _open(workspace, handings, of_receiver=False)
        ]
        return workspace.commit("handing.withdraw", changes, by=by)


def decide(workspace: Workspace, handing_id: str, staff: str, *, by: object = None) -> Touched:
    """Settle whose a family is after two people answered without knowing of each other.

    Args:
        workspace: where.
        handing_id: the offer.
        staff: who has the family from now on: its former liaison, or somebody it was offered to.
        by: handed back in `Touched`.

    Raises:
        UnknownRecord: there is no such offer.
        NotAllowed: it concerns others, and no coordinator works here.
    """
    with workspace.shared.writing:
        handing = workspace.get(Handing, handing_id)
        taken = takers(workspace, handing_id)
        concerned = {handing.giver, handing.receiver, *taken}
        if workspace.person not in concerned and not duties.coordinates(workspace):
            raise NotAllowed(_("That is for those whom it concerns, or for a coordinator."))
        stays = staff == handing.giver
        state = (
            HandingState.WITHDRAWN
            if stays
            else HandingState.ACCEPTED
            if taken
            else HandingState.OFFERED
        )
        receiver = handing.receiver if stays else staff
        settled = [("state", state), ("receiver", receiver)]
        changes: list[Change] = [
            Put(Handing, handing.id, {name: value}, settle=True) for name, value in settled
        ]
        for who, assignments in taken.items():
            if who != staff:
                changes += [one for each in assignments for one in end_changes(workspace, each)]
        others = [who for who in taken if who != staff]
        if taken:
            changes += family_hand_over_work.settled(workspace, handing, staff, others)
        if stays and handing.assignment:
            changes.append(Put(Assignment, handing.assignment, {"until": None}))
        elif taken and staff not in taken:
            changes += begin_changes(workspace, handing, staff)
        if taken and not stays:
            changes += end_changes(workspace, handing.assignment)
        return workspace.commit("handing.decide", changes, by=by)


def takers(workspace: Workspace, handing_id: str) -> dict[str, list[str]]:
    """Who has the family by this hand-over now: id of staff to ids of their assignments."""
    found: dict[str, list[str]] = {}
    for row in workspace.read(
        "SELECT staff, id FROM assignment WHERE handing = :handing AND NOT deleted"
        " AND coalesce(until, '9999') >= :today ORDER BY since, id",
        {"handing": handing_id, "today": workspace.today().isoformat()},
    ):
        found.setdefault(row["staff"], []).append(row["id"])
    return found


def end_changes(workspace: Workspace, assignment: str) -> list[Change]:
    """End an assignment: yesterday was its last day."""
    if not assignment:
        return []
    return [Put(Assignment, assignment, {"until": workspace.today() - timedelta(days=1)})]


def begin_changes(workspace: Workspace, handing: Handing, staff: str) -> list[Change]:
    """Make somebody the family's liaison from today on; the same on each of their laptops."""
    made = _id_of(workspace, handing.household, handing.assignment, staff)
    begun = {"until": None, "since": workspace.today(), "handing": handing.id, "deleted": False}
    return [
        *_named(workspace, handing.household, handing.assignment, staff),
        Put(Assignment, made, begun),
    ]


def _named(workspace: Workspace, household: str, former: str, staff: str) -> list[Change]:
    """Write down who will be the family's liaison, removed until they accept.

    Whose a family is counts from who had it before. So that is written by who offers it.
    """
    made = _id_of(workspace, household, former, staff)
    if workspace.read("SELECT 1 FROM assignment WHERE id = :id", {"id": made}):
        return []
    team = workspace.read("SELECT team FROM assignment WHERE id = :id", {"id": former})
    named = Assignment(
        id=made,
        household=household,
        staff=staff,
        role=AssignmentRole.LIAISON,
        team=team[0]["team"] if team else "",
    )
    return [Add(named), Remove(Assignment, made)]


def _id_of(workspace: Workspace, household: str, former: str, staff: str) -> str:
    return workspace.imported_id("handing", "assignment", f"{household}|{former}|{staff}")


def _answered(workspace: Workspace, state: HandingState, answer: str) -> dict[str, object]:
    return {
        "state": state,
        "answer": answer.strip(),
        "answered_by": workspace.person,
        "answered_at": workspace.now(),
    }


def _open(workspace: Workspace, handings: Sequence[str], *, of_receiver: bool) -> list[Handing]:
    """Give offers that wait for an answer, and that who works here may answer."""
    found = [workspace.get(Handing, one) for one in dict.fromkeys(handings)]
    if not found:
        raise InvalidValue(_("Choose the families first."))
    for one in found:
        if one.deleted or one.state is not HandingState.OFFERED:
            raise AlreadyAnswered(_settled_words(workspace, one))
        own = {one.receiver} if of_receiver else {one.giver, one.offered_by}
        if workspace.person not in own and not duties.coordinates(workspace):
            raise NotAllowed(
                _("This family is offered to {name}, who answers.").format(
                    name=isolate(title(workspace, "staff_member", one.receiver))
                )
                if of_receiver
                else _("Somebody else offered this family; only they or a coordinator take it back")
            )
    return found


def _settled_words(workspace: Workspace, handing: Handing) -> str:
    who = isolate(title(workspace, "staff_member", handing.answered_by))
    words = {
        HandingState.ACCEPTED: _("{name} has accepted this family already, on {when}."),
        HandingState.DECLINED: _("{name} has declined this family already, on {when}."),
        HandingState.WITHDRAWN: _("{name} has taken this offer back, on {when}."),
    }
    known = words.get(handing.state, _("This offer does not wait for an answer any more."))
    when = shown_moment(handing.answered_at) if handing.answered_at else ""
    return known.format(name=who, when=when)


def _assignment(workspace: Workspace, household: str, giver: str, receiver: str) -> str:
    """Give the assignment that a hand-over ends; "" for a family that is nobody's."""
    rows = workspace.read(
        "SELECT id, staff FROM assignment WHERE household = :household AND role = 'liaison'"
        " AND NOT deleted AND coalesce(until, '9999') >= :today ORDER BY since, id",
        {"household": household, "today": workspace.today().isoformat()},
    )
    name = isolate(title(workspace, "household", household))
    if any(row["staff"] == receiver for row in rows):
        raise InvalidValue(_("{family} is with them already.").format(family=name))
    if not giver:
        if rows:
            raise InvalidValue(_("{family} has a liaison already.").format(family=name))
        return ""
    found = [row["id"] for row in rows if row["staff"] == giver]
    if not found:
        who = isolate(title(workspace, "staff_member", giver))
        raise InvalidValue(
            _("{family} is not with {name}, so it cannot be handed over from there.").format(
                family=name, name=who
            )
        )
    return str(found[0])


def _refuse_receiver(workspace: Workspace, receiver: str, giver: str) -> None:
    rows = workspace.read(
        "SELECT name, active FROM staff_member WHERE id = :id AND NOT deleted", {"id": receiver}
    )
    if not rows:
        raise UnknownRecord(
            _("There is no {kind} with this id.").format(kind=_(StaffMember.TYPE.label))
        )
    if receiver == giver:
        raise InvalidValue(_("Choose somebody else: the families are with them already."))
    if not rows[0]["active"]:
        name = isolate(str(rows[0]["name"]))
        raise InvalidValue(_("{name} does not work here any more.").format(name=name))


def _refuse_taken(workspace: Workspace, handing_id: str, receiver: str) -> None:
    known = workspace.get(Handing, handing_id)
    waits = not known.deleted and known.state is HandingState.OFFERED
    if waits and known.receiver != receiver:
        raise InvalidValue(
            _("{family} is offered to {name} already. Take that back first.").format(
                family=isolate(title(workspace, "household", known.household)),
                name=isolate(title(workspace, "staff_member", known.receiver)),
            )
        )
