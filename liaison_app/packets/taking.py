"""Taking facts for paper out of records, field by field, and knowing afterwards what was taken.

Only public fields and fields that a family may read are meant for a page of theirs. The few others
that a packet needs decide something and are never printed; each is listed here with its reason, so
that pre-flight can tell the two apart (see `unfit`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES, Privacy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.records import Record

Source = tuple[str, str]
"""A record type and the name of one of its fields."""

PRINTABLE = frozenset((Privacy.PUBLIC, Privacy.FAMILY))
FOR_STAFF = PRINTABLE | {Privacy.STAFF}

DECIDES: dict[Source, str] = {
    ("person", "native_name_first"): "which of two printable names stands on the page",
    ("person", "name_order"): "in which order two printable names stand",
    ("person_language", "comfort"): "whether the packet is set in pictures or in sentences",
    ("commitment", "language"): "in which language printable words are marked and read aloud",
    ("assignment", "team"): "whose printable phone number stands on the page",
    ("staff_member", "active"): "whether somebody's printable name still stands on the page",
}
"""Fields that only staff may read, and what each decides about what is printed."""


class Taking:
    """Takes fields and remembers which."""

    def __init__(self) -> None:
        self._taken: set[Source] = set()

    def __call__(self, record: Record, name: str) -> Any:
        """The value of a declared field.

        Raises:
            KeyError: the record type declares no such field.
        """
        kind = record.TYPE
        self._taken.add((kind.name, kind.fields[name].name))
        return getattr(record, name)

    def words(self, record: Record, name: str) -> str:
        """The value of a text field, without spaces around it."""
        return str(self(record, name) or "").strip()

    def choice(self, record: Record, name: str) -> str:
        """The stored value of a choice field; "" for none."""
        return str(self(record, name) or "")

    @property
    def sources(self) -> frozenset[Source]:
        """What was taken so far."""
        return frozenset(self._taken)


def unfit(sources: Iterable[Source], printable: frozenset[Privacy] = PRINTABLE) -> list[Source]:
    """Which of these fields must not stand on a page, by their declared privacy.

    Args:
        sources: the fields.
        printable: what may stand there: less on a family's page than on one that staff keeps.
    """
    return sorted(
        (kind, name)
        for kind, name in sources
        if TYPES[kind].fields[name].field.privacy not in printable and (kind, name) not in DECIDES
    )
