"""Finding the print that a slip was torn off by its code, however the code was read and typed.

Codes are of Crockford's base 32, which has no I, L, O or U because people read them as 1, 0 and V.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.titles import titles
from liaison_app.language.catalogues import _
from liaison_app.packets.kinds import KINDS
from liaison_app.records.packets import PacketIssue
from liaison_app.records.values import parse_time
from liaison_app.records.voices import Question, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import Any

    from liaison_app.workspace import Workspace

CORRECTION_SLIP = "what-we-hold"
"""The kind of print whose slip says what is wrong in what we hold."""

_LENGTH = 6
_READ_AS = str.maketrans("ILOU", "110V")
_OFFERED = 5


@dataclass(frozen=True)
class Earlier:
    """What came back before with the same code.

    Attributes:
        kinds: stored values of `QuestionKind`, one for each box.
        labels: the same in words.
        on: the local date of arrival.
    """

    kinds: frozenset[str]
    labels: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class Slip:
    """The print that a slip belongs to.

    Attributes:
        code: as it is printed.
        household: id; "" for a print that names no family.
        recipient: id of who it was for.
        printed: what was printed, in words.
        printed_on: the local date.
        language: tag in which it was printed.
        correction: the slip says what is wrong in what we hold.
        earlier: what came back with it before, the first first.
    """

    code: str
    household: str
    family: str
    recipient: str
    recipient_name: str
    printed: str
    printed_on: date | None
    language: str
    correction: bool
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True)
class Looked:
    """What a typed code leads to.

    Attributes:
        code: as it would be printed; "" if it cannot be a code.
        slip: None if no print here has it.
        near: prints whose codes are one sign away, the newest first.
        why: what to say where there is no print, and what to do.
    """

    code: str
    slip: Slip | None
    near: tuple[Slip, ...] = ()
    why: str = ""


def look_up(workspace: Workspace, typed: str) -> Looked:
    """Find the print of a code: small letters, spaces, no dash, I for 1 and O for 0 are fine."""
    letter, rest = _parts(typed)
    if not rest:
        return Looked(
            "",
            None,
            why=_("A code is a letter and six signs, such as W-7K3M9Q: see the foot of any page."),
        )
    code = f"{letter}-{rest}" if letter else rest
    rows = workspace.read(f"{_ISSUES} AND substr(code, 3) = :rest {_NEWEST}", {"rest": rest})
    same = [row for row in rows if row["code"][:1] == letter] or rows
    if same:
        return Looked(same[0]["code"], _slips(workspace, same[:1])[0])
    near = _near(workspace, typed)
    if near:
        why = _("No print here has the code {code}. Is it one of these?")
    elif len(rest) != _LENGTH:
        return Looked("", None, why=_("This is no whole code. It has a letter and six signs."))
    else:
        why = _(
            "No print here has the code {code}. It may be of another district, or of a colleague"
            " whose last file is not here yet. Read it once more, or choose the family by hand."
        )
    return Looked(code if len(rest) == _LENGTH else "", None, near, why.format(code=code))


def tidy(typed: str) -> str:
    """A code as it is printed, if it can be one; else as it was typed."""
    letter, rest = _parts(typed)
    return f"{letter}-{rest}" if letter and len(rest) == _LENGTH else " ".join(typed.split())


_ISSUES = "SELECT * FROM packet_issue WHERE NOT deleted AND code <> ''"
_NEWEST = "ORDER BY at DESC, n DESC"


def _parts(typed: str) -> tuple[str, str]:
    """The letter of the kind ("" if it was left out) and the signs after it."""
    signs = _signs(typed)
    if len(signs) > _LENGTH:
        return signs[0], signs[1:].translate(_READ_AS)
    return "", signs.translate(_READ_AS)


def _signs(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed).upper()
    signs = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in plain)
    return "".join(one for one in signs if one.isascii() and one.isalnum())


def _near(workspace: Workspace, typed: str) -> tuple[Slip, ...]:
    """Prints of which one sign was read, left out, added or exchanged with its neighbor."""
    signs = _signs(typed)
    read = {signs[at:].translate(_READ_AS) for at in (0, 1)}
    rows = workspace.read(f"{_ISSUES} {_NEWEST}")
    found: dict[str, Any] = {}
    for row in rows:
        if any(one_away(row["code"][2:], one) for one in read):
            found.setdefault(row["code"], row)
    return _slips(workspace, list(found.values())[:_OFFERED])


def one_away(code: str, typed: str) -> bool:
    """Whether one sign differs, is too many or missing, or two neighbors changed places."""
    if len(code) == len(typed):
        apart = [at for at, pair in enumerate(zip(code, typed, strict=True)) if pair[0] != pair[1]]
        if len(apart) == 2 and apart[1] == apart[0] + 1:
            first, second = apart
            return (code[first], code[second]) == (typed[second], typed[first])
        return len(apart) <= 1
    longer, shorter = sorted((code, typed), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _slips(workspace: Workspace, rows: Sequence[Any]) -> tuple[Slip, ...]:
    families = titles(workspace, "household", (row["household"] for row in rows))
    people = titles(workspace, "person", (row["recipient"] for row in rows))
    return tuple(
        Slip(
            code=row["code"],
            household=row["household"],
            family=families.get(row["household"], ""),
            recipient=row["recipient"],
            recipient_name=people.get(row["recipient"], ""),
            printed=_(KINDS[row["kind"]].label) if row["kind"] in KINDS else row["kind"],
            printed_on=parse_time(row["at"]).astimezone().date() if row["at"] else None,
            language=row["language"],
            correction=row["kind"] == CORRECTION_SLIP,
            earlier=tuple(earlier(workspace, row["code"])),
        )
        for row in rows
    )


def earlier(workspace: Workspace, code: str) -> Iterator[Earlier]:
    """What came back with a code before, each arrival once."""
    arrived: dict[Any, list[Question]] = {}
    for one in workspace.all(Question, code=code) if code else ():
        arrived.setdefault(one.asked_at, []).append(one)
    for at, questions in sorted(arrived.items()):
        kinds = frozenset(str(one.kind) for one in questions)
        labels = tuple(_(kind.label) for kind in QuestionKind if kind.value in kinds)
        yield Earlier(kinds, labels, at.astimezone().date())


def issue_of(workspace: Workspace, code: str) -> PacketIssue | None:
    """The latest print with exactly this code."""
    found = workspace.all(PacketIssue, code=code) if code else []
    return max(found, key=lambda one: (one.at is not None, one.at, one.id), default=None)
