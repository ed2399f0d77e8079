"""Planning a visit and writing it down, as a liaison would notice it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_app.actions import debriefs, drafts, today, visits, workspaces
from liaison_app.actions.visit_drafts import Step, as_content, draft_id, from_content
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.names import clean_text
from liaison_app.records.governance import Assignment, StaffMember
from liaison_app.records.partnership import (
    Commitment,
    FamilyStory,
    FollowUp,
    Note,
    Owner,
    Visit,
    VisitOutcome,
    VisitParticipant,
)
from liaison_app.records.people import Household, HouseholdMember, Person, Relation, Relationship
from liaison_app.store import history, undo
from liaison_app.workspace import Add, Draft, Put, Workspace
from tests.desk import StandingClock, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.actions.visit_drafts import VisitDraft

START = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)


class Home:
    """One family: Lan, her mother, and Minh, born in 2022; Mr. Lee is the family's teacher."""

    def __init__(self, folder: Path) -> None:
        self.clock = StandingClock()
        self.workspace: Workspace = workspace_at(folder, self.clock)
        new = self.workspace.new_id
        self.family, self.lan, self.minh, self.lee = new(), new(), new(), new()
        changes = [
            Add(Household(id=self.family, name="Nguyễn", home_language="vi")),
            Add(
                Person(id=self.minh, given_name="Minh", is_child=True, birth_date=date(2022, 3, 1))
            ),
            Add(Person(id=self.lan, given_name="Lan", family_name="Nguyễn")),
            Add(HouseholdMember(household=self.family, person=self.minh)),
            Add(HouseholdMember(household=self.family, person=self.lan)),
            Add(Relationship(child=self.minh, adult=self.lan, relation=Relation.MOTHER)),
            Add(StaffMember(id=self.lee, name="Mr. Lee")),
            Add(Assignment(household=self.family, staff=self.lee)),
        ]
        self.workspace.commit("family.add", changes)
        self.planned = visits.plan(
            self.workspace, self.family, START, minutes=45, who=[f"person:{self.lan}"]
        )

    def debriefed(self, **values: object) -> VisitDraft:
        """The planned visit as it is about to be saved."""
        began = debriefs.start(self.workspace, self.planned).draft
        return replace(began, outcome="met", **values)  # type: ignore[arg-type]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "ws")
    yield made
    made.workspace.close()


def test_the_plan_fills_in_who_where_when_and_how_long(home: Home) -> None:
    debrief = debriefs.start(home.workspace, home.planned)
    draft = debrief.draft
    assert (draft.place, draft.when, draft.minutes) == ("home", START, 45)
    assert draft.who == (f"person:{home.lan}",)
    assert draft.language == "vi"
    assert not draft.outcome
    assert [(one.name, one.detail) for one in debrief.people] == [
        ("Lan Nguyễn", "Mother"),
        ("Minh", "4"),
        ("Mr. Lee", ""),
        ("Interpreter", ""),
    ]


def test_one_save_writes_everything_in_one_step(home: Home) -> None:
    home.workspace.keep_draft(_kept(home))
    recorded = visits.record(
        home.workspace,
        home.debriefed(
            who=(f"person:{home.lan}", f"person:{home.minh}", f"staff:{home.lee}", "interpreter:"),
            note="Minh chọn sách mỗi tối.",
            words="Chúng tôi muốn đọc cùng nhau.",
            topic="hopes",
            steps=(
                Step("s1", "call the bus office", "Rosa", date(2026, 11, 27)),
                Step("s2", "bring the form", "Lan", told=True),
                Step("s3", "ask the nurse", told=False),
            ),
        ),
    )
    visit = home.workspace.get(Visit, home.planned)
    assert visit.outcome is VisitOutcome.MET
    assert visit.debriefed == home.clock.at
    there = home.workspace.all(VisitParticipant, visit=home.planned)
    assert {one.person for one in there if one.person} == {home.lan, home.minh}
    assert [(one.staff, one.role) for one in there if one.staff] == [(home.lee, "co_visitor")]
    assert len(there) == 4
    assert [n.text for n in home.workspace.all(Note, visit=home.planned)] == [
        "Minh chọn sách mỗi tối."
    ]
    (story,) = home.workspace.all(FamilyStory, visit=home.planned)
    assert (story.words, story.topic) == ("Chúng tôi muốn đọc cùng nhau.", "hopes")
    promises = {p.what: p for p in home.workspace.all(Commitment)}
    assert promises["call the bus office"].owner is Owner.SCHOOL
    assert promises["bring the form"].owner is Owner.FAMILY
    (follow_up,) = home.workspace.all(FollowUp)
    assert follow_up.staff == home.workspace.person
    assert (recorded.promises, recorded.follow_ups) == (2, 1)
    assert drafts.find(home.workspace, draft_id(home.planned)) is None
    assert history.actions(home.workspace.conn, home.workspace.device)[0].name == "visit.record"
    assert workspaces.check(home.workspace, deep=True).ok


def test_saving_the_same_debrief_twice_changes_nothing(home: Home) -> None:
    draft = home.debriefed(note="Once.", steps=(Step("s1", "call"),))
    visits.record(home.workspace, draft)
    assert visits.record(home.workspace, draft).number == 0
    assert len(home.workspace.all(Note)) == 1
    assert len(home.workspace.all(Commitment)) == 1


def test_a_recorded_visit_is_changed_on_the_same_screen(home: Home) -> None:
    draft = home.debriefed(note="First.", steps=(Step("s1", "call"), Step("s2", "send")))
    visits.record(home.workspace, draft)
    home.clock.wait(hours=1)
    again = debriefs.start(home.workspace, home.planned)
    assert again.recorded
    assert again.draft.note == "First."
    assert [step.id for step in again.draft.steps] == ["s1", "s2"]
    changed = replace(
        again.draft,
        note="First, and then more.",
        who=("interpreter:",),
        steps=(replace(again.draft.steps[1], told=False),),
        dropped=("s1",),
    )
    visits.record(home.workspace, changed)
    (note,) = home.workspace.all(Note)
    assert note.text == "First, and then more."
    versions = history.of_record(home.workspace.conn, note.id)
    assert len([one for one in versions if "text" in str(one)]) >= 2
    there = home.workspace.all(VisitParticipant, visit=home.planned)
    assert [(one.person, one.role) for one in there] == [("", "interpreter")]
    assert home.workspace.all(Commitment) == []
    assert [one.what for one in home.workspace.all(FollowUp)] == ["send"]
    assert home.workspace.get(Visit, home.planned).debriefed == datetime(
        2026, 11, 21, 15, 52, tzinfo=UTC
    )


def test_what_a_colleague_added_meanwhile_stays(home: Home) -> None:
    visits.record(home.workspace, home.debriefed(note="Mine."))
    opened = debriefs.start(home.workspace, home.planned).draft
    home.workspace.commit(
        "bundle",
        [
            Add(VisitParticipant(visit=home.planned, person=home.minh)),
            Add(Commitment(household=home.family, visit=home.planned, what="theirs")),
            Add(Note(household=home.family, visit=home.planned, text="Theirs.", author=home.lee)),
        ],
    )
    visits.record(home.workspace, replace(opened, note="Mine, longer."))
    assert len(home.workspace.all(VisitParticipant, visit=home.planned)) == 2
    assert [one.what for one in home.workspace.all(Commitment)] == ["theirs"]
    assert {one.text for one in home.workspace.all(Note)} == {"Mine, longer.", "Theirs."}


def test_how_it_ended_is_asked_for_and_nothing_is_written(home: Home) -> None:
    home.workspace.keep_draft(_kept(home))
    with pytest.raises(InvalidValue, match="how the visit ended"):
        visits.record(home.workspace, replace(home.debriefed(), outcome=""))
    assert drafts.find(home.workspace, draft_id(home.planned)) is not None


def test_after_an_undo_the_words_are_offered_again(home: Home) -> None:
    recorded = visits.record(home.workspace, home.debriefed(note="Two minutes of typing."))
    home.workspace.commit("undo", undo.plan(home.workspace.conn, recorded.number).changes)
    assert home.workspace.all(Note) == []
    again = debriefs.start(home.workspace, home.planned).draft
    assert again.note == "Two minutes of typing."
    visits.record(home.workspace, replace(again, outcome="met"))
    assert [one.text for one in home.workspace.all(Note)] == ["Two minutes of typing."]


def test_an_unplanned_visit_begins_with_the_family_and_now(home: Home) -> None:
    debrief = debriefs.start(home.workspace, household=home.family)
    assert debrief.draft.when == home.clock.at
    visits.record(home.workspace, replace(debrief.draft, outcome="come_back", place="doorstep"))
    written = today.read(home.workspace).written
    assert [(one.family, one.outcome) for one in written] == [("Nguyễn", "Asked to come back")]
    with pytest.raises(InvalidValue):
        debriefs.start(home.workspace)


def test_an_unplanned_visit_is_resumed_from_its_draft_alone(home: Home) -> None:
    base = debriefs.start(home.workspace, household=home.family).draft
    half = replace(base, note="half a sent", who=("other:Tía Ana",))
    drafts.keep(home.workspace, draft_id(base.visit), as_content(half), cursor=4, focus="note")
    resumed = debriefs.start(home.workspace, base.visit)
    assert resumed.kept is not None
    assert from_content(resumed.kept.content, resumed.draft) == half
    assert ("other:Tía Ana", "Tía Ana") in [(one.key, one.name) for one in resumed.people]


def test_a_visit_typed_into_the_wrong_family_is_moved(home: Home) -> None:
    other = home.workspace.commit("f", [Add(Household(name="Nguyen (other)"))]).ids[0]
    visits.record(home.workspace, home.debriefed(note="About them.", steps=(Step("s1", "call"),)))
    visits.move(home.workspace, home.planned, other)
    assert home.workspace.get(Visit, home.planned).household == other
    assert home.workspace.all(Note)[0].household == other
    assert home.workspace.all(Commitment)[0].household == other
    assert home.workspace.all(VisitParticipant, visit=home.planned) == []
    with pytest.raises(UnknownRecord):
        visits.move(home.workspace, "nowhere", other)


def test_withdrawn_words_are_nowhere_any_more(home: Home) -> None:
    visits.record(
        home.workspace,
        home.debriefed(note="They live at zebrastreet.", steps=(Step("s1", "go to zebrastreet"),)),
    )
    visits.record(home.workspace, home.debriefed(note="Corrected.", dropped=("s1",)))
    visits.withdraw(home.workspace, home.planned)
    dump = "\n".join(str(tuple(row)) for row in home.workspace.read("SELECT body FROM op"))
    assert "zebrastreet" not in dump
    assert home.workspace.all(Note) == []
    assert workspaces.check(home.workspace).ok


def test_an_outcome_of_a_newer_version_is_kept_while_nobody_changes_it(home: Home) -> None:
    home.workspace.conn.execute(
        "UPDATE visit SET outcome = 'met_by_drone' WHERE id = ?", (home.planned,)
    )
    opened = debriefs.start(home.workspace, home.planned).draft
    assert opened.outcome == "met_by_drone"
    visits.record(home.workspace, replace(opened, note="Still works."))
    assert home.workspace.get(Visit, home.planned).outcome == "met_by_drone"


def test_a_removed_visit_comes_back_when_it_is_written_down(home: Home) -> None:
    draft = home.debriefed(note="It did happen.")
    home.workspace.commit("x", [Put(Visit, home.planned, {"deleted": True})])
    visits.record(home.workspace, draft)
    assert not home.workspace.get(Visit, home.planned).deleted


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_comes_back_as_it_was_typed(home: Home, text: str) -> None:
    visit = visits.plan(home.workspace, home.family, START)
    draft = replace(debriefs.start(home.workspace, visit).draft, outcome="met", note=text)
    drafts.keep(home.workspace, draft_id(visit), as_content(draft), cursor=0, focus="note")
    kept = drafts.find(home.workspace, draft_id(visit))
    assert kept is not None
    assert from_content(kept.content, draft).note == text
    visits.record(home.workspace, draft)
    expected = clean_text(text)
    assert debriefs.start(home.workspace, visit).draft.note == expected


def _kept(home: Home) -> Draft:
    return Draft(draft_id(home.planned), {"household": home.family}, 0, "note", home.clock.at)
