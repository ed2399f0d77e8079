"""The “I speak …” card on the screen: languages to point at, and what the chosen one shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.languages import autonym_of, direction_of, name_of
from liaison_app.packets import words
from liaison_app.packets.content import Origin
from liaison_app.packets.kinds.language_card import LANGUAGES
from liaison_app.packets.voices import voice
from liaison_app.records.people import Household
from liaison_app.records.schools import School
from liaison_app.workspace import Put

if TYPE_CHECKING:
    from liaison_app.workspace import Touched, Workspace


@dataclass(frozen=True)
class Pointed:
    """A language on the card.

    Attributes:
        tag: its tag.
        autonym: its name in its own letters.
        name: in the language of the interface.
        english: in English, to say to an interpreter.
        offer: “Free interpreter” in it; "" where nobody wrote that yet.
        right_to_left: it is written from the right.
    """

    tag: str
    autonym: str
    name: str
    english: str
    offer: str
    right_to_left: bool


def languages() -> tuple[Pointed, ...]:
    """The languages of the card, in its order."""
    return tuple(map(_pointed, LANGUAGES))


def interpreter_phone(workspace: Workspace) -> str:
    """The number of an interpreter, if all schools that wrote one down have the same."""
    numbers = {one.interpreter_phone.strip() for one in workspace.all(School)} - {""}
    return numbers.pop() if len(numbers) == 1 else ""


def remember(workspace: Workspace, household: str, tag: str, *, by: object = None) -> Touched:
    """Write down the language that a family pointed at as the one of its home.

    Raises:
        UnknownRecord: there is no such family.
    """
    change = Put(Household, household, {"home_language": tag})
    return workspace.commit("household.set", [change], by=by)


def _pointed(tag: str) -> Pointed:
    offer = voice(tag).said(words.CARD_INTERPRETER)
    return Pointed(
        tag=tag,
        autonym=autonym_of(tag),
        name=name_of(tag, catalogues.current()),
        english=name_of(tag),
        offer="" if offer.origin is Origin.UNTRANSLATED else offer.plain,
        right_to_left=direction_of(tag) == "rtl",
    )
