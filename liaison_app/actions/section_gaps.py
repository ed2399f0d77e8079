"""What a change of a section leaves untranslated, at once and in every language.

A language lacks a text when it has no words for it, or words for an English that is an older one.
What it had for the former wording is said too: a translator who begins from that is soon done.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.packet_choices import tags_with_words
from liaison_app.actions.text_status import Share, share_of
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.folding import fold
from liaison_app.language.languages import name_of
from liaison_app.language.names import isolate
from liaison_app.language.translation_units import State
from liaison_app.packets.english_texts import english_texts
from liaison_app.packets.text_states import likeness_of, translated
from liaison_app.packets.voices import ENGLISH
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from liaison_app.packets.english_texts import EnglishText
    from liaison_app.packets.text_states import Translated
    from liaison_app.workspace import Workspace

_ALIKE = 0.6
"""How alike two English wordings are of which one is taken for the other's former one."""

_LACKS = frozenset((State.MISSING, State.STALE))


@dataclass(frozen=True)
class Cover:
    """How far a section is translated into a language."""

    tag: str
    name: str
    share: Share

    @property
    def whole(self) -> bool:
        """Whether families who read it get all of the section in it."""
        return self.share.translated == self.share.texts


@dataclass(frozen=True)
class Gap:
    """A language that lacks texts of a section.

    Attributes:
        lacks: how many of the new ones have no words of this wording in it.
        former: for how many of these it had words of the former wording.
    """

    tag: str
    name: str
    lacks: int
    former: int


@dataclass(frozen=True)
class Gaps:
    """What a change left untranslated.

    Attributes:
        new: how many texts are new or changed.
        languages: how many have words besides English.
        gaps: those that lack any of the new texts, by name.
    """

    new: int
    languages: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Before:
    """The texts of a section as they stood before a change, to compare with (`after`)."""

    texts: tuple[EnglishText, ...]


def covers(workspace: Workspace, kind: str) -> dict[str, tuple[Cover, ...]]:
    """How far each section of a kind that prints is translated, by its name, into each language."""
    every = english_texts(workspace)
    names = dict.fromkeys(
        place.section for text in every for place in text.places if place.kind == kind
    )
    rows = workspace.all(SectionText)
    found: dict[str, list[Cover]] = {name: [] for name in names if name}
    for tag, language in _languages(workspace):
        by_section: dict[str, dict[str, Translated]] = {}
        for one in _in(tag, [text for text in every if kind in text.kinds], every, rows):
            for place in one.text.places:
                if place.kind == kind and place.section:
                    by_section.setdefault(place.section, {})[one.text.id] = one
        for name, texts in by_section.items():
            found[name].append(Cover(tag, language, share_of(texts.values())))
    return {name: tuple(covered) for name, covered in found.items()}


def before(workspace: Workspace, kind: str, name: str) -> Before:
    """The texts of a section as they stand now."""
    return Before(tuple(_of(english_texts(workspace), kind, name)))


def after(workspace: Workspace, kind: str, name: str, was: Before) -> Gaps:
    """What a change of a section left untranslated.

    Args:
        workspace: whose district, after the change.
        kind: name of the kind of print.
        name: of the section.
        was: its texts before the change.
    """
    every = english_texts(workspace)
    known = {(text.full_context, text.source) for text in was.texts}
    new = [one for one in _of(every, kind, name) if (one.full_context, one.source) not in known]
    former = {one.id: text for one in new if (text := _former(one, was.texts))}
    rows = workspace.all(SectionText)
    languages = _languages(workspace)
    gaps = []
    for tag, language in languages if new else ():
        lacking = [one for one in _in(tag, new, every, rows) if one.state in _LACKS]
        had = [former[one.text.id] for one in lacking if one.text.id in former]
        words = {one.text.id for one in _in(tag, had, (*every, *had), rows) if one.words}
        if lacking:
            kept = sum(bool(one.words) or _id(former, one) in words for one in lacking)
            gaps.append(Gap(tag, language, len(lacking), kept))
    return Gaps(len(new), len(languages), tuple(gaps))


def gap_words(gaps: Gaps) -> str:
    """What a change left untranslated, in a sentence or two."""
    if not gaps.new:
        return _("No text is new: every language has what it had.")
    head = ngettext(
        "{count} text is new or changed.", "{count} texts are new or changed.", gaps.new
    ).format(count=gaps.new)
    if not gaps.gaps:
        return f"{head} " + _("Every language has words for it.")
    return " ".join((head, *_lacking(gaps), *_had(gaps)))


def short_words(covered: Iterable[Cover]) -> str:
    """In how many languages families get all of a section; "" if it has no text of its own."""
    every = [one for one in covered if one.share.texts]
    if not every:
        return ""
    whole = sum(one.whole for one in every)
    if whole == len(every):
        count = len(every)
        words = ngettext(
            "Translated into the other language", "Translated into all {count} languages", count
        )
        return words.format(count=count)
    if not whole:
        return _("Whole in no other language yet")
    return _("Whole in {count} of {all} languages").format(count=whole, all=len(every))


def _lacking(gaps: Gaps) -> list[str]:
    """How many languages lack all or some of the new texts."""
    none = [one for one in gaps.gaps if one.lacks == gaps.new]
    some = [one for one in gaps.gaps if one.lacks < gaps.new]
    said = []
    if none and len(none) == gaps.languages:
        words = ngettext(
            "The other language has no words for this.",
            "None of the {count} other languages has words for this.",
            len(none),
        )
        said.append(words.format(count=len(none)))
    elif none:
        words = ngettext(
            "{count} language has no words for this ({languages}).",
            "{count} languages have no words for this ({languages}).",
            len(none),
        )
        said.append(words.format(count=len(none), languages=_names(none)))
    if some:
        words = ngettext(
            "{count} language has words for part of this ({languages}).",
            "{count} languages have words for part of this ({languages}).",
            len(some),
        )
        said.append(words.format(count=len(some), languages=_names(some)))
    return said


def _had(gaps: Gaps) -> list[str]:
    """How many languages had words of the former wording, the most first."""
    groups = Counter(one.former for one in gaps.gaps if one.former)
    said = []
    for former, count in sorted(groups.items(), reverse=True):
        if count == 1:
            name = next(one.name for one in gaps.gaps if one.former == former)
            words = _("{language} had {former} of {count} in the old wording.")
            said.append(words.format(language=isolate(name), former=former, count=gaps.new))
        else:
            words = _("{languages} languages had {former} of {count} in the old wording.")
            said.append(words.format(languages=count, former=former, count=gaps.new))
    return said


_NAMED = 4


def _names(gaps: Sequence[Gap]) -> str:
    names = ", ".join(isolate(one.name) for one in gaps[:_NAMED])
    return f"{names}, …" if len(gaps) > _NAMED else names


def _languages(workspace: Workspace) -> list[tuple[str, str]]:
    """Tag and name of each language that has words besides English, by name."""
    interface = catalogues.current()
    tags = tags_with_words(workspace) - {ENGLISH}
    return sorted(((tag, name_of(tag, interface)) for tag in tags), key=lambda one: fold(one[1]))


def _of(every: Iterable[EnglishText], kind: str, name: str) -> list[EnglishText]:
    return [
        text
        for text in every
        if any(place.kind == kind and place.section == name for place in text.places)
    ]


def _in(
    tag: str, some: Sequence[EnglishText], every: Sequence[EnglishText], rows: list[SectionText]
) -> tuple[Translated, ...]:
    """Some texts in a language; rows for the others are theirs and no former wording of these."""
    here = {one.source for one in some} | {one.shipped for one in some}
    others = {one.source for one in every} | {one.shipped for one in every}
    others -= here
    return translated(tag, some, [row for row in rows if row.source not in others])


def _former(text: EnglishText, was: Iterable[EnglishText]) -> EnglishText | None:
    """The text in whose place a new one most likely stands."""
    best, likeness = None, _ALIKE
    for one in was:
        if one.context == text.context:
            alike = likeness_of(one.source, text.source)
            if alike >= likeness:
                best, likeness = one, alike
    return best


def _id(former: dict[str, EnglishText], one: Translated) -> str:
    return former[one.text.id].id if one.text.id in former else ""
