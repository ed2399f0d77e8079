"""What a role does not let a laptop write is kept apart by everybody, and nothing of it is lost."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import differences, exchange, laptops
from liaison_app.errors import NotAllowed
from liaison_app.records.governance import Consent, ConsentState, StaffMember, Team
from liaison_app.records.packets import Jargon
from liaison_app.records.people import Person
from liaison_app.records.schools import School
from liaison_app.records.sealed import SafetyNote
from liaison_app.store.schema import SCHEMA
from liaison_app.store.travelling import Travelling
from liaison_app.sync import (
    alarms,
    container,
    epochs,
    granting,
    identity,
    rosters,
    snapshots,
)
from liaison_app.sync.container import read_records
from liaison_app.sync.lines import pack_ops
from liaison_app.sync.roster_entries import Add as LetIn
from liaison_app.sync.roster_entries import Caseload, Epoch, Grant, Share, action_json
from liaison_app.workspace import Add, Put, Remove
from tests.sync.hostile import coordinator, entries_of, entry, refused
from tests.sync.laptops import Team as Laptops
from tests.sync.laptops import conflicts, crafted, digest, dump, family, own_ops, sealed
from tests.sync.test_caseloads import WORDS, assigned, meet, note, notes

if TYPE_CHECKING:
    from typing import Any

    from liaison_app.workspace import Workspace


def forged(
    workspace: Workspace, kind: str, record_id: str, writes: dict[str, list[Any]], stream: str = ""
) -> Travelling:
    """The next change of a laptop in a stream, as only another program would write it."""
    last = own_ops(workspace, kind) if not stream else []
    seq = last[-1].seq + 1 if last else 1
    hlc = (last[-1].hlc if last else 0) + (1 << 60)
    return Travelling(workspace.device, seq, hlc, seq, 5, "", record_id, writes, {"name": "forged"})


def put_in_file(
    laptops: Laptops, author: Workspace, op: Travelling, stream: str, *receivers: Workspace
) -> None:
    """Take a file with this one change in at others."""
    numbers = author.read(
        "SELECT number, hash FROM bundle WHERE stream = :stream AND dev = :dev"
        " ORDER BY number DESC LIMIT 1",
        {"stream": stream, "dev": author.device},
    )
    n, prev = (numbers[0]["number"] + 1, numbers[0]["hash"]) if numbers else (1, "")
    raw = sealed(author, [op], n=n, prev=prev, stream=stream)
    path = crafted(author, laptops.file(), [*entries_of(author), raw])
    for one in receivers:
        exchange.take_file(one, path)


def apart(workspace: Workspace) -> list[str]:
    return [one.what for one in alarms.unseen(workspace.conn)]


def test_a_liaisons_laptop_says_at_once_what_is_not_for_it(team: Laptops) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    school = rosa.commit("school.add", [Add(School(name="Lake School"))]).ids[0]
    word = rosa.commit("jargon.add", [Add(Jargon(term="IEP", plain="A plan"))]).ids[0]
    meet(team, rosa, ben)
    before = dump(ben)
    for change in (
        Add(Jargon(term="PTA", plain="Parents and teachers")),
        Put(Jargon, word, {"plain": "Nothing"}),
        Put(School, school, {"name": "Sea School"}),
        Put(StaffMember, rosa.person, {"name": "Rosa Thief"}),
        Remove(Team, ben.all(Team)[0].id),
    ):
        with pytest.raises(NotAllowed, match="coordinator"):
            ben.commit("try", [change])
    assert dump(ben) == before


def test_a_liaison_adds_a_school_and_mends_it_until_the_office_says_otherwise(
    team: Laptops,
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(team, rosa, ben)
    school = ben.commit("import", [Add(School(name="Lake Scool"))]).ids[0]
    ben.commit("school.change", [Put(School, school, {"name": "Lake School"})])
    meet(team, rosa, ben)
    assert [one.name for one in rosa.all(School)] == ["Lake School"]
    rosa.commit("school.change", [Put(School, school, {"name": "Lake Elementary"})])
    meet(team, rosa, ben)
    with pytest.raises(NotAllowed):
        ben.commit("school.change", [Put(School, school, {"name": "Mine"})])
    assert [one.name for one in ben.all(School)] == ["Lake Elementary"]
    assert digest(rosa) == digest(ben)
    assert apart(rosa) == apart(ben) == []


def test_reference_data_of_a_liaisons_laptop_waits_until_the_role_comes(team: Laptops) -> None:
    rosa, ben, ana = team.first(), team.join("Ben Ortiz"), team.join("Ana Diaz")
    meet(team, rosa, ben, ana)
    op = replace(
        forged(ben, "reference", "5eed0000-0000-4000-8000-000000000001", {}),
        type="jargon",
        writes={"deleted": [False], "term": ["IEP"], "plain": ["Forged"]},
    )
    put_in_file(team, ben, op, ben.setting("stream.reference"), rosa, ana)
    assert rosa.all(Jargon) == ana.all(Jargon) == []
    assert apart(rosa) == apart(ana) == [alarms.NOT_ALLOWED]
    [alarm] = exchange_words(rosa)
    assert "Ben Ortiz" in alarm
    granting.grant(rosa, ben.device.partition(".")[0], "coordinator")
    assert [one.plain for one in rosa.all(Jargon)] == ["Forged"]
    team.send(rosa, ana)
    assert [one.plain for one in ana.all(Jargon)] == ["Forged"]
    digest(rosa)
    digest(ana)


def exchange_words(workspace: Workspace) -> list[str]:
    return [one.words for one in laptops.alarms(workspace)]


def test_nobody_renames_staff_by_adding_them_once_more(team: Laptops) -> None:
    """Whoever joins writes their own name and the team's: that must not be a way to change them."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(team, rosa, ben)
    op = replace(
        forged(ben, "reference", rosa.person, {}),
        type="staff_member",
        writes={"deleted": [False], "name": ["Rosa Thief"], "phone": ["555-0199"]},
    )
    put_in_file(team, ben, op, ben.setting("stream.reference"), rosa)
    assert rosa.get(StaffMember, rosa.person).name == "Rosa Vega"
    assert conflicts(rosa) == 0
    digest(rosa)


def test_everybody_changes_their_own_name_and_phone(team: Laptops) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(team, rosa, ben)
    own = {"name": "Ben Ortiz Lima", "phone": "555-0112"}
    ben.commit("staff.change", [Put(StaffMember, ben.person, own)])
    meet(team, rosa, ben)
    seen = rosa.get(StaffMember, ben.person)
    assert (seen.name, seen.phone) == ("Ben Ortiz Lima", "555-0112")
    assert apart(rosa) == []


@pytest.mark.parametrize("how", ["replaces", "empties", "removes"])
def test_a_colleague_changes_nothing_in_a_caseload_that_is_not_theirs(
    team: Laptops, how: str
) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    fact = note(ana, home)
    meet(team, rosa, ana, ben)
    stream = rosters.known(ben.conn)
    caseload = next(one for one, owner in stream.owners.items() if owner == ana.person)
    dot = [ana.device, 1]
    ways: dict[str, dict[str, list[Any]]] = {
        "replaces": {"text": ["All is well", dot]},
        "empties": {"~text": [True]},
        "removes": {"deleted": [True, dot]},
    }
    op = replace(forged(ben, "sealed", fact, {}, caseload), type="safety_note", writes=ways[how])
    put_in_file(team, ben, op, caseload, rosa, ana)
    assert notes(rosa) == notes(ana) == [WORDS]
    assert apart(rosa) == apart(ana) == [alarms.NOT_ALLOWED]
    digest(ana)


def test_a_fact_of_one_caseload_is_none_in_another(team: Laptops) -> None:
    """Else whoever has a caseload could write into every other one through their own."""
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    fact = note(ana, home)
    meet(team, rosa, ana, ben)
    own = next(one for one, who in rosters.known(ben.conn).owners.items() if who == ben.person)
    op = replace(
        forged(ben, "sealed", fact, {}, own), type="safety_note", writes={"text": ["All is well"]}
    )
    put_in_file(team, ben, op, own, rosa)
    assert notes(rosa) == [WORDS]


def test_who_is_in_no_caseload_adds_nobody_to_it(team: Laptops) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    own = rosters.known(ben.conn).laptops[ben.device.partition(".")[0]]
    caseload = next(one for one, who in rosters.known(ben.conn).owners.items() if who == ana.person)
    mine = identity.own(ben).recipient
    again = LetIn(
        own.laptop, own.name, ana.person, ("coordinator",), own.sign, own.age, (caseload,)
    )
    for action in (
        again,
        Grant(own.laptop, ("coordinator",)),
        Caseload("ab" * 8, ana.person),
        Epoch(caseload, 2, mine, "YQ=="),
        Share(own.laptop, ((caseload, 1, mine),), "YQ=="),
    ):
        refused(
            rosa, crafted(ben, team.file(), [*entries_of(ben), entry(ben, [action_json(action)])])
        )
    found = rosters.known(rosa.conn)
    assert caseload not in found.laptops[own.laptop].streams
    assert found.laptops[own.laptop].roles == ("liaison",)


def test_a_coordinator_lets_nobody_into_a_caseload_by_naming_its_stream(team: Laptops) -> None:
    rosa, cora = team.first(), coordinator(team)
    ana, ben = team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, cora, ana, ben)
    found = rosters.known(cora.conn)
    caseload = next(one for one, who in found.owners.items() if who == ana.person)
    own = found.laptops[ben.device.partition(".")[0]]
    name = next(one for one in epochs.held(cora.conn) if one[0] == caseload)
    for action in (
        LetIn("ab" * 8, "Eve", "eve", ("liaison",), bytes(range(32)), own.age, (caseload,)),
        Share(own.laptop, (name,), "YQ=="),
    ):
        path = crafted(cora, team.file(), [*entries_of(cora), entry(cora, [action_json(action)])])
        exchange.take_file(rosa, path)
    after = rosters.known(rosa.conn)
    assert caseload not in after.laptops.get("ab" * 8, own).streams
    assert name not in after.covered[own.laptop]


def test_a_bundle_under_a_forged_epoch_of_a_caseload_changes_nothing(team: Laptops) -> None:
    rosa, ana, ben = team.first(), team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, ana, ben)
    caseload = next(one for one, who in rosters.known(ben.conn).owners.items() if who == ana.person)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    made = epochs.make(ben.conn, caseload, 99, [identity.own(ben).recipient])
    op = replace(
        forged(
            ben, "sealed", f"{caseload[:8]}-{caseload[8:12]}-4000-8000-000000000001", {}, caseload
        ),
        type="safety_note",
        writes={"deleted": [False], "household": [home], "text": ["Forged"]},
    )
    own = identity.own(ben)
    said = {"dev": own.dev, "stream": caseload, "n": 1, "prev": "", "schema": SCHEMA, "app": "0"}
    raw = container.seal(
        pack_ops({**said, "time": ben.now().isoformat()}, [op]),
        container.Header(caseload, 99, own.dev, 1, ""),
        own.sign,
        made.recipient,
    )
    exchange.take_file(rosa, crafted(ben, team.file(), [*entries_of(ben), raw]))
    assert notes(rosa) == []
    note(ana, home)
    meet(team, rosa, ana)
    assert notes(rosa) == [WORDS]


def test_only_a_coordinator_decides_that_a_laxer_consent_counts(team: Laptops) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(team, rosa, ben)
    giver = rosa.commit("p", [Add(Person(given_name="Lan"))]).ids[0]
    consent = rosa.commit("c", [Add(Consent(giver=giver, purpose="photos"))]).ids[0]
    meet(team, rosa, ben)
    rosa.commit("c", [Put(Consent, consent, {"state": ConsentState.GIVEN})])
    ben.commit("c", [Put(Consent, consent, {"state": ConsentState.REFUSED})])
    meet(team, rosa, ben)
    [card] = differences.differences(ben)
    given = next(one.number for one in card.sides if one.value == "given")
    with pytest.raises(NotAllowed, match="coordinator"):
        differences.answer(ben, card.id, keep=given)
    with pytest.raises(NotAllowed):
        differences.answer(ben, card.id, value="given")
    differences.answer(rosa, card.id, keep=given)
    meet(team, rosa, ben)
    assert ben.get(Consent, consent).state is ConsentState.GIVEN


def test_a_lone_liaison_may_do_everything(team: Laptops) -> None:
    rosa = team.first()
    rosa.commit("jargon.add", [Add(Jargon(term="IEP", plain="A plan"))])
    home = family(rosa, "Hassan")
    fact = note(rosa, home)
    rosa.commit("change", [Put(SafetyNote, fact, {"text": "New"})])
    assert notes(rosa) == ["New"]


def test_an_office_laptop_vouches_for_nothing_in_a_caseload(team: Laptops) -> None:
    """Snapshots hold what others wrote, on the word of who made them."""
    rosa, ana, office = team.first(), team.join("Ana Diaz"), team.join("Olga", role="office")
    meet(team, rosa, ana, office)
    roster = rosters.known(rosa.conn)
    caseload = next(one for one, who in roster.owners.items() if who == ana.person)
    made = snapshots.make(office, office.conn, identity.own(office), caseload)
    record = next(read_records(io.BytesIO(made.records[made.snapshot.hash])))
    with pytest.raises(NotAllowed):
        snapshots.read(rosa.conn, roster, record, rosa.root)
    shared = snapshots.make(
        office, office.conn, identity.own(office), office.setting("stream.team")
    )
    record = next(read_records(io.BytesIO(shared.records[shared.snapshot.hash])))
    assert snapshots.read(rosa.conn, roster, record, rosa.root)
