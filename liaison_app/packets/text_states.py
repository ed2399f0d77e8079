"""How far each text is translated into a language, by whom, and from which wording.

It finds the words as `voices` does, which prints them, and says besides where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from liaison_app.language.translation_units import State
from liaison_app.packets.content import Origin
from liaison_app.packets.voices import voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from liaison_app.packets.english_texts import EnglishText
    from liaison_app.packets.voices import Voice
    from liaison_app.records.packets import SectionText

_ALIKE = 0.6
"""How alike two English wordings are of which one is taken for the other's former one."""

_OF_ORIGIN = {
    Origin.REVIEWED: State.REVIEWED,
    Origin.SOURCE: State.REVIEWED,
    Origin.DRAFT: State.DRAFT,
    Origin.STALE: State.STALE,
}


@dataclass(frozen=True)
class Translated:
    """A text in a language.

    Attributes:
        text: the English.
        words: the translation; of a stale one that of the former wording; "" for none.
        by: who translated it; `machine` for no person; "" if nobody wrote it down.
        reviewed_by: the speaker who read it.
        reviewed_on: when; None if nobody wrote it down.
        former: the English wording that it was made from, if it is another one and known.
        prints: families get these words; else English prints until somebody has looked at them.
        row: id of the district's record, "" for words that ship.
    """

    text: EnglishText
    state: State
    words: str = ""
    by: str = ""
    reviewed_by: str = ""
    reviewed_on: date | None = None
    former: str = ""
    prints: bool = True
    row: str = ""


def translated(
    tag: str, texts: Sequence[EnglishText], rows: Iterable[SectionText]
) -> tuple[Translated, ...]:
    """Each text in a language.

    Args:
        tag: its BCP 47 tag, not English.
        texts: in English; see `english_texts`.
        rows: the district's words in any language.
    """
    every = list(rows)
    spoken = voice(tag, every)
    found = [_translated(spoken, text) for text in texts]
    return tuple(_with_former(found, _left_over(tag, texts, every)))


def _translated(spoken: Voice, text: EnglishText) -> Translated:
    in_place = text.places[0].section if text.shipped and text.places else ""
    section = text.section or in_place
    asked = text.shipped or text.source
    wording = spoken.wording(asked, context=text.context, section=section)
    if wording.origin is Origin.UNTRANSLATED:
        return Translated(text, State.MISSING)
    for source in dict.fromkeys((text.source, asked)):
        former = source if source != text.source else ""
        row = spoken.row_for(source, context=text.context, section=section)
        if row and row.text == wording.words:
            return Translated(
                text,
                _OF_ORIGIN[wording.origin],
                row.text,
                row.by,
                row.reviewed_by.strip(),
                row.reviewed_on,
                former,
                row=row.id,
            )
        ships = spoken.catalogue.translations.get((text.context, source))
        if ships:
            state = _OF_ORIGIN[wording.origin]
            name, _space, day = ships.reviewer.rpartition(" ")
            on = _day(day) if name else None
            reviewer = (name if on else ships.reviewer) if ships.reviewed else ""
            was = former or ships.former
            return Translated(text, state, wording.words, ships.by, reviewer, on, was)
    return Translated(text, _OF_ORIGIN[wording.origin], wording.words)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _left_over(
    tag: str, texts: Sequence[EnglishText], rows: Sequence[SectionText]
) -> list[SectionText]:
    """The district's translations of wordings that stand nowhere any more."""
    known = {one.source for one in texts} | {one.shipped for one in texts}
    return [
        row for row in rows if row.language == tag and row.text.strip() and row.source not in known
    ]


def _with_former(found: list[Translated], left: list[SectionText]) -> Iterator[Translated]:
    """Give texts without a translation the one of the wording that they most likely had."""
    missing = [
        (one.text, _words_of(one.text.source)) for one in found if one.state is State.MISSING
    ]
    meant: dict[EnglishText, SectionText] = {}
    for row in left:
        best = _most_like(row.source, missing)
        if best is not None:
            meant[best] = row
    for one in found:
        former = meant.get(one.text)
        yield one if former is None else _outdated(one.text, former)


def _outdated(text: EnglishText, row: SectionText) -> Translated:
    """A translation of a wording that stands nowhere any more, for the one in its place."""
    return Translated(
        text,
        State.STALE,
        row.text,
        row.by,
        row.reviewed_by.strip(),
        row.reviewed_on,
        row.source,
        prints=False,
        row=row.id,
    )


def _most_like(
    former: str, texts: Sequence[tuple[EnglishText, frozenset[str]]]
) -> EnglishText | None:
    """The text whose wording is most like a former one; None if none is alike.

    Comparing letter by letter is slow, so it is done for the few that share most words.
    """
    words = _words_of(former)
    shared = sorted(
        (
            (len(words & others) / len(words | others), place)
            for place, (_, others) in enumerate(texts)
        ),
        reverse=True,
    )[:_COMPARED]
    best, likeness = None, _ALIKE
    for share, place in shared:
        text = texts[place][0]
        alike = likeness_of(former, text.source) if share else share
        if alike >= likeness:
            best, likeness = text, alike
    return best


def likeness_of(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: letter by letter, very long ones by the words they share."""
    if max(len(one), len(other)) <= _LETTER_BY_LETTER:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    words, others = _words_of(one), _words_of(other)
    return len(words & others) / len(words | others)


_COMPARED = 3
_LETTER_BY_LETTER = 4000  # characters: the time grows with their square; of more, words count


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())
