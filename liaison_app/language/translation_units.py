"""Texts as they go to translators and come back: whichever format the file has, one for each text.

A unit goes out with everything that a translator needs, and `Returned` is what came back of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

ID_DIGITS = 10


class State(StrEnum):
    """How far a text is translated."""

    MISSING = "missing"  # not at all
    STALE = "stale"  # from an older English wording
    DRAFT = "draft"  # by a machine or a person, and no speaker has reviewed it
    REVIEWED = "reviewed"  # a named speaker has read it


@dataclass(frozen=True)
class Unit:
    """A text on its way to a translator.

    Attributes:
        id: follows from the English text and its context; another wording has another id.
        context: tells two uses of the same English words apart; "" for most.
        source: the English text, with its **weight** and {placeholders}.
        target: the translation as it stands, "" for none.
        state: how far it is translated.
        where: where families read it, in words.
        notes: what a translator should know.
        former: the English wording from which a stale translation was made, if it is known.
        by: who translated it.
        reviewer: who reviewed it, and when.
        places: file names, for tools that show them.
        limit: how many characters fit, about; None for any number.
    """

    id: str
    context: str
    source: str
    target: str = ""
    state: State = State.MISSING
    where: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    former: str = ""
    by: str = ""
    reviewer: str = ""
    places: tuple[str, ...] = ()
    limit: int | None = None

    @property
    def former_target(self) -> str:
        """The translation of the former wording."""
        return self.target if self.state is State.STALE else ""


@dataclass(frozen=True)
class Returned:
    """A text as it came back.

    Attributes:
        id: of the unit as it went out; "" where the format or a tool kept none.
        context: as it went out.
        source: the English text in the file.
        target: the translation, "" for none.
        done: the translator did not mark it as needing more work.
        place: where it stands in the file, for people: `line 12`, `unit 3`.
        damage: why the unit cannot be understood, "" if it can.
    """

    id: str
    context: str
    source: str
    target: str
    done: bool
    place: str
    damage: str = ""


@dataclass(frozen=True)
class ReturnedFile:
    """What a file from a translator holds.

    Attributes:
        language: the language that the file says it is in, as it says it; "" if it does not.
        units: in the order of the file.
    """

    language: str
    units: tuple[Returned, ...]


def unit_id(context: str, source: str) -> str:
    """The id of a text: the same on every laptop, and another one for another wording."""
    return sha256(f"{context}\x04{source}".encode()).hexdigest()[:ID_DIGITS]
