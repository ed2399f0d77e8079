"""Whose words may stand on a page for one adult of a family.

What one adult of a home said is not for another one to read: she may have spoken of him. And paper
lies around: it never names somebody who must not be contacted, nor a street that is kept secret,
whoever said it. Such words stay off the page, which says how to read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import ngettext
from liaison_app.packets.problems import amber, place
from liaison_app.packets.question_words import NOT_ON_PAPER
from liaison_app.packets.recipients import is_current
from liaison_app.packets.sheets import Phrase, Quoted
from liaison_app.packets.values import one_line
from liaison_app.records.people import HouseholdMember, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    """

    person: str
    lives_here: bool
    alone: bool
    kept: KeptOut

    def said(self, speaker: str) -> bool:
        """Whether something that this person said is the reader's own; "" if nobody knows who."""
        return speaker == self.person or (not speaker and self.lives_here and self.alone)

    def quoted(
        self,
        record: Record,
        field: str,
        words: str,
        *,
        language: str = "",
        section: str = "",
        own: bool = True,
    ) -> Cell:
        """What somebody typed as it may stand on the page.

        Args:
            record: where the words are kept.
            field: its field.
            words: as typed.
            language: tag of the words; "" if nobody wrote it down.
            section: in which a district's translation is looked up.
            own: whether the words are the reader's, or meant for them.
        """
        if not own or self.kept.restricted_in(words, typed=True):
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


def held_back(asked_sheets: Iterable[Sheet], household: str) -> Iterator[Problem]:
    """What staff should know of words that stay off the page."""
    cells = (cell for sheet in asked_sheets for row in sheet.rows for cell in row)
    count = sum(cell == HELD_BACK for cell in cells)
    if count:
        why = ngettext(
            "{count} text stays off this paper: it is not known to be the reader's own words, or"
            " it names somebody who must not be contacted, or a street. Offer to read it together.",
            "{count} texts stay off this paper: they are not known to be the reader's own words,"
            " or name somebody who must not be contacted, or a street. Offer to read them"
            " together.",
            count,
        )
        yield amber("held-back", why.format(count=count), place("household", household))


def has_ink(words: str) -> bool:
    """Whether there is anything to print."""
    return bool(one_line(words))
