"""A laptop is lost: what was on it for certain, what perhaps, whom to call first."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from liaison_app.actions import laptops, lost_laptop, lost_sheet
from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.records.governance import Assignment
from liaison_app.records.people import Address, Household
from liaison_app.records.sealed import SafetyNote
from liaison_app.store.driver import transaction
from liaison_app.workspace import Add, Remove
from tests.sync.laptops import Team, family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace


def laptop(workspace: Workspace) -> str:
    return workspace.device.partition(".")[0]


def test_what_it_acknowledged_was_on_it_and_the_rest_perhaps(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    known, hidden = family(rosa, "Pham"), family(rosa, "Haddad")
    address = Address(household=hidden, line_1="Box 12", do_not_publish=True)
    rosa.commit("address.add", [Add(address)])
    team.send(rosa, ben)
    family(ben, "Osei")
    team.send(ben, rosa)
    family(rosa, "Tran")  # after the last that was heard of Ben
    rosa.commit("household.remove", [Remove(Household, known)])
    found = lost_laptop.report(rosa, laptop(ben))
    assert found.person == "Ben Ortiz"
    assert found.heard
    assert [(one.name, one.certain, one.protected) for one in found.families] == [
        ("Haddad", True, True),
        ("Osei", True, False),
        ("Pham", True, False),
        ("Tran", False, False),
    ]
    assert [one.name for one in found.families if one.removed] == ["Pham"]
    assert "3 families were on it for certain; 1 more may have been. 1 of all" in (
        lost_laptop.counted(found)
    )
    assert "Take it out of the team now" in found.steps[0]
    assert any("protected address first" in step for step in found.steps)
    assert not any("shared places" in step for step in found.steps)
    assert "No sealed facts" in found.detail[1]
    laptops.remove(rosa, laptop(ben))
    assert "It is out of the team" in lost_laptop.report(rosa, laptop(ben)).steps[0]


def test_sealed_facts_that_it_could_open_are_named_as_such(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    theirs, other = family(ben, "Osei"), family(rosa, "Pham")
    ben.commit("assign", [Add(Assignment(household=theirs, staff=ben.person))])
    for one, home in ((ben, theirs), (rosa, other)):
        one.commit("safety_note.add", [Add(SafetyNote(household=home, text="Dog"))])
    team.send(ben, rosa)
    found = lost_laptop.report(rosa, laptop(ben))
    assert [one.name for one in found.families if one.sealed] == ["Osei"]
    assert "Sealed facts of 1 family too" in found.detail[1]


def test_the_passwords_of_shared_places_are_to_be_changed(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    with transaction(rosa.conn):
        rosa.conn.execute(
            "INSERT INTO remote (name, url, keys, state) VALUES ('Office cloud', 'x', '{}', '{}')"
        )
    found = lost_laptop.report(rosa, laptop(ben))
    assert found.places == ("Office cloud",)
    assert "Office cloud" in found.steps[1]


def test_only_coordinators_see_it(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    with pytest.raises(NotAllowed):
        lost_laptop.report(ben, laptop(rosa))
    with pytest.raises(UnknownRecord):
        lost_laptop.report(rosa, "0" * 16)


def test_paper_names_families_only_where_somebody_asks(team: Team, tmp_path: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Pham")
    family(rosa, "أحمد")
    found = lost_laptop.report(rosa, laptop(ben))
    quiet = "".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(lost_sheet.pdf(found, names=False))).pages
    )
    assert "What to do now" in quiet
    assert "Ben Ortiz" in quiet
    assert "Pham" not in quiet
    target = tmp_path / "report.pdf"
    lost_sheet.save(found, target, names=True)
    loud = "".join(page.extract_text() for page in PdfReader(target).pages)
    assert "Pham" in loud
    assert target.stat().st_mode & 0o077 == 0
