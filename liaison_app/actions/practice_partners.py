"""The rest of a practice caseload: goals, questions, an evening, a survey, services nearby.

So every kind of print has something to say in the caseload that people learn with.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from liaison_app.records.directory import Referral, ReferralState, Service, ServiceKind
from liaison_app.records.events import AskedAs, Event, EventKind, Survey, SurveyQuestion
from liaison_app.records.goals import Goal, GoalProgress, GoalState, GoalStep, Side
from liaison_app.records.voices import (
    Question,
    QuestionCame,
    QuestionKind,
    SaidAndDone,
    SaidState,
)
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.practice_story import Family, Story
    from liaison_app.workspace import Change

_WORKING_DAYS = 5


def partners(story: Story, families: Sequence[Family], schools: Sequence[str]) -> None:
    """Write down what the school and its partners offer, and what families asked and wished."""
    story.workspace.commit("practice.reference", [*_evening(story, schools), *_poster(story)])
    clinic = _services(story)
    for family in families[1:3]:
        story.workspace.commit("goal.add", _goal(story, family))
    asked = [change for family in families[:2] for change in _question(story, family)]
    referred = Add(
        Referral(
            household=families[2].id,
            person=families[2].adults[0],
            service=clinic,
            state=ReferralState.FAMILY_AGREED,
            agreed_on=story.today(),
            staff=story.workspace.person,
        )
    )
    story.workspace.commit("question.add", asked)
    story.workspace.commit("referral.add", [referred])


def _evening(story: Story, schools: Sequence[str]) -> list[Change]:
    day = story.today() + timedelta(days=16)
    survey = story.workspace.new_id()
    asked = (
        ("Do you feel welcome at school?", AskedAs.FACES),
        ("Do you trust that we keep our word?", AskedAs.FACES),
        ("Do you understand what the school writes to you?", AskedAs.FACES),
        ("What should we do better?", AskedAs.WORDS),
    )
    event = Event(
        name="Family math night",
        kind=EventKind.MATH_NIGHT,
        day=day,
        time="17:30-19:00",
        school=schools[0],
        what="Children and adults play games with numbers together.",
        languages="es, ar, so",
        child_care=True,
        food=True,
        answer_by=day - timedelta(days=_WORKING_DAYS),
    )
    return [
        Add(event),
        Add(Survey(id=survey, name="How are we doing", back_by=day)),
        *(
            Add(SurveyQuestion(survey=survey, text=text, asked_as=way, position=place))
            for place, (text, way) in enumerate(asked, start=1)
        ),
    ]


def _poster(story: Story) -> list[Change]:
    lines = (
        ("Letters from school are hard to read.", "We write shorter letters.", SaidState.DONE, 14),
        ("Meetings are at times when we work.", "", SaidState.UNDER_WAY, 9),
    )
    return [
        Add(
            SaidAndDone(
                said=said,
                done=done,
                state=state,
                families=families,
                said_on=story.today() - timedelta(days=20),
                shown=True,
            )
        )
        for said, done, state, families in lines
    ]


def _services(story: Story) -> str:
    """Two services; gives the id of the clinic."""
    clinic, pantry = story.workspace.new_id(), story.workspace.new_id()
    called = story.today() - timedelta(days=12)
    about: dict[str, Any] = {"languages": "es, so", "interpreter": True, "assured_on": called}
    story.workspace.commit(
        "practice.reference",
        [
            Add(
                Service(
                    id=clinic,
                    organization="Lakewood Community Clinic",
                    name="Children's health and vaccines",
                    kind=ServiceKind.HEALTH,
                    street="12 Alder Street",
                    city="Lakewood",
                    phone="+1 206 555 0177",
                    hours="Mon-Fri 8:00-17:00",
                    way="Take bus 4 to Alder Street. The door is beside the bakery.",
                    bring="A paper with your address\nVaccine papers, if you have them",
                    cost="Free for children",
                    **about,
                )
            ),
            Add(
                Service(
                    id=pantry,
                    organization="Lakewood Food Shelf",
                    kind=ServiceKind.FOOD,
                    street="3 Mill Lane",
                    city="Lakewood",
                    phone="+1 206 555 0178",
                    hours="Tue 14:00-18:00",
                    **about,
                )
            ),
        ],
    )
    return clinic


def _goal(story: Story, family: Family) -> list[Change]:
    goal, child = story.workspace.new_id(), family.children[0]
    today = story.today()
    begun = today - timedelta(days=30)
    steps = (
        (Side.HOME, "Read or tell stories every day", "every evening"),
        (Side.SCHOOL, "Bring books", "each Monday"),
    )
    return [
        Add(
            Goal(
                id=goal,
                household=family.id,
                child=child,
                school_words="Reads a short book alone and tells what it is about",
                agreed_by=family.adults[0],
                agreed_on=begun,
                review_on=today + timedelta(days=40),
                state=GoalState.MOVING,
                staff=story.workspace.person,
            )
        ),
        *(
            Add(
                GoalStep(
                    household=family.id,
                    goal=goal,
                    side=side,
                    what=what,
                    language="en",
                    how_often=often,
                    position=place,
                )
            )
            for place, (side, what, often) in enumerate(steps, start=1)
        ),
        Add(GoalProgress(household=family.id, goal=goal, said_on=begun, state=GoalState.STARTING)),
        Add(
            GoalProgress(
                household=family.id,
                goal=goal,
                said_on=today - timedelta(days=6),
                state=GoalState.MOVING,
            )
        ),
    ]


def _question(story: Story, family: Family) -> list[Change]:
    return [
        Add(
            Question(
                household=family.id,
                person=family.adults[0],
                kind=QuestionKind.CALL_ME,
                came=QuestionCame.REPLY_SLIP,
                asked_at=story.clock.moment - timedelta(days=2),
                staff=story.workspace.person,
                due=story.today() + timedelta(days=1),
            )
        )
    ]
