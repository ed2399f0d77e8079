"""Sealed facts go into the stream of their family's caseload, and their ids say which that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import InvalidValue
from liaison_app.records import TYPES, Privacy, Stream, Writers
from liaison_app.records.governance import Assignment, StaffMember
from liaison_app.records.keeping import Erasure
from liaison_app.records.people import Household
from liaison_app.records.sealed import SafetyNote
from liaison_app.store import caseloads, checking
from liaison_app.workspace import Add, Put, Remove

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def family(workspace: Workspace) -> str:
    return workspace.commit("family.new", [Add(Household(name="Hassan"))]).ids[0]


def noted(workspace: Workspace, household: str, *, caseload: str | None = None) -> str:
    note = SafetyNote(household=household, text="Not by phone")
    return workspace.commit("safety_note.add", [Add(note, caseload)]).ids[0]


def streams_of(workspace: Workspace, record_id: str) -> list[str]:
    rows = workspace.read(
        "SELECT DISTINCT stream FROM op JOIN origin ON origin.n = op.origin WHERE op.id = :id",
        {"id": record_id},
    )
    return [row["stream"] for row in rows]


def test_every_type_that_the_office_writes_says_so_or_says_who_else() -> None:
    assert TYPES["section_text"].written_by is Writers.OFFICE
    assert TYPES["service"].written_by is Writers.OFFICE
    assert TYPES["school"].written_by is Writers.ADDS
    assert TYPES["kit"].written_by is Writers.ANYONE
    assert TYPES["visit"].written_by is Writers.ANYONE


def test_a_record_never_mixes_levels() -> None:
    for kind in TYPES.values():
        sealed = {spec.field.privacy is Privacy.SEALED for spec in kind.fields.values()}
        assert sealed == {kind.stream is Stream.SEALED}, kind.name


def test_a_fact_is_in_the_caseload_that_its_family_is_in_at_that_moment(
    workspace: Workspace,
) -> None:
    ana = workspace.commit("staff", [Add(StaffMember(name="Ana"))]).ids[0]
    caseloads.remember(workspace.conn, {"aa" * 8: ana, "bb" * 8: ""})
    home = family(workspace)
    of_nobody = noted(workspace, home)
    workspace.commit("assign", [Add(Assignment(household=home, staff=ana))])
    hers = noted(workspace, home)
    given = noted(workspace, home, caseload="")
    assert streams_of(workspace, of_nobody) == ["bb" * 8]
    assert streams_of(workspace, hers) == ["aa" * 8]
    assert streams_of(workspace, given) == ["bb" * 8]
    assert hers.startswith("aaaaaaaa-aaaa-")


def test_a_fact_stays_in_its_stream_whoever_has_the_family_later(workspace: Workspace) -> None:
    caseloads.remember(workspace.conn, {"aa" * 8: "somebody", "bb" * 8: ""})
    home = family(workspace)
    fact = noted(workspace, home)
    ana = workspace.commit("staff", [Add(StaffMember(name="Ana"))]).ids[0]
    caseloads.remember(workspace.conn, {"cc" * 8: ana})
    workspace.commit("assign", [Add(Assignment(household=home, staff=ana))])
    workspace.commit("safety_note.change", [Put(SafetyNote, fact, {"text": "Not by letter"})])
    workspace.commit("safety_note.remove", [Remove(SafetyNote, fact)])
    assert streams_of(workspace, fact) == ["bb" * 8]


def test_who_has_no_stream_of_their_own_leaves_facts_with_the_coordinators(
    workspace: Workspace,
) -> None:
    caseloads.remember(workspace.conn, {"bb" * 8: ""})
    teacher = workspace.commit("staff", [Add(StaffMember(name="Tom"))]).ids[0]
    home = family(workspace)
    workspace.commit("assign", [Add(Assignment(household=home, staff=teacher))])
    assert streams_of(workspace, noted(workspace, home)) == ["bb" * 8]


def test_a_sealed_fact_of_an_erased_family_goes_with_it(workspace: Workspace) -> None:
    caseloads.remember(workspace.conn, {"bb" * 8: ""})
    home = family(workspace)
    fact = noted(workspace, home)
    erased = Erasure(subject_type="household", subject=home)
    workspace.commit("erase", [Add(erased)])
    found = workspace.get(SafetyNote, fact)
    assert (found.text, found.household, found.deleted) == ("", home, True)
    bodies = workspace.read("SELECT body FROM op WHERE id = :id", {"id": fact})
    assert not any("phone" in row["body"] for row in bodies)
    assert checking.check(workspace.conn).problems == ()


def test_an_id_of_another_stream_is_refused(workspace: Workspace) -> None:
    caseloads.remember(workspace.conn, {"bb" * 8: ""})
    home = family(workspace)
    with pytest.raises(InvalidValue):
        workspace.commit(
            "x", [Add(SafetyNote(id="cccccccc-cccc-4ccc-8ccc-cccccccccccc", household=home))]
        )
