"""Today: what was typed and not saved, visits to write down, what is promised, what comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from liaison_app.actions import promises, questions_lists, today
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate
from ui.pages import family_hand_over_rows
from ui.pages.questions_today import rows_of_today
from ui.pages.today_contact import ContactPanel
from ui.pages.today_rows import contact_row, draft_row, due_row, loan_row, place_of, visit_row
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, flat
from ui.widgets.labels import heading, small
from ui.widgets.layout import Columns, Page, Tiles, card, line
from ui.widgets.panels import EmptyState, stat_tile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.drafts import Kept
    from liaison_app.actions.notices import Notice
    from liaison_app.actions.today import Today, VisitLine
    from liaison_app.workspace import Touched
    from ui.shell import Shell

_SHOWN = 8  # rows of a list before it is opened
_TYPES = {
    *("visit", "commitment", "follow_up", "loan", "contact_log", "household", "person"),
    *("household_member", "staff_member", "question", "handing", "assignment"),
    *("address", "erasure"),
}


class TodayPage(Page):
    """What a day begins with; the keyboard waits at the first thing to do."""

    name = "today"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        self._shell = shell
        self._panel = ContactPanel(shell)
        new = button(_("&New contact or visit"), self._panel.open_panel, icon="plus")
        new.setToolTip(_("Ctrl+N"))
        print_day = button(_("&Print my day"), self._print_day, icon="printer")
        print_day.setToolTip(_("Ctrl+P"))
        super().__init__(_("Today"), actions=(new, print_day))
        self.setParent(parent)
        self._opened: set[str] = set()
        self._lists: QWidget | None = None
        self._read: Today | None = None
        self.body.addWidget(self._panel)
        self._panel.closed.connect(self._to_first)
        for keys, words, act in (
            ("Ctrl+N", _("New contact or visit"), self._panel.open_panel),
            ("Ctrl+P", _("Print my day"), self._print_day),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setWhatsThis(words)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what the window asks

    def arrive(self, **_target: str) -> None:
        """Read the day; the keyboard goes to the first draft or visit."""
        self._opened.clear()
        self._reload()
        self._to_first()

    def leave(self) -> None:
        """Keep what is typed into the panel.

        Raises:
            LiaisonError: it could not be kept.
        """
        self._panel.keep()

    def touched(self, touched: Touched) -> None:
        """Read the day again if something of it was written; the keyboard stays where it is."""
        if not _TYPES & touched.types:
            return
        focused = QApplication.focusWidget()
        here = focused.objectName() if focused and self.isAncestorOf(focused) else ""
        order = [one.objectName() for one in self._stops()]
        self._reload()
        if here and " " in here:
            self._back_to(here, order)

    # --- reading

    def _reload(self) -> None:
        read = self._read = today.read(self._shell.workspace)
        self.set_title(_greeting(self._shell, read), format_date(read.day, weekday=True))
        if self._lists:
            self._lists.hide()
            self._lists.deleteLater()
        self._lists = QWidget()
        box = QVBoxLayout(self._lists)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        for part in self._parts(read):
            box.addWidget(part)
        box.addStretch(1)
        self.body.addWidget(self._lists, 1)
        # Columns and tiles find their places in two rounds; the first would be painted squeezed.
        self._lists.setUpdatesEnabled(False)
        QTimer.singleShot(0, self._lists, partial(self._lists.setUpdatesEnabled, True))

    def _parts(self, read: Today) -> list[QWidget]:
        parts: list[QWidget] = [self._notice(one) for one in read.notices]
        if not read.families:
            return [*parts, self._no_families()]
        if read.drafts:
            rows = [
                draft_row(kept, partial(self._resume, kept), first=place == 0)
                for place, kept in enumerate(read.drafts)
            ]
            parts.append(self._card("drafts", _("Not saved yet"), rows))
        parts.append(Tiles(_tiles(read)))
        main, side = QWidget(), QWidget()
        for holder, cards in ((main, self._visits(read)), (side, self._due(read))):
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(16)
            for made in cards:
                box.addWidget(made)
            box.addStretch(1)
        parts.append(Columns(main, side, shares=(3, 2), fold=820))
        return parts

    def _notice(self, one: Notice) -> Banner:
        """What must not wait, with the way to where it is done."""
        tone = Tone.DANGER if one.urgent else Tone.WARN
        return Banner(one.words, tone, one.does, partial(self._shell.go, one.page))

    def _visits(self, read: Today) -> list[QWidget]:
        go, day = self._shell.go, read.day
        first = not read.drafts
        waiting = questions_lists.at_the_doors(self._shell.workspace)
        no_visits = questions_lists.not_to_be_visited(self._shell.workspace)

        def rows(visits: Sequence[VisitLine], *, first: bool = False) -> list[QWidget]:
            return [
                visit_row(
                    one,
                    day,
                    go,
                    first=first and place == 0,
                    waiting=waiting.get(one.household),
                    unwanted=one.household in no_visits,
                )
                for place, one in enumerate(visits)
            ]

        empty = EmptyState(
            "calendar-event",
            _("Nothing to write down"),
            _("Visits stand here from their day on until they are written down."),
            _("New contact or visit") if not read.coming else "",
            self._panel.open_panel,
        )
        to_write = rows(read.to_write, first=first) or [empty]
        cards = [self._card("to_write", _("Visits to write down"), to_write)]
        if read.coming:
            cards.append(self._card("coming", _("Next visits"), rows(read.coming)))
        if read.written:
            cards.append(self._card("written", _("Written down today"), rows(read.written)))
        if read.contacts:
            contacts = [contact_row(one, day, go) for one in read.contacts]
            cards.append(self._card("contacts", _("Contacts of the last days"), contacts))
        return cards

    def _due(self, read: Today) -> list[QWidget]:
        day = read.day
        kept = [due_row(one, day, self._promise_kept, "promise") for one in read.promises]
        done = [due_row(one, day, self._follow_up_done, "follow-up") for one in read.follow_ups]
        nothing = _("Nothing is due this week. What you promise in a visit stands here in time.")
        asked = rows_of_today(self._shell.workspace, self._shell.go)
        handed = family_hand_over_rows.rows_of_today(self._shell.workspace, self._shell.go)
        cards = [self._card("handings", _("Families changing hands"), handed)] if handed else []
        if asked:
            cards.append(self._card("questions", _("Questions to answer"), asked))
        cards.append(self._card("promises", _("Promises due"), kept or [small(nothing)]))
        if done:
            cards.append(self._card("follow_ups", _("Follow-ups due"), done))
        if read.loans:
            loans = [loan_row(one, day, self._shell.go) for one in read.loans]
            cards.append(self._card("loans", _("Kits that should be back"), loans))
        return cards

    def _card(self, key: str, title: str, rows: Sequence[QWidget]) -> QWidget:
        shown = len(rows) if key in self._opened else _SHOWN
        parts: list[QWidget] = [heading(title)]
        for one in rows[:shown]:
            parts += [line(), one]
        hidden = len(rows) - shown
        if hidden > 0:
            for one in rows[shown:]:
                one.deleteLater()
            words = ngettext("Show {count} more", "Show {count} more", hidden)
            more = flat(words.format(count=hidden), partial(self._open_list, key))
            more.setAccessibleName(f"{more.text()}: {title}")
            parts += [line(), more]
        made = card(*parts, spacing=8)
        made.setAccessibleName(title)
        return made

    def _no_families(self) -> QWidget:
        return card(
            EmptyState(
                "users",
                _("No families yet"),
                _("Bring in the school's list, or add one family by hand. Both work offline."),
                _("Import families"),
                partial(self._shell.go, "import"),
            ),
            button(_("Add a family by hand"), partial(self._shell.go, "families"), kind="flat"),
        )

    # --- doing

    def _print_day(self) -> None:
        self._shell.go("print_day")

    def _promise_kept(self, promise: str) -> None:
        self._tick(partial(promises.keep, self._shell.workspace, promise), _("Promise kept"))

    def _follow_up_done(self, follow_up: str) -> None:
        done = partial(promises.finish, self._shell.workspace, follow_up)
        self._tick(done, _("Follow-up done"))

    def _tick(self, act: partial[int], words: str) -> None:
        try:
            self._shell.done(words, undo=act())
        except LiaisonError as error:
            self._shell.trouble(error)

    def _resume(self, kept: Kept) -> None:
        place = place_of(kept)
        if place is None:
            self._panel.open_panel()
            return
        page, target = place
        self._shell.go(page, **target)

    def _open_list(self, key: str) -> None:
        self._opened.add(key)
        order = [one.objectName() for one in self._stops()]
        self._reload()
        fresh = [one for one in self._stops() if one.objectName() not in order]
        if fresh:
            fresh[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- where the keyboard is

    def _stops(self) -> list[QWidget]:
        """The controls that lead the rows, in their order."""
        if self._lists is None:
            return []
        found = self._lists.findChildren(QWidget)
        return [one for one in found if " " in one.objectName()]

    def _to_first(self) -> None:
        stops = self._stops()
        teaching = self._lists.findChildren(EmptyState) if self._lists else []
        for one in (*stops[:1], *teaching):
            one.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _back_to(self, here: str, order: list[str]) -> None:
        """Go to the same row, or to the one after it if it is gone."""
        stops = {one.objectName(): one for one in self._stops()}
        place = order.index(here) if here in order else 0
        for name in (*order[place:], *reversed(order[:place])):
            if name in stops:
                stops[name].setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _greeting(shell: Shell, read: Today) -> str:
    hour = shell.workspace.now().astimezone().hour
    if hour < 12:
        words = _("Good morning, {name}")
    elif hour < 18:
        words = _("Good afternoon, {name}")
    else:
        words = _("Good evening, {name}")
    return words.format(name=isolate(read.person.split()[0])) if read.person else _("Today")


def _tiles(read: Today) -> list[QWidget]:
    due = [one for one in read.promises if one.due and one.due <= read.day]
    steps = [one for one in read.follow_ups if one.due and one.due <= read.day]
    return [
        stat_tile(_count(read.to_write), _("Visits to write down"), "calendar-event"),
        stat_tile(_count(due), _("Promises due today"), "heart-handshake", "warn"),
        stat_tile(_count(steps), _("Follow-ups due today"), "checklist", "warn"),
        stat_tile(_count(read.loans), _("Kits overdue"), "backpack", "danger"),
    ]


def _count(rows: Sequence[object]) -> str:
    return f"{today.MOST}+" if len(rows) > today.MOST else str(len(rows))
