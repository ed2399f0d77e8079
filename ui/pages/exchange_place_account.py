"""What became of an exchange with shared places, and of a trial of one, in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from ui.pages import exchange_place_words as words
from ui.pages import exchange_words
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import flat
from ui.widgets.labels import IconLabel, heading, small, strong, text
from ui.widgets.layout import card, column, flow, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison_app.actions.remotes import Finding, SyncDone
    from ui.pages.exchange_place_work import Tried
    from ui.shell import Shell


def account_card(done: Sequence[SyncDone], shell: Shell, read: Callable[[], None]) -> QFrame:
    """What an exchange did at each place; its description is all that is said aloud of it.

    Args:
        done: what came of it.
        shell: the window.
        read: takes the card away.
    """
    parts: list[QWidget] = []
    said: list[str] = []
    for one in done:
        if len(done) > 1:
            parts.append(strong(one.name))
        for part, spoken in _of_one(one, shell):
            parts.append(part)
            said.append(spoken)
    title = _("Exchanged")
    if all(one.trouble for one in done):
        title = _("Nothing could be exchanged")
    elif len(done) == 1:
        title = _("Exchanged with {place}").format(place=isolate(done[0].name))
    return _card(title, parts, said, [flat(_("I have read this"), read)])


def trial_card(tried: Tried, again: Sequence[QWidget]) -> QFrame:
    """What a trial of a place showed: what is missing first, then what only costs comfort.

    Args:
        tried: what was found.
        again: buttons for what can be done now.
    """
    title = words.tried(tried.name, tried.findings)
    if tried.trouble:
        place = isolate(tried.name)
        title = _("{place} could not be tried").format(place=place)
        if tried.added:
            title = _("{place} is added, and could not be tried").format(place=place)
    parts: list[QWidget] = []
    said = [tried.trouble] if tried.trouble else []
    if tried.trouble:
        parts.append(Banner(tried.trouble, Tone.WARN))
    for one in sorted(tried.findings, key=lambda found: (found.good, not found.needed)):
        parts.append(_finding(one))
        if not one.good:
            said.append(f"{one.what} {one.advice}")
    return _card(title, parts, said, again)


def _of_one(one: SyncDone, shell: Shell) -> list[tuple[QWidget, str]]:
    parts: list[tuple[QWidget, str]] = [(text(said), said) for said in words.came(one)]
    if one.trouble:
        parts.insert(0, _band(one.trouble, Tone.WARN if one.away else Tone.DANGER))
    parts += [_band(said, Tone.WARN) for said in one.notes]
    if one.conflicts:
        said = exchange_words.differences(one.conflicts)
        go = partial(shell.go, "differences")
        parts.append(_band(said, Tone.WARN, _("Look at the differences"), go))
    if one.requests:
        go = partial(shell.go, "laptops")
        parts.append(_band(exchange_words.asked(), Tone.ACCENT, _("Compare the words"), go))
    parts += [_band(said, Tone.DANGER) for said in one.alarms]
    return parts


def _finding(one: Finding) -> QWidget:
    if one.good:
        icon, tone, meaning = "check", "muted", _("Yes")
    elif one.needed:
        icon, tone, meaning = "circle-x", "danger", _("Needed")
    else:
        icon, tone, meaning = "alert-triangle", "warn", _("Less comfort")
    mark = IconLabel(icon, tone, 20)
    told = column(small(one.what) if one.good else text(f"{meaning}: {one.what}"), spacing=2)
    if one.advice:
        told.addWidget(small(one.advice))
    line = row(mark, told, spacing=10, stretch=1)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    made = QWidget()
    made.setLayout(line)
    made.setAccessibleName(f"{meaning}: {one.what} {one.advice}".strip())
    return made


def _band(
    said: str, tone: Tone, action: str = "", clicked: Callable[[], object] | None = None
) -> tuple[QWidget, str]:
    return Banner(said, tone, action, clicked), said


def _card(
    title: str, parts: Sequence[QWidget], said: Sequence[str], buttons: Sequence[QWidget]
) -> QFrame:
    holder = QWidget()
    holder.setLayout(flow(*buttons))
    made = card(heading(title), *parts, holder, spacing=10)
    made.setAccessibleName(title)
    made.setAccessibleDescription(" ".join(said))
    return made
