"""What was erased: when, by whom, under which rule, who has heard of it, what lies outside."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import exchange, laptops
from liaison_app.actions.erasing import by_code
from liaison_app.actions.erasing_outside import Outside, outside
from liaison_app.actions.removing import counted
from liaison_app.actions.titles import shown_moment, titles
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records import TYPES
from liaison_app.records.keeping import Erasure, ErasureKind
from liaison_app.store import erasing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from liaison_app.sync.ended import Ended
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class ErasureLine:
    """One erasure.

    Attributes:
        id: of its record.
        code: which stands for the name.
        at: when, in UTC.
        by: the name of who did it.
        rule: under which rule, in words.
        kind: what was erased, such as “Family” or “Notes of a family”.
        what: how many of what went, in words.
        heard: names of colleagues whose laptops have proved that they heard of it.
        waiting: names of colleagues whose laptops were not heard from since.
        ended: since when copies of it that were made before can be opened by nobody any more, here;
            None if they can.
        keeping: names of colleagues whose laptops that waits for, or who can still open them.
        state: a sentence or two about that.
        lifted: it may be kept again since.
    """

    id: str
    code: str
    at: datetime | None
    by: str
    rule: str
    kind: str
    what: str
    heard: tuple[str, ...]
    waiting: tuple[str, ...]
    ended: datetime | None
    keeping: tuple[str, ...]
    state: str
    lifted: bool


def erasures(workspace: Workspace) -> tuple[ErasureLine, ...]:
    """Give every erasure of the team that this laptop knows of, newest first."""
    found = workspace.all(Erasure, what=ErasureKind.ERASE)
    by = titles(workspace, "staff_member", [one.staff for one in found])
    ends = _ends(workspace, [one.id for one in found])
    lines = [_line(workspace, one, by.get(one.staff, ""), ends[one.id]) for one in found]
    return tuple(sorted(lines, key=lambda one: (one.at is not None, one.at), reverse=True))


def is_erased(workspace: Workspace, type_name: str, record_id: str) -> bool:
    """Whether a record was erased for good."""
    return bool(workspace.reading(lambda conn: erasing.upon(conn, (type_name, record_id))))


def left_outside(workspace: Workspace, code: str) -> Outside:
    """Give what lies outside of something that was erased, by its code: no names.

    Raises:
        UnknownRecord: there is no such erasure.
    """
    erasure = by_code(workspace, code)
    rows = workspace.read(
        "SELECT type, id FROM erased WHERE erasure = :id AND only_type = ''", {"id": erasure.id}
    )
    reached: dict[str, tuple[str, ...]] = {}
    for row in rows:
        reached[row["type"]] = (*reached.get(row["type"], ()), row["id"])
    return outside(workspace, reached, erasure)


def account(workspace: Workspace, code: str) -> str:
    """Give what was erased and what is to be collected, as a table (CSV): codes, no names.

    Raises:
        UnknownRecord: there is no such erasure.
    """
    line = next(one for one in erasures(workspace) if one.id == by_code(workspace, code).id)
    left = left_outside(workspace, code)
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(
        [_("What"), _("Code"), _("Kind"), _("Pages"), _("When"), _("How"), _("To whom"), _("Done")]
    )
    when = shown_moment(line.at) if line.at else ""
    table.writerow([line.kind, line.code, line.rule, "", when, line.what, line.by, ""])
    for paper in left.papers:
        when = shown_moment(paper.at) if paper.at else ""
        table.writerow(
            [
                _("Printed packet"),
                paper.code,
                paper.kind,
                paper.pages or "",
                when,
                paper.how,
                "",
                "",
            ]
        )
    for given in left.given:
        when = shown_moment(given.at) if given.at else ""
        table.writerow(
            [_("Disclosure"), given.code, given.purpose, "", when, "", given.recipient, ""]
        )
    for made in left.backups:
        table.writerow([_("Backup"), "", "", "", shown_moment(made.at), made.place, "", ""])
    if left.colleagues:
        table.writerow([_("Backup"), "", "", "", "", _("perhaps with colleagues"), "", ""])
    for silent in line.waiting:
        table.writerow([_("Laptop"), "", "", "", "", _("not heard from since"), silent, ""])
    return text.getvalue()


def _ends(workspace: Workspace, erasures: Sequence[str]) -> Mapping[str, Ended]:
    """Say how far copies that were sealed before can be opened by nobody."""
    from liaison_app.sync import ended  # noqa: PLC0415  (loads the seals)

    return workspace.reading(lambda conn: ended.accounts(workspace, conn, erasures))


def _line(workspace: Workspace, erasure: Erasure, by: str, end: Ended) -> ErasureLine:
    receipt = exchange.receipt(workspace, "erasure", erasure.id)
    lifted = workspace.reading(lambda conn: erasing.is_lifted(conn, erasure.id))
    keeping = tuple(dict.fromkeys(laptops.who_of(workspace, one) for one in end.keeping))
    return ErasureLine(
        id=erasure.id,
        code=erasure.code,
        at=erasure.at,
        by=by,
        rule=_(getattr(erasure.rule, "label", str(erasure.rule))),
        kind=_kind(erasure),
        what=_what(erasure),
        heard=receipt.received_by,
        waiting=receipt.missing,
        ended=end.at,
        keeping=keeping,
        state=_state(receipt.missing, end, keeping, lifted=lifted),
        lifted=lifted,
    )


def _state(waiting: tuple[str, ...], end: Ended, keeping: tuple[str, ...], *, lifted: bool) -> str:
    if lifted:
        return _("May be kept again since.")
    if not waiting:
        return " ".join(filter(None, (_("Done everywhere."), _of_copies(end, keeping))))
    names = ", ".join(map(isolate, waiting))
    words = ngettext(
        "Done here; not yet heard from {count} laptop: {names}.",
        "Done here; not yet heard from {count} laptops: {names}.",
        len(waiting),
    )
    return words.format(count=len(waiting), names=names)


def _of_copies(end: Ended, keeping: tuple[str, ...]) -> str:
    """Say whether sealed copies, as in the trash of a server or on old sticks, can be opened."""
    if keeping:
        words = ngettext(
            "Former encrypted copies can be opened until {count} laptop has exchanged: {names}.",
            "Former encrypted copies can be opened until {count} laptops have exchanged: {names}.",
            len(keeping),
        )
        return words.format(count=len(keeping), names=", ".join(map(isolate, keeping)))
    if not end.done:
        return _("Former encrypted copies can still be opened; that ends as laptops exchange.")
    if end.at is None:
        return ""  # nothing that was sealed is known of here
    when = shown_moment(end.at)
    return _("Nobody can open former encrypted copies any more: {when}.").format(when=when)


def _kind(erasure: Erasure) -> str:
    subject = TYPES.get(erasure.subject_type)
    label = _(subject.label) if subject else erasure.subject_type
    only = TYPES.get(erasure.only)
    if only is None:
        return label
    return _("{records} only ({kind})").format(records=_(only.plural), kind=label)


def _what(erasure: Erasure) -> str:
    numbers = (line.split() for line in erasure.counts.splitlines())
    return counted(
        name
        for name, count in ((one[0], one[-1]) for one in numbers if one)
        if name != erasure.subject_type and count.isdecimal()
        for _one in range(min(int(count), 100_000))
    )
