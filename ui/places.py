"""The places of the window: what each page is called, where its code is, which key goes there.

A page's module is imported when the page is first visited, so that unlocking stays fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from liaison_app.language.catalogues import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell import Page, Shell


@dataclass(frozen=True)
class Place:
    """One page.

    Attributes:
        name: what `Shell.go` takes.
        code: module and class.
        label: its name in the sidebar; empty if it is reached from other pages only.
        command: what the search calls it where the sidebar does not name it.
        under: the place that the sidebar marks while this one is shown.
    """

    name: str
    code: str
    label: str = ""
    icon: str = ""
    key: str = ""
    under: str = ""
    command: str = ""


PLACES = (
    Place("today", "ui.pages.today:TodayPage", N_("Today"), "home", "Ctrl+1"),
    Place("families", "ui.pages.families:FamiliesPage", N_("Families"), "users", "Ctrl+2"),
    Place("family", "ui.pages.family:FamilyPage", under="families"),
    Place("share", "ui.pages.share:SharePage", under="families"),
    Place("shared", "ui.pages.shared:SharedPage", under="families"),
    Place(
        "packet",
        "ui.pages.packet:PacketPage",
        icon="printer",
        under="families",
        command=N_("Print a packet"),
    ),
    Place(
        "language_card",
        "ui.pages.language_card:LanguageCardPage",
        icon="language",
        under="families",
        command=N_("“I speak …” card"),
    ),
    Place(
        "print_many",
        "ui.pages.print_many:PrintManyPage",
        icon="printer",
        under="families",
        command=N_("Print for several families"),
    ),
    Place(
        "family_hand_over",
        "ui.pages.family_hand_over:FamilyHandOverPage",
        icon="users",
        under="families",
        command=N_("Hand over families"),
    ),
    Place("debrief", "ui.pages.debrief:DebriefPage", under="today"),
    Place(
        "print_day",
        "ui.pages.print_day:PrintDayPage",
        icon="printer",
        under="today",
        command=N_("Print my day"),
    ),
    Place(
        "questions",
        "ui.pages.questions:QuestionsPage",
        icon="messages",
        under="today",
        command=N_("Questions of families"),
    ),
    Place(
        "replies",
        "ui.pages.replies:RepliesPage",
        icon="message",
        under="today",
        command=N_("Key reply slips"),
    ),
    Place("kits", "ui.pages.kits:KitsPage", N_("Kits"), "backpack", "Ctrl+3"),
    Place("records", "ui.pages.records:RecordsPage", N_("All records"), "list-details", "Ctrl+4"),
    Place("import", "ui.pages.import_page:ImportPage", N_("Import"), "file-import", "Ctrl+5"),
    Place(
        "differences", "ui.pages.differences:DifferencesPage", N_("Differences"), "scale", "Ctrl+6"
    ),
    Place(
        "exchange", "ui.pages.exchange:ExchangePage", N_("Exchange"), "arrows-exchange", "Ctrl+7"
    ),
    Place(
        "laptops",
        "ui.pages.laptops:LaptopsPage",
        icon="device-laptop",
        under="exchange",
        command=N_("Laptops of the team"),
    ),
    Place(
        "health",
        "ui.pages.exchange_health:HealthPage",
        icon="arrows-exchange",
        under="exchange",
        command=N_("How the exchange is"),
    ),
    Place(
        "review",
        "ui.pages.review:ReviewPage",
        icon="message-language",
        under="settings",
        command=N_("Translations"),
    ),
    Place(
        "sections",
        "ui.pages.sections:SectionsPage",
        icon="list-details",
        under="settings",
        command=N_("Sections of prints"),
    ),
    Place(
        "erased",
        "ui.pages.erased:ErasedPage",
        icon="trash",
        under="settings",
        command=N_("Erased for good"),
    ),
    Place("settings", "ui.pages.settings:SettingsPage", N_("Settings"), "settings", "Ctrl+,"),
)


def place(name: str) -> Place:
    """The place of this name."""
    return next(found for found in PLACES if found.name == name)


def make(name: str, shell: Shell) -> tuple[QWidget, Page]:
    """Make a page: as the widget that is shown, and as what the window asks of it."""
    module, _colon, class_name = place(name).code.partition(":")
    made = getattr(import_module(module), class_name)(shell)
    return cast("QWidget", made), cast("Page", made)
