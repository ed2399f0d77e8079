"""What may be given of a family to somebody outside: only what is meant, only while it agrees."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import giving
from liaison_app.actions.share_purposes import purpose_named
from liaison_app.errors import (
    InvalidValue,
    NotAllowed,
)
from liaison_app.records.directory import Referral, Service
from liaison_app.records.governance import Capacity, Consent, ConsentState
from liaison_app.records.partnership import Commitment, FamilyStory, Visit
from liaison_app.records.people import (
    ContactPoint,
    Relationship,
)
from liaison_app.records.sharing import Basis, SharePurpose
from tests.clinic import CLINIC, agree, codes, disclosures, give, pages, seen, words
from tests.desk import TODAY
from tests.packets.home import STREET, Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


# --- what allows it


def test_without_consent_nothing_can_be_given_and_it_says_how_to_get_one(
    home: Home, tmp_path: Path
) -> None:
    made = seen(home)
    assert codes(made) == {"consent-missing"}
    assert made.content == b""
    assert "print the form" in made.problems[0].why
    with pytest.raises(NotAllowed, match="no consent"):
        giving.share(home.workspace, made, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
    assert disclosures(home) == []


@pytest.mark.parametrize(
    "other",
    [
        {"recipient": "Harbor Clinic"},
        {"recipient": ""},
        {"purpose": "shelter"},
        {"state": None},
        {"expires_on": TODAY - timedelta(days=1)},
        {"withdrawn_on": TODAY},
        {"state": ConsentState.REFUSED},
    ],
)
def test_a_consent_to_something_else_or_that_no_longer_stands_is_none(
    home: Home, other: dict[str, Any]
) -> None:
    agree(home, **other)
    assert codes(seen(home)) & {"consent-missing", "consent-refused"}


def test_the_strictest_answer_wins_and_one_parents_yes_does_not_pass_over_anothers_no(
    home: Home,
) -> None:
    agree(home)
    assert not seen(home).red
    agree(home, giver=home.karim, state=ConsentState.REFUSED)
    assert codes(seen(home)) == {"consent-refused"}


def test_who_must_not_be_contacted_can_neither_agree_nor_be_told_of(home: Home) -> None:
    home.restrict(home.karim)
    agree(home, giver=home.karim)
    assert "consent-missing" in codes(seen(home))
    agree(home)
    made = seen(home)
    assert not made.red
    assert "restriction" in codes(made)
    assert "Karim" not in words(made) + pages(made.content)[0]
    for name in ("Karim Haddad", "Office of Karim Haddad"):
        agree(home, recipient=name)
        assert "recipient-restricted" in codes(seen(home, recipient=name))


def test_a_consent_for_one_child_covers_no_other(home: Home) -> None:
    agree(home, concerns=home.yusuf)
    assert "consent-missing" in codes(seen(home))
    made = seen(home, person=home.yusuf)
    assert not made.red
    assert "Sana" not in words(made)
    assert {"Yusuf", "Amira"} <= set(words(made).splitlines())
    agree(home, giver=home.karim, concerns=home.sana)
    assert "Sana" in words(seen(home))


def test_a_student_of_age_agrees_alone(home: Home) -> None:
    agree(home, giver=home.sana, concerns=home.sana)
    assert "consent-missing" in codes(seen(home, person=home.sana))
    own = home.workspace.all(Consent, giver=home.sana)[0].id
    home.put(Consent, own, capacity=Capacity.ELIGIBLE_STUDENT)
    assert not seen(home, person=home.sana).red


def test_a_consent_that_lists_fields_allows_those_alone(home: Home) -> None:
    agree(home, data="Given name, Date of birth")
    made = seen(home)
    assert {one.field for one in made.values} == {"given_name", "birth_date"}
    assert any("consent allows" in one for one in made.held)


def test_what_is_restricted_leaves_only_if_the_consent_names_it(home: Home) -> None:
    tie = home.ties[home.amira, home.yusuf]
    home.put(Relationship, tie, document_seen="Order 7 of the court")
    needs = "person.given_name\nrelationship.document_seen"
    home.add(SharePurpose(name="lawyer", needs=needs))
    own = agree(home, "lawyer")
    made = seen(home, "lawyer")
    assert "Order 7" not in words(made)
    assert any("restricted" in one for one in made.held)
    home.put(Consent, own, data="Given name; Document seen")
    assert "Order 7" in words(seen(home, "lawyer"))
    emergency = seen(home, "lawyer", exception=Basis.COURT_ORDER, reason="subpoena 12")
    assert "Order 7" not in words(emergency)


def test_an_exception_needs_a_reason_and_is_written_down_with_it(
    home: Home, tmp_path: Path
) -> None:
    with pytest.raises(InvalidValue, match="why this exception"):
        seen(home, exception=Basis.EMERGENCY, reason=" ")
    made = give(home, tmp_path / "x.pdf", exception=Basis.EMERGENCY, reason="asthma attack")
    (line,) = disclosures(home)
    assert (line.id, line.basis, line.why) == (made.disclosure, Basis.EMERGENCY, "asthma attack")
    assert (
        "without the family's consent"
        in seen(home, exception=Basis.EMERGENCY, reason="asthma attack").problems[0].why
    )


# --- what is in it


def test_only_what_the_purpose_names_and_nobody_unticked(home: Home) -> None:
    agree(home)
    made = seen(home)
    assert {".".join(one.source) for one in made.values} <= set(made.purpose.fields)
    assert STREET not in words(made)
    assert "Mother" in words(made)
    assert "Father" not in words(made), "what he is to them is his"
    few = seen(home, fields=("person.given_name,person.birth_date",))
    assert {one.field for one in few.values} == {"given_name", "birth_date"}
    yusuf = next(one.key for one in few.values if one.words == "Yusuf")
    fewer = seen(home, fields=("person.given_name",), left_out=frozenset({yusuf}))
    assert "Yusuf" not in words(fewer)
    assert any("left out by you" in one for one in fewer.held)
    with pytest.raises(InvalidValue, match="does not need"):
        seen(home, fields=("address.line_1",))
    with pytest.raises(InvalidValue, match="Nothing is ticked"):
        seen(home, fields=("",))


def test_another_adults_words_and_numbers_stay_out(home: Home) -> None:
    home.add(
        ContactPoint(person=home.karim, value="206 555 0188"),
        FamilyStory(household=home.family, told_by=home.karim, words="He likes trains."),
        FamilyStory(household=home.family, told_by=home.amira, words="Karim reads to them."),
        FamilyStory(household=home.family, told_by=home.amira, words="Stories at night."),
    )
    needs = "contact_point.value\nfamily_story.words\nperson.given_name"
    home.add(SharePurpose(name="tutor", needs=needs))
    agree(home, "tutor")
    made = seen(home, "tutor")
    assert "Stories at night." in words(made)
    for other in ("trains", "Karim", "0188"):
        assert other not in words(made)
    assert any("another adult's" in one for one in made.held)


def test_a_child_who_is_not_meant_is_not_named_in_anybodys_words(home: Home) -> None:
    service = home.add(Service(organization=CLINIC))
    home.add(
        Referral(household=home.family, service=service, appointment="Sana and Yusuf, Monday"),
        Referral(
            household=home.family, person=home.yusuf, service=service, appointment="Tuesday 9:00"
        ),
    )
    agree(home)
    assert "Tuesday" in words(seen(home, person=home.yusuf))
    assert "Sana" not in words(seen(home, person=home.yusuf))


def test_a_protected_address_stops_it_and_nothing_leads_there_even_if_the_family_wants_it(
    home: Home,
) -> None:
    agree(home, "new-school")
    home.hide()
    assert "address-protected" in codes(seen(home, "new-school"))
    assert seen(home, "new-school").red
    made = seen(home, "new-school", despite_protection=True)
    assert not made.red
    text = words(made) + "".join(pages(made.content))
    for hidden in (STREET, "Juniper", "Lakewood", "98000", "Cedar Grove", "Harbor Middle"):
        assert hidden not in text, hidden
    agree(home, "new-school", giver=home.karim, recipient="Fathers School")
    other = seen(home, "new-school", recipient="Fathers School", despite_protection=True)
    assert other.red, "his yes, and her address"


def test_a_districts_purpose_never_reaches_secrets_or_what_is_no_field(home: Home) -> None:
    needs = "attachment.key\nperson.given_name\nperson.shoe_size\nnonsense"
    home.add(SharePurpose(name="odd", label="Odd one", needs=needs))
    made = purpose_named(home.workspace, "odd one")
    assert made.fields == ("person.given_name",)
    assert set(made.unreadable) == {"attachment.key", "person.shoe_size", "nonsense"}
    with pytest.raises(InvalidValue, match="There is no purpose"):
        purpose_named(home.workspace, "curiosity")


def test_what_is_the_homes_goes_out_only_on_the_word_of_somebody_who_lives_there(
    home: Home,
) -> None:
    home.add(Commitment(household=home.family, what="A bus pass"))
    home.add(ContactPoint(household=home.family, value="206 555 0177"))
    needs = "commitment.what\ncontact_point.value\naddress.line_1\nperson.given_name\nvisit.started"
    home.add(SharePurpose(name="tutor", needs=needs))
    agree(home, "tutor")
    made = words(seen(home, "tutor"))
    for known in ("A bus pass", "0177", STREET):
        assert known in made
    agree(home, "tutor", giver=home.karim, recipient="His tutor")
    home.add(ContactPoint(person=home.karim, value="206 555 0188"))
    home.add(Visit(household=home.family, started=home.workspace.now()))
    made = words(seen(home, "tutor", recipient="His tutor"))
    assert {"Yusuf", "Karim", "(206) 555-0188"} <= set(_bare(made).splitlines())
    for hers in ("A bus pass", "0177", STREET, "Amira", "2026"):
        assert hers not in made, hers
    alone = words(
        seen(home, "tutor", exception=Basis.COURT_ORDER, reason="order 7", person=home.karim)
    )
    assert set(_bare(alone).splitlines()) == {"Karim", "(206) 555-0172", "(206) 555-0188"}


def _bare(text: str) -> str:
    return text.translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))
