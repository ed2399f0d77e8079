"""Who translated a message, who reviewed it, and from which wording: one comment above each.

    # by: machine; reviewed: -; source: 1a2b3c4d
    # by: Hawa Ali; reviewed: Ahmed Noor 2026-09-14; source: 1a2b3c4d
    # was: the wording that it was made from, if the source is another one now

Not gettext's `fuzzy`: whoever compiles a catalogue would drop the message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.po_writing import source_hash

if TYPE_CHECKING:
    from liaison_app.language.po import Message

NOBODY = "-"
WAS = "was: "
"""Begins the comment that keeps a former wording."""


@dataclass(frozen=True)
class Provenance:
    """Where a translation comes from; "" is not known or nobody."""

    by: str = ""
    reviewed: str = ""
    source: str = ""


_COMMENT = re.compile(r"by: *([^;]*); *reviewed: *([^;]*); *source: *([0-9a-f]{8})\b")


def provenance_of(message: Message) -> Provenance:
    """What the comments of a message say of its origin."""
    for comment in message.comments:
        if found := _COMMENT.match(comment):
            by, reviewed = found[1].strip(), found[2].strip()
            return Provenance(_known(by), _known(reviewed), found[3])
    return Provenance()


def _known(name: str) -> str:
    return "" if name == NOBODY else name


def former_source(message: Message) -> str:
    """The wording that a message had when it was translated; "" if nobody kept it."""
    found = [one.removeprefix(WAS) for one in message.comments if one.startswith(WAS)]
    return found[-1] if found else ""


def provenance(message: Message, *, by: str = NOBODY, reviewed: str = NOBODY) -> str:
    """The comment that says who translated a message, who reviewed it, and from which wording."""
    return f"by: {by}; reviewed: {reviewed}; source: {source_hash(message)}"
