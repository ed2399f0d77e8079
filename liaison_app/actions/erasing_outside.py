"""What an erasure cannot reach: paper, what was given to others, backups, laptops, files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions import exchange, old_backups
from liaison_app.actions.share_purposes import purposes
from liaison_app.actions.titles import reference_titles, shown_value
from liaison_app.language.catalogues import _, ngettext
from liaison_app.records import TYPES
from liaison_app.records.values import parse_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from liaison_app.actions.care import BackupMade
    from liaison_app.records.keeping import Erasure
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Paper:
    """Pages that were printed or saved; their code stands on each of them.

    Attributes:
        code: of the packet.
        kind: of packet, as it is stored.
        pages: how many; None if nobody knows.
        at: when, in UTC.
        how: printed or saved, in words.
        reader: for whom; "" once that was erased.
    """

    code: str
    kind: str
    pages: int | None
    at: datetime | None
    how: str
    reader: str


@dataclass(frozen=True)
class Given:
    """Facts that were given to somebody outside the team.

    Attributes:
        code: of the disclosure.
        recipient: who got them; "" if that was the family itself.
        purpose: for what, in words.
        at: when, in UTC.
        until: until which day they may keep it, as ISO text; "" for no day.
    """

    code: str
    recipient: str
    purpose: str
    at: datetime | None
    until: str


@dataclass(frozen=True)
class Silent:
    """A colleague's laptop, and when it was last heard from, in UTC; None: never."""

    name: str
    heard: datetime | None


@dataclass(frozen=True)
class Outside:
    """Where words still are after an erasure, and nobody but a person can get them back.

    Attributes:
        papers: printed pages, newest first.
        given: what was given to others, newest first.
        backups: backups made on this laptop before, as far as they may still exist.
        laptops: colleagues' laptops that have not heard; each erases once it hears of it.
        files: how many files for exchange were made here by hand; they are encrypted.
        colleagues: how many colleagues there are, whose backups nobody here knows of.
    """

    papers: tuple[Paper, ...]
    given: tuple[Given, ...]
    backups: tuple[BackupMade, ...]
    laptops: tuple[Silent, ...]
    files: int
    colleagues: int

    def words(self) -> tuple[str, ...]:
        """Say it in sentences, one for each kind; none for what there is not."""
        pages = sum(one.pages or 0 for one in self.papers)
        said = [
            self.papers
            and ngettext(
                "{count} packet was printed or saved ({pages} pages). Collect it by its code.",
                "{count} packets were printed or saved ({pages} pages). Collect them by their"
                " codes.",
                len(self.papers),
            ).format(count=len(self.papers), pages=pages),
            self.given
            and ngettext(
                "Facts were given out {count} time. Ask the recipient to delete them.",
                "Facts were given out {count} times. Ask the recipients to delete them.",
                len(self.given),
            ).format(count=len(self.given)),
            self.backups
            and ngettext(
                "{count} backup was made on this laptop before. Make a new one and delete it.",
                "{count} backups were made on this laptop before. Make a new one and delete them.",
                len(self.backups),
            ).format(count=len(self.backups)),
            self.colleagues
            and _(
                "Colleagues' backups may hold it too. Each of their laptops asks them to make new"
                " ones once it has heard."
            ),
            self.laptops
            and ngettext(
                "{count} colleague's laptop erases it as soon as it hears of this.",
                "{count} colleagues' laptops erase it as soon as they hear of this.",
                len(self.laptops),
            ).format(count=len(self.laptops)),
            self.files
            and ngettext(
                "{count} file for exchange was made here. It is encrypted; empty the stick.",
                "{count} files for exchange were made here. They are encrypted; empty the sticks.",
                self.files,
            ).format(count=self.files),
        ]
        return tuple(one for one in said if one)


def outside(
    workspace: Workspace, reached: dict[str, tuple[str, ...]], erasure: Erasure | None = None
) -> Outside:
    """Give what lies outside of records that are, or were, to be erased.

    Args:
        workspace: where.
        reached: the records, type to ids.
        erasure: what erased them; None if that is still to be done.
    """
    made = workspace.read("SELECT count(*) AS files FROM file_made WHERE remote = ''")[0]["files"]
    colleagues = exchange.status(workspace).colleagues
    silent = {one.name for one in colleagues}
    if erasure:
        silent &= set(exchange.receipt(workspace, "erasure", erasure.id).missing)
    return Outside(
        papers=_papers(workspace, reached.get("packet_issue", ())),
        given=_given(workspace, reached.get("disclosure", ())),
        backups=(
            old_backups.older(workspace, erasure.id) if erasure else old_backups.kept(workspace)
        ),
        laptops=tuple(Silent(one.name, one.heard) for one in colleagues if one.name in silent),
        files=int(made),
        colleagues=len(colleagues),
    )


def _papers(workspace: Workspace, ids: Iterable[str]) -> tuple[Paper, ...]:
    rows = _rows(workspace, "packet_issue", ids)
    record_type = TYPES["packet_issue"]
    known = reference_titles(workspace, record_type, rows, ["recipient"])
    means = record_type.fields["means"]
    return tuple(
        Paper(
            code=row["code"] or "",
            kind=row["kind"] or "",
            pages=row["pages"],
            at=parse_time(row["at"]) if row["at"] else None,
            how=shown_value(means, row["means"], known),
            reader=known.get(row["recipient"], ""),
        )
        for row in rows
        if not row["deleted"]
    )


def _given(workspace: Workspace, ids: Iterable[str]) -> tuple[Given, ...]:
    labels = {one.name: one.label for one in purposes(workspace)}
    return tuple(
        Given(
            code=row["code"] or "",
            recipient=row["recipient"] or "",
            purpose=labels.get(row["purpose"], row["purpose"] or ""),
            at=parse_time(row["at"]) if row["at"] else None,
            until=row["until"] or "",
        )
        for row in _rows(workspace, "disclosure", ids)
    )


def _rows(workspace: Workspace, name: str, ids: Iterable[str]) -> list[Any]:
    return workspace.read(
        f"SELECT * FROM {name} WHERE id IN (SELECT value FROM json_each(:ids))"  # noqa: S608
        " ORDER BY at DESC, n DESC",
        {"ids": json.dumps(sorted(ids))},
    )
