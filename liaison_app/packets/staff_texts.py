"""What staff typed for everybody: on schools, days, kits, events and services, in English.

It is translated like a text of ours, by the district's own records. What they typed for one family
is none of it, so only fields count that anybody may read, of records that every laptop has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.clock_times import times_in
from liaison_app.language.section_markup import has_words
from liaison_app.packets.free_texts import language_typed
from liaison_app.packets.section_values import takes_apart
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

_ENGLISH = "en"


def staff_texts(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Type of record and words, each text once, as the district typed them."""
    seen: set[str] = set()
    for name, fields in FIELDS.items():
        for record in workspace.all(TYPES[name].cls):
            hangs = getattr(record, "shown", True)  # what families said goes out with the poster
            for field in fields if hangs else ():
                words = str(getattr(record, field)).strip()
                if words not in seen and _is_english(words):
                    seen.add(words)
                    yield name, words


def is_public(name: str, field: str) -> bool:
    """Whether anybody may read a field, and every laptop has its records."""
    kind = TYPES[name]
    return kind.stream is Stream.REFERENCE and kind.fields[field].field.privacy is Privacy.PUBLIC


def _is_english(words: str) -> bool:
    """Whether it is words, not times alone, in the letters of English."""
    readable = has_words(words) and takes_apart(words) and not times_in(words)
    return readable and language_typed(words, ()) == _ENGLISH
