"""Every part of the kit on three pages, for eyes and for tests. All names are invented.

    .venv/bin/python -m tests.ui.gallery FOLDER

draws them in light, dark, high contrast, mirrored and at 200 % into FOLDER.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QCheckBox, QFrame, QVBoxLayout, QWidget

from liaison_app.language import catalogues
from liaison_app.language.names import isolate_ltr
from liaison_app.records.declare import Kind
from ui import fonts, look, theme
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.lists.model import Cell, Column, Query
from ui.lists.table import ListTable
from ui.look import Look, Scheme
from ui.text import joined
from ui.tokens import Tone
from ui.widgets import labels
from ui.widgets.avatar import Avatar
from ui.widgets.banner import Banner, practice_band
from ui.widgets.buttons import button, flat, icon_button, nav_button, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.chips import Chip, due_chip
from ui.widgets.fields import SearchField, SecretField
from ui.widgets.layout import Columns, Page, Tiles, card, column, flow, line, row
from ui.widgets.panels import ConfirmPanel, EmptyState, stat_tile
from ui.widgets.progress import ProgressPanel
from ui.widgets.save_state import SaveState
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

say = catalogues.gettext
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 15, 52, tzinfo=UTC)
VISITS = (
    ("09:30", "Nguyễn family", "Home visit", "Minh (4), Ánh (7)", "Interpreter booked", Tone.OK),
    ("11:00", "عائلة الأحمد", "School meeting", "يوسف (6)", "", Tone.PLAIN),
    ("13:15", "García López", "Phone call", "Mateo (9)", "Consent expires", Tone.WARN),
    ("15:00", "Ольга Іваненко", "Home visit", "Софія (5)", "", Tone.PLAIN),
)
FAMILIES = (
    ("Nguyễn family", "Minh 4, Ánh 7", "Tiếng Việt", "Today", "2 days overdue"),
    ("عائلة الأحمد", "يوسف 6", "العربية", "3 days ago", ""),
    ("García López", "Mateo 9", "Español", "Yesterday", "today"),
    ("Tesfaye", "ሃና 3", "ትግርኛ", "5 weeks ago", ""),
    ("王家", "小明 8", "中文", "Today", ""),
    ("គ្រួសារ សុខ", "ដារ៉ា 5", "ភាសាខ្មែរ", "1 week ago", ""),
)


def today_page() -> QWidget:
    page = Page(
        say("Good morning, Rosa"),
        "Saturday 21 November",
        (button(say("Prepare packet"), icon="file-text"), primary(say("New &note"), icon="pencil")),
    )
    tiles = (
        ("4", "Visits today", "calendar-event", "accent_text"),
        ("6", "Follow-ups due", "checklist", "warn"),
        ("2", "Kits overdue", "backpack", "danger"),
        ("31", "Families this month", "users", "ok"),
    )
    page.body.addWidget(Tiles([stat_tile(tile[0], say(tile[1]), *tile[2:]) for tile in tiles]))
    page.body.addWidget(Columns(_visits(), _due(), shares=(3, 2)), 1)
    return page


def parts_page() -> QWidget:
    page = Page(say("Parts"), "What pages are made of")
    page.body.addWidget(practice_band())
    page.body.addWidget(
        Banner(say("The disk is full. Free some room, then save again."), Tone.DANGER)
    )
    states = [SaveState() for _ in range(3)]
    states[0].saving()
    states[1].saved(NOW)
    states[2].not_saved("the disk is full. Free some room.")
    page.body.addLayout(row(*states))
    progress = ProgressPanel()
    progress.begin(say("Reading the school's list"))
    progress.advance(1200, 30000, "1,200 of 30,000 rows")
    page.body.addWidget(progress)
    confirm = ConfirmPanel(
        say("Erase what is kept about this family?"),
        "Notes, promises and visits go for good, on every laptop of the team.",
        "Erase",
        danger=True,
    )
    confirm.ask()
    page.body.addWidget(confirm)
    page.body.addWidget(card(_chip_groups(), _buttons(), flow(*_chips())))
    page.body.addWidget(
        card(
            EmptyState(
                "users",
                "No families yet",
                "Families stand here once there are some.",
                "Add one",
            )
        )
    )
    return page


def form_page() -> QWidget:
    page = Page(
        say("Visit note"), "Nguyễn family", (primary(say("Finish note"), icon="circle-check"),)
    )
    form = Form(specs())
    form.rows["phone"].show_error("This number is too short. Write the area code too.")
    side = column(
        SearchField(say("Search families"), "Search   Ctrl+K"), SecretField(say("Passphrase"))
    )
    side.addStretch(1)
    holder = QFrame()
    holder.setLayout(side)
    page.body.addWidget(Columns(card(form), holder))
    return page


def families_page() -> QWidget:
    page = Page(say("Families"), "", (primary(say("Add family"), icon="plus"),))
    columns = (
        Column(say("Family"), 3, "name", strong=True),
        Column(say("Language"), 2, "language"),
        Column(say("Last contact"), 2),
        Column(say("Next step"), 2),
    )
    table = ListTable(
        say("Families"), columns, _ids, _rows, filter_hint="Filter families", two_lines=True
    )
    table.reload()
    page.body.addWidget(table, 1)
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "today": today_page,
    "parts": parts_page,
    "form": form_page,
    "families": families_page,
}


def window(content: QWidget, *, folded: bool = False) -> QWidget:
    """A page beside the sidebar, as the main window shows it; folded to pictures if narrow."""
    side = QFrame()
    side.setProperty("look", "side")
    box = QVBoxLayout(side)
    box.setContentsMargins(12, 14, 12, 12)
    box.setSpacing(4)
    if not folded:
        box.addWidget(labels.title(say("Liaison")))
    group = QButtonGroup(side)
    for place, (text, icon) in enumerate(
        (("Today", "home"), ("Families", "users"), ("Resource kits", "backpack"))
    ):
        made = nav_button(say(text), icon, key=f"Ctrl+{place + 1}")
        made.fold(folded=folded)
        made.setChecked(place == 0)
        group.addButton(made)
        box.addWidget(made)
    box.addStretch(1)
    lock = nav_button(say("Lock"), "lock")
    lock.fold(folded=folded)
    box.addWidget(lock)
    whole = QWidget()
    whole.setProperty("look", "page")
    whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    across = row(side, content, spacing=0, stretch=1)
    whole.setLayout(across)
    return whole


def specs() -> tuple[RowSpec, ...]:
    """One row of every kind."""
    languages = (
        Option("vi", say("Tiếng Việt")),
        Option("ar", "العربية"),
        Option("en", say("English")),
    )
    outcomes = (
        Option("met", say("Met")),
        Option("not_home", say("Not home")),
        Option("moved", say("Moved")),
    )
    return (
        RowSpec(
            "name", say("Family name"), required=True, value="Nguyễn", help="As they write it."
        ),
        RowSpec("phone", say("Phone"), digits=True, value="+1 555 0100"),
        RowSpec("outcome", say("Outcome"), Kind.CHOICE, choices=outcomes, value="met"),
        RowSpec("language", say("Home language"), Kind.LANGUAGE, choices=languages, value="vi"),
        RowSpec("due", say("Due"), Kind.DATE, today=lambda: TODAY, value=TODAY),
        RowSpec("when", say("When"), Kind.TIME, today=lambda: TODAY, value=NOW),
        RowSpec("read", say("Reads the language"), Kind.YES_NO, value=True),
        RowSpec("adults", say("Adults at home"), Kind.WHOLE, value=2),
        RowSpec("note", say("What the family said"), Kind.LONG_TEXT, value="Đọc sách mỗi tối."),
        RowSpec("reason", say("Reason"), Kind.CHOICE, choices=tuple(_many()), value="r3"),
        RowSpec("paper", say("Signed paper"), Kind.BLOB),
    )


def _many() -> Sequence[Option]:
    return [Option(f"r{n}", f"Reason {n}") for n in range(9)]


def _visits() -> QWidget:
    box = card(row(labels.heading(say("Visits today")), flat(say("See all")), stretch=0))
    inside = box.layout()
    assert isinstance(inside, QVBoxLayout)
    for time, family, kind, who, state, tone in VISITS:
        inside.addWidget(line())
        clock = labels.strong(time)
        clock.setFixedWidth(look.px(48))
        words = column(
            labels.ElidedLabel(family, "strong"),
            labels.ElidedLabel(joined(say(kind), who), "small"),
        )
        start = flat(say("Start note"), icon="pencil", name=f"Start note: {family}, {time}")
        parts = (clock, Avatar(family), words, *([Chip(say(state), tone)] if state else []), start)
        inside.addLayout(row(*parts, spacing=14, stretch=2))
    inside.addStretch(1)
    return box


def _due() -> QWidget:
    box = card(row(labels.heading(say("Follow-ups due")), flat(say("See all")), stretch=0))
    inside = box.layout()
    assert isinstance(inside, QVBoxLayout)
    for what, family, day in (
        ("Call back about bus pass", "Nguyễn family", 19),
        ("Return call about winter coats", "Tesfaye family", 21),
        ("Confirm interpreter for Tuesday", "عائلة الأحمد", 22),
        ("Reading kit #14 due back", "Owusu family", 26),
    ):
        inside.addWidget(line())
        tick = QCheckBox()
        tick.setAccessibleName(f"{what}, {family}")
        words = column(labels.strong(say(what)), labels.small(family))
        due = due_chip(date(2026, 11, day), TODAY)
        inside.addLayout(row(tick, words, due, stretch=1))
    inside.addStretch(1)
    return box


def _chip_groups() -> QWidget:
    kinds = ChipGroup(
        "Where",
        (
            Option("home", say("At home"), "home"),
            Option("school", say("At school"), "school"),
            Option("phone", say("By phone"), "phone"),
            Option("text", say("By text"), "message"),
        ),
    )
    kinds.set_values("home")
    people = ChipGroup(
        "Who was there",
        tuple(
            Option(n, say(n))
            for n in ("Lan Nguyễn & Minh", "يوسف الأحمد", "Interpreter", "Teacher")
        ),
        several=True,
    )
    people.set_values("Interpreter", "Teacher")
    holder = QWidget()
    holder.setLayout(column(kinds, people, spacing=10))
    return holder


def _buttons() -> QWidget:
    off = button(say("Not now"), icon="clock")
    off.setEnabled(False)
    holder = QWidget()
    holder.setLayout(
        flow(
            primary(say("Save"), icon="device-floppy"),
            button(say("Call"), icon="phone"),
            button(say("Erase"), icon="trash", kind="danger"),
            flat(say("Attach"), icon="paperclip"),
            off,
            icon_button("chevron-right", say("Next")),
            icon_button("arrow-left", say("Back")),
        )
    )
    return holder


def _chips() -> list[QWidget]:
    made: list[QWidget] = [Chip(tone.value, tone) for tone in Tone]
    made += [due_chip(date(2026, 11, day), TODAY) for day in (18, 20, 21, 22, 26, 30)]
    made.append(labels.Label(isolate_ltr("+1 555 0100"), selectable=True))
    return made


def _ids(query: Query) -> list[int]:
    fit = [n for n in range(600) if query.text.casefold() in FAMILIES[n % 6][0].casefold()]
    return fit[::-1] if query.descending else fit


def _rows(ids: Sequence[int]) -> list[tuple[int, tuple[str | Cell, ...]]]:
    found: list[tuple[int, tuple[str | Cell, ...]]] = []
    for number in ids:
        name, children, language, last, due = FAMILIES[number % 6]
        tone = Tone.DANGER if "overdue" in due else Tone.WARN
        found.append((number, (Cell(name, children), language, last, Cell(due, tone=tone))))
    return found


def main(folder: Path) -> None:
    """Draw every page in every look."""
    app = QApplication(sys.argv[:1])
    fonts.register_latin()
    fonts.register_scripts()
    folder.mkdir(parents=True, exist_ok=True)
    looks = {
        "light": (Look(Scheme.LIGHT), (1366, 768)),
        "dark": (Look(Scheme.DARK), (1366, 768)),
        "contrast": (Look(Scheme.CONTRAST), (1366, 768)),
        "mirrored": (Look(Scheme.LIGHT, rtl=True), (1366, 768)),
        "large": (Look(Scheme.LIGHT, 2.0), (1366, 768)),
        "medium": (Look(Scheme.LIGHT), (911, 512)),
        "small": (Look(Scheme.LIGHT), (683, 384)),
    }
    for name, (wanted, size) in looks.items():
        catalogues.use("ar" if wanted.rtl else "en")
        theme.apply(app, wanted)
        for page, make in PAGES.items():
            shown = window(make(), folded=size[0] < 1080)
            shown.resize(*size)
            if page == "today":
                toast = Toast(shown)
                shown.show()
                toast.say("Visit recorded", lambda: None)
            shown.show()
            app.processEvents()
            shown.grab().save(str(folder / f"{page}-{name}.png"))
            shown.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
