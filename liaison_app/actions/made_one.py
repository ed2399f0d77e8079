"""Two entries that a person knows to be one, whether or not anything made them look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import clash_answers, clash_cards
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES
from liaison_app.records.looked_at import Doubt
from liaison_app.store.belonging import Piece
from liaison_app.store.clashes import Clash

if TYPE_CHECKING:
    from liaison_app.workspace import Touched, Workspace

_DOUBTS = {"person": Doubt.SAME_PERSON, "household": Doubt.SAME_FAMILY}


def consequence(workspace: Workspace, type_name: str, stays: str, goes: str) -> tuple[str, ...]:
    """What making two entries one would do, a line each; nothing is written.

    Args:
        workspace: where.
        type_name: `household` or `person`.
        stays: id of the entry that stays.
        goes: id of the entry that goes into it.

    Raises:
        InvalidValue: they are one already, or one of them is removed.
        UnknownRecord: one of them is not here.
    """
    clash = _of(workspace, type_name, stays, goes)
    return clash_cards.consequence(workspace, clash, _number(clash, stays))


def make_one(
    workspace: Workspace, type_name: str, stays: str, goes: str, *, by: object = None
) -> Touched:
    """Make two entries one, in one step that undo takes back.

    Raises:
        InvalidValue: they are one already, or one of them is removed; nothing was written.
        UnknownRecord: one of them is not here.
    """
    with workspace.shared.writing:  # nothing may arrive between the look and the commit
        clash = _of(workspace, type_name, stays, goes)
        changes = clash_answers.keep(workspace, clash, _number(clash, stays), 2)
        return workspace.commit(clash_answers.action_of(clash), changes, by=by)


def _of(workspace: Workspace, type_name: str, stays: str, goes: str) -> Clash:
    if type_name not in _DOUBTS:
        raise InvalidValue(_("Only families and people can be made one."))
    if stays == goes:
        raise InvalidValue(_("Choose two entries; this is one and the same."))
    if any(workspace.get(TYPES[type_name].cls, one).deleted for one in (stays, goes)):
        raise InvalidValue(_("One of the two is removed. Bring it back first."))
    pair = tuple(sorted((stays, goes)))
    return Clash(_DOUBTS[type_name], pair, tuple(Piece(type_name, one) for one in pair), "")


def _number(clash: Clash, stays: str) -> int:
    return clash.about.index(stays) + 1
