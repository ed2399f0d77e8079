"""What was agreed with one adult of a home, or signed by somebody else, stands on nobody's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import signing
from liaison_app.records.directory import Referral, Service
from liaison_app.records.goals import GoalStep, Side, Signature
from liaison_app.records.governance import StaffMember
from liaison_app.records.people import HouseholdMember
from tests.packets.kinds.goaling import goal, step
from tests.packets.kinds.lent import lent, said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

STROKES = "100,200 300,50 500,200"


def at_home(home: Home) -> None:
    """Karim lives with Amira and the children."""
    home.add(HouseholdMember(household=home.family, person=home.karim))


def codes(made: Prepared) -> set[str]:
    return {one.code for one in made.problems if one.red}


def referred(home: Home, person: str) -> str:
    service = home.add(Service(organization="Cedar Clinic", phone="206-555-0177"))
    return home.add(Referral(household=home.family, person=person, service=service))


def test_help_for_one_adult_is_told_to_no_other(home: Home) -> None:
    at_home(home)
    hers = referred(home, home.amira)
    mine = home.prepare(kind="referral", subject=hers, to=home.amira)
    his = home.prepare(kind="referral", subject=hers, to=home.karim)
    assert "referral-of-another" not in codes(mine)
    assert "referral-of-another" in codes(his)


def test_help_for_a_child_is_told_to_its_family(home: Home) -> None:
    childs = referred(home, home.yusuf)
    made = home.prepare(kind="referral", subject=childs, to=home.amira)
    assert "referral-of-another" not in codes(made)


def test_what_we_hold_keeps_a_goal_from_who_did_not_agree_on_it(home: Home) -> None:
    at_home(home)
    hers = goal(home, family_words="I want to leave him.", language="en", school_words="Support")
    step(home, hers, "Call the advocate")

    def told(person: str) -> str:
        made = home.prepare(kind="what-we-hold", to=person, language="en", in_hand=True)
        return "\n".join(said(made.pdf))

    for words in ("I want to leave him.", "Support", "Call the advocate"):
        assert words in told(home.amira)
        assert words not in told(home.karim)


def test_a_signature_for_the_school_stands_above_the_name_of_who_signed(home: Home) -> None:
    loan = lent(home)
    colleague = home.add(StaffMember(name="Rosa Lindqvist"))
    text = signing.to_sign(home.workspace, home.family, kind="loan", subject=loan)
    signing.on_screen(home.workspace, text, STROKES, for_school=True)
    (signature,) = home.workspace.all(Signature)
    home.put(Signature, signature.id, staff=colleague)
    made = home.prepare(kind="loan", subject=loan)
    assert "Rosa Lindqvist" in "\n".join(said(made.pdf))


def test_who_does_a_step_is_part_of_what_was_signed(home: Home) -> None:
    one = step(home, goal(home, language="en", family_words="Read"), "Read aloud")
    signed = signing.to_sign(home.workspace, home.family, kind="agreement")
    home.put(GoalStep, one, side=Side.SCHOOL)
    now = signing.to_sign(home.workspace, home.family, kind="agreement")
    assert now.wording != signed.wording


def test_a_kit_handed_to_one_adult_is_told_to_no_other(home: Home) -> None:
    at_home(home)
    hers = lent(home, person=home.amira)
    mine = home.prepare(kind="loan", subject=hers, to=home.amira)
    his = home.prepare(kind="loan", subject=hers, to=home.karim)
    assert "loan-of-another" not in codes(mine)
    assert "loan-of-another" in codes(his)


def test_a_kit_handed_to_a_child_or_to_nobody_in_particular_is_the_familys(home: Home) -> None:
    for person in (home.yusuf, ""):
        made = home.prepare(kind="loan", subject=lent(home, person=person), to=home.amira)
        assert "loan-of-another" not in codes(made)
