"""What is being typed: kept while it is typed, found again after a crash, listed, thrown away.

A draft is named for what it is of: `visit:<id of the visit>` or `contact:new`. It never leaves the
laptop, and the action that saves the record deletes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions.titles import titles
from liaison_app.errors import UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.workspace import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from liaison_app.workspace import Workspace

VISIT = "visit:"
"""What the name of a visit's draft begins with."""

NEW_CONTACT = "contact:new"
"""The name of the draft of a contact that is not logged yet."""

_BEGINNING = 80


@dataclass(frozen=True)
class Kept:
    """A draft in a list.

    Attributes:
        id: its name.
        visit: the visit it is of; "" for another kind.
        household: the family, as far as it is known.
        family: what the family is called.
        beginning: the first words, on one line.
        kept: when it was last kept, in UTC.
    """

    id: str
    visit: str
    household: str
    family: str
    beginning: str
    kept: datetime


def keep(
    workspace: Workspace, draft_id: str, content: Mapping[str, Any], *, cursor: int, focus: str
) -> datetime:
    """Keep what is being typed, durably; gives the time in UTC. It never waits for a commit.

    Args:
        workspace: where.
        draft_id: what it is of.
        content: the form's fields; values that JSON can hold.
        cursor: where the text cursor stands in the field named `focus`.
        focus: the field that has the keyboard.

    Raises:
        NoRoom, ReadOnlyPlace, Locked: it is not kept; say so beside the text.
    """
    now = workspace.now()
    workspace.keep_draft(Draft(draft_id, dict(content), cursor, focus, now))
    return now


def find(workspace: Workspace, draft_id: str) -> Draft | None:
    """The draft of this name, if there is one."""
    return workspace.draft(draft_id)


def every(workspace: Workspace) -> tuple[Kept, ...]:
    """All drafts, newest first."""
    found = workspace.drafts()
    households = [str(draft.content.get("household", "")) for draft in found]
    names = titles(workspace, "household", households)
    return tuple(
        Kept(
            id=draft.id,
            visit=draft.id.removeprefix(VISIT) if draft.id.startswith(VISIT) else "",
            household=household,
            family=names.get(household, ""),
            beginning=_beginning(draft.content),
            kept=draft.kept,
        )
        for draft, household in zip(found, households, strict=True)
    )


def move(workspace: Workspace, draft_id: str, household: str) -> None:
    """Give a visit's draft, if there is one, to another family; who was there is forgotten."""
    kept = find(workspace, draft_id)
    if kept:
        content = {**kept.content, "household": household, "who": [], "had": []}
        keep(workspace, draft_id, content, cursor=kept.cursor, focus=kept.focus)


def discard(workspace: Workspace, draft_id: str) -> None:
    """Throw a draft away.

    Raises:
        UnknownRecord: there is none of this name.
    """
    if not workspace.discard_draft(draft_id):
        raise UnknownRecord(_("There is no draft with this name. “liaison draft list” shows all."))


def _beginning(content: Mapping[str, Any]) -> str:
    for name in ("note", "words", "gist", "line"):
        words = " ".join(str(content.get(name, "")).split())
        if words:
            return words if len(words) <= _BEGINNING else words[: _BEGINNING - 1] + "…"
    return ""
