"""What is sealed anew loses no words, and keeps out nothing that a colleague sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import exchange
from liaison_app.store.driver import transaction
from liaison_app.sync import epochs, identity, outbox, rosters, shredding
from tests.sync.hostile import coordinator
from tests.sync.laptops import Team, crafted, digest, family, names, own_ops
from tests.sync.test_caseloads import WORDS, assigned, knows, meet, note, notes

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def bundles(workspace: Workspace, author: Workspace) -> list[tuple[str, bytes]]:
    """Hash and bytes of what somebody sealed in the team's stream, the newest first."""
    rows = workspace.read(
        "SELECT hash, raw FROM bundle WHERE dev = :dev AND stream = :stream ORDER BY number DESC",
        {"dev": author.device, "stream": workspace.setting("stream.team")},
    )
    return [(row["hash"], bytes(row["raw"])) for row in rows]


def say_instead_of(mal: Workspace, name: str) -> list[bytes]:
    """Seal a bundle that says to stand for one of this laptop, by a hash that is a colleague's."""
    family(mal, "Mal's")
    stream = mal.setting("stream.team")
    with transaction(mal.conn):
        roster = rosters.known(mal.conn)
        sealing = outbox.Sealing(mal.conn, identity.own(mal), roster, stream, mal.now())
        sealing.add(own_ops(mal), {"instead": [mal.device, 7, name]})
    return [raw for _name, raw in bundles(mal, mal)]


def test_a_colleagues_changes_are_not_taken_for_ones_that_were_sealed_anew(team: Team) -> None:
    rosa, ben, mal = team.first(), team.join("Ben Ortiz"), team.join("Mal Eaton")
    family(ben, "Haddad")
    team.send(ben, mal)
    false = say_instead_of(mal, bundles(mal, ben)[0][0])
    exchange.take_file(rosa, crafted(mal, team.file(), false))
    assert names(rosa) == ["Mal's"]
    team.send(ben, rosa)
    family(ben, "Lopez")
    team.send(ben, rosa)
    assert names(rosa) == ["Haddad", "Lopez", "Mal's"]
    team.send(rosa, ben, mal)
    assert digest(rosa) == digest(ben) == digest(mal)


def test_one_that_waits_in_the_same_file_is_taken_in_too(team: Team) -> None:
    rosa, ben, mal = team.first(), team.join("Ben Ortiz"), team.join("Mal Eaton")
    for each in ("Haddad", "Lopez"):
        family(ben, each)
        team.send(ben, mal)
    (name, newest), *rest = bundles(mal, ben)
    following = [newest, *say_instead_of(mal, name), *(raw for _name, raw in rest)]
    exchange.take_file(rosa, crafted(mal, team.file(), following))
    assert names(rosa) == ["Haddad", "Lopez", "Mal's"]


def test_what_a_laptop_forgot_of_a_colleagues_caseload_is_not_sealed_anew_without_its_words(
    team: Team,
) -> None:
    rosa, cora = team.first(), coordinator(team)
    ana, ben = team.join("Ana Diaz"), team.join("Ben Ortiz")
    meet(team, rosa, cora, ana, ben)
    home = family(ana, "Hassan")
    assigned(ana, home, ana)
    meet(team, rosa, cora, ana, ben)
    note(ben, home)
    team.send(ben, ana)
    team.send(ana, ben)
    assert not knows(ben)
    shredding.renew(rosa)
    team.send(rosa, cora, ana, ben)
    with transaction(cora.conn):  # like who joins when the former secrets are destroyed
        for stream in rosters.known(cora.conn).owners:
            assert epochs.destroy(cora.conn, stream, 2**20) > 0
    team.send(cora, ben)
    team.send(ben, cora, ana, rosa)
    team.send(ana, cora, rosa)
    assert "" not in notes(cora)
    assert notes(ana) == notes(rosa) == [WORDS]
