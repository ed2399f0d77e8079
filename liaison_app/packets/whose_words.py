"""Whose words may stand on a page for one adult of a family.

What one adult of a home said is not for another one to read, nor that she said anything: she may
have spoken of him. Such words are left out without a trace, and staff are told. And paper lies
around: it never names somebody who must not be contacted, nor a street that is kept secret, even in
the reader's own words. Those stay off the page, which says how to read them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import ngettext
from liaison_app.packets.problems import amber, place
from liaison_app.packets.question_words import NOT_ON_PAPER
from liaison_app.packets.recipients import is_current
from liaison_app.packets.sheets import Phrase, Quoted
from liaison_app.packets.values import one_line
from liaison_app.records.people import HouseholdMember, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from liaison_app.packets.kept_out import KeptOut
    from liaison_app.packets.kind import Asked
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.sheets import Cell, Sheet
    from liaison_app.records import Record

HELD_BACK = Phrase(NOT_ON_PAPER)


@dataclass(frozen=True)
class Reader:
    """Who reads a page.

    Attributes:
        person: id.
        lives_here: belongs to the family's household now.
        alone: is the only adult of that household, so that what "the family" said is theirs.
        left_out: ids of records with words that may be somebody else's.
    """

    person: str
    lives_here: bool
    alone: bool
    kept: KeptOut
    left_out: list[str] = field(default_factory=list)

    def said(self, record: Record, speaker: str) -> bool:
        """Whether the words of a record are the reader's own; if not, they are left out.

        Args:
            record: where they are kept.
            speaker: id of who said them; "" if nobody knows.
        """
        if speaker == self.person or (not speaker and self.lives_here and self.alone):
            return True
        self.left_out.append(record.id)
        return False

    def quoted(
        self,
        record: Record,
        field: str,
        words: str,
        *,
        language: str = "",
        section: str = "",
    ) -> Cell:
        """What somebody typed as it may stand on the page.

        Args:
            record: where the words are kept.
            field: its field.
            words: as typed.
            language: tag of the words; "" if nobody wrote it down.
            section: in which a district's translation is looked up.
        """
        if self.kept.restricted_in(words, typed=True):
            return HELD_BACK
        if self.kept.names_place(words, typed=True):
            return HELD_BACK
        return Quoted(words, place(record.TYPE.name, record.id, field), language, section)


def reader_of(asked: Asked) -> Reader:
    """Who reads the page that is asked for."""
    recipient = asked.facts.recipient
    alone = [one.id for one in adults_here(asked)] == [recipient.id]
    return Reader(recipient.id, recipient.lives_here, alone, asked.kept)


def adults_here(asked: Asked) -> list[Person]:
    """The adults who belong to the family's household now, restricted ones included."""
    workspace, home = asked.workspace, asked.facts.household
    members = workspace.all(HouseholdMember, household=home)
    now = dict.fromkeys(one.person for one in members if is_current(one, workspace.today()))
    people = (found for one in now for found in workspace.all(Person, id=one))
    return [one for one in people if not one.is_child]


def is_anothers(asked: Asked, person: str) -> bool:
    """Whether something is for an adult who is not the reader; what a child has its family has.

    Args:
        asked: the reader.
        person: id of whose it is; "" if nobody wrote it down.
    """
    if person in {"", asked.facts.recipient.id}:
        return False
    return not any(one.is_child for one in asked.workspace.all(Person, id=person))


def held_back(
    sheets: Iterable[Sheet], left_out: Collection[str], household: str
) -> Iterator[Problem]:
    """What staff should know of words that stay off the page.

    Args:
        sheets: what prints.
        left_out: ids of records whose words may be somebody else's.
        household: id of the family.
    """
    cells = (cell for sheet in sheets for row in sheet.rows for cell in row)
    count = sum(cell == HELD_BACK for cell in cells)
    if count:
        why = ngettext(
            "{count} text stays off this paper: it names somebody who must not be contacted, or a"
            " street. Offer to read it together.",
            "{count} texts stay off this paper: they name somebody who must not be contacted, or a"
            " street. Offer to read them together.",
            count,
        )
        yield amber("held-back", why.format(count=count), place("household", household))
    if count := len(set(left_out)):
        why = ngettext(
            "{count} text is left out: nobody wrote down that this reader said it. Write down who"
            " did, if it was this reader.",
            "{count} texts are left out: nobody wrote down that this reader said them. Write down"
            " who did, if it was this reader.",
            count,
        )
        yield amber("left-out", why.format(count=count), place("household", household))


def has_ink(words: str) -> bool:
    """Whether there is anything to print."""
    return bool(one_line(words))
