"""The sheet of an invite: who may join, with which code, until when, and how. One page of paper.

It is made in memory, and becomes a file only where a person asks for one. Whoever has it and the
invite can join, so it is never sent together with the stick, and says so.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from liaison_app.actions import printing, recovery_sheet
from liaison_app.actions.titles import shown_moment
from liaison_app.errors import UnsafePlace
from liaison_app.language.catalogues import N_, _, direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from liaison_app.actions.laptop_lines import Invited

_TITLE = N_("Join a Liaison team")
_NEVER = N_("Never send this sheet together with the stick.")
_FOR = N_("For:")
_UNTIL = N_("Good until:")
_STEPS = (
    N_("1. Install Liaison on your laptop and open it."),
    N_("2. Choose “Join a team”, put the stick in and choose the invite on it."),
    N_("3. Type the code above, and choose a passphrase that only you know."),
    N_("4. Work as you like. Give a file to whoever invited you when you meet: it lets you in."),
    N_("5. Destroy this sheet."),
)
_BY_POST = N_(
    "4. Send a file to whoever invited you, then compare eight words by phone: that lets you in."
)
_LEFT, _LINE = 72, 20
_FONT, _STRONG = "Inter", "Inter-SemiBold"
_MODULE = 3.4  # points: a phone reads it at arm's length


def pdf(invited: Invited) -> bytes:
    """Draw the sheet of an invite, as a PDF of one A4 page that also fits Letter.

    Its words are in the interface's language if that runs from left to right, else in English. A
    name in letters that the sheet has none for is left to be written by hand.
    """
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415  (slow to load, seldom needed)
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    recovery_sheet.register_fonts()
    say = _ if direction() == "ltr" else str
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    canvas.setTitle(say(_TITLE))
    top = A4[1] - 110
    canvas.setFont(_STRONG, 22)
    canvas.drawString(_LEFT, top, say(_TITLE))
    _line(canvas, top - 40, say(_FOR), invited.person)
    _line(canvas, top - 64, say(_UNTIL), shown_moment(invited.expires))
    canvas.setFont("Courier-Bold", 21)
    groups = invited.code.split("-")
    canvas.drawString(_LEFT, top - 120, "  ".join(groups[:3]))
    canvas.drawString(_LEFT, top - 152, "  ".join(groups[3:]))
    _qr(canvas, invited.code.replace("-", ""), top - 160, A4[0] - _LEFT)
    at = top - 215
    canvas.setFont(_STRONG, 13)
    canvas.drawString(_LEFT, at, say(_NEVER))
    canvas.setFont(_FONT, 11)
    steps = [_BY_POST if one is _STEPS[3] and invited.by_post else one for one in _STEPS]
    for words in _wrapped([say(one) for one in steps], A4[0] - 2 * _LEFT):
        at -= _LINE
        canvas.drawString(_LEFT, at - 12, words)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def save_invite_sheet(invited: Invited, target: Path) -> None:
    """Write the sheet with the code of an invite where a person asked for it.

    Raises:
        WorkspaceExists: there is a file of this name.
        UnsafePlace: it would lie beside the invite: whoever finds both can join.
        NoRoom, ReadOnlyPlace: it cannot be written.
    """
    refuse_sheet(invited.path, target)
    recovery_sheet.save_pdf(pdf(invited), target)


def refuse_sheet(invite: Path, sheet: Path) -> None:
    """Find out whether the sheet may lie there before anybody is invited.

    Raises:
        UnsafePlace: it would lie beside the invite: whoever finds both can join.
    """
    if sheet.resolve().parent == invite.resolve().parent:
        raise UnsafePlace(
            _(
                "The sheet must not lie beside the invite: whoever finds both can join. Choose"
                " another place, or print the sheet."
            )
        )


def print_invite_sheet(invited: Invited) -> None:
    """Print the sheet with the code of an invite on the usual printer, from memory.

    Raises:
        LiaisonError: there is no printer, or it refused the sheet.
    """
    printing.send(pdf(invited), "sheet")


def _line(canvas: Any, at: float, label: str, value: str) -> None:
    """Write a label and what belongs to it, or a line to write it on."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415

    letters = pdfmetrics.getFont(_STRONG).face.charToGlyph
    canvas.setFont(_FONT, 12)
    canvas.drawString(_LEFT, at, label)
    if all(ord(letter) in letters for letter in value):
        canvas.setFont(_STRONG, 12)
        canvas.drawString(_LEFT + 100, at, value)
    else:
        canvas.line(_LEFT + 100, at - 3, _LEFT + 300, at - 3)


def _qr(canvas: Any, payload: str, bottom: float, right: float) -> None:
    """Draw the code for a camera, its lower right corner at this place."""
    import segno  # noqa: PLC0415

    rows = [bytes(row) for row in segno.make(payload, error="m", micro=False).matrix]
    left = right - len(rows) * _MODULE
    for number, row in enumerate(reversed(rows)):
        for column, dark in enumerate(row):
            if dark:
                at = (left + column * _MODULE, bottom + number * _MODULE)
                canvas.rect(*at, _MODULE, _MODULE, stroke=0, fill=1)


def _wrapped(lines: Sequence[str], width: float) -> Iterator[str]:
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415

    for words in lines:
        yield from simpleSplit(words, _FONT, 11, width)
