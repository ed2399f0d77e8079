"""The “I speak …” card: at a door somebody points to their language, or shows which it is.

The card for the door has each language in its own letters; nobody's name is on it. The other one
is cut out and kept: it says in English which language its owner speaks, with its sounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_
from liaison_app.language.languages import autonym_of, name_of
from liaison_app.packets import words
from liaison_app.packets.content import Origin, Said, Span, Table, Text
from liaison_app.packets.kind import About, Ask, Asked, Audience, Makers, Option, PrintKind, Saying
from liaison_app.packets.voices import ENGLISH, say, voice

if TYPE_CHECKING:
    from liaison_app.packets.content import Block
    from liaison_app.packets.voices import Voice

# Translators: The title of a card on which people point to the language that they speak.
TITLE = P_("I speak…")
# Translators: Head of a table of languages: the name of each stands below in its own letters.
POINT = P_("Point to your language")
# Translators: Head of a table of languages: the English name of each stands below.
IN_ENGLISH = P_("In English")

DOOR, KEEP = "door", "keep"

LANGUAGES = (
    *("am", "ar", "hy", "bn", "my", "zh-Hans", "zh-Hant", "fa-AF", "fil", "fr", "ka", "gu", "ht"),
    *("he", "hi", "hmn", "ja", "quc", "km", "rw", "ko", "lo", "mam", "mh", "nv", "ne", "ps"),
    *("fa", "pl", "pt", "pa", "rhg", "ru", "ksw", "so", "es", "sw", "ta", "te", "th", "ti", "tr"),
    *("uk", "ur", "vi", "yi"),
)
"""The languages on the card for the door, by their English names."""


@dataclass(frozen=True)
class Spoken(About):
    """Which card it is."""

    card: str

    def without(self) -> frozenset[str]:
        """The other card."""
        return frozenset(("keep",) if self.card == DOOR else ("point",))

    def blocks(self, saying: Saying) -> Makers:
        """The languages, to point to."""
        return {"languages": lambda: _languages(saying)}


def gather(asked: Asked) -> Spoken:
    """Take which card is wanted; it is about nobody."""
    return Spoken(asked.options["card"])


def _languages(saying: Saying) -> tuple[Block, ...]:
    """Two columns of languages, so that all of them stand on one page."""
    half = (len(LANGUAGES) + 1) // 2
    left, right = LANGUAGES[:half], LANGUAGES[half:]
    rows = tuple(
        (*_cells(first, saying), *(_cells(second, saying) if second else ((), ())))
        for first, second in zip(left, (*right, "")[:half], strict=True)
    )
    head = (say(saying.voices, POINT), say(saying.voices, IN_ENGLISH))
    return (Table((*head, *head), rows),)


def _cells(tag: str, saying: Saying) -> tuple[Said, Said]:
    """The language in its own letters with the offer of an interpreter, and in English."""
    own = Text((Span(autonym_of(tag), bold=True),), tag, Origin.SOURCE)
    offer = _offer(voice(tag))
    english = Text((Span(name_of(tag)),), ENGLISH, Origin.SOURCE)
    del saying
    return ((own, *offer), (english,))


def _offer(one: Voice) -> Said:
    said = one.said(words.CARD_INTERPRETER)
    return () if said.origin is Origin.UNTRANSLATED else (said,)


KIND = PrintKind(
    name="language-card",
    label=N_("“I speak …” card"),
    title=TITLE,
    letter="I",
    audience=Audience.EVERYBODY,
    options=(
        Option(
            "card",
            N_("Which card"),
            Ask.CHOICE,
            ((DOOR, N_("To point at, at the door")), (KEEP, N_("To keep, in one language"))),
            DOOR,
            "To point at (door), or to cut out in the language given (keep).",
        ),
    ),
    gather=gather,
    titled=False,
)
