"""Two laptops and one stick, in two real windows: a colleague joins, both write, one answer.

`make demo` shows it after the day, and `tests/journeys` calls the same steps and looks at what was
written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from liaison_app.actions import differences, laptops, passphrases, records, workspaces
from liaison_app.records.people import Address, Household
from liaison_app.workspace import SystemRandom
from ui import demo_places
from ui.hands import Hands
from ui.main_window import MainWindow
from ui.pages.exchange import ExchangePage
from ui.pages.join import JoinPage
from ui.pages.laptops_code import CodeLabel
from ui.pages.laptops_invite import InviteForm

if TYPE_CHECKING:
    from pathlib import Path

    from ui.desk import Desk

NAME = "Ana Torres"
ROSAS_STREET = "31 Alder Street"
ANAS_STREET = "13 Alder Street"
ROSAS_NOTE = "Moved in spring; the bell does not work, so knock."
ANAS_NOTE = "Their cousin at the front desk gave me the new address."


def two_laptops(
    window: MainWindow, hands: Hands, stick: Path, second: Path, place: Path
) -> tuple[str, str]:
    """Let a second laptop join the open one, write on both, exchange, and settle a difference.

    Args:
        window: the first laptop, unlocked.
        hands: on `window`.
        stick: the folder through which files go.
        second: where the second laptop's workspace is made.
        place: an empty folder that both reach, through which they exchange at the end.

    Returns:
        The digests of both at the end; equal if both hold the same.
    """
    desk = hands.wait(lambda: window.desk, "the open workspace")
    code = invite(desk, hands, stick)
    other = MainWindow(second)
    other.resize(window.size())
    other.show()
    theirs = Hands(other, hands.pictures)
    try:
        join(other, theirs, stick, code)
        beside = theirs.wait(lambda: other.desk, "the second laptop's workspace")
        carry(beside, theirs, desk, hands, stick / "1.flb")
        hands.picture("23-the-second-laptop-is-heard")
        carry(desk, hands, beside, theirs, stick / "2.flb")
        family = both_write(desk, beside)
        carry(beside, theirs, desk, hands, stick / "3.flb")
        hands.picture("24-what-came-from-the-other-laptop")
        desk.go("family", household=family)
        hands.rest(300)
        hands.picture("25-family-with-a-difference")
        settle(desk, hands, family)
        carry(desk, hands, beside, theirs, stick / "4.flb")
        carry(beside, theirs, desk, hands, stick / "5.flb")
        theirs.picture("28-the-second-laptop-at-the-end")
        demo_places.over_a_shared_place(desk, hands, beside, theirs, place)
        digests = [workspaces.check(one.workspace).digest for one in (desk, beside)]
        return digests[0], digests[1]
    finally:
        other.close()
        hands.taken += theirs.taken


def invite(desk: Desk, hands: Hands, stick: Path) -> str:
    """Invite the second laptop; gives the code as it is on the screen."""
    desk.go("laptops", invite="1")
    form = hands.find(InviteForm)
    hands.write(NAME)
    hands.picture("19-invite-a-laptop")
    form.write_to(stick / f"invite{laptops.INVITE_SUFFIX}")
    code = _groups(hands.find(CodeLabel))
    hands.click("Show as a QR code")
    hands.picture("20-invite-with-its-code")
    hands.click("I have it on paper")
    return "-".join(code)


def join(window: MainWindow, hands: Hands, stick: Path, code: str) -> None:
    """Join on a computer on which nothing is yet."""
    hands.wait(lambda: window.door, "the first page")
    hands.click("Join a team")
    page = hands.find(JoinPage)
    page.source.setText(str(stick / f"invite{laptops.INVITE_SUFFIX}"))
    page.code.set_code(code)
    words = passphrases.suggest(SystemRandom())
    page.passphrase.first.setText(words)
    page.passphrase.second.setText(words)
    hands.picture("21-join-a-team")
    hands.click("Join the team")
    hands.wait(lambda: hands.button("I have it on paper"), "the recovery code")
    groups = _groups(_shown_code(page))
    hands.click("I have it on paper")
    page.new_code.group.setText(groups[page.new_code.asked - 1])
    hands.click("Confirm")
    hands.wait(lambda: hands.button("Open Liaison"), "what comes next")
    hands.picture("22-joined")
    hands.click("Open Liaison")


def carry(giver: Desk, gives: Hands, taker: Desk, takes: Hands, path: Path) -> None:
    """Make a file in one window, and take it in in the other."""
    gives.turn_to()
    giver.go("exchange")
    page = gives.find(ExchangePage)
    page.make_at(path)
    gives.wait(lambda: page.account, "the file")
    takes.turn_to()
    taker.go("exchange")
    other = takes.find(ExchangePage)
    other.take_in([path])
    takes.wait(lambda: other.account, "what the file did")
    takes.rest(200)


def both_write(desk: Desk, beside: Desk) -> str:
    """Both change one address without knowing of it, and add a note; gives the family."""
    family = desk.workspace.all(Household)[1].id
    for one, street, note in (
        (desk, ROSAS_STREET, ROSAS_NOTE),
        (beside, ANAS_STREET, ANAS_NOTE),
    ):
        (address,) = one.workspace.all(Address, household=family)
        records.change(one.workspace, "address", address.id, {"line_1": street})
        records.add(one.workspace, "note", {"household": family, "text": note})
    return family


def settle(desk: Desk, hands: Hands, family: str) -> None:
    """Answer the family's difference by its number key: what the colleague wrote is right."""
    hands.turn_to()
    desk.go("differences", household=family)
    hands.rest(300)
    hands.picture("26-a-difference")
    (asked,) = differences.differences(desk.workspace, household=family)
    (hers,) = (side.number for side in asked.sides if side.value == ANAS_STREET)
    hands.press(Qt.Key.Key_1 if hers == 1 else Qt.Key.Key_2)
    hands.wait(lambda: not differences.differences(desk.workspace, household=family), "the answer")
    hands.rest(300)
    hands.picture("27-answered")


def _shown_code(page: JoinPage) -> QLabel:
    """The one label that is spelled for ears."""
    return next(
        label
        for label in page.new_code.findChildren(QLabel)
        if label.isVisible() and label.accessibleName()
    )


def _groups(label: QLabel) -> list[str]:
    """The groups of a code that is shown."""
    plain = "".join(one for one in label.text() if one.isascii())
    return plain.split()
