"""Who receives a packet, who must not, and what the window offers."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from liaison_app.actions import packet_choices, packets
from liaison_app.actions.references import resolve
from liaison_app.errors import UnknownRecord
from liaison_app.packets.content import Profile
from liaison_app.records.packets import SectionText
from liaison_app.records.partnership import Commitment
from liaison_app.records.people import (
    Household,
    HouseholdMember,
    Person,
    Relation,
    Relationship,
)
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.actions.packets import Prepared


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def codes(prepared: Prepared) -> list[str]:
    return [one.code for one in prepared.problems]


def stopped(prepared: Prepared) -> list[str]:
    return [one.code for one in prepared.problems if one.red]


def pages(prepared: Prepared) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(prepared.pdf))
    return [page.extract_text() for page in reader.pages]


def test_the_first_contact_receives_it_in_her_language(home: Home) -> None:
    made = home.prepare()
    assert (made.recipient, made.recipient_name) == (home.amira, "Amira Haddad")
    assert (made.language, made.beside, made.profile) == ("ar", "", Profile.STANDARD)
    assert not made.red
    assert made.draft
    assert made.pages == len(pages(made)) > 3
    assert made.section_pages["start-here"] == 1


def test_a_restricted_adult_gets_nothing_at_all(home: Home) -> None:
    home.restrict(home.karim)
    made = home.prepare(to=home.karim)
    assert stopped(made) == ["recipient-restricted"]
    assert "must not be contacted about these children" in made.problems[0].why
    assert (made.pdf, made.pages, made.code, made.recipient) == (b"", 0, "", "")


def test_the_next_one_receives_it_when_the_first_is_restricted(home: Home) -> None:
    home.restrict(home.amira)
    assert home.prepare().recipient == home.karim
    home.restrict(home.karim)
    assert stopped(home.prepare()) == ["recipient-none"]


def test_a_child_or_a_stranger_is_no_recipient(home: Home) -> None:
    stranger = home.add(Person(given_name="Vera"))
    for person in (home.yusuf, stranger):
        assert stopped(home.prepare(to=person)) == ["recipient-unknown"]


def test_a_neighbor_gets_it_only_knowingly(home: Home) -> None:
    vera = home.add(Person(given_name="Vera"))
    home.add(Relationship(child=home.yusuf, adult=vera, relation=Relation.NEIGHBOR))
    made = home.prepare(to=vera)
    assert "recipient-distant" in codes(made)
    assert not made.red


def test_a_protected_family_gets_it_by_hand_alone(home: Home) -> None:
    home.hide()
    assert stopped(home.prepare()) == ["address-in-hand"]
    by_hand = home.prepare(in_hand=True)
    assert not by_hand.red
    assert "address-in-hand" in codes(by_hand)
    assert stopped(home.prepare(to=home.karim, in_hand=True)) == ["address-protected"]


def test_the_address_of_the_readers_own_home_counts_too(home: Home) -> None:
    home.hide(home.fathers)
    assert "address-in-hand" not in codes(home.prepare())
    assert stopped(home.prepare(to=home.karim)) == ["address-in-hand"]
    assert not home.prepare(to=home.karim, in_hand=True).red


def test_the_other_home_of_a_child_counts_too(home: Home) -> None:
    """The father's packet must not say where the children of a mother in hiding go to school."""
    home.add(HouseholdMember(household=home.fathers, person=home.yusuf))
    assert not packets.prepare(home.workspace, home.fathers, to=home.karim).red
    home.hide()
    for in_hand in (False, True):
        made = packets.prepare(home.workspace, home.fathers, to=home.karim, in_hand=in_hand)
        assert stopped(made) == ["address-protected"]


def test_where_a_restricted_adult_lives_it_comes_from_hand_to_hand_alone(home: Home) -> None:
    """His mother's packet would lie on his table, and say where the children are at school."""
    home.add(HouseholdMember(household=home.fathers, person=home.yusuf))
    nadia = home.add(Person(given_name="Nadia"))
    home.add(HouseholdMember(household=home.fathers, person=nadia))
    home.restrict(home.karim)
    for reader in (nadia, home.amira):
        made = packets.prepare(home.workspace, home.fathers, to=reader)
        assert stopped(made) == ["address-in-hand"]
        assert "must not be contacted" in made.problems[0].why
        by_hand = packets.prepare(home.workspace, home.fathers, to=reader, in_hand=True)
        assert not by_hand.red
        assert "address-in-hand" in codes(by_hand)
    assert "address-in-hand" not in codes(home.prepare()), "he does not live with her"
    offered = packet_choices.choices(home.workspace, home.fathers).recipients
    assert all(one.by_hand for one in offered)


def test_who_lives_with_a_restricted_adult_gets_it_by_hand_alone(home: Home) -> None:
    nadia = home.add(Person(given_name="Nadia"))
    home.add(
        HouseholdMember(household=home.fathers, person=nadia),
        Relationship(child=home.yusuf, adult=nadia, relation=Relation.GRANDPARENT),
    )
    home.restrict(home.karim)
    assert stopped(home.prepare(to=nadia)) == ["address-in-hand"]
    (his,) = home.workspace.all(HouseholdMember, person=home.karim)
    home.put(HouseholdMember, his.id, until=date(2020, 1, 1))
    assert not home.prepare(to=nadia).red


def test_a_deleted_family_gets_no_packet(home: Home) -> None:
    home.remove(Household, home.family)
    with pytest.raises(UnknownRecord, match="no such family"):
        home.prepare()
    with pytest.raises(UnknownRecord):
        resolve(home.workspace, "household", home.family)


def test_a_closed_family_is_to_be_known(home: Home) -> None:
    assert "family-closed" not in codes(home.prepare())
    home.put(Household, home.family, closed_on=date(2026, 10, 1))
    made = home.prepare()
    assert "family-closed" in codes(made)
    assert not made.red
    (at,) = [one.place for one in made.problems if one.code == "family-closed"]
    assert at is not None
    assert (at.type, at.id, at.field) == ("household", home.family, "closed_on")


def test_no_page_names_a_restricted_adult_or_an_address(home: Home) -> None:
    home.restrict(home.karim)
    home.put(Commitment, home.promise, who="Karim")
    for language in ("en", "ar"):
        whole = "".join("".join(pages(home.prepare(language=language))).split())
        for secret in ("Karim", "555-0172", "555-0171", "Juniper", "FirStreet"):
            assert secret not in whole, secret


def test_promises_stay_with_the_household_that_made_them(home: Home) -> None:
    assert "promises" in home.prepare().section_pages
    assert "promises" not in home.prepare(to=home.karim).section_pages
    asked = home.prepare(to=home.karim, sections=["start-here", "promises"])
    assert "promises-elsewhere" in codes(asked)
    home.remove(Commitment, home.promise)
    assert "promises" not in home.prepare().section_pages


def test_the_window_offers_who_may_receive_it_and_what_serves_them(home: Home) -> None:
    home.restrict(home.karim)
    aunt = home.add(Person(given_name="Huda"))
    home.add(HouseholdMember(household=home.family, person=aunt))
    offered = packet_choices.choices(home.workspace, home.family)
    assert [one.name for one in offered.recipients] == ["Amira Haddad", "Huda"]
    assert offered.first == home.amira
    assert [one.language for one in offered.recipients] == ["ar", "ar"]
    assert not any(one.by_hand or one.barred for one in offered.recipients)
    assert offered.sections[0].name == "start-here"
    assert offered.month == date(2026, 11, 1)


def test_a_protected_home_bars_who_does_not_live_there(home: Home) -> None:
    home.hide()
    offered = {
        one.id: one for one in packet_choices.choices(home.workspace, home.family).recipients
    }
    assert (offered[home.amira].by_hand, offered[home.amira].barred) == (True, False)
    assert offered[home.karim].barred


def test_languages_say_how_much_a_speaker_has_read(home: Home) -> None:
    source = "Do you have a question? Call **{help_phone}**."
    row = SectionText(
        source=source, language="om", text="ሕቶ? **{help_phone}**", reviewed_by="Senait"
    )
    home.add(row)
    found = {one.tag: one for one in packet_choices.languages(home.workspace)}
    assert next(iter(found)) == "en"
    assert found["en"].reviewed == found["en"].texts
    assert (found["om"].translated, found["om"].reviewed, found["om"].drafts) == (1, 1, 0)
    assert found["ar"].translated > 200
    assert found["ar"].reviewed == 0


def test_a_recipient_is_found_by_name_in_the_family_first(home: Home) -> None:
    other = home.add(Household(name="Said"))
    twin = home.add(Person(given_name="Amira", family_name="Haddad"))
    home.add(HouseholdMember(household=other, person=twin))
    named = packet_choices.recipient_named
    for text in ("amira haddad", "Amira", "Haddad Amira", "أميرة حدّاد", home.amira):
        assert named(home.workspace, home.family, text) == home.amira
    home.restrict(home.karim)
    assert named(home.workspace, home.family, "karim") == home.karim
    with pytest.raises(UnknownRecord):
        named(home.workspace, home.family, "Nobody")
