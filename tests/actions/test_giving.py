"""Giving a family's facts to somebody outside: written down first, and only while it agrees."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyrage
import pytest

from liaison_app.actions import (
    care,
    consents,
    family,
    giving,
    giving_lists,
    records,
    shared,
    sharing,
)
from liaison_app.actions.giving_lists import Wanted
from liaison_app.actions.shared import State
from liaison_app.actions.sharing import Request
from liaison_app.errors import (
    InvalidValue,
    NoRoom,
    NotAllowed,
    NothingToUndo,
    UnsafePlace,
    WorkspaceExists,
)
from liaison_app.records.directory import Referral, Service
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.partnership import FamilyStory, FollowUp, TaskState
from liaison_app.records.people import (
    Household,
    HouseholdMember,
    Person,
    Relation,
    Relationship,
)
from liaison_app.records.sharing import Basis, Disclosure, Form, SharePurpose
from liaison_app.store import durable, keyslots
from liaison_app.workspace import Put
from tests.clinic import CLINIC, agree, disclosures, give, pages, seen
from tests.desk import PASSPHRASE
from tests.packets.home import STREET, Home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.differing import Pair


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


# --- the file


def test_each_page_says_for_whom_for_what_and_until_when(home: Home, tmp_path: Path) -> None:
    agree(home, expires_on=date(2026, 12, 24))
    made = give(home, tmp_path / "x.pdf")
    assert made.until == date(2026, 12, 24), "not longer than the consent"
    written = pages((tmp_path / "x.pdf").read_bytes())
    assert len(written) > 1
    for page in written:
        assert CLINIC in page
        assert "Appointment at a clinic" in page
        assert "December 24, 2026" in " ".join(page.split())
        assert made.code in page
    assert stat.S_IMODE((tmp_path / "x.pdf").stat().st_mode) == 0o600


def test_a_locked_file_opens_with_the_code_alone_which_is_kept_nowhere(
    home: Home, tmp_path: Path
) -> None:
    agree(home)
    made = give(home, tmp_path / "x.age", sealed=True)
    raw = (tmp_path / "x.age").read_bytes()
    assert raw.startswith(b"age-encryption.org/v1\n-> scrypt")
    typed = keyslots.read_code(made.secret)
    assert len(typed) == 26
    assert pyrage.passphrase.decrypt(raw, typed).startswith(b"%PDF")
    for row in home.workspace.read("SELECT body FROM op"):
        assert typed not in str(row["body"])
        assert made.secret not in str(row["body"])
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or typed.encode() not in path.read_bytes()


def test_values_that_would_be_formulas_are_only_words(home: Home, tmp_path: Path) -> None:
    hostile = ("=HYPERLINK(1)", "+1 206 555 0199", "-2+3", "@SUM(A1)", "＝1+1", " =1+1", 'a,"b"\nc')
    for name in hostile:
        home.add(Person(given_name=name, is_child=True))
    service = home.add(Service(organization=CLINIC))
    home.add(*(Referral(household=home.family, service=service, appointment=x) for x in hostile))
    agree(home)
    give(home, tmp_path / "x.csv", form=Form.CSV)
    text = (tmp_path / "x.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    values = [row["value"] for row in rows if row["field"] == "appointment"]
    assert len(values) == len(hostile)
    for value in values:
        assert value.lstrip()[0] not in "=+-@＝", value
    assert {row["recipient"] for row in rows} == {CLINIC}
    assert {row["keep_until"] for row in rows} == {"2027-02-19"}
    give(home, tmp_path / "x.json", form=Form.JSON)
    document = json.loads((tmp_path / "x.json").read_text())
    exact = [
        one["values"]["appointment"]["value"]
        for one in document["records"]
        if one["kind"] == "referral"
    ]
    assert sorted(exact) == sorted(hostile), "programs get them as they are"


def test_marks_of_direction_and_very_long_words_break_no_page(home: Home, tmp_path: Path) -> None:
    home.add(
        *(
            FamilyStory(household=home.family, told_by=home.amira, words=words)
            for words in ("x" * 5_000, "قصة طويلة جدا " * 700, "abc \u202e321")
        )
    )
    home.add(SharePurpose(name="tutor", needs="family_story.words\nperson.given_name"))
    agree(home, "tutor")
    made = give(home, tmp_path / "x.pdf", purpose="tutor")
    written = pages((tmp_path / "x.pdf").read_bytes())
    assert len(written) > 3
    assert "\u202e" not in "".join(written)
    assert made.code in written[-1]
    with pytest.raises(InvalidValue, match="at most 120"):
        seen(home, recipient="Clinic " * 30)
    for nobody in ("", " \u200f ", "...", "\n"):
        with pytest.raises(InvalidValue, match="Say who gets it"):
            seen(home, recipient=nobody)
    turned = seen(home, recipient="Clinic\u202e\nRiver")
    assert turned.recipient == "Clinic River"


def test_a_file_is_never_put_where_it_would_do_harm(home: Home, tmp_path: Path) -> None:
    agree(home)
    with pytest.raises(UnsafePlace):
        give(home, tmp_path / "workspace" / "x.pdf")
    with pytest.raises(WorkspaceExists):
        give(home, tmp_path)
    (tmp_path / "x.pdf").write_bytes(b"mine")
    with pytest.raises(WorkspaceExists):
        give(home, tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").read_bytes() == b"mine"
    assert disclosures(home) == [], "nothing was given, so nothing is written down"


def test_the_name_of_a_file_names_nobody(home: Home) -> None:
    agree(home)
    made = seen(home)
    assert made.file_name == f"{made.code}.pdf"
    for name in ("Haddad", "Amira", "Riverside"):
        assert name not in made.file_name


# --- written down first


def test_it_is_written_down_before_the_file_is_and_says_everything(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = agree(home)
    known: list[list[Disclosure]] = []
    real = durable.put_in_place

    def watched(part: Path, path: Path) -> None:
        known.append(disclosures(home))
        assert not path.exists()
        real(part, path)

    monkeypatch.setattr("liaison_app.actions.packet_places.put_in_place", watched)
    made = give(home, tmp_path / "x.pdf")
    [[line]] = known
    assert line.id == made.disclosure
    assert (line.household, line.recipient, line.purpose) == (home.family, CLINIC, "clinic")
    assert (line.basis, line.consent, line.form) == (Basis.CONSENT, consent, Form.PDF)
    assert "person.birth_date" in line.named.split()
    assert (line.staff, line.until, line.sealed) == (home.workspace.person, made.until, False)
    assert shared.show(home.workspace, made.code).state is State.WITH_THEM


def test_a_full_disk_after_that_is_written_down_too(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(home)

    def full(_part: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    made = seen(home)
    monkeypatch.setattr("liaison_app.actions.packet_places.put_in_place", full)
    with pytest.raises(NoRoom):
        giving.share(home.workspace, made, tmp_path / "x.pdf")
    assert not list(tmp_path.glob("*.p*")) + list(tmp_path.glob(".*.part"))
    (line,) = shared.of_family(home.workspace, home.family)
    assert line.state is State.FAILED
    assert "disk is full" in line.steps[0][2]
    (asked,) = home.workspace.all(FollowUp)
    assert asked.state is TaskState.DROPPED, "there is nothing to ask anybody to delete"


_DIE = """
    import os, signal, sys
    sys.path.insert(0, {root!r})
    import tests.conftest
    from pathlib import Path
    from liaison_app.actions import giving, packet_places, sharing, workspaces
    from liaison_app.actions.sharing import Request
    def die(part, path):
        os.kill(os.getpid(), signal.SIGKILL)
    packet_places.put_in_place = die
    with workspaces.unlock(Path({folder!r}), {passphrase!r}) as workspace:
        made = sharing.preview(workspace, Request({family!r}, "clinic", {clinic!r}))
        giving.share(workspace, made, Path({target!r}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_computer_that_dies_between_leaves_the_line_which_says_so(
    home: Home, tmp_path: Path
) -> None:
    agree(home)
    target = tmp_path / "out" / "x.age"
    target.parent.mkdir()
    home.workspace.close()
    script = textwrap.dedent(_DIE).format(
        root=str(Path(__file__).parents[2]),
        folder=str(tmp_path / "workspace"),
        passphrase=PASSPHRASE,
        family=home.family,
        clinic=CLINIC,
        target=str(target),
    )
    died = subprocess.run(
        [sys.executable, "-c", script], check=False, env=dict(os.environ), timeout=120
    )
    assert died.returncode == -signal.SIGKILL
    home.workspace = _reopened(tmp_path / "workspace")
    (line,) = shared.of_family(home.workspace, home.family)
    assert line.state is State.BEGUN
    assert not target.exists()
    for left in target.parent.iterdir():
        assert b"%PDF" not in left.read_bytes(), "what a crash leaves is locked"
    assert shared.content(home.workspace, line.code)[0].startswith(b"%PDF")


def _reopened(folder: Path) -> Any:
    from liaison_app.actions import workspaces

    return workspaces.unlock(folder, PASSPHRASE)


def test_the_list_cannot_be_tidied_up(home: Home, tmp_path: Path) -> None:
    agree(home)
    made = give(home, tmp_path / "x.pdf")
    workspace = home.workspace
    with pytest.raises(InvalidValue):
        records.change(workspace, "disclosure", made.disclosure, {"recipient": "Nobody"})
    with pytest.raises(NotAllowed, match="stays written down"):
        records.remove(workspace, "disclosure", made.disclosure)
    kept = home.workspace.get(Disclosure, made.disclosure).kept
    with pytest.raises(NotAllowed, match="stays written down"):
        records.remove(workspace, "attachment", kept)
    assert family.page(workspace, home.family).files == (), "it stands under what was shared"
    recent = [one for one in care.recent(workspace) if one.name.startswith("share.")]
    assert len(recent) == 2
    assert not any(one.undoable for one in recent)
    for number in (one.number for one in recent):
        with pytest.raises(NothingToUndo):
            care.undo(workspace, number)
    assert shared.show(workspace, made.code).recipient == CLINIC


# --- between looking and giving


def test_a_consent_that_was_withdrawn_since_it_was_looked_at_stops_it(
    home: Home, tmp_path: Path
) -> None:
    own = agree(home)
    made = seen(home)
    consents.withdraw(home.workspace, own)
    with pytest.raises(NotAllowed, match="withdrawn"):
        giving.share(home.workspace, made, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
    assert disclosures(home) == []


def test_a_value_that_changed_since_it_was_looked_at_is_looked_at_again(
    home: Home, tmp_path: Path
) -> None:
    agree(home)
    made = seen(home)
    home.put(Person, home.yusuf, given_name="Joseph")
    with pytest.raises(NotAllowed, match="once more"):
        giving.share(home.workspace, made, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_a_withdrawal_written_on_another_laptop_counts_as_soon_as_it_arrives(
    pair: Pair, tmp_path: Path
) -> None:
    family = pair.add(Household(name="Tran"))
    lan = pair.add(Person(given_name="Lan", family_name="Tran"))
    minh = pair.add(Person(given_name="Minh", family_name="Tran", is_child=True))
    for one in (lan, minh):
        pair.add(HouseholdMember(household=family, person=one))
    pair.add(Relationship(child=minh, adult=lan, relation=Relation.MOTHER))
    own = pair.add(
        Consent(
            giver=lan,
            household=family,
            purpose="clinic",
            recipient=CLINIC,
            state=ConsentState.GIVEN,
        )
    )
    first = sharing.preview(pair.ana, Request(family, "clinic", CLINIC))
    giving.share(pair.ana, first, tmp_path / "first.age")
    made = sharing.preview(pair.ana, Request(family, "clinic", CLINIC))
    assert not made.red
    # Ana corrects the day without knowing that Lan took her yes back at Ben's.
    pair.ana.commit("x", [Put(Consent, own, {"state": ConsentState.GIVEN})])
    consents.withdraw(pair.ben, own)
    pair.meet()
    with pytest.raises(NotAllowed, match="withdrawn"):
        giving.share(pair.ana, made, tmp_path / "second.age")
    assert not (tmp_path / "second.age").exists()
    for laptop in (pair.ana, pair.ben):
        (line,) = shared.of_family(laptop, family)
        assert line.state is State.WITHDRAWN, "what went out before is to be asked back"


def test_only_a_coordinator_gives_more_than_one_family(
    home: Home, pair: Pair, tmp_path: Path
) -> None:
    target = tmp_path / "all.json"
    with pytest.raises(NotAllowed, match="coordinator"):
        giving_lists.give(pair.ana, Wanted("District", "new system", target))
    assert pair.ana.all(Disclosure) == []
    wanted = Wanted("District", "new system", target, sealed=False)
    made = giving_lists.give(home.workspace, wanted)
    (line,) = disclosures(home)
    assert (line.id, line.recipient, line.household) == (made.shared.disclosure, "District", "")
    assert line.values_given == made.records
    home.restrict(home.karim, why="Order 12 says so")
    check = Wanted("District", "a check", tmp_path / "x.csv", sealed=False)
    giving_lists.give(home.workspace, check, "relationship")
    text = (tmp_path / "x.csv").read_text("utf-8-sig")
    assert home.amira in text
    assert "Order 12" not in text
    home.hide()
    check = Wanted("District", "a check", tmp_path / "a.csv", sealed=False)
    giving_lists.give(home.workspace, check, "address")
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "7 Fir Street" in text
    assert STREET not in text
