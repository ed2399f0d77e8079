"""What became of files that were taken in or made, in words, on a card of the exchange page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from ui.pages import exchange_words
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.labels import heading, text
from ui.widgets.layout import card

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFrame, QWidget

    from ui.pages.exchange_work import Account
    from ui.shell import Shell


def account_card(account: Account, shell: Shell) -> QFrame:
    """The card; its accessible description is all that a screen reader says of it by itself."""
    parts = _lines(account, shell)
    made = card(heading(_title(account)), *(part for part, _words in parts), spacing=10)
    made.setAccessibleName(_title(account))
    made.setAccessibleDescription(" ".join(words for _part, words in parts))
    return made


def _lines(account: Account, shell: Shell) -> list[tuple[QWidget, str]]:
    """Each part of the card with its words, in the order in which they matter."""
    today = shell.workspace.today()
    parts: list[tuple[QWidget, str]] = []
    for one in account.taken:
        parts += [(text(words), words) for words in exchange_words.taken(one, today)]
    parts += [_band(words, Tone.DANGER) for words in account.refused]
    notes = dict.fromkeys(note for one in account.taken for note in one.notes)
    parts += [_band(words, Tone.WARN) for words in notes]
    opened = sum(one.conflicts for one in account.taken)
    if opened:
        go = partial(shell.go, "differences")
        words = exchange_words.differences(opened)
        parts.append(_band(words, Tone.WARN, _("Look at the differences"), go))
    if any(one.requests for one in account.taken):
        go = partial(shell.go, "laptops")
        parts.append(_band(exchange_words.asked(), Tone.ACCENT, _("Compare the words"), go))
    if account.made:
        words = exchange_words.made(account.made, on_stick=account.on_stick)
        parts.append((text(words), words))
        if account.made.note:
            parts.append((text(account.made.note), account.made.note))
    return parts


def _band(
    words: str, tone: Tone, action: str = "", clicked: Callable[[], object] | None = None
) -> tuple[QWidget, str]:
    return Banner(words, tone, action, clicked), words


def _title(account: Account) -> str:
    if account.made and account.on_stick and (account.taken or account.refused):
        return _("Exchanged with the stick")
    if account.made:
        return _("The file is made")
    if not account.taken:
        return _("Nothing was taken in")
    return _("The file is taken in") if len(account.taken) == 1 else _("Files taken in")
