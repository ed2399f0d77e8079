"""What taking in a file and an exchange with a shared place are told as alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from liaison_app.actions.exchange import FileTaken
    from liaison_app.actions.remotes import SyncDone

COUNTS = ("applied", "duplicates", "conflicts", "waiting")


def came_of(said: FileTaken | SyncDone) -> list[str]:
    """Say what a person should know or do after it, besides how much came."""
    lines = []
    if said.waiting:
        waiting = ngettext(
            "{count} change is kept until others arrive.",
            "{count} changes are kept until others arrive.",
            said.waiting,
        )
        lines.append(waiting.format(count=said.waiting))
    if said.conflicts:
        opened = ngettext(
            "{count} difference is to be settled: see “liaison conflict list”.",
            "{count} differences are to be settled: see “liaison conflict list”.",
            said.conflicts,
        )
        lines.append(opened.format(count=said.conflicts))
    if said.joined:
        names = ", ".join(map(isolate, said.joined))
        lines.append(_("New in the team: {names}.").format(names=names))
    if said.requests:
        lines.append(_("Somebody asks to join: see “liaison device list”."))
    return [*lines, *said.notes, *said.alarms]


def as_json(said: FileTaken | SyncDone) -> dict[str, Any]:
    """Give the same for a program."""
    return {
        **{name: getattr(said, name) for name in COUNTS},
        "joined": list(said.joined),
        "requests": list(said.requests),
        "notes": list(said.notes),
        "alarms": list(said.alarms),
    }
