"""A liaison's day in the real window: the journeys that the demo shows and the tests assert.

Each step is what she does next, by keyboard where she would use it; `tests/journeys` calls the same
steps and looks at what was written.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from liaison_app.actions import practice, workspaces
from liaison_app.records.people import Household
from ui import application, demo_exchange, faults, jobs, preferences
from ui.hands import Hands
from ui.look import Scheme
from ui.main_window import MainWindow
from ui.pages.packet import PacketPage

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.preferences import Preferences

_SIZE = (1366, 768)
_SMALL = (911, 512)  # the same laptop with its display scaled to 150 %
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier

NOTE = (
    "She showed the new reading corner. The bus comes before her shift ends.\n"
    "قالت الجدة: تقرأ ليان كل مساء."
)
PROMISE = "Rosa call the bus office fri"
PACKETS = ("es", "ar", "km")
"""Languages of the families whose packets are printed: three scripts, two directions."""

_EXPORT = (
    ("Student ID", "First Name", "Last Name", "DOB", "Grade", "School", "Home Language",
     "Guardian 1 Name", "Guardian 1 Relationship", "Guardian 1 Phone", "Address", "City", "Zip"),
    ("90001", "Amal", "Warsame", "2018-03-04", "3", "Cedar Grove Elementary", "Somali",
     "Hodan Warsame", "Mother", "206-555-0171", "12 Alder Street", "Lakewood", "98000"),
    ("90002", "Tomás", "Rivas", "2016-11-20", "5", "Cedar Grove Elementary", "Spanish",
     "Elena Rivas", "Mother", "206-555-0172", "40 Fir Street", "Lakewood", "98000"),
    ("90003", "", "", "2017-01-15", "4", "Cedar Grove Elementary", "Tigrinya",
     "Selam Haile", "Mother", "206-555-0173", "9 Elm Street", "Lakewood", "98000"),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What the demo leaves.

    Attributes:
        pictures: of every step.
        digests: of the two laptops that exchanged files; equal if both hold the same.
    """

    pictures: list[Path]
    digests: tuple[str, str]


def run(output: Path, *, families: int, seed: int) -> Shown:
    """Make a practice caseload, go through a day in the window off-screen, leave what was made.

    Args:
        output: the folder for the screenshots and packets; made if need be.
        families: how many to invent.
        seed: which ones.
    """
    output.mkdir(parents=True, exist_ok=True)
    folder = workspaces.practice_folder()
    practice.make(folder, families=families, seed=seed, replace=True)
    app = application.make(["liaison"])
    before = preferences.load()
    plain = replace(before, language="en", scheme=Scheme.LIGHT, scale=1.0)
    application.settle(app, plain)
    window = MainWindow(folder)
    faults.watch(window.trouble)
    window.resize(*_SIZE)
    window.show()
    application.after_first_paint(app)
    hands = Hands(window, output)
    try:
        with tempfile.TemporaryDirectory() as work:
            day(window, hands, write_export(Path(work)), plain)
        unlock(window, hands)
        digests = exchange(window, hands, output, folder.with_name(f"{folder.name}-of-a-colleague"))
    finally:
        preferences.save(before)  # the person's own choice stands
        window.close()
        jobs.wait_for_all()
    return Shown(hands.taken, digests)


def exchange(window: MainWindow, hands: Hands, output: Path, second: Path) -> tuple[str, str]:
    """Show two laptops with files through a folder of the output; the second one is gone after."""
    stick, place = output / "stick", output / "shared-place"
    for folder in (stick, place):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    shutil.rmtree(second, ignore_errors=True)
    try:
        return demo_exchange.two_laptops(window, hands, stick, second, place)
    finally:
        shutil.rmtree(second, ignore_errors=True)


def day(window: MainWindow, hands: Hands, export: Path, plain: Preferences) -> None:
    """Go through a whole day, from the lock page to the lock page."""
    hands.rest(300)  # the faces of all scripts come right after the first paint
    hands.picture("01-unlock")
    unlock(window, hands)
    hands.picture("02-today")
    write_down_a_visit(window, hands)
    hands.picture("05-today-after-the-visit")
    search(window, hands, "Mohamed")
    hands.picture("06-search-in-any-script")
    hands.press(Qt.Key.Key_Return)
    hands.rest(300)
    hands.picture("07-family")
    print_packets(window, hands)
    go(window, hands, Qt.Key.Key_2)
    hands.picture("08-families")
    bring_in(window, hands, export)
    go(window, hands, Qt.Key.Key_3)
    hands.picture("11-kits")
    go(window, hands, Qt.Key.Key_4)
    hands.picture("12-all-records")
    go(window, hands, Qt.Key.Key_Comma)
    hands.picture("13-settings")
    looks(window, hands, plain)
    hands.press(Qt.Key.Key_L, _CONTROL)
    hands.wait(lambda: window.desk is None, "the lock page")
    hands.rest(200)
    hands.picture("18-locked")


def unlock(window: MainWindow, hands: Hands, passphrase: str = practice.PASSPHRASE) -> Desk:
    """Type the passphrase, as the lock page waits for it."""
    hands.write(passphrase)
    hands.press(Qt.Key.Key_Return)
    desk = hands.wait(lambda: window.desk, "the open workspace")
    hands.rest(300)
    return desk


def write_down_a_visit(window: MainWindow, hands: Hands) -> None:
    """From Today: the oldest visit without a debrief, by keyboard alone."""
    hands.press(Qt.Key.Key_Return)  # the focus waits on the oldest visit
    hands.wait(lambda: here(window) == "debrief", "the debrief")
    hands.picture("03-debrief")
    hands.press(Qt.Key.Key_1)  # met
    hands.press(Qt.Key.Key_W, _ALT)  # who was there
    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_N, _ALT)  # note
    hands.write(NOTE)
    hands.press(Qt.Key.Key_B, _ALT)  # who does what by when
    hands.write(PROMISE)
    hands.press(Qt.Key.Key_Return)
    hands.picture("04-debrief-written")
    hands.press(Qt.Key.Key_Return, _CONTROL)
    hands.wait(lambda: here(window) == "today", "Today again")
    hands.rest(200)


def search(window: MainWindow, hands: Hands, text: str) -> None:
    """Ctrl+K and a name in one script finds it in every other."""
    hands.press(Qt.Key.Key_K, _CONTROL)
    hands.write(text)
    hands.rest(500)


def go(window: MainWindow, hands: Hands, key: Qt.Key) -> None:
    """Go to a page by its key."""
    hands.press(key, _CONTROL)
    hands.rest(400)


def bring_in(window: MainWindow, hands: Hands, export: Path) -> None:
    """Look at a school's export, try it, bring it in."""
    desk = hands.wait(lambda: window.desk, "the open workspace")
    desk.go("import", path=str(export))
    hands.click("See what would change")
    hands.wait(lambda: hands.button("Import now"), "the account")
    hands.picture("09-import-dry-run")
    hands.click("Import now")
    hands.wait(lambda: hands.button("Undo this import"), "the result")
    hands.picture("10-import-done")


def print_packets(window: MainWindow, hands: Hands) -> None:
    """Look at the packets of three families, and save each beside the pictures."""
    desk = hands.wait(lambda: window.desk, "the open workspace")
    for tag in PACKETS:
        for family in desk.workspace.all(Household, home_language=tag)[:1]:
            desk.go("packet", household=family.id)
            page = hands.find(PacketPage)
            hands.wait(partial(getattr, page, "ready"), "the pages")
            hands.rest(400)
            hands.picture(f"packet-{tag}")
            if hands.pictures:
                target = hands.pictures / f"packet-{tag}.pdf"
                target.unlink(missing_ok=True)
                page.save_to(str(target))
                hands.wait(target.exists, "the packet as a file")


def looks(window: MainWindow, hands: Hands, plain: Preferences) -> None:
    """Show Today dark, in Arabic, with large text, and on a small screen."""
    go(window, hands, Qt.Key.Key_1)
    for name, chosen in (
        ("14-dark", replace(plain, scheme=Scheme.DARK)),
        ("15-arabic", replace(plain, language="ar")),
        ("16-text-at-200-percent", replace(plain, scale=2.0)),
    ):
        window.restyle(chosen)
        hands.rest(500)
        hands.picture(name)
    window.restyle(plain)
    window.resize(*_SMALL)
    hands.rest(400)
    hands.picture("17-small-screen")
    window.resize(*_SIZE)
    hands.rest(200)


def here(window: MainWindow) -> str:
    """The name of the page that is shown; empty while locked."""
    return window.desk.here[0] if window.desk else ""


def write_export(folder: Path) -> Path:
    """A school's export as offices make them, with one line that cannot be used."""
    path = folder / "school-export.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(_EXPORT)
    return path
