"""What we hold about you: all of the reader's own, and nothing of anybody else's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets, replies
from liaison_app.actions.preparing import Drafted, draft
from liaison_app.actions.replies_codes import look_up
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.taking import PRINTABLE
from liaison_app.records import TYPES, Privacy
from liaison_app.records.directory import Referral, ReferralState, Service
from liaison_app.records.events import Event, EventGuest
from liaison_app.records.goals import Goal, GoalStep, Signature
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.kits import Distribution, Loan
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.records.partnership import (
    Commitment,
    FamilyStory,
    FollowUp,
    Note,
    Role,
    Visit,
    VisitOutcome,
    VisitParticipant,
)
from liaison_app.records.people import (
    Address,
    AddressKind,
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
    Relation,
    Relationship,
)
from liaison_app.records.sharing import Basis, Disclosure
from liaison_app.records.voices import Question, QuestionKind
from tests.packets.kinds.lent import lent, said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

NOT_ON_PAPER = "These words are not on paper. Ask us to read them with you."


def prepared(home: Home, **wishes: object) -> Prepared:
    made = {"kind": "what-we-hold", "language": "en", "in_hand": True, **wishes}
    return home.prepare(**made)


def words(made: Prepared) -> str:
    return "\n".join(said(made.pdf))


def codes(made: Prepared) -> list[str]:
    return [one.code for one in made.problems]


def visit(home: Home, family_said: str, *who: str, **more: object) -> str:
    """A visit that was held, at which these people of the family were."""
    one = home.add(
        Visit(
            household=home.family,
            started=datetime(2026, 10, 6, 21, 0, tzinfo=UTC),
            outcome=VisitOutcome.MET,
            family_said=family_said,
            **more,  # type: ignore[arg-type]
        )
    )
    for person in who:
        home.add(VisitParticipant(visit=one, person=person, role=Role.FAMILY))
    return one


def grandmother(home: Home) -> str:
    """Samira, who lives with Amira."""
    one = home.add(Person(given_name="Samira", family_name="Nasser"))
    home.add(
        HouseholdMember(household=home.family, person=one),
        Relationship(child=home.yusuf, adult=one, relation=Relation.GRANDMOTHER),
        ContactPoint(person=one, value="+1 206 555 0177"),
    )
    return one


def test_the_reader_finds_everything_of_her_own(home: Home) -> None:
    home.put(Household, home.family, best_times="After 4", interpreter="always")
    visit(home, "Sana loves drawing.", home.amira, home.sana)
    home.add(
        FamilyStory(household=home.family, words="He is shy.", told_by=home.amira),
        Goal(household=home.family, family_words="Read every day", school_words="Level M"),
        Consent(
            giver=home.amira,
            purpose="Share the name",
            recipient="Library",
            state=ConsentState.GIVEN,
            given_on=date(2026, 9, 1),
        ),
        Question(
            household=home.family,
            person=home.amira,
            kind=QuestionKind.CALL_ME,
            asked_at=home.workspace.now(),
            due=date(2026, 11, 25),
        ),
    )
    lent(home, label="NG-07")
    made = prepared(home)
    assert not made.red
    text = words(made)
    for own in (
        "Amira", "أميرة حدّاد", "(206) 555-0171", "18 Juniper Street, Lakewood, 98000", "Arabic",
        "After 4", "Always", "Yusuf", "February 3, 2018", "Mother", "Cedar Grove Elementary",
        "Grade 3", "Ms. Lee", "Sana loves drawing.", "October 6, 2026", "He is shy.",
        "Read every day", "Level M", "Find out about the school bus", "Still open",
        "Share the name · Library", "Yes", "Number games · NG-07", "Please call me.",
        "Wednesday, November 25",
    ):  # fmt: skip
        assert own in text, own


def test_help_from_others_is_on_it_but_no_shelter(home: Home) -> None:
    clinic = home.add(Service(organization="Lakeside Clinic", name="Dentist"))
    shelter = home.add(Service(organization="Safe Harbor House", confidential=True))
    agreed: dict[str, Any] = {"household": home.family, "state": ReferralState.FAMILY_AGREED}
    for service in (clinic, shelter):
        home.add(Referral(person=home.amira, service=service, why="Teeth", **agreed))
    event = home.add(Event(name="Family night", day=date(2026, 10, 2)))
    home.add(
        EventGuest(event=event, household=home.family, came=True),
        Signature(
            household=home.family, kind="loan", person=home.amira, signed_at=home.workspace.now()
        ),
    )
    goal = home.add(Goal(household=home.family, family_words="Read every day"))
    home.add(GoalStep(household=home.family, goal=goal, what="Ten minutes at bedtime"))
    made = prepared(home)
    text = words(made)
    assert not made.red, codes(made)
    for own in (
        "Lakeside Clinic · Dentist", "You said yes", "Family night", "You came",
        "Ten minutes at bedtime", "What you signed\nDay\nPages\nNovember 21, 2026",
    ):  # fmt: skip
        assert own in text, own
    assert "Safe Harbor" not in text
    assert "Teeth" not in text
    his = prepared(home, to=home.karim)
    assert "Lakeside" not in words(his)
    assert "left-out" not in codes(his)  # what is hers for certain is no question to staff


def test_every_kind_of_record_that_a_family_may_read_is_on_it_or_known_not_to_be(
    home: Home,
) -> None:
    readable = {
        name
        for name, one in TYPES.items()
        if any(spec.field.privacy is Privacy.FAMILY for spec in one.fields.values())
    }
    here: dict[str, Any] = {"household": home.family}
    goal = home.add(Goal(**here))
    kit = lent(home)
    event = home.add(Event(name="Family night", day=date(2026, 10, 2)))
    home.add(
        FamilyStory(told_by=home.amira, words="He is shy.", **here),
        GoalStep(goal=goal, what="Read", **here),
        Consent(giver=home.amira, purpose="Share the name", **here),
        Disclosure(
            recipient="Amira",
            reader=home.amira,
            purpose="own-copy",
            basis=Basis.OWN_REQUEST,
            at=home.workspace.now(),
            **here,
        ),
        Question(person=home.amira, asked_at=home.workspace.now(), **here),
        Distribution(kit=home.workspace.get(Loan, kit).kit, **here),
        Referral(person=home.amira, service=home.add(Service(organization="Clinic")), **here),
        EventGuest(event=event, **here),
        Signature(kind="loan", person=home.amira, signed_at=home.workspace.now(), **here),
    )
    visit(home, "Hello", home.amira)
    made = draft(home.workspace, home.family, kind="what-we-hold")
    assert isinstance(made, Drafted)
    taken = {kind for kind, _field in made.facts.sources}
    nobodys = {"staff_member", "team", "assignment"}  # of the school's people, not of the family
    elsewhere = {"household_member", "goal_progress"}  # said by who lives here, and by the goal
    assert readable - taken - nobodys - elsewhere == set()


def test_staff_notes_are_said_to_exist_and_never_printed(home: Home) -> None:
    home.add(
        Note(household=home.family, text="Landlord trouble?"),
        FollowUp(household=home.family, what="Ask the nurse"),
    )
    home.put(Household, home.family, visit_wishes="Do not speak of the uncle")
    text = words(prepared(home))
    assert "Our staff also write notes for their own work." in text
    assert "within 45 days" in text
    for never in ("Landlord", "nurse", "uncle", "contact_restrictions"):
        assert never not in text


def test_only_fields_that_a_family_may_read_or_that_are_her_own_are_taken(home: Home) -> None:
    theirs = KINDS["what-we-hold"].theirs
    for kind, field in theirs:
        assert TYPES[kind].fields[field].field.privacy not in PRINTABLE, (kind, field)
    assert "not-for-paper" not in codes(prepared(home))


def test_a_restricted_father_is_nowhere_on_it(home: Home) -> None:
    home.restrict(home.karim)
    home.add(
        HouseholdMember(household=home.family, person=home.karim),  # he still lives there, on paper
        ContactPoint(household=home.family, value="+1 206 555 0172"),  # his number, as the home's
        FamilyStory(household=home.family, words="Karim frightens us", told_by=home.amira),
        Commitment(household=home.family, what="Karim Haddad brings the papers"),
    )
    visit(home, "Call me, not Karim", home.amira)
    made = prepared(home)
    text = words(made)
    assert "Karim" not in text
    assert "0172" not in text
    assert text.count(NOT_ON_PAPER) == 3
    assert not made.red
    assert "held-back" in codes(made)


def test_a_family_named_after_him_is_not_named(home: Home) -> None:
    home.restrict(home.karim)
    home.put(Household, home.family, name="Karim Haddad")
    made = prepared(home)
    assert "Karim" not in words(made)
    assert not made.red


def test_a_father_elsewhere_reads_of_the_children_and_nothing_of_the_mothers_home(
    home: Home,
) -> None:
    visit(home, "He never pays.", home.amira)
    home.add(
        FamilyStory(household=home.family, words="I want to move away", told_by=home.amira),
        FamilyStory(household=home.family, words="We want to move away"),
        Question(household=home.family, words="May he come?", asked_at=home.workspace.now()),
        Goal(household=home.family, family_words="A home of our own"),
        Consent(giver=home.amira, purpose="Food box", state=ConsentState.GIVEN),
    )
    made = prepared(home, to=home.karim)
    text = words(made)
    assert not made.red, codes(made)
    for his in ("Karim", "(206) 555-0172", "Father", "Yusuf", "Sana", "Harbor Middle School"):
        assert his in text, his
    for hers in (
        "Amira", "0171", "Juniper", "pays", "move away", "he come", "home of our own", "Food",
        "school bus", "Our visits", "Where you live",
    ):  # fmt: skip
        assert hers not in text, hers


def test_another_adult_of_the_home_has_a_name_and_nothing_else(home: Home) -> None:
    samira = grandmother(home)
    home.add(
        FamilyStory(household=home.family, words="Her mother is ill", told_by=samira),
        FamilyStory(household=home.family, words="We like it here"),
    )
    visit(home, "I am afraid at home", samira)
    visit(home, "Both of us said this", home.amira, samira)
    made = prepared(home)
    text = words(made)
    assert "Samira" in text
    for never in ("Nasser", "0177", "Her mother is ill", "afraid", "Both of us", "We like it"):
        assert never not in text, never
    assert NOT_ON_PAPER not in text  # nor that anybody else said anything
    assert text.count("We visited you.") == 2
    (left_out,) = [one.why for one in made.problems if one.code == "left-out"]
    assert left_out.startswith("3 texts are left out")
    own = words(prepared(home, to=samira))
    assert "I am afraid at home" in own
    assert "0171" not in own


def test_a_protected_address_is_not_even_on_her_own_paper_and_goes_by_hand(home: Home) -> None:
    home.hide()
    home.add(
        Address(household=home.family, kind=AddressKind.MEETING_PLACE, line_1="City library"),
        FamilyStory(household=home.family, words="Juniper Street is loud", told_by=home.amira),
    )
    assert prepared(home, in_hand=False).red
    made = prepared(home)
    text = words(made)
    assert not made.red, codes(made)
    assert "Juniper" not in text
    assert "Your address is protected. It is not on paper. Ask us to show it to you." in text
    assert "City library" in text
    assert prepared(home, to=home.karim).red  # who does not live there gets no paper at all


def test_the_childrens_other_home_stays_unsaid(home: Home) -> None:
    home.add(
        HouseholdMember(household=home.fathers, person=home.yusuf),
        Commitment(household=home.family, what="Pick him up at 7 Fir Street"),
    )
    made = prepared(home)
    assert "Fir Street" not in words(made)
    assert NOT_ON_PAPER in words(made)


def test_the_welcome_packet_still_keeps_the_familys_street_out(home: Home) -> None:
    home.put(Commitment, home.promise, what="Bring books to 18 Juniper Street")
    assert "address-named" in codes(home.prepare(language="en"))


def test_prints_for_her_are_on_it_and_others_not(home: Home) -> None:
    workspace = home.workspace
    first = prepared(home)
    with packets.issued(workspace, first, IssueMeans.PRINTED):
        pass
    with packets.issued(workspace, prepared(home, to=home.karim), IssueMeans.PRINTED) as other:
        pass
    text = words(prepared(home))
    assert first.code in text
    assert workspace.get(PacketIssue, other).code not in text


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_its_slip_comes_back_as_a_correction(home: Home, paper: str) -> None:
    made = prepared(home, language="ar", paper=paper)
    slip = [one for one in made.section_pages if one == "correction-slip"]
    assert slip
    assert made.code.startswith("X-")
    with packets.issued(home.workspace, made, IssueMeans.PRINTED):
        pass
    found = look_up(home.workspace, made.code).slip
    assert found is not None
    assert found.correction
    keyed = replies.Reply(found.household, found.code, found.recipient, wrong="عمر سناء ١٣")
    replies.keep(home.workspace, keyed)
    (one,) = home.workspace.all(Question)
    assert (one.kind, one.words) == (QuestionKind.CORRECTION, "عمر سناء ١٣")


def test_words_in_another_language_are_amber_and_offered_to_be_read(home: Home) -> None:
    visit(home, "أحب القراءة", home.amira)
    made = prepared(home)
    assert "typed" in codes(made)
    assert "Some words on these pages are not in your language." in words(made)
    own = prepared(home, language="ar")
    assert not [one for one in own.problems if one.code == "typed" and "أحب" in one.why]


def test_hostile_words_cannot_turn_a_line(home: Home) -> None:
    home.put(Person, home.amira, preferred_name="\u202eنور\u2069 (206) 555")
    home.add(FamilyStory(household=home.family, words="{code} ** \u202d x", told_by=home.amira))
    assert "not-isolated" not in codes(prepared(home, language="ar"))


def test_a_large_record_prints(home: Home) -> None:
    long = "It is a long story that goes on and on. " * 20
    for place in range(60):
        told = f"Line {place}. {long}"
        home.add(FamilyStory(household=home.family, told_by=home.amira, words=told))
    made = prepared(home)
    assert not made.red
    assert made.pages > 5
