"""Protecting a family that was known before: afterwards nobody finds where it lives (rules 10)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, finding, histories, protecting, records, sealed_facts
from liaison_app.actions.protecting import Substitute
from liaison_app.errors import InvalidValue, LiaisonError, NotAllowed, NothingToUndo
from liaison_app.packets.families_named import streets_of
from liaison_app.packets.kept_out import kept_out
from liaison_app.packets.recipients import circle, is_protected
from liaison_app.records.governance import Assignment
from liaison_app.records.partnership import ContactLog, Note, Visit
from liaison_app.records.people import Address, AddressKind
from liaison_app.records.sealed import ProtectedAddress
from liaison_app.store.driver import transaction
from liaison_app.sync import epochs
from liaison_app.sync.container import open_record, read_record
from liaison_app.workspace import Add, Put
from tests.sync.laptops import digest, dump, family

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


STREET = "Whispering Quarry"
PLACES = Substitute(line_1="PO Box 118", city="Salem", program="Safe at Home", card="SAH-4471")


def typed(workspace: Workspace) -> tuple[str, list[str]]:
    """A family with its address as anybody types it, corrected once, and words that name it."""
    home = family(workspace, "Hassan")
    workspace.commit("assign", [Add(Assignment(household=home, staff=workspace.person))])
    first = workspace.commit(
        "address.add", [Add(Address(household=home, line_1=f"8 {STREET} Lane", city="Tanglewood"))]
    ).ids[0]
    workspace.commit("address.change", [Put(Address, first, {"line_1": f"18 {STREET} Lane"})])
    visit = workspace.commit("visit.plan", [Add(Visit(household=home))]).ids[0]
    wrote = workspace.commit(
        "write",
        [
            Add(Note(household=home, text=f"Park on {STREET} Ln, not in the yard")),
            Add(
                ContactLog(
                    household=home, at=workspace.now(), gist="She moved to whispering quarry"
                )
            ),
            Add(Note(household=home, visit=visit, text="Nothing about where")),
        ],
    ).ids
    return home, [wrote[0], wrote[1]]


def known(workspace: Workspace, words: str = STREET) -> bool:
    """Whether words are in the decrypted database, in the search blocks or its files."""
    said = repr(dump(workspace)).casefold()
    for index in ("name_index", "note_index", "guarded_index"):
        rows = workspace.conn.execute(f"SELECT block FROM {index}_data").fetchall()  # noqa: S608
        said += "".join(repr(bytes(row["block"])) for row in rows).casefold()
    return any(word in said for word in words.casefold().split())


def test_after_protecting_nobody_finds_the_street_on_either_laptop(team: Team) -> None:
    rosa = team.first()
    home, wrote = typed(rosa)
    ana = team.join("Ana Diaz")
    team.send(rosa, ana)
    assert known(rosa)
    assert known(ana)
    done = protecting.protect(rosa, home, PLACES)
    assert done.addresses == 1
    assert {(one.type, one.id) for one in done.mentions if one.own} >= {
        ("note", wrote[0]),
        ("contact_log", wrote[1]),
    }
    for one in protecting.mentions(rosa, home):
        care.redact(rosa, one.type, one.id, one.field)
    assert protecting.mentions(rosa, home) == ()
    team.send(rosa, ana)
    assert not known(ana)
    assert finding.find(ana, "quarry") == []
    # On the liaison's own laptop it is among the sealed facts, and nowhere else.
    [fact] = rosa.all(ProtectedAddress)
    assert (fact.line_1, fact.program, fact.card) == (
        f"18 {STREET} Lane",
        "Safe at Home",
        "SAH-4471",
    )
    assert finding.find(rosa, "quarry") == []
    for sealed in sealed_facts.of_family(rosa, home):
        records.change(rosa, sealed.type, sealed.id, {"line_1": "", "city": ""})
        care.redact(rosa, sealed.type, sealed.id, "line_1")
        care.redact(rosa, sealed.type, sealed.id, "city")
    assert not known(rosa)
    assert is_protected(rosa, home)
    assert is_protected(ana, home)
    assert digest(rosa) == digest(ana)


def test_prints_leave_out_words_that_name_a_street_that_is_sealed(team: Team) -> None:
    """The liaison's laptop knows the street, and so keeps notes that name it off every page."""
    rosa = team.first()
    home, _wrote = typed(rosa)
    protecting.protect(rosa, home, PLACES)
    kept = kept_out(rosa, circle(rosa, home), None)
    assert any(street.named_in(f"Park on {STREET} Ln") for street in kept.hidden)
    assert any(one.named_in(f"on {STREET} Ln") for one in streets_of(rosa, protected=True))
    asked = {"household": home, "kind": "home", "line_1": "5 Elm St"}
    with pytest.raises(NotAllowed):
        records.add(rosa, "address", asked)


def test_what_was_sealed_before_keeps_its_words_until_its_secret_is_destroyed(team: Team) -> None:
    """A bundle is signed as it is and goes out as it is: only its key can be thrown away."""
    rosa = team.first()
    home, _wrote = typed(rosa)
    ana = team.join("Ana Diaz")
    team.send(rosa, ana)
    protecting.protect(rosa, home, PLACES)
    team.send(rosa, ana)
    remains = 0
    for row in ana.conn.execute("SELECT raw FROM bundle").fetchall():
        record = read_record(io.BytesIO(row["raw"]))
        assert record
        try:
            plain = open_record(record, epochs.secrets(ana.conn, record.stream, record.epoch))
        except LiaisonError:
            continue
        remains += STREET in plain.decode()
    assert remains == 1


def test_what_an_unaware_colleague_writes_into_the_old_row_stays_hidden(team: Team) -> None:
    rosa = team.first()
    home, _wrote = typed(rosa)
    ana = team.join("Ana Diaz")
    team.send(rosa, ana)
    [address] = ana.all(Address, household=home)
    ana.commit("address.change", [Put(Address, address.id, {"line_1": f"20 {STREET} Lane"})])
    protecting.protect(rosa, home, PLACES)
    team.send(ana, rosa)
    team.send(rosa, ana)
    assert "20 Whisp" not in repr(dump(rosa))
    assert "20 Whisp" not in repr(dump(ana))
    assert digest(rosa) == digest(ana)


def test_everybody_sees_the_substitute_and_that_there_is_something_to_protect(
    team: Team,
) -> None:
    rosa = team.first()
    home, _wrote = typed(rosa)
    protecting.protect(rosa, home, PLACES)
    [shown] = rosa.all(Address, household=home)
    assert (shown.kind, shown.line_1, shown.city) == (AddressKind.SUBSTITUTE, "PO Box 118", "Salem")
    assert shown.do_not_publish
    for entry in histories.history_of(rosa, "address", shown.id):
        assert STREET not in repr(entry)
    with pytest.raises(NothingToUndo):
        care.undo(rosa)
    with pytest.raises(NotAllowed, match="sealed"):
        records.add(rosa, "address", {"household": home, "line_1": f"18 {STREET} Lane"})
    records.add(
        rosa, "address", {"household": home, "kind": "meeting_place", "line_1": "The library"}
    )


def test_an_address_that_somebody_typed_since_is_taken_away_as_well(team: Team) -> None:
    rosa = team.first()
    home, _wrote = typed(rosa)
    ana = team.join("Ana Diaz")
    team.send(rosa, ana)
    protecting.protect(rosa, home, PLACES)
    with pytest.raises(InvalidValue, match="already"):
        protecting.protect(rosa, home, PLACES)
    ana.commit("address.add", [Add(Address(household=home, line_1=f"22 {STREET} Lane"))])
    team.send(ana, rosa)
    late = [one for one in protecting.mentions(rosa, home) if one.type == "address"]
    assert [one.words for one in late] == [f"22 {STREET} Lane"]
    assert protecting.protect(rosa, home, PLACES).addresses == 2
    team.send(rosa, ana)
    assert "22 Whisp" not in repr(dump(ana))
    assert [one.line_1 for one in ana.all(Address, household=home)] == ["PO Box 118"]


def test_where_a_program_forbids_it_the_real_address_is_kept_nowhere(team: Team) -> None:
    rosa = team.first()
    home, _wrote = typed(rosa)
    protecting.protect(rosa, home, Substitute(program="Safe at Home", keep_real=False))
    [fact] = rosa.all(ProtectedAddress)
    assert (fact.line_1, fact.city, fact.program) == ("", "", "Safe at Home")
    assert is_protected(rosa, home)


def test_only_its_liaison_or_a_coordinator_protects_a_family(team: Team) -> None:
    rosa = team.first()
    home, _wrote = typed(rosa)
    ana = team.join("Ana Diaz")
    team.send(rosa, ana)
    with pytest.raises(NotAllowed):
        protecting.protect(ana, home, PLACES)
    own = family(ana, "Nguyen")
    ana.commit("assign", [Add(Assignment(household=own, staff=ana.person))])
    assert protecting.protect(ana, own, PLACES).addresses == 0


def test_the_real_address_is_no_substitute(team: Team) -> None:
    rosa = team.first()
    home, _wrote = typed(rosa)
    with pytest.raises(InvalidValue):
        protecting.protect(rosa, home, Substitute(line_1=f"18 {STREET} ln"))
    assert rosa.all(ProtectedAddress) == []
    with transaction(rosa.conn):
        pass
