"""An invite that carries a shared place: who joins with it exchanges by itself from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from liaison_app.actions import laptops, new_families, remotes
from liaison_app.actions.new_families import NewFamily
from liaison_app.records.people import Household
from liaison_app.remotes.addresses import Address
from liaison_app.store.changes import Written
from liaison_app.sync import remote_state
from liaison_app.workspace import Clock, now_utc
from tests.desk import PASSPHRASE
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.seen import button, words
from tests.ui.shells import OnePageShell
from ui import jobs
from ui.look import Scheme
from ui.main_window import MainWindow
from ui.pages.join import JoinPage
from ui.pages.laptops_invite import InviteForm
from ui.qt import override

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.actions.laptops import Invited
    from liaison_app.store.driver import Connection
    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team

NEW = "nine patient herons at the weir"
OURS = {"user": "rosa", "password": "rosa's own secret"}


@pytest.fixture
def clock() -> Clock:
    """As the window goes by, for which an invite must not have lapsed."""
    return now_utc


@pytest.fixture
def team(team: Team, place: Path) -> Team:
    """Rosa, who knows a folder and a server of her own."""
    remotes.add(team.rosa, "office", f"folder:{place}", {})

    def know(conn: Connection) -> Written:  # as added while the server could be reached
        remote_state.add(conn, "cloud", Address("webdav+https://cloud.example.org/team", OURS))
        return Written()

    team.rosa.receive("remote.add", know, changes=0)
    return team


@pytest.fixture
def form(team: Team, qtbot: QtBot) -> Iterator[InviteForm]:
    shell = OnePageShell(team.rosa)
    qtbot.addWidget(shell)
    made = InviteForm(shell)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    yield made
    assert jobs.wait_for_all()
    shell.deaf()


def written(form: InviteForm, qtbot: QtBot, target: Path, *, way: str = "room") -> Invited:
    QTest.keyClicks(form.person, "Ben Ortiz")
    form.way.set_values(way)
    form.way.changed.emit()
    with qtbot.waitSignal(form.invited, timeout=30_000) as caught:
        form.write_to(target)
    found: Invited = caught.args[0]
    return found


def kept(folder: Path, given: Invited) -> dict[str, dict[str, str]]:
    """What a laptop that joined with an invite knows of shared places."""
    made = laptops.join(given.path, given.code, folder, passphrase=PASSPHRASE)
    with made.workspace as joined:
        found = joined.reading(remote_state.every)
        return {one.name: dict(one.address.keys) for one in found}


def test_what_opens_a_place_is_their_own_and_never_ours(
    form: InviteForm, qtbot: QtBot, tmp_path: Path
) -> None:
    fields = form.places.fields["cloud"]
    assert not fields.isVisible()
    form.places.switches["cloud"].setChecked(True)
    assert fields.isVisible()
    assert "is never passed on" in words(form)
    for name, typed in (("user", "ben"), ("password", "ben's own secret")):
        field = fields.fields[name]
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, typed)
    given = written(form, qtbot, tmp_path / "invite")
    assert fields.keys() == {}
    there = kept(tmp_path / "ben", given)
    assert there == {"cloud": {"user": "ben", "password": "ben's own secret"}}


def test_by_post_no_secret_goes_along(form: InviteForm, qtbot: QtBot, tmp_path: Path) -> None:
    form.places.switches["cloud"].setChecked(True)
    form.places.switches["office"].setChecked(True)
    for field in form.places.fields["cloud"].fields.values():
        assert isinstance(field, QLineEdit)
        field.setText("typed before it was to be sent")
    given = written(form, qtbot, tmp_path / "invite", way="post")
    assert "They type theirs after joining" in words(form)
    assert kept(tmp_path / "ben", given) == {"office": {}, "cloud": {}}


@pytest.mark.parametrize("by_post", [False, True])
def test_who_joined_waits_to_be_let_in_and_then_has_everything(
    team: Team, qtbot: QtBot, tmp_path: Path, *, by_post: bool
) -> None:
    new_families.add(team.rosa, NewFamily(name="Tran"))
    given = laptops.invite(
        team.rosa,
        person="Ben Ortiz",
        by_post=by_post,
        target=tmp_path / "invite",
        remotes={"office": {}},
    )
    window = MainWindow(tmp_path / "his")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.door
    button(window.door, "Join a team").click()
    page = window.door.page()
    assert isinstance(page, JoinPage)
    page.source.setText(str(given.path))
    page.code.set_code(given.code)
    page.passphrase.first.setText(NEW)
    page.passphrase.second.setText(NEW)
    QTest.keyClick(page.passphrase.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(page, "new_code"), timeout=30_000)
    groups = page.new_code._code.split("-")
    page.new_code.written.click()
    QTest.keyClicks(page.new_code.group, groups[page.new_code.asked - 1])
    QTest.keyClick(page.new_code.group, Qt.Key.Key_Return)
    said = "asks to be let in" if by_post else "You wait to be let in"
    assert said in words(page)
    assert "exchanges with office by itself" in words(page)
    button(page, "Open Liaison").click()
    qtbot.waitUntil(lambda: window.desk is not None)
    assert window.desk
    line = window.desk.sidebar.exchange
    qtbot.waitUntil(lambda: line.words() == "Waiting to be let in", timeout=20_000)
    done = remotes.sync(team.rosa, "office")[0]
    if by_post:
        laptops.accept(team.rosa, done.requests[0])
        remotes.sync(team.rosa, "office")
    else:
        assert done.joined == ("Ben Ortiz",)
    assert window.syncing
    window.syncing.timing.connected(now_utc())
    qtbot.waitUntil(lambda: line.words().startswith("Exchanged"), timeout=20_000)
    assert [one.name for one in window.desk.workspace.all(Household)] == ["Tran"]
    window.close()
    assert jobs.wait_for_all()


class Windows(QObject):
    """Hears of everything that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_the_form_opens_in_the_window_and_never_beside_it(team: Team, qtbot: QtBot) -> None:
    shell = OnePageShell(team.rosa)
    qtbot.addWidget(shell)
    windows = Windows()
    app = QApplication.instance()
    assert app
    app.installEventFilter(windows)
    form = InviteForm(shell)
    qtbot.addWidget(form)
    app.removeEventFilter(windows)
    assert form.places.switches
    assert windows.seen == []
    shell.deaf()


@pytest.mark.parametrize(("tag", "scale"), [("en", 1.0), ("ar", 1.0), ("en", 2.0)])
def test_it_fits_and_everything_has_a_name(
    form: InviteForm, show_in: Show, tag: str, scale: float
) -> None:
    show_in(tag, Scheme.LIGHT, scale)
    form.places.switches["cloud"].setChecked(True)
    form.resize(int((683 - 68 - 100) * scale), int(700 * scale))
    QApplication.processEvents()
    assert unnamed(form) == []
    assert too_wide(form, form.width()) == []
