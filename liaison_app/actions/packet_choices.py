"""What can be chosen for a packet: readers, languages and how far they are done, sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app import shipped
from liaison_app.actions.packets import usual_month, usual_paper
from liaison_app.actions.references import resolve
from liaison_app.errors import InvalidValue
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.languages import autonym_of, name_of, tag_of
from liaison_app.language.names import shown_name
from liaison_app.language.packet_catalogue import shipped_messages
from liaison_app.packets.content import Origin, Paper, Profile
from liaison_app.packets.facts import person_name
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.ordering import ALONE
from liaison_app.packets.reading import reading_of
from liaison_app.packets.recipients import circle
from liaison_app.packets.sections import sections
from liaison_app.packets.taking import Taking
from liaison_app.packets.voices import ENGLISH, voice
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.records.people import Person
    from liaison_app.workspace import Workspace


__all__ = [
    "ALONE",
    "Choices",
    "KindChoice",
    "LanguageChoice",
    "OptionChoice",
    "RecipientChoice",
    "SectionChoice",
    "choices",
    "kinds",
    "kinds_about",
    "language_tag",
    "languages",
    "recipient_named",
]


@dataclass(frozen=True)
class OptionChoice:
    """Something else to choose for a kind of print; see `packets.kind.Option`."""

    name: str
    label: str
    ask: str
    choices: tuple[tuple[str, str], ...]
    default: str
    wording: str


@dataclass(frozen=True)
class KindChoice:
    """A kind of print.

    Attributes:
        name: what the command line calls it.
        label: for people, to be translated.
        for_a_family: it has a recipient of a family.
        audience: who reads it: `family`, `staff` or `everybody`.
        subject: type of the record that it is about; "" for none.
        subject_needed: it cannot be made without.
        profiles: for which readers it can be set, the usual one first.
        beside: tag of the language that usually stands beside the family's; "" for none.
    """

    name: str
    label: str
    for_a_family: bool
    audience: str
    subject: str
    subject_needed: bool
    profiles: tuple[str, ...]
    beside: str
    options: tuple[OptionChoice, ...]


def kinds() -> tuple[KindChoice, ...]:
    """Every kind of print, in the order in which a window offers them."""
    return tuple(
        KindChoice(
            name=one.name,
            label=one.label,
            for_a_family=one.for_a_family,
            audience=str(one.audience),
            subject=one.subject,
            subject_needed=one.subject_needed,
            profiles=tuple(map(str, one.profiles)),
            beside=one.beside,
            options=tuple(
                OptionChoice(o.name, o.label, str(o.ask), o.choices, o.default, o.wording)
                for o in one.options
            ),
        )
        for one in KINDS.values()
    )


def kinds_about(type_name: str) -> tuple[KindChoice, ...]:
    """The kinds of print that are about a record of this type, those that need one first."""
    found = (one for one in kinds() if one.subject == type_name)
    return tuple(sorted(found, key=lambda one: not one.subject_needed))


@dataclass(frozen=True)
class RecipientChoice:
    """An adult who may receive the packet.

    Attributes:
        id: of the person.
        name: as it would stand on the packet.
        language: tag that they read.
        profile: what serves them best.
        lives_here: belongs to the family's household.
        by_hand: their packet may only be handed over: an address is protected, or somebody
            restricted lives there.
        barred: an address is protected and they do not live there: no packet for them.
    """

    id: str
    name: str
    language: str
    profile: Profile
    lives_here: bool
    by_hand: bool
    barred: bool


@dataclass(frozen=True)
class LanguageChoice:
    """A language in which packets have words.

    Attributes:
        tag: its tag.
        name: in the language of the interface.
        autonym: in itself.
        texts: how many there are to say.
        translated: how many are said in it, drafts and old ones included.
        reviewed: how many a named speaker has read.
        stale: how many are older than their English.
    """

    tag: str
    name: str
    autonym: str
    texts: int
    translated: int
    reviewed: int
    stale: int

    @property
    def drafts(self) -> int:
        """How many no speaker has read."""
        return self.translated - self.reviewed


@dataclass(frozen=True)
class SectionChoice:
    """A part of the packet, its title in the language of the interface."""

    name: str
    title: str
    profiles: frozenset[Profile]


@dataclass(frozen=True)
class Choices:
    """What the window offers for a print.

    Attributes:
        kind: name of the kind of print.
        recipients: who may receive the packet, the first contact first.
        household: id of the family; "" for a print that names none.
        first: id of who receives it by default; "" if somebody has to be named, or nobody may.
        languages: those with words; a recipient may read another one.
        month: first day of the usual month on the calendar page.
    """

    kind: str
    household: str
    recipients: tuple[RecipientChoice, ...]
    first: str
    languages: tuple[LanguageChoice, ...]
    sections: tuple[SectionChoice, ...]
    paper: Paper
    month: date


def choices(workspace: Workspace, household: str, kind: str = "welcome") -> Choices:
    """Everything that can be chosen for a print, and what is usual.

    Args:
        workspace: where.
        household: id of the family; "" for a kind that names none.
        kind: name of the kind of print.

    Raises:
        UnknownRecord: there is no such family.
    """
    first, readers = _readers(workspace, household) if household else ("", ())
    own = voice(catalogues.current())
    return Choices(
        kind=kind,
        household=household,
        recipients=readers,
        first=first,
        languages=languages(workspace),
        sections=tuple(
            SectionChoice(one.name, own.said(one.title).plain, one.profiles)
            for one in sections(workspace, kind)
        ),
        paper=usual_paper(),
        month=usual_month(workspace.today()),
    )


def _readers(workspace: Workspace, household: str) -> tuple[str, tuple[RecipientChoice, ...]]:
    """Who receives a print by default, and who may."""
    around = circle(workspace, household)
    made = []
    for one in around.candidates:
        take = Taking()
        reading = reading_of(workspace, around.household, one.person, take)
        hidden = around.hidden_homes(one.person.id)
        made.append(
            RecipientChoice(
                id=one.person.id,
                name=person_name(one.person, take),
                language=reading.language,
                profile=Profile.PICTURE if reading.pictures else Profile.STANDARD,
                lives_here=one.lives_here,
                by_hand=around.by_hand(one.person.id),
                barred=not hidden <= around.homes[one.person.id],
            )
        )
    return around.first.person.id if around.first else "", tuple(made)


def languages(workspace: Workspace) -> tuple[LanguageChoice, ...]:
    """The languages in which packets have words, English first, the others by name."""
    own = workspace.all(SectionText)
    found = [_language(tag, own) for tag in tags_with_words(workspace)]
    return tuple(sorted(found, key=lambda one: (one.tag != ENGLISH, fold(one.name))))


def tags_with_words(workspace: Workspace) -> frozenset[str]:
    """The tags of the languages in which packets have words, English among them."""
    shipped_tags = {path.parent.name for path in shipped.translations().glob("*/packets.po")}
    own = {row.language for row in workspace.all(SectionText) if row.text.strip()}
    return frozenset(shipped_tags | own | {ENGLISH})


def language_tag(text: str) -> str:
    """The tag of a language by its name or tag; "" for none.

    Raises:
        InvalidValue: nobody knows such a language.
    """
    tag = tag_of(text) if text else ""
    if tag is None:
        raise InvalidValue(
            _(
                "Liaison does not know the language “{text}”. Use its name or its tag;"
                " `liaison packet languages` lists those with words."
            ).format(text=text)
        )
    return tag


def recipient_named(workspace: Workspace, household: str, text: str) -> str:
    """The id of the person of a family, or around it, whom somebody named.

    The family's own people come first: many elsewhere are called alike. Children and restricted
    adults are found, too, so that it can be said why they get no packet.

    Raises:
        UnknownRecord: there is none of this name, or there are several.
    """
    around = circle(workspace, household)
    people = [one.person for one in around.candidates]
    sought = fold(text)
    every = (*people, *around.restricted, *around.children)
    found = {one.id for one in every if text == one.id or sought in _names(one)}
    return found.pop() if len(found) == 1 else resolve(workspace, "person", text)


def _names(person: Person) -> set[str]:
    """What a person is called: given name, whole name in either order, own script."""
    given, family = person.given_name, person.family_name
    shown = shown_name(given, family, preferred=person.preferred_name, native=person.native_name)
    every = (given, person.preferred_name, f"{given} {family}", f"{family} {given}")
    return {fold(one) for one in (*every, shown.main, shown.other) if one.strip()}


def _language(tag: str, own: list[SectionText]) -> LanguageChoice:
    spoken = voice(tag, own)
    origins = [spoken.wording(one.source, context=one.context).origin for one in shipped_messages()]
    said = [one for one in origins if one is not Origin.UNTRANSLATED]
    return LanguageChoice(
        tag=tag,
        name=name_of(tag, catalogues.current()),
        autonym=autonym_of(tag),
        texts=len(origins),
        translated=len(said),
        reviewed=sum(one in {Origin.SOURCE, Origin.REVIEWED} for one in said),
        stale=said.count(Origin.STALE),
    )
