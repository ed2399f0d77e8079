"""The laptops page: inviting, the code that is shown once, eight words, admitting, cancelling."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame

from liaison_app.actions import laptops, workspaces
from liaison_app.actions.laptops import InviteState
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import PSEUDO
from liaison_app.records.people import Household
from liaison_app.store.driver import transaction
from liaison_app.sync import rosters
from liaison_app.sync.roster_entries import Remove
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE, StandingClock
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.seen import button, words
from ui import jobs
from ui.desk import Desk
from ui.look import Scheme
from ui.pages.laptops import LaptopsPage
from ui.pages.laptops_code import CodeLabel, InviteCode, QrPicture
from ui.pages.laptops_invite import InviteForm
from ui.pages.laptops_rehome import RehomeForm
from ui.pages.laptops_requests import EightWords
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team


class Owner:
    """The window that holds the desk, as far as it asks for one."""

    def __init__(self) -> None:
        self.locked = 0

    def lock(self) -> None:
        self.locked += 1

    def cover(self) -> None: ...
    def restyle(self, chosen: object) -> None: ...


def begun_alone(folder: Path) -> Workspace:
    """A workspace that no team knows of, with ids of its own."""
    return workspaces.create(
        folder,
        person="Chau",
        team="South",
        passphrase=PASSPHRASE,
        clock=StandingClock(),
        random=random.Random(9),  # noqa: S311  (dice that repeat)
    ).workspace


def desk_on(workspace: Workspace, qtbot: QtBot) -> Desk:
    desk = Desk(workspace, Owner())
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    return desk


@pytest.fixture
def desk(team: Team, qtbot: QtBot) -> Iterator[Desk]:
    made = desk_on(team.rosa, qtbot)
    yield made
    made.stop()
    assert jobs.wait_for_all()


def opened(desk: Desk, **target: str) -> LaptopsPage:
    desk.go("laptops", **target)
    QApplication.processEvents()
    found = desk.findChild(LaptopsPage)
    assert isinstance(found, LaptopsPage)
    return found


def invited(page: LaptopsPage, qtbot: QtBot, target: Path, *, way: str = "room") -> InviteCode:
    """Fill in the form as a person does, besides the dialog for the file."""
    form = page.findChild(InviteForm)
    assert isinstance(form, InviteForm)
    QTest.keyClicks(form.person, "Ben Ortiz")
    form.way.set_values(way)
    form.write_to(target)
    qtbot.waitUntil(lambda: page.findChild(InviteCode) is not None, timeout=20_000)
    code = page.findChild(InviteCode)
    assert isinstance(code, InviteCode)
    return code


def test_the_code_is_shown_once_in_groups_and_as_a_picture(
    team: Team, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(desk, invite="1")
    code = invited(page, qtbot, team.folder / "invite")
    label = code.findChild(CodeLabel)
    assert isinstance(label, CodeLabel)
    typed = "".join(c for c in label.text() if c.isalnum())
    assert len(typed) == 26
    assert "Both are good until" in words(code)
    assert "Never keep or send the sheet" in words(code)
    button(code, "Show as a QR code").click()
    picture = code.findChild(QrPicture)
    assert isinstance(picture, QrPicture)
    assert picture.isVisibleTo(page)
    assert button(code, "I have it on paper").hasFocus()
    opened(desk)  # coming back before it is on paper loses nothing
    assert typed[:5] in words(page)
    button(code, "I have it on paper").click()
    opened(desk)
    assert typed[:5] not in words(page)
    (line,) = laptops.invites(team.rosa)
    assert (line.person, line.state) == ("Ben Ortiz", InviteState.OPEN)
    assert "Ben Ortiz" in words(page)
    assert len(list(team.folder.iterdir())) == 1
    assert "Ben" not in next(team.folder.iterdir()).name


def test_what_to_do_about_a_code_that_is_lost_is_said(team: Team, desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, invite="1")
    invited(page, qtbot, team.folder / "invite")
    assert "If it is lost, cancel this and invite again." in words(page)
    button(page, "Cancel…").click()
    question = page.findChild(ConfirmPanel)
    assert isinstance(question, ConfirmPanel)
    question.confirmed.emit()
    assert "If it is lost" not in words(page)


def test_the_code_can_be_copied_and_saved_as_a_sheet(
    team: Team,
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = invited(opened(desk, invite="1"), qtbot, team.folder / "invite")
    button(code, "Copy").click()
    assert len(QApplication.clipboard().text().replace("-", "")) == 26
    QApplication.clipboard().clear()
    sheet = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(sheet), ""))
    button(code, "Save the sheet…").click()
    assert sheet.read_bytes().startswith(b"%PDF-")


def test_the_sheet_never_lies_beside_the_invite(
    team: Team, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = invited(opened(desk, invite="1"), qtbot, team.folder / "invite")
    sheet = team.folder / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(sheet), ""))
    button(code, "Save the sheet…").click()
    assert not sheet.exists()
    assert len(words(code._problem)) > 20


def eight_words(page: LaptopsPage) -> str:
    found = page.findChild(EightWords)
    assert isinstance(found, EightWords)
    return found.accessibleName()


def test_without_a_name_nobody_is_invited(team: Team, desk: Desk) -> None:
    page = opened(desk, invite="1")
    button(page, "Write the invite file…").click()
    assert "Write whose laptop it is." in words(page)
    assert laptops.invites(team.rosa) == ()


def test_each_way_says_what_it_means(desk: Desk) -> None:
    page = opened(desk, invite="1")
    form = page.findChild(InviteForm)
    assert isinstance(form, InviteForm)
    assert "it opens your team's notes at once" in words(form)
    form.way.set_values("post")
    form._explain()
    assert "you compare eight words by phone" in words(form)


def test_an_invite_can_be_cancelled(team: Team, desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, invite="1")
    code = invited(page, qtbot, team.folder / "invite")
    button(code, "I have it on paper").click()
    button(page, "Cancel…").click()
    question = page.findChild(ConfirmPanel)
    assert isinstance(question, ConfirmPanel)
    button(question, "Cancel the invite").click()
    (line,) = laptops.invites(team.rosa)
    assert line.state is InviteState.CANCELLED


def test_by_post_both_see_the_same_eight_words_and_then_he_is_let_in(
    team: Team, desk: Desk, qtbot: QtBot
) -> None:
    ben = team.ben_joins(by_post=True)
    team.carry(ben, team.rosa)
    page = opened(desk)
    asking = eight_words(page)
    theirs = desk_on(ben, qtbot)
    assert len(asking.split()) == 8
    assert eight_words(opened(theirs)) == asking
    assert "Make a file and send it to Rosa" in words(opened(theirs))
    button(page, "The words are the same: admit").click()
    assert laptops.requests(team.rosa) == ()
    assert "Ben Ortiz" in [line.person for line in laptops.laptops(team.rosa)]
    team.carry(team.rosa, ben)
    assert "one step is left" not in words(opened(theirs))
    theirs.stop()


def test_the_eight_words_go_from_left_to_right_where_the_page_is_mirrored(
    qtbot: QtBot, show_in: Show
) -> None:
    show_in("ar")
    shown = EightWords(("acorn", "legend", "july", "turkey", "cricket", "agree", "vine", "fabric"))
    qtbot.addWidget(shown)
    shown.resize(700, 200)
    shown.show()
    places = {
        part.accessibleName(): part.mapTo(shown, QPoint())
        for part in shown.findChildren(QFrame)
        if part.accessibleName()[:1].isdigit()
    }
    assert places["1: acorn"].x() < places["2: legend"].x()
    assert places["1: acorn"].y() == places["2: legend"].y()


def test_a_laptop_that_was_removed_is_told_so(team: Team, qtbot: QtBot) -> None:
    ben = team.ben_joins()
    team.carry(ben, team.rosa)
    laptop = ben.device.partition(".")[0]
    with transaction(team.rosa.conn):
        rosters.sign_entry(team.rosa, team.rosa.conn, [Remove(laptop)])
    team.carry(team.rosa, ben)
    desk = desk_on(ben, qtbot)
    said = words(opened(desk))
    assert "This laptop was removed from the team" in said
    assert "one step is left" not in said
    desk.stop()


def test_not_the_same_words_are_refused(team: Team, desk: Desk) -> None:
    team.carry(team.ben_joins(by_post=True), team.rosa)
    page = opened(desk)
    button(page, "Not the same: refuse").click()
    question = page.findChild(ConfirmPanel)
    assert isinstance(question, ConfirmPanel)
    button(question, "Refuse").click()
    assert laptops.requests(team.rosa) == ()
    assert [line.own for line in laptops.laptops(team.rosa)] == [True]


def test_a_workspace_that_was_begun_alone_joins_with_all_that_is_in_it(
    team: Team, qtbot: QtBot, tmp_path: Path
) -> None:
    alone = begun_alone(tmp_path / "alone")
    alone.commit("family.add", [Add(Household(name="Warsame"))])
    given = team.invite()
    desk = desk_on(alone, qtbot)
    page = opened(desk, rehome="1")
    form = page.findChild(RehomeForm)
    assert isinstance(form, RehomeForm)
    form.source.setText(str(given.path))
    form.code.set_code(given.code)
    button(form, "Join the team…").click()
    assert "cannot be taken out again" in words(form)
    button(form.question, "Join the team").click()
    owner = desk.owner
    assert isinstance(owner, Owner)
    qtbot.waitUntil(lambda: owner.locked == 1, timeout=20_000)
    desk.stop()
    assert [family.name for family in alone.all(Household)] == ["Warsame"]
    assert workspaces.check(alone).ok
    assert laptops.standing(alone).inviter == "Rosa"
    team.carry(alone, team.rosa)
    assert [family.name for family in team.rosa.all(Household)] == ["Warsame"]
    alone.close()


def test_a_wrong_code_changes_nothing(team: Team, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    other = begun_alone(tmp_path / "other")
    given = laptops.invite(other, person="Rosa", target=tmp_path / "their-invite")
    second = laptops.invite(other, person="Rosa", target=tmp_path / "another-invite")
    page = opened(desk, rehome="1")
    form = page.findChild(RehomeForm)
    assert isinstance(form, RehomeForm)
    form.source.setText(str(given.path))
    form.code.set_code(second.code)
    before = workspaces.check(team.rosa).digest
    form._rehome()
    qtbot.waitUntil(lambda: bool(form._problem.words()), timeout=20_000)
    assert workspaces.check(team.rosa).digest == before
    other.close()


def test_who_may_not_invite_is_not_offered_it(team: Team, qtbot: QtBot) -> None:
    ben = team.ben_joins()
    desk = desk_on(ben, qtbot)
    page = opened(desk, invite="1")
    assert not page.invite.isEnabled()
    assert page.findChild(InviteForm) is None
    desk.stop()
    with pytest.raises(LiaisonError):
        laptops.invite(ben, person="Eve", target=team.folder / "eve")


@pytest.mark.parametrize(("tag", "scale"), [("en", 2.0), ("ar", 1.0), (PSEUDO, 1.0)])
def test_it_fits_and_everything_has_a_name(
    team: Team, desk: Desk, qtbot: QtBot, show_in: Show, *, tag: str, scale: float
) -> None:
    team.carry(team.ben_joins(by_post=True), team.rosa)
    show_in(tag, Scheme.LIGHT, scale)
    desk.resize(int(683 * scale), int(384 * scale))
    page = opened(desk, invite="1")
    _fits(page)
    code = invited(page, qtbot, team.folder / "second")
    code._turn()
    _fits(page)
    code.done.click()
    opened(desk, rehome="1")
    _fits(page)


def _fits(page: LaptopsPage) -> None:
    QApplication.processEvents()
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []
