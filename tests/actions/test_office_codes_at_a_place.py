"""The office's code where laptops meet on a shared place: what the owner is told, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import office_codes, remotes
from tests.store.laptops import Clock
from tests.sync.invited import Desk
from tests.sync.laptops import Team

if TYPE_CHECKING:
    from pathlib import Path

HOW = "I called back on the number I know"


def test_the_owner_is_told_at_the_next_exchange_that_the_code_was_read(tmp_path: Path) -> None:
    team = Team(tmp_path)
    place = tmp_path / "place"
    place.mkdir()
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for one in (rosa, ben):
        remotes.add(one, "office", f"folder:{place}", {})
    for one in (rosa, ben, rosa, ben):
        remotes.sync(one)
    office_codes.switch(rosa, on=True)
    remotes.sync(rosa)
    remotes.sync(ben)
    said = office_codes.words(office_codes.standing(ben))
    assert "is made at its next exchange" in said[0]
    remotes.sync(ben)
    remotes.sync(rosa)
    assert "can let you in again" in office_codes.words(office_codes.standing(ben))[0]
    office_codes.show(rosa, ben.device.partition(".")[0], how_checked=HOW)
    remotes.sync(rosa)
    [done] = remotes.sync(ben)
    assert any("read the code" in words for words in done.alarms)
    [again] = remotes.sync(ben)
    assert again.alarms == ()
    team.close()


def test_who_is_not_let_in_yet_is_not_told_that_files_are_incomplete(tmp_path: Path) -> None:
    team = Team(tmp_path)
    place = tmp_path / "place"
    place.mkdir()
    rosa = team.first()
    remotes.add(rosa, "office", f"folder:{place}", {})
    remotes.sync(rosa)
    desk = Desk(team, rosa, Clock())
    lan = desk.join(*desk.invite("Lan Pham", by_post=True))
    remotes.add(lan, "office", f"folder:{place}", {})
    [done] = remotes.sync(lan)
    assert "not let in yet" in " ".join(done.notes)
    assert "not complete" not in " ".join(done.notes)
    lan.close()
    team.close()
