"""What must not wait for anybody to look: said on Today, in the health, and by `today`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import old_backups, silence
from liaison_app.language.catalogues import _, ngettext
from liaison_app.store import open_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.workspace import Workspace


HEALTH = "health"
"""The page that says the same of each colleague."""


@dataclass(frozen=True)
class Notice:
    """Something that must not wait.

    Attributes:
        words: what is the matter, and what to do.
        page: where that is done in the window.
        does: what the button that leads there says.
        urgent: somebody may get hurt.
    """

    words: str
    page: str
    does: str
    urgent: bool


def notices(workspace: Workspace) -> tuple[Notice, ...]:
    """Give what must not wait on this laptop, the most urgent first."""
    return (*_open_addresses(workspace), *_old_backups(workspace), *_silence(workspace))


def _open_addresses(workspace: Workspace) -> Iterator[Notice]:
    """Families whose address a colleague wrote, not having heard that it is protected."""
    now = workspace.now()
    homes = workspace.reading(
        lambda conn: [
            home
            for home in open_addresses.find(conn)
            if open_addresses.is_for_here(conn, home, now)
        ]
    )
    if homes:
        words = ngettext(
            "Somebody who had not heard wrote down where {count} protected family lives. Seal it"
            " now, among the differences.",
            "Somebody who had not heard wrote down where {count} protected families live. Seal it"
            " now, among the differences.",
            len(homes),
        )
        yield Notice(words.format(count=len(homes)), "differences", _("Seal it…"), urgent=True)


def _old_backups(workspace: Workspace) -> Iterator[Notice]:
    """Backups of this laptop that hold what was erased since."""
    words = old_backups.words(workspace)
    if words:
        yield Notice(words, "settings", _("Backups…"), urgent=False)


def _silence(workspace: Workspace) -> Iterator[Notice]:
    """Colleagues of whom nothing came for weeks."""
    words = silence.words(silence.silent(workspace))
    if words:
        yield Notice(words, HEALTH, _("How the exchange is"), urgent=False)
