"""Sealed facts of a family: where it is staying, what to mind, papers about custody, an address.

They are with the family's liaison and the coordinators alone. Screens show them after the PIN or
the passphrase; nothing here prints or exports them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, Record, RecordType
from liaison_app.store import caseloads
from liaison_app.store.rights import Rights
from liaison_app.workspace import Add, Redact, Remove

if TYPE_CHECKING:
    from liaison_app.workspace import Change, Workspace

KINDS = caseloads.SEALED_TYPES
"""Names of the types of sealed facts."""


def move(workspace: Workspace, household: str, to_staff: str) -> tuple[Change, ...]:
    """Give the changes that bring a family's sealed facts into another caseload.

    Put them into the one commit that hands the family over (`hand_overs.py`), so that all of it
    happens or nothing; they are right whether the new assignment comes before or after them there.
    Each fact becomes a new record in the new liaison's stream; the old one is emptied for good and
    removed. Facts that are there already stay as they are, and a family without any gives nothing.

    Whoever hands a family on by themselves keeps, on their own laptop, the words that this writes;
    when a coordinator's laptop does it, nothing stays with the former liaison.

    Args:
        workspace: of somebody who can read them: the family's liaison, or a coordinator.
        household: whose.
        to_staff: the id of the new liaison; "" if the family is nobody's, the coordinators' then.

    Raises:
        NotAllowed: what is here was only added by this laptop, in a colleague's caseload.
    """
    target = workspace.reading(lambda conn: caseloads.stream_of(conn, to_staff))
    changes: list[Change] = []
    for name in KINDS:
        record_type = TYPES[name]
        for fact in workspace.all(record_type.cls, household=household):
            stream = workspace.reading(partial(caseloads.stream_of_id, record_id=fact.id))
            if stream != target:
                _refuse_what_is_not_theirs(workspace, record_type, stream)
                changes += _anew(fact, record_type, to_staff)
    return tuple(changes)


def _anew(fact: Record, record_type: RecordType, to_staff: str) -> list[Change]:
    cls = record_type.cls
    values = {name: getattr(fact, name) for name in record_type.fields}
    emptied = [
        Redact(cls, fact.id, name)
        for name, spec in record_type.fields.items()
        if values[name] != spec.default and not spec.required  # of which family it was may be known
    ]
    return [Add(cls(**values), caseload=to_staff), *emptied, Remove(cls, fact.id)]


def _refuse_what_is_not_theirs(workspace: Workspace, record_type: RecordType, stream: str) -> None:
    row = workspace.read(
        "SELECT n FROM origin WHERE stream = :stream AND dev = :dev",
        {"stream": stream, "dev": workspace.device},
    )
    own = workspace.reading(Rights)
    if row and not own.counts_first(record_type.name, row[0]["n"]):
        raise NotAllowed(
            _(
                "The sealed facts of this family are with its own liaison. Ask them or a"
                " coordinator to hand it over."
            )
        )
