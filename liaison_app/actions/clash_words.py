"""What is said of records that can hardly all be right: explained, asked, and left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions.removing import counted
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records.looked_at import Doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.merging import Plan
    from liaison_app.actions.protecting import Mention

_EXPLAINED = {
    Doubt.DOUBLE_BOOKED: N_("This kit has one number and is with more than one family."),
    Doubt.RETURNED_TWICE: N_(
        "The return of this kit was written down more than once, so one too many is counted."
    ),
    Doubt.OVERLAP: N_("One person cannot be at two visits at one time."),
    Doubt.SAME_PERSON: N_(
        "Two entries look like one person. Perhaps two people wrote the same person down, each on"
        " their own laptop."
    ),
    Doubt.SAME_FAMILY: N_(
        "Two entries look like one family. Perhaps two people wrote the same family down, each on"
        " their own laptop."
    ),
    Doubt.AFTER_MERGE: N_(
        "This entry went into another one. Somebody wrote for it without having seen that. Nobody"
        " sees this until somebody says what to do."
    ),
    Doubt.OPEN_ADDRESS: N_(
        "This family is protected. Somebody who had not heard of it wrote down where it lives. No"
        " laptop shows it now, and nothing prints it; but it is not sealed until somebody does"
        " that."
    ),
}
_ASKED = {
    Doubt.DOUBLE_BOOKED: N_("Which family has it?"),
    Doubt.BELOW_ZERO: N_("What is right?"),
    Doubt.RETURNED_TWICE: N_("Did it come back once?"),
    Doubt.OVERLAP: N_("Which visit stays?"),
    Doubt.SAME_PERSON: N_("Is this one person?"),
    Doubt.SAME_FAMILY: N_("Is this one family?"),
    Doubt.AFTER_MERGE: N_("Where does it belong?"),
    Doubt.OPEN_ADDRESS: N_("Seal it?"),
}
_LEFT = {
    Doubt.DOUBLE_BOOKED: N_("Leave it: each has one"),
    Doubt.BELOW_ZERO: N_("Leave the count as it is"),
    Doubt.RETURNED_TWICE: N_("Leave it: the count is right"),
    Doubt.OVERLAP: N_("Leave it: both can be"),
    Doubt.SAME_PERSON: N_("Not the same person"),
    Doubt.SAME_FAMILY: N_("Not the same family"),
}
_DOES = {
    Doubt.DOUBLE_BOOKED: N_("This family has it"),
    Doubt.RETURNED_TWICE: N_("Count it once"),
    Doubt.OVERLAP: N_("Keep this one"),
    Doubt.SAME_PERSON: N_("The same: keep this entry"),
    Doubt.SAME_FAMILY: N_("The same: keep this entry"),
}


def explained(doubt: Doubt, facts: str) -> str:
    """Say what is the matter."""
    if doubt is not Doubt.BELOW_ZERO:
        return _(_EXPLAINED[doubt])
    short = -int(facts)
    sentence = ngettext(
        "By the count {count} more went out than there was. Perhaps two people lent the same one.",
        "By the count {count} more went out than there were. Perhaps two people lent the same one.",
        short,
    )
    return sentence.format(count=short)


def question(doubt: Doubt) -> str:
    """What the person is asked."""
    return _(_ASKED[doubt])


def leave(doubt: Doubt) -> str:
    """What it is called to leave all as it is; "" if that cannot be."""
    return _(_LEFT[doubt]) if doubt in _LEFT else ""


def does(doubt: Doubt) -> str:
    """What keeping one of the records is called."""
    return _(_DOES[doubt])


def preview(plan: Plan) -> tuple[str, ...]:
    """What making two entries one does, a line each."""
    lines: list[str] = []
    if not plan.moved and not plan.copies:
        lines.append(_("Nothing was written for the other entry."))
    if plan.moved:
        lines = [_("This comes along: {what}.").format(what=counted(plan.moved))]
    if plan.copies:
        sentence = ngettext(
            "{count} line that says the same goes.",
            "{count} lines that say the same go.",
            plan.copies,
        )
        lines.append(sentence.format(count=plan.copies))
    if plan.filled:
        lines.append(_("Taken from the other entry: {what}.").format(what=_list(plan.filled)))
    lines += [
        _("{label}: {stays} stays; the other entry says {other}.").format(
            label=label, stays=isolate(stays), other=isolate(other)
        )
        for label, stays, other in plan.differing
    ]
    return (*lines, _("The other entry is removed. Undo brings it back."))


def sealed(mentions: Sequence[Mention], *, keep: bool) -> tuple[str, ...]:
    """What sealing an address that lies open does, a line each, and what still names its street."""
    lines = [
        _(
            "The address that was typed is emptied for good, on this laptop now and on the"
            " others with the next exchange. This cannot be undone."
        )
    ]
    if not keep:
        lines.append(_("The real address is not kept anywhere."))
    if mentions:
        lines.append(_("These still name the street. Read each one, and empty what must go:"))
    lines += [
        " · ".join(isolate(part) for part in (one.kind, one.label, one.family, one.when) if part)
        for one in mentions
    ]
    return tuple(lines)


def _list(labels: Sequence[str]) -> str:
    return ", ".join(_("“{label}”").format(label=isolate(label)) for label in labels)
