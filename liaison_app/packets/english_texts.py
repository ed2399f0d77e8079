"""Every English text that families may read here: ours, and what the district wrote itself.

This is what there is to translate. What a liaison typed for one family is none of it: it never
leaves in a file for translators.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liaison_app.language.clock_times import times_in
from liaison_app.language.packet_catalogue import shipped_messages
from liaison_app.language.section_markup import Kind, has_words
from liaison_app.language.translation_units import unit_id
from liaison_app.packets import templates
from liaison_app.packets.free_texts import language_typed
from liaison_app.packets.own_words import SOURCE, why_unfit
from liaison_app.packets.section_values import takes_apart
from liaison_app.packets.sections import sections
from liaison_app.packets.staff_texts import staff_texts
from liaison_app.records.packets import Jargon, SectionText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.language.po import Key, Message
    from liaison_app.workspace import Workspace

_FOLDER = "resources/packets/"
_KINDS = "liaison_app/packets/kinds/"
GLOSSARY = "glossary"
"""In place of a section: plain words for those that only schools use."""


@dataclass(frozen=True)
class TextPlace:
    """Where a text stands.

    Attributes:
        kind: of print; "" for what several kinds share.
        section: its name; of no kind of print, a list or a type of record; "" for none.
        title: of the section, in English.
        line: what it is there; None for what stands in no section.
    """

    kind: str
    section: str = ""
    title: str = ""
    line: Kind | None = None


@dataclass(frozen=True)
class EnglishText:
    """A text as it prints here in English.

    Attributes:
        source: with its **weight** and {placeholders}.
        context: `SOUNDS` for how an English sentence sounds; "" for the others.
        section: of words that are said in this section only; "" for everywhere.
        shipped: the wording of ours in whose place it stands; "" for none.
        places: where it stands.
        notes: for translators.
        own: the district wrote it.
    """

    source: str
    context: str = ""
    section: str = ""
    shipped: str = ""
    places: tuple[TextPlace, ...] = ()
    notes: tuple[str, ...] = ()
    own: bool = False

    @property
    def full_context(self) -> str:
        """What tells it apart from the same words elsewhere, in files for translators."""
        return self.context or (f"section {self.section}" if self.section else "")

    @property
    def id(self) -> str:
        """Follows from the wording: another one is another text."""
        return unit_id(self.full_context, self.source)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of print that it stands in; "" among them for what several share."""
        return frozenset(one.kind for one in self.places)

    @property
    def limit(self) -> int | None:
        """About how many characters fit, where there is little room; None where lines wrap."""
        wide = max((_ROOM.get(one.line, 0) if one.line else 0 for one in self.places), default=0)
        return max(wide, 2 * len(self.source)) if wide else None


_ROOM = {Kind.TITLE: 60, Kind.HEADING: 60, Kind.ROW: 40, Kind.LABEL: 60, Kind.BOX: 80}
"""Characters that fit at least, even where the English is shorter."""


def english_texts(workspace: Workspace) -> tuple[EnglishText, ...]:
    """Every text, ours first in the order in which families read them."""
    rows = workspace.all(SectionText)
    places = _places(workspace)
    found: dict[tuple[str, str], EnglishText] = {}
    for text in (*_in_place(places, rows), *_own_lines(places), *_typed(workspace)):
        found.setdefault((text.full_context, text.source), text)
    for text in tuple(_for_one_section(found.values(), rows)):
        found[text.full_context, text.source] = text
        everywhere = found.get(("", text.source))
        if everywhere and everywhere.places == text.places:
            del found["", text.source]
    return tuple(found.values())


_Places = dict["Key", dict[TextPlace, str]]
"""Context and text of every line of every section, with the note of each place."""


def _places(workspace: Workspace) -> _Places:
    found: _Places = {}
    for kind in templates.kinds():
        for one in sections(workspace, kind):
            title = TextPlace(kind, one.name, one.title, Kind.TITLE)
            found.setdefault(("", one.title), {})[title] = ""
            for line in one.lines:
                for key in line.messages:
                    place = TextPlace(kind, one.name, one.title, line.kind)
                    found.setdefault(key, {})[place] = line.note
    return found


def _in_place(places: _Places, rows: Iterable[SectionText]) -> Iterator[EnglishText]:
    """Our texts, or the district's in place of them."""
    english = {
        (row.section, row.source): row.text
        for row in rows
        if row.language == SOURCE and row.text.strip() and not why_unfit(row)
    }
    for message in shipped_messages():
        at = tuple(places.get(message.key, ())) or tuple(_elsewhere(message))
        if at:
            text = EnglishText(
                message.source, message.context, places=at, notes=tuple(message.notes)
            )
            yield from _replaced(text, english)


def _elsewhere(message: Message) -> Iterator[TextPlace]:
    """The places that are no section of a kind of print; a section that is not used has none."""
    for place in message.places:
        if place.startswith(_KINDS):
            yield TextPlace(place.removeprefix(_KINDS).removesuffix(".py").replace("_", "-"))
        elif place.startswith(_FOLDER):
            kind, _slash, section = place.removeprefix(_FOLDER).removesuffix(".md").rpartition("/")
            if not kind:
                yield TextPlace("", section)
        else:
            yield TextPlace("")


def _replaced(text: EnglishText, english: dict[tuple[str, str], str]) -> Iterator[EnglishText]:
    """A text, or what the district says in its place: everywhere, or in some of its sections."""
    everywhere = english.get(("", text.source), "")
    left = []
    for place in text.places:
        own = english.get((place.section, text.source), "") if place.section else ""
        if own and own != everywhere and not text.context:
            yield replace(text, source=own, shipped=text.source, places=(place,), own=True)
        else:
            left.append(place)
    if left and everywhere and not text.context:
        yield replace(text, source=everywhere, shipped=text.source, places=tuple(left), own=True)
    elif left:
        yield replace(text, places=tuple(left))


def _own_lines(places: _Places) -> Iterator[EnglishText]:
    """What stands in sections of the district's own."""
    ours = {message.key for message in shipped_messages()}
    for (context, source), at in places.items():
        if (context, source) not in ours:
            notes = tuple(dict.fromkeys(filter(None, at.values())))
            yield EnglishText(source, context, places=tuple(at), notes=notes, own=True)


def _typed(workspace: Workspace) -> Iterator[EnglishText]:
    """What staff typed for everybody, and the district's plain words for words of schools."""
    plain = ((GLOSSARY, row.plain.strip()) for row in workspace.all(Jargon))
    for name, words in (*staff_texts(workspace), *plain):
        if _is_english(words):
            yield EnglishText(words, places=(TextPlace("", name),), own=True)


def _is_english(words: str) -> bool:
    """Whether it is words, not times alone, in the letters of English."""
    readable = has_words(words) and takes_apart(words) and not times_in(words)
    return readable and language_typed(words, ()) == SOURCE


def _for_one_section(
    found: Iterable[EnglishText], rows: Iterable[SectionText]
) -> Iterator[EnglishText]:
    """Texts that somebody translated otherwise for one section."""
    known = {text.source: text for text in found if not text.context}
    for row in rows:
        text = known.get(row.source)
        if row.language != SOURCE and text and row.section and row.text.strip():
            at = tuple(one for one in text.places if one.section == row.section)
            if at:
                yield replace(text, section=row.section, places=at)
