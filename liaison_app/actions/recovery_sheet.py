"""The recovery sheet: one page of paper that opens the workspace when the passphrase is forgotten.

It is made in memory, and becomes a file only where a person asks for one. It names nobody: whoever
finds it learns no person, team or place. Whose it is, is written on it by hand.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from liaison_app import shipped
from liaison_app.actions import printing
from liaison_app.errors import UnsafePlace, WorkspaceExists, WrongPassphrase
from liaison_app.language.catalogues import N_, _, direction
from liaison_app.store import keyslots
from liaison_app.store.durable import write_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TITLE = N_("Liaison recovery sheet")
_LINES = (
    N_("This code opens your workspace if you forget the passphrase."),
    N_("Whoever has this sheet and your computer can read everything. Keep the two apart:"),
    N_("in a sealed envelope in the office safe, never in the laptop bag."),
    N_("To use it: on the lock page choose “Forgot it? Use the recovery code”."),
    N_("It works once. You get a new sheet then; destroy this one."),
)
_WHOSE = N_("Whose (write by hand):")
_MADE = N_("Made on (write by hand):")
_FONT, _STRONG = "Inter", "Inter-SemiBold"


_CONFUSED = str.maketrans("OIL", "011")  # what people type for what no code has

GROUPS = keyslots.GROUPS
"""How many characters each group of a code has."""


def wrong_groups(groups: Sequence[str]) -> dict[int, str]:
    """Say which groups of a typed code cannot be right, by place from 0; empty if all can.

    A slip that only the checksum shows is said at the first group.
    """
    wrong = {}
    for at, (typed, size) in enumerate(zip(groups, GROUPS, strict=True)):
        words = ""
        if any(c not in keyslots.CROCKFORD for c in typed.upper().translate(_CONFUSED)):
            words = _("Group {number} of the code has a character that no code has.")
        elif len(typed) != size:
            words = _("Group {number} of the code is too short.")
        if words:
            wrong[at] = words.format(number=at + 1)
    if not wrong:
        try:
            keyslots.read_code("-".join(groups))
        except WrongPassphrase as error:
            return {0: str(error)}
    return wrong


def pdf(code: str) -> bytes:
    """Draw the sheet for a recovery code, as a PDF of one A4 page that also fits Letter.

    Its words are in the interface's language if that runs from left to right, else in English.
    """
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415  (slow to load, seldom needed)
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    register_fonts()
    say = _ if direction() == "ltr" else str
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    canvas.setTitle(say(_TITLE))
    left, top = 72, A4[1] - 110
    canvas.setFont(_STRONG, 22)
    canvas.drawString(left, top, say(_TITLE))
    canvas.setFont("Courier-Bold", 21)
    groups = code.split("-")
    canvas.drawString(left, top - 70, "  ".join(groups[:3]))
    canvas.drawString(left, top - 102, "  ".join(groups[3:]))
    canvas.setFont(_FONT, 11)
    line = top - 160
    for words in _wrapped([say(words) for words in _LINES], A4[0] - 2 * left):
        canvas.drawString(left, line, words)
        line -= 20
    for words in (_WHOSE, _MADE):
        line -= 30
        canvas.drawString(left, line, say(words))
        canvas.line(left + 190, line - 3, A4[0] - left, line - 3)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def save(code: str, target: Path) -> None:
    """Write the sheet where a person asked for it, readable by them only.

    Raises:
        WorkspaceExists: there is a file of this name.
        NoRoom, ReadOnlyPlace: it cannot be written.
    """
    save_pdf(pdf(code), target)


def save_pdf(content: bytes, target: Path) -> None:
    """Write a sheet where a person asked for it, readable by them only.

    Raises:
        WorkspaceExists: there is a file of this name.
        NoRoom, ReadOnlyPlace: it cannot be written.
    """
    try:
        with target.open("xb") as file:
            target.chmod(0o600)
            file.write(content)
    except FileExistsError:
        raise WorkspaceExists(
            _("There is already a file of this name. Choose another name.")
        ) from None
    except OSError as error:
        raise write_error(error) from None


def refuse_target(target: Path, workspace: Path) -> None:
    """Find out whether a sheet can be saved there before the former code stops to count.

    Raises:
        WorkspaceExists: there is a file of this name.
        UnsafePlace: it would lie in the workspace, and whoever has the laptop would have the code.
        NoRoom, ReadOnlyPlace: nothing can be written there.
    """
    if target.exists():
        raise WorkspaceExists(_("There is already a file of this name. Choose another name."))
    if target.resolve().is_relative_to(workspace.resolve()):
        raise UnsafePlace(
            _(
                "The sheet must not lie in the workspace folder: whoever has the laptop would have"
                " the code. Choose another place, best a stick."
            )
        )
    try:
        target.touch(exist_ok=False)
        target.unlink()
    except OSError as error:
        raise write_error(error) from None


def send_to_printer(code: str) -> None:
    """Print the sheet on the usual printer, from memory.

    Raises:
        LiaisonError: there is no printer, or it refused the sheet.
    """
    printing.send(pdf(code), "sheet")


def _wrapped(lines: list[str], width: float) -> Iterator[str]:
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415

    for words in lines:
        yield from simpleSplit(words, _FONT, 11, width)


def register_fonts() -> None:
    """Make the letters of sheets known to the PDF library."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    for name in (_FONT, _STRONG):
        face = "Regular" if name == _FONT else "SemiBold"
        path = shipped.resources() / "fonts" / f"Inter-{face}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))
