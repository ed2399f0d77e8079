"""What came from a removed laptop, in words, and the decision what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.actions import duties, gaps, laptops
from liaison_app.actions.difference_words import value_words
from liaison_app.actions.titles import title
from liaison_app.errors import UnknownRecord
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records import TYPES
from liaison_app.store.driver import transaction
from liaison_app.store.merge import DELETED
from liaison_app.sync import arrival, reviewing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.reviewing import Apart
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class KeptApart:
    """What came from one removed laptop and was not taken in.

    Attributes:
        laptop: its id.
        person: the name of who worked at it.
        first: when the first of it was sealed, in UTC by that laptop's clock; None if unreadable.
        last: the same of the last.
        changes: how many changes there are.
        families: names of the families it is about, as far as they are known here.
        unreadable: bundles for which there is no key here.
        aside: all of it was looked at and set aside.
    """

    laptop: str
    person: str
    first: datetime | None
    last: datetime | None
    changes: int
    families: tuple[str, ...]
    unreadable: int
    aside: bool


def kept_apart(workspace: Workspace) -> tuple[KeptApart, ...]:
    """What waits for a coordinator's decision, those that nobody set aside first.

    Raises:
        NotAllowed: no coordinator works here.
    """
    duties.refuse_others(workspace)
    found: dict[str, list[Apart]] = {}
    for one in workspace.reading(reviewing.apart):
        found.setdefault(one.laptop, []).append(one)
    lines = [_line(workspace, laptop, bundles) for laptop, bundles in found.items()]
    return tuple(sorted(lines, key=lambda one: one.aside))


def contents(workspace: Workspace, laptop: str) -> tuple[str, ...]:
    """What is in it, a line for each change: what kind, of which family, and what was written.

    Raises:
        NotAllowed: no coordinator works here.
        UnknownRecord: nothing of this laptop is kept apart.
    """
    return tuple(
        _change(workspace, op) for one in _of(workspace, laptop) for op in one.ops if op.writes
    )


@dataclass(frozen=True)
class TakenIn:
    """What taking in did.

    Attributes:
        applied: how many changes count now.
        waiting: how many wait still, for earlier ones that are missing.
        words: the same in words.
    """

    applied: int
    waiting: int
    words: str


def take_in(workspace: Workspace, laptop: str) -> TakenIn:
    """Let what came from a removed laptop count.

    Colleagues take it in as well, once they hear from here.

    Raises:
        NotAllowed: no coordinator works here.
        UnknownRecord: nothing of this laptop is kept apart.
        NoRoom, ReadOnlyPlace, Locked: nothing was changed.
    """
    hashes = [one.hash for one in _of(workspace, laptop)]
    with workspace.shared.writing, transaction(workspace.conn):
        reviewing.decide(workspace.conn, hashes, reviewing.ADMITTED)
    applied = arrival.try_waiting(workspace).new
    rest = [one for one in workspace.reading(reviewing.apart) if one.laptop == laptop]
    waiting = sum(len(one.ops) for one in rest)
    said = ngettext("{count} change is taken in.", "{count} changes are taken in.", applied)
    words = [said.format(count=applied)]
    missing = next((one for one in gaps.gaps(workspace) if one.laptop == laptop), None)
    if waiting and missing:
        late = ngettext(
            "{count} change waits still, for earlier ones that are missing.",
            "{count} changes wait still, for earlier ones that are missing.",
            waiting,
        )
        words += [late.format(count=waiting), missing.words]
    return TakenIn(applied, waiting, " ".join(words))


def set_aside(workspace: Workspace, laptop: str) -> None:
    """Note that it was looked at and is not to count; it is kept, and can be taken in later.

    Raises:
        NotAllowed: no coordinator works here.
        UnknownRecord: nothing of this laptop is kept apart.
    """
    hashes = [one.hash for one in _of(workspace, laptop)]
    with workspace.shared.writing, transaction(workspace.conn):
        reviewing.decide(workspace.conn, hashes, reviewing.ASIDE)


def _of(workspace: Workspace, laptop: str) -> list[Apart]:
    duties.refuse_others(workspace)
    found = [one for one in workspace.reading(reviewing.apart) if one.laptop == laptop]
    if not found:
        raise UnknownRecord(_("Nothing of this laptop is kept apart any more."))
    return found


def _line(workspace: Workspace, laptop: str, bundles: Sequence[Apart]) -> KeptApart:
    times = sorted(datetime.fromisoformat(one.made) for one in bundles if one.made)
    ops = [op for one in bundles for op in one.ops]
    return KeptApart(
        laptop=laptop,
        person=laptops.who_of(workspace, laptop),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        changes=len(ops),
        families=tuple(dict.fromkeys(name for op in ops if (name := _family(workspace, op)))),
        unreadable=sum(not one.ops for one in bundles),
        aside=all(one.aside for one in bundles),
    )


def _family(workspace: Workspace, op: Travelling) -> str:
    """The name of the family that a change is about, by what it says or by what is known here."""
    if op.type == "household":
        written = op.writes.get("name", [""])[0]
        return str(written) if written else title(workspace, "household", op.id)
    home = op.writes.get("household", [""])[0]
    if not home and op.type in TYPES and "household" in TYPES[op.type].fields:
        rows = workspace.read(
            f"SELECT household FROM {op.type} WHERE id = :id",  # noqa: S608  (a declared type)
            {"id": op.id},
        )
        home = rows[0]["household"] if rows else ""
    return title(workspace, "household", str(home)) if home else ""


def _change(workspace: Workspace, op: Travelling) -> str:
    known = TYPES.get(op.type)
    if known is None:
        return _("something that a newer Liaison wrote")
    said = []
    for name, write in op.writes.items():
        if name == DELETED:
            said.append(_("removed") if write[0] else _("added"))
        elif name in known.fields and known.fields[name].field.refers_to != "household":
            words = value_words(workspace, op.type, name, write[0])
            label = _(known.fields[name].field.label)
            said.append(_("{label}: {value}").format(label=label, value=isolate(words)))
    family = _family(workspace, op)
    kind = _(known.label)
    head = _("{kind} · {family}").format(kind=kind, family=isolate(family)) if family else kind
    return f"{head} · {', '.join(said)}"
