"""What came in and is kept apart, in words, and the decision what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.actions import duties, gaps, laptops
from liaison_app.actions.difference_words import value_words
from liaison_app.actions.titles import title
from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records import TYPES
from liaison_app.records.values import fits
from liaison_app.store.driver import transaction
from liaison_app.store.merge import DELETED, REDACT
from liaison_app.sync import arrival, reviewing
from liaison_app.sync.reviewing import Why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.travelling import Travelling
    from liaison_app.sync.reviewing import Apart
    from liaison_app.workspace import Workspace


__all__ = ["KeptApart", "TakenIn", "Why", "contents", "kept_apart", "set_aside", "take_in"]

_REASONS = {
    Why.REMOVED: N_("Made on {name}'s laptop, which is out of the team."),
    Why.ROLE: N_("{name}'s laptop changed what only a coordinator may change."),
    Why.COPY: N_("Two different laptops write as {name}'s. This is what the second one wrote."),
    Why.ODD: N_("This is from {name}'s laptop, and is nothing that Liaison writes."),
}
_ADVICE = {
    Why.REMOVED: N_(
        "Ask {name} whether this is what they wrote before it was lost. What is taken in"
        " counts for everybody; what is set aside is kept, and can be taken in later."
    ),
    Why.ROLE: N_(
        "Ask {name} about it. If it is right, write it yourself and set this aside; or an admin"
        " gives {name}'s laptop the role, on the page Laptops or with `device role`, and it counts."
    ),
    Why.COPY: N_(
        "Ask {name} to update and exchange files from both. Write anew what is missing then, and"
        " set this aside."
    ),
    Why.ODD: N_(
        "Ask {name} to update Liaison and to have the laptop looked at. Set this aside when that"
        " is done."
    ),
}


@dataclass(frozen=True)
class KeptApart:
    """What came from one laptop and does not count, for one reason.

    Attributes:
        laptop: its id.
        person: the name of who works, or worked, at it.
        why: the reason.
        reason: the same in words.
        advice: what a coordinator does about it.
        may_take_in: it can be let count by a decision.
        first: when the first of it was sealed, in UTC by that laptop's clock; None if unreadable.
        last: the same of the last.
        changes: how many changes there are.
        families: names of the families it is about, as far as they are known here.
        unreadable: bundles for which there is no key here, or that are damaged.
        aside: all of it was looked at and set aside.
    """

    laptop: str
    person: str
    why: Why
    reason: str
    advice: str
    may_take_in: bool
    first: datetime | None
    last: datetime | None
    changes: int
    families: tuple[str, ...]
    unreadable: int
    aside: bool


def kept_apart(workspace: Workspace) -> tuple[KeptApart, ...]:
    """What waits for a coordinator's decision, what nobody set aside first.

    Raises:
        NotAllowed: no coordinator works here.
    """
    duties.refuse_others(workspace)
    found: dict[tuple[str, Why], list[Apart]] = {}
    for one in workspace.reading(reviewing.apart):
        found.setdefault((one.laptop, one.why), []).append(one)
    lines = [_line(workspace, *key, some) for key, some in found.items()]
    return tuple(sorted(lines, key=lambda one: one.aside))


def contents(workspace: Workspace, laptop: str, why: Why | None = None) -> tuple[str, ...]:
    """What is in it, a line for each change: what kind, of which family, and what was written.

    Args:
        workspace: of a coordinator.
        laptop: its id.
        why: only what is kept apart for this reason.

    Raises:
        NotAllowed: no coordinator works here.
        UnknownRecord: nothing of this laptop is kept apart.
    """
    return tuple(
        _change(workspace, op) for one in _of(workspace, laptop, why) for op in one.ops if op.writes
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
        NotAllowed: no coordinator works here, or this is nothing that a decision lets count.
        UnknownRecord: nothing of this laptop is kept apart.
        NoRoom, ReadOnlyPlace, Locked: nothing was changed.
    """
    found = _of(workspace, laptop)
    names = [one.name for one in found if one.why is Why.REMOVED]
    if not names:
        advice = _ADVICE[found[0].why]
        raise NotAllowed(_(advice).format(name=isolate(laptops.who_of(workspace, laptop))))
    with workspace.shared.writing, transaction(workspace.conn):
        reviewing.decide(workspace.conn, names, reviewing.ADMITTED)
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


def set_aside(workspace: Workspace, laptop: str, why: Why | None = None) -> None:
    """Note that it was looked at and is not to count; it is kept, and can be taken in later.

    Args:
        workspace: of a coordinator.
        laptop: its id.
        why: only what is kept apart for this reason.

    Raises:
        NotAllowed: no coordinator works here.
        UnknownRecord: nothing of this laptop is kept apart.
    """
    names = [one.name for one in _of(workspace, laptop, why)]
    with workspace.shared.writing, transaction(workspace.conn):
        reviewing.decide(workspace.conn, names, reviewing.ASIDE)


def _of(workspace: Workspace, laptop: str, why: Why | None = None) -> list[Apart]:
    duties.refuse_others(workspace)
    found = [
        one
        for one in workspace.reading(reviewing.apart)
        if one.laptop == laptop and why in {None, one.why}
    ]
    if not found:
        raise UnknownRecord(_("Nothing of this laptop is kept apart any more."))
    return found


def _line(workspace: Workspace, laptop: str, why: Why, bundles: Sequence[Apart]) -> KeptApart:
    person = laptops.who_of(workspace, laptop)
    times = sorted(datetime.fromisoformat(one.made) for one in bundles if one.made)
    ops = [op for one in bundles for op in one.ops]
    return KeptApart(
        laptop=laptop,
        person=person,
        why=why,
        reason=_(_REASONS[why]).format(name=isolate(person)),
        advice=_(_ADVICE[why]).format(name=isolate(person)),
        may_take_in=why is Why.REMOVED,
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
    said = [words for name in op.writes if (words := _write(workspace, op, name))]
    family = _family(workspace, op)
    kind = _(known.label)
    head = _("{kind} · {family}").format(kind=kind, family=isolate(family)) if family else kind
    return f"{head} · {', '.join(said)}" if said else head


def _write(workspace: Workspace, op: Travelling, name: str) -> str:
    """What a change writes in one field; "" for what need not or cannot be shown."""
    value, fields = op.writes[name][0], TYPES[op.type].fields
    if name == DELETED:
        return _("removed") if value else _("added")
    if name.startswith(REDACT) and name.removeprefix(REDACT) in fields:
        label = _(fields[name.removeprefix(REDACT)].field.label)
        return _("{label}: emptied for good").format(label=label)
    if name not in fields or fields[name].field.refers_to == "household":
        return ""
    if not fits(fields[name], value):
        return ""
    words = value_words(workspace, op.type, name, value)
    label = _(fields[name].field.label)
    return _("{label}: {value}").format(label=label, value=isolate(words))
