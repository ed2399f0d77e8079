"""The work of a practice caseload: visits with their notes and promises, kits, plans."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from liaison_app.actions.practice_story import DAYS_BACK, Family, Story
from liaison_app.records import kits, partnership
from liaison_app.workspace import Add, Change

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


_VISITS_PER_FAMILY = 3.75
_OUTCOMES = (
    *[partnership.VisitOutcome.MET] * 8,
    partnership.VisitOutcome.NOT_HOME,
    partnership.VisitOutcome.COME_BACK,
)


def make_kits(story: Story) -> list[tuple[str, bool]]:
    """Add the kits and their stock; gives their ids and whether they are lent."""
    made = []
    for described in story.work["kits"]:
        kit, lendable = story.workspace.new_id(), described["lendable"]
        changes: list[Change] = [
            Add(
                kits.Kit(
                    id=kit,
                    name=described["name"],
                    grade_band=described["grades"],
                    lendable=lendable,
                    reorder_level=3,
                )
            )
        ]
        changes += [
            Add(kits.KitContent(kit=kit, what=what, position=n))
            for n, what in enumerate(described["contents"], 1)
        ]
        changes.append(story.movement(kit, 12, kits.MovementReason.RECEIVED))
        story.workspace.commit("kit.add", changes)
        made.append((kit, lendable))
    return made


def visit_times(story: Story, families: Sequence[Family]) -> list[tuple[datetime, Family]]:
    """Choose when which family was visited, oldest first."""
    random, times = story.random, []
    for n in range(round(len(families) * _VISITS_PER_FAMILY)):
        day = story.today() - timedelta(days=random.randrange(2, DAYS_BACK - 15))
        times.append((story.moment(day, random.randrange(9, 17)), families[n % len(families)]))
    return sorted(times, key=lambda pair: pair[0])


def visit(
    story: Story, moment: datetime, family: Family, library: Sequence[tuple[str, bool]]
) -> None:
    """Write down one visit as the debrief does; a kit of the library may change hands."""
    random, staff = story.random, story.workspace.person
    visit, minutes = story.workspace.new_id(), random.choice((30, 45, 60))
    outcome = random.choice(_OUTCOMES)
    story.clock.at(moment + timedelta(minutes=minutes))
    changes: list[Change] = [
        Add(
            partnership.Visit(
                id=visit,
                household=family.id,
                planned_start=moment,
                planned_minutes=45,
                started=moment,
                minutes=minutes,
                kind=random.choice(list(partnership.VisitKind)),
                place=partnership.VisitPlace.HOME,
                outcome=outcome,
                language=family.tag,
                staff=staff,
                debriefed=story.clock.moment,
            )
        )
    ]
    if outcome is partnership.VisitOutcome.MET:
        there = [*family.adults[:1], *family.children[:2]]
        changes += [
            Add(partnership.VisitParticipant(visit=visit, person=person)) for person in there
        ]
        changes.append(Add(_note(story, visit, family)))
        changes += _agreed(story, visit, family)
        changes += _kit(story, family, library)
    story.workspace.commit("visit.record", changes)


def _note(story: Story, visit: str, family: Family) -> partnership.Note:
    random = story.random
    if random.random() < 0.25:
        text, language = family.words["note"], family.tag
    else:
        child, adult = family.names[family.children[0]], family.names[family.adults[0]]
        text = random.choice(story.work["notes"]).format(child=child, adult=adult)
        language = "en"
    return partnership.Note(
        household=family.id,
        visit=visit,
        text=text,
        at=story.clock.moment,
        language=language,
        author=story.workspace.person,
    )


def _agreed(story: Story, visit: str, family: Family) -> list[Change]:
    random, today = story.random, story.clock.moment.date()
    changes: list[Change] = []
    due = today + timedelta(days=random.randrange(3, 28))
    past = due < story.today() - timedelta(days=4)
    if random.random() < 0.5:
        what, who = random.choice(story.work["promises"])
        state = partnership.PromiseState.KEPT if past else partnership.PromiseState.OPEN
        changes.append(
            Add(
                partnership.Commitment(
                    household=family.id,
                    what=what,
                    who=who,
                    owner=partnership.Owner.SCHOOL if who == "Rosa" else partnership.Owner.FAMILY,
                    due=due,
                    state=state,
                    settled_on=due if past else None,
                    language="en",
                    visit=visit,
                )
            )
        )
    if random.random() < 0.3:
        changes.append(
            Add(
                partnership.FollowUp(
                    household=family.id,
                    what=random.choice(story.work["follow_ups"]),
                    who="Rosa",
                    staff=story.workspace.person,
                    due=due,
                    state=partnership.TaskState.DONE if past else partnership.TaskState.OPEN,
                    done_on=due if past else None,
                    visit=visit,
                )
            )
        )
    return changes


def _kit(story: Story, family: Family, library: Sequence[tuple[str, bool]]) -> list[Change]:
    random, today = story.random, story.clock.moment.date()
    if random.random() > 0.2:
        return []
    kit, lendable = random.choice(library)
    if not lendable:
        given = kits.Distribution(
            kit=kit, household=family.id, person=family.adults[0], given_on=today
        )
        return [Add(given), story.movement(kit, -1, kits.MovementReason.GIVEN)]
    due = today + timedelta(days=28)
    out = due > story.today() - timedelta(days=7)
    loan = kits.Loan(
        kit=kit,
        household=family.id,
        person=family.adults[0],
        label=f"#{random.randrange(1, 30)}",
        lent_on=today,
        due=due,
        state=kits.LoanState.OUT if out else kits.LoanState.RETURNED,
        returned_on=None if out else due,
    )
    changes: list[Change] = [Add(loan), story.movement(kit, -1, kits.MovementReason.LENT)]
    if not out:
        changes.append(story.movement(kit, 1, kits.MovementReason.RETURNED))
    return changes


def days_to_come(story: Story, families: Sequence[Family]) -> None:
    """Plan today and the next days, with two visits of the last days still to be written down."""
    today = story.today()
    story.clock.at(story.moment(today, 7) if story.now.astimezone().hour > 7 else story.now)
    plan = [(-1, 15), (-1, 16), (0, 9), (0, 11), (0, 13), (0, 15), (1, 10), (2, 14), (4, 9)]
    changes: list[Change] = [
        Add(
            partnership.Visit(
                household=family.id,
                planned_start=story.moment(today + timedelta(days=day), hour),
                planned_minutes=45,
                kind=partnership.VisitKind.RELATIONSHIP,
                place=partnership.VisitPlace.HOME,
                language=family.tag,
                staff=story.workspace.person,
            )
        )
        for (day, hour), family in zip(plan, families[1:], strict=False)
    ]
    story.workspace.commit("visit.plan", changes)
