"""Invitations and the sheet to sign in on: everybody may read them, so they name nobody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.errors import InvalidValue
from liaison_app.records.events import Event, EventGuest
from liaison_app.records.packets import PacketIssue
from tests.packets.kinds.lent import said

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home


def evening(home: Home, **more: Any) -> str:
    about: dict[str, Any] = {
        "name": "Family math night",
        "day": date(2026, 12, 10),
        "time": "17:30-19:00",
        "place": "Library",
        **more,
    }
    return home.add(Event(**about))


def made(home: Home, event: str, kind: str = "event", **wishes: Any) -> Prepared:
    return packets.prepare(home.workspace, kind=kind, subject=event, **{"language": "en", **wishes})


def test_says_what_when_and_where(home: Home) -> None:
    words = "\n".join(said(made(home, evening(home, food=True, school=home.grove)).pdf))
    for line in ("Family math night", "Thursday, December 10, 2026", "Library", "There is food"):
        assert line in words
    assert "5:30" in words


def test_offers_only_what_there_is(home: Home) -> None:
    bare = "\n".join(said(made(home, evening(home)).pdf))
    for never in ("There is food", "small children", "a ride"):
        assert never not in bare
    kind = "\n".join(said(made(home, evening(home, child_care=True, ride=True)).pdf))
    assert "Somebody looks after small children while you are there." in kind
    assert "We need a ride." in kind


def test_where_it_is_comes_from_the_school_if_nobody_wrote_it(home: Home) -> None:
    assert "Cedar Grove" in "\n".join(
        said(made(home, evening(home, place="", school=home.grove)).pdf)
    )
    assert "event-nowhere" in {one.code for one in made(home, evening(home, place="")).problems}


def test_an_event_that_is_over_is_to_be_known(home: Home) -> None:
    past = made(home, evening(home, day=date(2026, 11, 1)))
    assert "event-over" in {one.code for one in past.problems}
    assert not past.red


def test_is_written_down_without_a_family(home: Home, tmp_path: Path) -> None:
    packets.save(home.workspace, made(home, evening(home)), tmp_path / "invitation.pdf")
    (issue,) = home.workspace.all(PacketIssue)
    assert (issue.kind, issue.household, issue.recipient) == ("event", "", "")
    assert issue.code.startswith("E-")


def test_cannot_be_made_about_nothing(home: Home) -> None:
    with pytest.raises(InvalidValue):
        made(home, "")


def test_nobody_who_answered_stands_on_the_sheet_to_sign_in(home: Home) -> None:
    event = evening(home)
    home.add(EventGuest(event=event, household=home.family))
    words = "\n".join(said(made(home, event, "sign-in").pdf))
    assert "Haddad" not in words
    assert "Amira" not in words
    assert "Family math night" in words


def test_the_sheet_has_as_many_lines_as_were_asked_for(home: Home) -> None:
    event = evening(home)
    few = made(home, event, "sign-in", beside="none")
    many = made(home, event, "sign-in", beside="none", options={"lines": "60"})
    assert few.pages == 1
    assert many.pages > few.pages
