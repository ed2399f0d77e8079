"""An address that a colleague wrote for a protected family, not having heard that it is protected.

It is hidden on every laptop at once, asked about urgently, and sealed as protecting does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import (
    differences,
    families,
    family,
    finding,
    health,
    histories,
    merging,
    new_families,
    protecting,
    record_tables,
    records,
    today,
)
from liaison_app.actions.protecting import Substitute
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.packets.recipients import is_protected
from liaison_app.records.partnership import Note
from liaison_app.records.people import Address
from liaison_app.records.sealed import ProtectedAddress
from liaison_app.workspace import Add, Put
from tests.sync.laptops import digest, dump
from tests.sync.laptops import family as family_of

if TYPE_CHECKING:
    from liaison_app.actions.differences import Difference
    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


OPEN = "77 Cedarwood Court"
PLACES = Substitute(line_1="PO Box 118", city="Salem")


class Three:
    """A team of three: Rosa protected a family, Ben had not heard and wrote where it moved."""

    def __init__(self, team: Team, *, order: str = "protected first") -> None:
        self.team = team
        self.rosa, self.ben, self.cam = team.first(), team.join("Ben Ortiz"), team.join("Cam Diaz")
        self.home = family_of(self.rosa, "Okoye")
        old = Address(household=self.home, line_1="12 Elmhurst Road", city="Lakewood")
        self.old = self.rosa.commit("address.add", [Add(old)]).ids[0]
        team.send(self.rosa, self.ben, self.cam)
        protecting.protect(self.rosa, self.home, PLACES)
        values = {"household": self.home, "kind": "home", "line_1": OPEN, "city": "Lakewood"}
        self.new = records.add(self.ben, "address", values).ids[0]
        note = Note(household=self.home, text="They moved to 77 Cedarwood Ct on Sunday")
        self.note = self.ben.commit("note.add", [Add(note)]).ids[0]
        pair = (self.rosa, self.ben) if order == "protected first" else (self.ben, self.rosa)
        for sender in pair:
            team.send(sender, *self.others(sender))

    @property
    def all(self) -> tuple[Workspace, ...]:
        """Everybody's laptop."""
        return (self.rosa, self.ben, self.cam)

    def others(self, one: Workspace) -> list[Workspace]:
        """All but one."""
        return [other for other in self.all if other is not one]


def seen(workspace: Workspace, home: str, row: str) -> str:
    """All that lists, pages and searches say of the family and of that row."""
    numbers = record_tables.numbers(workspace, "address")
    listed = records.select(workspace, "address")
    told = new_families.here_already(workspace, new_families.NewFamily(name="Okoye"))
    return repr(
        (
            record_tables.rows(workspace, "address", numbers),
            listed,
            records.in_words(workspace, "address", listed, ["line_1", "city"]),
            records.show(workspace, "address", row),
            family.page(workspace, home).places,
            finding.find(workspace, "cedarwood"),
            finding.families(workspace, "cedarwood"),
            record_tables.numbers(workspace, "address", text="cedarwood"),
            families.numbers(workspace, text="cedarwood"),
            histories.history_of(workspace, "address", row),
            told,
            differences.differences(workspace),
        )
    ).casefold()


def question(workspace: Workspace) -> Difference:
    """The only thing that waits for a person."""
    [one] = differences.differences(workspace)
    assert differences.waiting(workspace) == 1
    return one


@pytest.mark.parametrize("order", ["protected first", "written first"])
def test_nobody_reads_it_on_any_laptop_in_whatever_order_it_came(team: Team, order: str) -> None:
    three = Three(team, order=order)
    for one in three.all:
        words = seen(one, three.home, three.new)
        assert OPEN.casefold() not in words
        assert "not shown" in words
        assert record_tables.numbers(one, "address", text="cedarwood") == []
        assert families.numbers(one, text="cedarwood") == []
        assert [hit.type for hit in finding.find(one, "cedarwood")] == ["note"]
        assert is_protected(one, three.home)


def test_its_liaison_and_coordinators_are_asked_first_of_all_and_nobody_else(team: Team) -> None:
    three = Three(team)
    one = question(three.rosa)
    assert (one.urgent, one.doubt, one.leave, one.family) == (True, "open_address", "", "Okoye")
    [line] = one.written
    assert "Ben Ortiz" in line
    assert [side.does for side in one.sides] == ["Seal it", "Keep it nowhere"]
    for other in (three.ben, three.cam):
        assert differences.waiting(other) == 0
    with pytest.raises(InvalidValue):
        differences.answer(three.rosa, one.id, leave=True)


def test_today_and_the_health_say_so_until_it_is_sealed(team: Team) -> None:
    three = Three(team)
    [notice] = today.read(three.rosa).notices
    assert (notice.page, notice.urgent) == ("differences", True)
    assert "where 1 protected family lives" in notice.words
    assert health.health(three.rosa).words[0] == notice.words
    for other in (three.ben, three.cam):
        assert today.read(other).notices == ()
    differences.answer(three.rosa, question(three.rosa).id, keep=1)
    assert today.read(three.rosa).notices == ()


def test_sealing_it_does_what_protecting_does(team: Team) -> None:
    three = Three(team)
    one = question(three.rosa)
    named = [mention.id for mention in protecting.mentions(three.rosa, three.home)]
    assert named == [three.new, three.note]
    said = "\n".join(differences.consequence(three.rosa, one.id, 1))
    assert "cannot be undone" in said
    assert "Note" in said
    assert "Address" not in said
    differences.answer(three.rosa, one.id, keep=1, seen=one.seen)
    assert differences.waiting(three.rosa) == 0
    assert OPEN in {fact.line_1 for fact in three.rosa.all(ProtectedAddress)}
    assert [one.id for one in protecting.mentions(three.rosa, three.home)] == [three.note]
    team.send(three.rosa, three.ben, three.cam)
    for other in (three.ben, three.cam):
        assert OPEN not in repr(dump(other))
        assert [row.line_1 for row in other.all(Address)] == ["PO Box 118"]
    assert len({digest(each) for each in three.all}) == 1


def test_where_the_program_forbids_it_the_address_is_kept_nowhere(team: Team) -> None:
    three = Three(team)
    before = three.rosa.all(ProtectedAddress)
    differences.answer(three.rosa, question(three.rosa).id, keep=2)
    assert OPEN not in repr(dump(three.rosa))
    assert [fact for fact in three.rosa.all(ProtectedAddress) if fact.line_1] == before


def test_words_that_a_colleague_put_into_the_emptied_row_are_asked_about_too(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family_of(rosa, "Okoye")
    old = rosa.commit("add", [Add(Address(household=home, line_1="12 Elmhurst Road"))]).ids[0]
    team.send(rosa, ben)
    protecting.protect(rosa, home, PLACES)
    records.change(ben, "address", old, {"directions": "Behind the Elmhurst bakery"})
    team.send(ben, rosa)
    assert "bakery" not in seen(rosa, home, old)
    differences.answer(rosa, question(rosa).id, keep=1)
    assert differences.waiting(rosa) == 0
    assert "bakery" in rosa.all(ProtectedAddress)[-1].directions
    team.send(rosa, ben)
    assert "bakery" not in repr(dump(ben))


def test_two_families_made_one_by_who_had_not_heard_bring_no_street_along(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home, twice = family_of(rosa, "Okoye"), family_of(rosa, "Okoye")
    street = Address(household=twice, line_1=OPEN)
    row = rosa.commit("address.add", [Add(street)]).ids[0]
    team.send(rosa, ben)
    protecting.protect(rosa, home, PLACES)
    changes = merging.plan(ben, "household", home, twice).changes
    ben.commit("family.merge", changes)
    team.send(ben, rosa)
    assert rosa.get(Address, row).household == home
    assert OPEN.casefold() not in seen(rosa, home, row)
    assert next(one.doubt for one in differences.differences(rosa)) == "open_address"


def test_who_has_heard_puts_no_street_back_into_an_address(team: Team) -> None:
    rosa = team.first()
    home = family_of(rosa, "Okoye")
    place = rosa.commit(
        "address.add", [Add(Address(household=home, line_1="", directions="Ring twice"))]
    ).ids[0]
    protecting.protect(rosa, home, PLACES)
    for values in ({"line_1": OPEN}, {"kind": "home"}):
        shown = rosa.all(Address, household=home)[0].id
        with pytest.raises(NotAllowed, match="sealed"):
            records.change(rosa, "address", place, {"line_1": OPEN})
        if "kind" in values:
            with pytest.raises(NotAllowed, match="sealed"):
                records.change(rosa, "address", shown, values)


def test_its_words_are_not_edited_away_into_the_history(team: Team) -> None:
    three = Three(team)
    for one in three.all:
        with pytest.raises(NotAllowed, match="seals it"):
            records.change(one, "address", three.new, {"line_1": ""})
    records.remove(three.cam, "address", three.new)
    team.send(three.cam, three.rosa)
    assert OPEN.casefold() not in seen(three.rosa, three.home, three.new)
    differences.answer(three.rosa, question(three.rosa).id, keep=1)
    assert OPEN not in repr(dump(three.rosa)["address"])


def test_an_import_on_a_laptop_that_had_not_heard_brings_no_street_back(team: Team) -> None:
    three = Three(team)
    differences.answer(three.rosa, question(three.rosa).id, keep=1)
    late = Address(id="", household=three.home, line_1="9 Birchwood Lane")
    three.cam.commit("import", [Add(late)])
    three.cam.commit("address.change", [Put(Address, three.new, {"region": "Oregon"})])
    team.send(three.cam, three.rosa)
    team.send(three.rosa, three.cam)
    assert "birchwood" not in seen(three.rosa, three.home, three.new)
    assert question(three.rosa).doubt == "open_address"
