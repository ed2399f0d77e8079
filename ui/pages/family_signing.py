"""Signing in the window: the text is made ready, the family signs, and the screen is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from liaison_app.actions import signing
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from ui.pages.sign import SignDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from liaison_app.actions.signing import ToSign
    from ui.shell import Shell


class Covered(Protocol):
    """The window, which can cover itself until the PIN or passphrase is given."""

    def cover(self) -> None:
        """Blank everything."""


def sign(page: QWidget, shell: Shell, household: str, kind: str, subject: str) -> None:
    """Show a family the text to sign; afterwards the screen is covered: the laptop was theirs.

    Args:
        page: from which it is asked for.
        shell: the window around it.
        household: id of the family.
        kind: name of the print.
        subject: id of what it is about; "" for all.
    """
    shell.job(
        lambda view, _report: signing.to_sign(view, household, kind=kind, subject=subject),
        lambda text: _show(page, shell, text),
        label=_("Making the text ready"),
    )


def _show(page: QWidget, shell: Shell, text: ToSign) -> None:
    dialog = SignDialog(text, page)

    def keep(write: Callable[[], int]) -> None:
        try:
            number = write()
        except LiaisonError as error:
            shell.trouble(error)
        else:
            shell.done(_("Signature kept"), undo=number)

    workspace = shell.workspace
    dialog.drawn.connect(
        lambda strokes, ours: keep(
            lambda: signing.on_screen(workspace, text, strokes, for_school=ours)
        )
    )
    dialog.on_paper.connect(
        lambda ours: keep(lambda: signing.on_paper(workspace, text, for_school=ours))
    )
    dialog.finished.connect(lambda _result: _cover(page))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _cover(page: QWidget) -> None:
    window = page.window()
    if hasattr(window, "cover"):  # a page can be shown without the whole window around it
        cast("Covered", window).cover()
