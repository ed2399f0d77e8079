"""The rows of Today: a visit, a promise or follow-up with its tick, a loan, a contact, a draft.

Every control has an object name that says what it is of, so that the keyboard finds its way back
after the page was read again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from liaison_app.language.catalogues import N_, _, pgettext
from liaison_app.language.dates import format_time, relative_day
from liaison_app.language.names import isolate
from ui import look
from ui.pages.questions_today import door_chip
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, button, flat, icon_button
from ui.widgets.chips import Chip, due_chip
from ui.widgets.labels import ElidedLabel, IconLabel, Label
from ui.widgets.layout import FoldingRow, column, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from liaison_app.actions.drafts import Kept
    from liaison_app.actions.questions_lists import AtTheDoor
    from liaison_app.actions.today import ContactLine, DueLine, LoanLine, VisitLine

_FOR_NO_FAMILY = {
    "text": ("review", N_("Translations"), "language", "text"),
    "section": ("sections", N_("Sections of prints"), "kind", "section"),
}
"""Drafts of what all families read: page, what stands for the family, what the name says."""


def visit_row(
    visit: VisitLine,
    today: date,
    go: Callable[..., None],
    *,
    first: bool = False,
    waiting: AtTheDoor | None = None,
    unwanted: bool = False,
) -> QWidget:
    """A visit with the button that writes it down; the first to be written is the page's own.

    Before anybody goes there: what the family waits for, and whether it wants no visits.
    """
    day = visit.when.astimezone().date() if visit.when else None
    clock = Label(format_time(visit.when) if visit.when else "", "strong")
    when = column(clock, Label(relative_day(day, today) if day else "", "small"), spacing=0)
    side = QWidget()
    side.setLayout(when)
    side.setMinimumWidth(look.px(84))
    words = column(
        ElidedLabel(isolate(visit.family), "strong"),
        ElidedLabel(joined(visit.place, visit.children, visit.language), "small"),
        *_before_the_door(visit, waiting, unwanted=unwanted),
        spacing=0,
    )
    told = _("{button}: {family}")
    label = pgettext("button", "Change") if visit.outcome else _("Write down")
    write = _write_button(label, first=first)
    write.setAccessibleName(told.format(button=label, family=isolate(visit.family)))
    write.setObjectName(f"visit {visit.id}")
    write.clicked.connect(lambda: go("debrief", visit=visit.id))
    ends: list[QWidget] = []
    late = day is not None and day < today and not visit.outcome
    if late:
        ends.append(Chip(_("Not written down"), Tone.WARN))
    elif visit.outcome:
        ends.append(Chip(visit.outcome, Tone.OK))
    ends.append(write)
    if not late and not visit.outcome:
        ends.append(_packet_button(visit.family, visit.household, go))
    ends.append(_family_button(visit.family, visit.household, go))
    begins = row(side, Avatar(visit.family), words, spacing=12, stretch=2)
    return FoldingRow(begins, *ends, least=260)


def _before_the_door(
    visit: VisitLine, waiting: AtTheDoor | None, *, unwanted: bool
) -> list[QWidget]:
    if visit.outcome:
        return []
    chips = [Chip(_("Asked not to be visited"), Tone.DANGER)] if unwanted else []
    return [*chips, *filter(None, (door_chip(waiting),))]


def due_row(line: DueLine, today: date, done: Callable[[str], None], kind: str) -> QWidget:
    """A promise or follow-up, with the box that says that it is done."""
    tick = QCheckBox()
    tick.setObjectName(f"{kind} {line.id}")
    asked = _("Kept: {what}, {family}") if kind == "promise" else _("Done: {what}, {family}")
    tick.setAccessibleName(asked.format(what=isolate(line.what), family=isolate(line.family)))
    tick.clicked.connect(partial(done, line.id))
    words = column(
        Label(isolate(line.what), "strong", wrap=True),
        ElidedLabel(joined(line.who, line.family), "small"),
        spacing=0,
    )
    chip = due_chip(line.due, today) if line.due else Chip(_("no day"), Tone.PLAIN)
    made = QWidget()
    made.setLayout(row(tick, words, chip, spacing=10, stretch=1))
    return made


def loan_row(line: LoanLine, today: date, go: Callable[..., None]) -> QWidget:
    """A kit that should be back."""
    words = column(
        Label(joined(line.kit, line.label), "strong", wrap=True),
        ElidedLabel(isolate(line.family), "small"),
        spacing=0,
    )
    made = QWidget()
    made.setLayout(
        row(
            IconLabel("backpack", "danger"),
            words,
            due_chip(line.due, today),
            _family_button(line.family, line.household, go),
            stretch=1,
        )
    )
    return made


def contact_row(line: ContactLine, today: date, go: Callable[..., None]) -> QWidget:
    """A contact of the last days."""
    day = relative_day(line.at.astimezone().date(), today)
    words = column(
        ElidedLabel(isolate(line.family), "strong"),
        ElidedLabel(joined(line.channel, day, line.gist), "small"),
        spacing=0,
    )
    made = QWidget()
    made.setLayout(
        row(
            IconLabel("messages", "accent_text"),
            words,
            _family_button(line.family, line.household, go),
            stretch=1,
        )
    )
    return made


def draft_row(kept: Kept, resume: Callable[[], None], *, first: bool) -> QWidget:
    """Something typed and not saved, with the button that goes on with it."""
    of_none = _FOR_NO_FAMILY.get(kept.id.partition(":")[0])
    family = _(of_none[1]) if of_none else kept.family or _("No family chosen yet")
    words = column(
        ElidedLabel(isolate(family), "strong"),
        ElidedLabel(joined(format_time(kept.kept), kept.beginning), "small"),
        spacing=0,
    )
    on = _write_button(_("Continue"), first=first)
    on.setAccessibleName(_("Continue: {family}").format(family=isolate(family)))
    on.setObjectName(f"draft {kept.id}")
    on.clicked.connect(lambda _on=False: resume())
    made = QWidget()
    made.setLayout(row(IconLabel("pencil", "warn", 24), words, on, spacing=12, stretch=1))
    return made


def place_of(kept: Kept) -> tuple[str, dict[str, str]] | None:
    """The page on which a draft goes on, and what it is to show; None for a contact, begun here.

    The name of a draft says what it is of: `answer:DIFFERENCE`, `form:TYPE:ID:FAMILY`.
    """
    if kept.visit:
        return "debrief", {"visit": kept.visit}
    kind, _colon, of = kept.id.partition(":")
    home = {"household": kept.household} if kept.household else {}
    if kind == "answer":
        return "differences", home
    if kind in _FOR_NO_FAMILY:
        page, _label, first, second = _FOR_NO_FAMILY[kind]
        one, _colon, other = of.partition(":")
        return page, {first: one, second: other}
    if kind == "question":
        return "questions", _question(of)
    if kind == "form":
        return _form(of, home)
    return ("replies", {}) if kind == "reply" else None


def _form(of: str, home: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The page of a form, by what its draft is of."""
    if of == "family:new":
        return "families", {"add": "1"}
    type_name, record, *_rest = of.split(":")
    known = {} if record == "new" else {"id": record}
    if not home:
        return "records", {"type": type_name, **known}
    return "family", {**home, **({"form": type_name, **known} if known else {})}


def _question(of: str) -> dict[str, str]:
    """What the page of questions shows of a draft: an answer, or a new question of a family."""
    new, _colon, household = of.partition(":")
    if new != "new":
        return {"question": of}
    return {"add": "1", "household": household} if household else {"add": "1"}


def _write_button(words: str, *, first: bool) -> Button:
    return button(words, icon="pencil", kind="primary") if first else flat(words, icon="pencil")


def _packet_button(family: str, household: str, go: Callable[..., None]) -> QWidget:
    words = _("Print packet: {family}").format(family=isolate(family))
    return icon_button("printer", words, lambda: go("packet", household=household))


def _family_button(family: str, household: str, go: Callable[..., None]) -> QWidget:
    words = _("Open the family's page: {family}").format(family=isolate(family))
    return icon_button("chevron-right", words, lambda: go("family", household=household))
