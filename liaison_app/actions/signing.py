"""Signing what a family and the school agreed: on the screen, or on the paper it is printed on.

What is signed is the text of a print in its reader's language, as it stands now. Its mark is kept
with the signature, so that another text can never pass for signed (`packets.signed`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions.preparing import Prepared, draft, judged
from liaison_app.actions.replies import moment_of
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.packets.read_out import Line, read_out
from liaison_app.packets.signed import strokes_of, wording_of
from liaison_app.records.goals import Signature, SignedHow
from liaison_app.records.governance import StaffMember
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from liaison_app.workspace import Workspace

__all__ = ["SIGNED", "Line", "ToSign", "on_paper", "on_screen", "to_sign"]

SIGNED = ("agreement", "loan")
"""Names of the kinds of print that are signed."""


@dataclass(frozen=True)
class ToSign:
    """A text that may be signed.

    Attributes:
        kind: name of the kind of print.
        subject: id of the record that it is about; "" for none.
        household: id of the family.
        person: id of its reader, who signs for the family.
        name: what the reader is called.
        staff: name of who signs for the school: whoever works here.
        language: tag of the language that the text was asked for in.
        lines: the text in its reader's language.
        wording: the mark of the text.
    """

    kind: str
    subject: str
    household: str
    person: str
    name: str
    staff: str
    language: str
    lines: tuple[Line, ...]
    wording: str


def to_sign(
    workspace: Workspace,
    household: str,
    *,
    kind: str,
    subject: str = "",
    to: str = "",
    language: str = "",
    in_hand: bool = True,
    options: Mapping[str, str] | None = None,
) -> ToSign:
    """The text that is to be signed. Writes nothing.

    Args:
        workspace: where the family is.
        household: its id.
        kind: name of the kind of print, one of `SIGNED`.
        subject: id of the loan, or of the goal; "" for every open goal.
        to: id of who signs; "" for the first contact who may.
        language: tag; "" for the one that the reader reads.
        in_hand: whoever signs is here: nothing goes to a protected address.
        options: what else was chosen for this kind.

    Raises:
        InvalidValue: this print is never signed.
        NotAllowed: something stops the print, and so its signature; the message says what.
        UnknownRecord: there is no such family or subject.
    """
    from liaison_app.packets.pages import lay_out  # noqa: PLC0415  (typefaces: 200 ms)

    if kind not in SIGNED:
        raise InvalidValue(
            _("“{kind}” is not signed. What is signed: {kinds}.").format(
                kind=kind, kinds=", ".join(SIGNED)
            )
        )
    made = draft(
        workspace,
        household,
        kind=kind,
        subject=subject,
        to=to,
        language=language,
        in_hand=in_hand,
        options=options,
    )
    if isinstance(made, Prepared):
        raise NotAllowed(made.problems[0].why)
    pages = lay_out(made.packet, paper=made.paper, profile=made.order.profile)
    stops = [one for one in judged(made, pages).problems if one.red]
    if stops:
        raise NotAllowed(stops[0].why)
    facts = made.facts
    return ToSign(
        kind=kind,
        subject=subject,
        household=household,
        person=facts.recipient.id,
        name=facts.recipient.name,
        staff=workspace.get(StaffMember, workspace.person).name,
        language=made.order.voices[0].tag,
        lines=read_out(made.packet.sections),
        wording=wording_of(made.packet.sections),
    )


def on_screen(
    workspace: Workspace,
    signed: ToSign,
    strokes: str,
    *,
    for_school: bool = False,
    by: object = None,
) -> int:
    """Keep what was signed on the screen just now; gives the action's number.

    Args:
        workspace: where.
        signed: the text that stood there.
        strokes: the lines of the pen, as `Signature.strokes` says.
        for_school: whoever works here signed for the school, not the reader for the family.
        by: handed back to those who listen.

    Raises:
        InvalidValue: nothing was drawn.
    """
    if not any(len(stroke) > 1 for stroke in strokes_of(strokes)):
        raise InvalidValue(_("Nothing is signed yet. Sign in the box, or choose paper."))
    record = _record(workspace, signed, workspace.now(), for_school=for_school)
    record |= {"how": SignedHow.SCREEN, "strokes": strokes}
    return workspace.commit("signature.add", [Add(Signature(**record))], by=by).number


def on_paper(
    workspace: Workspace,
    signed: ToSign,
    on: date | None = None,
    *,
    for_school: bool = False,
    by: object = None,
) -> int:
    """Keep that the printed text was signed by hand; gives the action's number.

    Args:
        workspace: where.
        signed: the text, as it printed.
        on: the local day; today if nobody says.
        for_school: whoever works here signed for the school, not the reader for the family.
        by: handed back to those who listen.

    Raises:
        InvalidValue: the day has not come yet, or is too long ago.
    """
    day = on or workspace.today()
    if day > workspace.today():
        raise InvalidValue(_("A paper cannot have been signed on a day to come."))
    record = _record(workspace, signed, moment_of(workspace, day), for_school=for_school)
    return workspace.commit("signature.add", [Add(Signature(**record))], by=by).number


def _record(
    workspace: Workspace, signed: ToSign, at: datetime, *, for_school: bool
) -> dict[str, Any]:
    who = {"staff": workspace.person} if for_school else {"person": signed.person}
    return {
        "household": signed.household,
        "kind": signed.kind,
        "subject": signed.subject,
        "signed_at": at,
        "language": signed.language,
        "wording": signed.wording,
        **who,
    }
