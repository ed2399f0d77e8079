"""Plans what an adult is and may do for a child, and where a child goes to school."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from liaison_app.interchange.account import Outcome
from liaison_app.interchange.values import folded
from liaison_app.language.catalogues import _
from liaison_app.records.people import Enrollment, EnrollmentStatus, Relationship
from liaison_app.records.schools import School

if TYPE_CHECKING:
    from liaison_app.interchange.desk import Desk
    from liaison_app.interchange.roster import (
        IncomingEnrollment,
        IncomingRelationship,
        IncomingSchool,
        Line,
        Roster,
    )


def plan_relationships(desk: Desk, roster: Roster) -> None:
    """Plan the relationships between adults and children who are known."""
    for tie in roster.relationships:
        child, adult = desk.ids.get(tie.child), desk.ids.get(tie.adult)
        if child and adult and child != adult:
            _plan_relationship(desk, tie, child, adult)


def plan_schools(desk: Desk, roster: Roster) -> dict[str, str]:
    """Plan the schools and give their ids by their keys in the export."""
    by_name = {folded(str(s.values["name"])): s.id for s in desk.here.living("school")}
    ids: dict[str, str] = {}
    for school in roster.schools:
        found = _school(desk, school, by_name)
        if found:
            ids[school.key] = found
    return ids


def plan_enrollments(desk: Desk, roster: Roster, schools: dict[str, str]) -> None:
    """Plan the enrollments; a child who is now elsewhere has left the school an import named."""
    named: dict[str, set[str]] = defaultdict(set)
    for enrollment in roster.enrollments:
        person, school = desk.ids.get(enrollment.person), schools.get(enrollment.school)
        if person and school:
            named[person].add(school)
            _plan_enrollment(desk, enrollment, person, school)
    lines = {desk.ids[p.key]: p.at for p in roster.people if p.key in desk.ids}
    for person, current in named.items():
        _plan_leaving(desk, person, current, lines[person])


def _plan_relationship(desk: Desk, tie: IncomingRelationship, child: str, adult: str) -> None:
    here = desk.here.pairs["relationship"].get((child, adult))
    made = desk.id_for("relationship", f"{child}|{adult}")
    said: dict[str, object] = {
        "relation": tie.relation,
        "lives_with": tie.lives_with,
        "legal_guardian": tie.legal_guardian,
        "education_rights_holder": tie.education_rights_holder,
        "primary_contact": tie.primary_contact or None,
        "emergency_contact": tie.emergency_contact or None,
        "may_pick_up": tie.may_pick_up,
        "contact_priority": tie.contact_priority,
        "contact_restrictions": tie.contact_restrictions,
    }
    if here and not here.deleted:
        desk.renew("relationship", here, said, tie.at)
    elif made in desk.new:
        desk.tally.matched["relationship"] += 1
    elif (here is None or here.id == made) and desk.may_add("relationship", made):
        known = {name: value for name, value in said.items() if value is not None}
        desk.add(Relationship(id=made, child=child, adult=adult, **known), tie.at)  # type: ignore[arg-type]
    else:
        desk.tally.say(tie.at, Outcome.REMARK, _("A relationship that was removed here stays so."))


def _school(desk: Desk, school: IncomingSchool, by_name: dict[str, str]) -> str:
    own = desk.id_for("school", school.key)
    numbered = desk.here.by_number.get(("school", desk.source, school.key), own)
    here = desk.here.get("school", numbered)
    if here is None or here.deleted:
        named = by_name.get(folded(school.name))
        here = desk.here.get("school", named) if named else None
    if here:
        desk.tally.matched["school"] += 1
    elif own in desk.new or not desk.may_add("school", own):
        return own if own in desk.new else ""
    else:
        desk.add(School(id=own, name=school.name), school.at)
    record = here.id if here else own
    if school.stable:
        desk.number("school", record, school.key, school.at)
    return record


def _plan_enrollment(desk: Desk, enrollment: IncomingEnrollment, person: str, school: str) -> None:
    here = desk.here.pairs["enrollment"].get((person, school))
    made = desk.id_for("enrollment", f"{person}|{school}")
    said: dict[str, object] = {
        "grade": enrollment.grade,
        "teacher": enrollment.teacher,
        "status": enrollment.status,
        "since": enrollment.since,
        "until": enrollment.until,
    }
    if here and not here.deleted:
        desk.renew("enrollment", here, said, enrollment.at)
        return
    here_by_hand = here is not None and here.id != made
    if made in desk.new or here_by_hand or not desk.may_add("enrollment", made):
        return
    desk.add(
        Enrollment(
            id=made,
            person=person,
            school=school,
            grade=enrollment.grade,
            teacher=enrollment.teacher,
            status=enrollment.status,
            since=enrollment.since,
            until=enrollment.until,
        ),
        enrollment.at,
    )


def _plan_leaving(desk: Desk, person: str, current: set[str], at: Line) -> None:
    for here in desk.here.enrollments.get(person, ()):
        gone = str(here.values["school"]) not in current
        known = gone and here.values["status"] == EnrollmentStatus.ENROLLED
        if known and desk.provenance.presence_by_import("enrollment", here.id):
            desk.renew("enrollment", here, {"status": EnrollmentStatus.LEFT}, at)
