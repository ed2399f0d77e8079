"""What was given to somebody outside: read again, asked back, and listed for ever."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import consents, erasing, giving, share_pages, shared
from liaison_app.actions.shared import State
from liaison_app.errors import (
    InvalidValue,
    UnknownRecord,
)
from liaison_app.records.partnership import FollowUp, TaskState
from liaison_app.records.people import (
    Address,
    Person,
)
from liaison_app.records.sharing import Basis, DisclosureStep
from tests.clinic import CLINIC, agree, disclosures, give, pages, seen, words
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


# --- afterwards


def test_everything_given_can_be_read_again_exactly_as_it_was(home: Home, tmp_path: Path) -> None:
    agree(home)
    made = give(home, tmp_path / "x.pdf")
    home.put(Person, home.yusuf, given_name="Joseph")
    content, ending = shared.content(home.workspace, made.code.lower())
    assert content == (tmp_path / "x.pdf").read_bytes()
    assert ending == ".pdf"
    blobs = [path.read_bytes() for path in (tmp_path / "workspace" / "blobs").iterdir()]
    assert blobs
    assert not any(b"%PDF" in one or b"Yusuf" in one for one in blobs)
    with pytest.raises(UnknownRecord):
        shared.content(home.workspace, "Z-000000")


def test_once_the_time_is_up_somebody_is_reminded_to_ask(home: Home, tmp_path: Path) -> None:
    agree(home)
    made = give(home, tmp_path / "x.pdf", until=date(2026, 12, 1))
    (asked,) = home.workspace.all(FollowUp)
    assert (asked.due, asked.state) == (date(2026, 12, 1), TaskState.OPEN)
    assert made.code in asked.what
    assert shared.show(home.workspace, made.code).state is State.WITH_THEM
    home.clock.wait(days=12)
    assert shared.show(home.workspace, made.code).state is State.OVERDUE
    shared.asked(home.workspace, made.code)
    assert shared.show(home.workspace, made.code).state is State.ASKED
    shared.deleted(home.workspace, made.code)
    assert shared.show(home.workspace, made.code).state is State.DELETED
    assert home.workspace.all(FollowUp)[0].state is TaskState.DONE
    with pytest.raises(InvalidValue, match="has passed"):
        seen(home, until=date(2026, 12, 1))


def test_the_familys_own_copy_goes_to_an_adult_of_it_alone(home: Home, tmp_path: Path) -> None:
    made = seen(home, "own-copy", recipient="Amira Haddad")
    assert not made.red
    assert made.reader == home.amira
    assert STREET in words(made)
    giving.share(home.workspace, made, tmp_path / "x.pdf", sealed=False)
    (line,) = disclosures(home)
    assert (line.basis, line.reader) == (Basis.OWN_REQUEST, home.amira)
    assert home.workspace.all(FollowUp) == [], "it is theirs: nobody asks for it back"
    for other in (CLINIC, "Yusuf"):
        with pytest.raises(InvalidValue, match="adult of this family"):
            seen(home, "own-copy", recipient=other)
    home.restrict(home.karim)
    with pytest.raises(InvalidValue, match="adult of this family"):
        seen(home, "own-copy", recipient="Karim")


def test_the_print_of_what_we_hold_stands_in_the_same_list(home: Home) -> None:
    from liaison_app.actions import packets

    made = home.prepare(kind="what-we-hold")
    with packets.issued(home.workspace, made, packets.IssueMeans.PRINTED):
        pass
    (line,) = shared.of_family(home.workspace, home.family)
    assert (line.code, line.state) == (made.code, State.WITH_THEM)
    assert "Amira" in line.recipient


def test_the_form_says_to_whom_and_what_and_in_official_words(home: Home) -> None:
    form = share_pages.consent_form(
        home.workspace, home.family, "clinic", CLINIC, ("person.given_name",)
    )
    text = "".join(pages(form.pdf))
    assert CLINIC in text
    assert "First name" in text
    assert "Date of birth" not in text
    assert "You can change your mind at any time" in text
    assert form.code in text


def test_addresses_of_a_home_that_is_not_protected_go_where_they_are_needed(home: Home) -> None:
    agree(home, "new-school")
    made = seen(home, "new-school")
    assert STREET in words(made)
    assert home.workspace.all(Address)[0].line_1 == STREET
    assert "7 Fir Street" not in words(made), "the father's"
    assert home.workspace.all(DisclosureStep) == []


def test_a_yes_that_is_taken_back_has_everybody_asked_today(home: Home, tmp_path: Path) -> None:
    own = agree(home)
    made = give(home, tmp_path / "x.pdf")
    consents.withdraw(home.workspace, own)
    assert home.workspace.all(FollowUp)[0].due == TODAY
    assert shared.show(home.workspace, made.code).state is State.WITHDRAWN


def test_each_adult_reads_on_paper_what_went_out_on_their_own_word(
    home: Home, tmp_path: Path
) -> None:
    agree(home)
    agree(home, giver=home.karim, recipient="Harbor Dentist")
    give(home, tmp_path / "a.pdf")
    give(home, tmp_path / "b.pdf", recipient="Harbor Dentist")
    give(
        home,
        tmp_path / "c.pdf",
        recipient="County",
        exception=Basis.CHILD_PROTECTION,
        reason="the law says so",
    )
    hers = home.prepare(kind="what-we-hold", language="en")
    text = " ".join("\n".join(pages(hers.pdf)).split())
    assert "What we told others" in text
    assert f"November 21, 2026 {CLINIC}" in text
    assert "Appointment at a clinic" in text
    for other in ("Harbor Dentist", "County"):
        assert other not in text
    assert any("2 sharings" in one.why for one in hers.problems)
    his = home.prepare(kind="what-we-hold", to=home.karim, language="en")
    text = "".join(pages(his.pdf))
    assert "Harbor Dentist" in text
    assert CLINIC not in text


def test_of_an_erased_family_it_stays_known_who_got_something_and_no_more(
    home: Home, tmp_path: Path
) -> None:
    agree(home)
    made = give(home, tmp_path / "x.pdf")
    seen_first = erasing.preview(home.workspace, "household", home.family)
    erasing.erase(home.workspace, seen_first, seen_first.code)
    (line,) = shared.every(home.workspace)
    assert (line.code, line.recipient, line.state) == (made.code, CLINIC, State.WITH_THEM)
    assert (line.readable, line.fields) == (False, ())
    assert "Haddad" not in line.family
    with pytest.raises(InvalidValue, match="Only that this was given"):
        shared.content(home.workspace, made.code)
