"""What staff typed for everybody: on schools, days, kits, events and services.

It is translated like a text of ours, by the district's own records. What they typed for one family
is none of it, so only fields count that anybody may read, of records that every laptop has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records import TYPES, Privacy, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.workspace import Workspace

FIELDS = {
    "school": ("bus", "meals", "hours"),
    "school_date": ("what",),
    "kit": ("name", "description"),
    "kit_content": ("what",),
    "event": ("name", "what"),
    "service": ("name", "way", "bring", "cost"),
    "survey": ("name", "intro"),
    "survey_question": ("text",),
    "said_and_done": ("said", "done"),
}
"""Fields whose words stand on pages, by type of record."""


def staff_texts(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Type of record and words, each text once, as the district typed them."""
    seen: set[str] = {""}
    for name, fields in FIELDS.items():
        for record in workspace.all(TYPES[name].cls):
            hangs = getattr(record, "shown", True)  # what families said goes out with the poster
            for field in fields if hangs else ():
                words = str(getattr(record, field) or "").strip()
                if words not in seen:
                    seen.add(words)
                    yield name, words


def is_public(name: str, field: str) -> bool:
    """Whether anybody may read a field, and every laptop has its records."""
    kind = TYPES[name]
    return kind.stream is Stream.REFERENCE and kind.fields[field].field.privacy is Privacy.PUBLIC
