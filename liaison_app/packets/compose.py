"""From facts to a packet: which sections, in which languages, with which values in them.

It knows the family and no paper. Whatever is put into a sentence passes through `dress`, so that
pre-flight can compose the same packet with every value blank and see that nothing of the family's
stands outside an isolate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.packets import words
from liaison_app.packets.content import Origin, Packet, Profile, text
from liaison_app.packets.extras import Makers
from liaison_app.packets.filling import fill
from liaison_app.packets.free_texts import CALENDAR, PROMISES, free_days, free_promises
from liaison_app.packets.kind import Audience, Saying
from liaison_app.packets.school_tables import ABSENCE, CHILDREN, absence_table, children_table
from liaison_app.packets.section_values import common_values, school_values
from liaison_app.packets.signed import settled
from liaison_app.packets.texts import texts
from liaison_app.packets.values import Names, one_line
from liaison_app.packets.voices import ENGLISH, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from liaison_app.packets.content import Said, Section
    from liaison_app.packets.facts import Child, Facts, SchoolFacts
    from liaison_app.packets.filling import Extra, Filled
    from liaison_app.packets.kind import PrintKind
    from liaison_app.packets.section_values import Dress, Values
    from liaison_app.packets.templates import Template
    from liaison_app.packets.values import Value
    from liaison_app.packets.voices import Voice

_DRAFTS = frozenset((Origin.DRAFT, Origin.STALE))


def as_it_is(value: Value) -> Value:
    """Values as they are: how a packet is printed."""
    return value


@dataclass(frozen=True)
class Order:
    """What somebody wants printed.

    Attributes:
        kind: of the print.
        templates: the sections wanted, in order.
        voices: the family's language, and the one beside it.
        profile: for which reader.
        month: the first day of the month on the calendar page.
        code: of the packet.
    """

    kind: PrintKind
    templates: tuple[Template, ...]
    voices: tuple[Voice, ...]
    profile: Profile
    month: date
    code: str

    @property
    def printed(self) -> tuple[Template, ...]:
        """The sections that print for this reader."""
        return tuple(one for one in self.templates if self.profile in one.profiles)

    @property
    def promises(self) -> bool:
        """Whether the sheet with the promises goes along."""
        return any(one.name == PROMISES for one in self.printed)


@dataclass(frozen=True)
class Lack:
    """A fact that a section needs and nobody knows, and whose fact it is."""

    section: str
    fact: str
    school: SchoolFacts | None = None
    child: Child | None = None


@dataclass(frozen=True)
class Composed:
    """A packet, and what was found on the way.

    Attributes:
        lacks: facts that are missing.
        in_english: sections about rights that print as the official English.
    """

    packet: Packet
    lacks: tuple[Lack, ...]
    in_english: tuple[str, ...]


def compose(facts: Facts, order: Order, dress: Dress = as_it_is) -> Composed:
    """Put the facts of one family into the words of its languages."""
    sections: list[Section] = []
    lacks: dict[Lack, None] = {}
    in_english: dict[str, None] = {}
    pages = [replace(one, page=layout_tag(one, order.printed)) for one in order.voices]
    order = replace(order, voices=tuple(pages))
    makers = Makers(
        facts, order.voices, dress, order.month, pages[0].page, order.promises
    ).by_name()
    for one in _instances(facts, order):
        saying = Saying(
            facts, order.voices, dress, order.profile, order.code, order.month, one.name
        )
        extra = {**makers, **_tables(facts, order, one, dress), **facts.about.blocks(saying)}
        values = {**_values(facts, order, one, dress), **facts.about.values(saying)}
        filled = fill(one.template, order.voices, values, extra)
        sections.append(_in_its_place(filled.section, sections, order.profile))
        lacks |= dict.fromkeys(_lacks(facts, one, filled))
        if filled.in_english:
            in_english[one.name] = None
    common = common_values(facts, order.code, dress)
    for_staff = order.kind.audience is Audience.STAFF
    packet = Packet(
        kind=order.kind.name,
        code=order.code,
        languages=tuple(dict.fromkeys(one.page for one in pages)),
        title=_staff_title(order) if for_staff else say(order.voices, order.kind.title),
        sections=settled(tuple(sections)),
        help_line=() if for_staff else say(order.voices, words.NOT_CLEAR, common),
        titled=order.kind.titled,
        draft=any(one.origin in _DRAFTS for one in texts(sections)),
        sample=facts.practice,
    )
    return Composed(packet, tuple(lacks), tuple(in_english))


def _staff_title(order: Order) -> Said:
    """The title of a page for staff, in the language of the interface."""
    return (text(_(order.kind.title), order.voices[0].page),)


def layout_tag(voice: Voice, printed: tuple[Template, ...]) -> str:
    """The language that pages are laid out for: the one that most of their texts are in.

    A page that is English in a frame for readers from the right would help nobody.
    """
    if voice.is_english or not speaks(voice):
        return voice.tag if voice.is_english else ENGLISH
    said = [
        voice.wording(text, section=one.name).language
        for one in printed
        for line in one.lines
        for context, text in line.messages
        if not context
    ]
    return voice.tag if 2 * said.count(voice.tag) >= len(said) else ENGLISH


def speaks(voice: Voice) -> bool:
    """Whether there are any words in this language."""
    return voice.is_english or bool(voice.catalogue.translations) or bool(voice.own)


@dataclass(frozen=True)
class _Instance:
    """A section, and the schools that it is about."""

    template: Template
    schools: tuple[SchoolFacts, ...] = ()

    @property
    def school(self) -> SchoolFacts | None:
        """The school that it is about, if it is only one."""
        return self.schools[0] if len(self.schools) == 1 else None

    @property
    def name(self) -> str:
        return self.template.name


def _instances(facts: Facts, order: Order) -> Iterator[_Instance]:
    """Each section, once for each school if it is about one; none about schools without one."""
    for template in order.printed:
        if template.each == "school":
            yield from (_Instance(template, (school,)) for school in facts.schools)
        elif template.each == "schools":
            yield from (_Instance(template, facts.schools) for _once in facts.schools[:1])
        else:
            yield _Instance(template)


def _values(facts: Facts, order: Order, one: _Instance, dress: Dress) -> Values:
    values: Values = {**common_values(facts, order.code, dress)}
    values["in_words"] = "" if order.profile is Profile.PICTURE else "yes"
    if one.school:
        values |= school_values(one.school, order.voices, one.name, dress)
        values["children"] = dress(Names(tuple(child.name for child in facts.at(one.school))))
        values["last_school"] = "yes" if one.school == facts.schools[-1] else ""
    values["one_school"] = "yes" if len(one.schools) == 1 else ""
    values["several_schools"] = "yes" if len(one.schools) > 1 else ""
    first = order.voices[0]
    typed = {
        PROMISES: lambda: free_promises(facts, first),
        CALENDAR: lambda: free_days(facts, first, order.month),
    }
    if one.name in typed and any(typed[one.name]()):
        values["free_text"] = "yes"
    return values


def _tables(facts: Facts, order: Order, one: _Instance, dress: Dress) -> Extra:
    """The tables that only a section about schools can ask for."""
    children = facts.at(one.school) if one.school else ()
    return {
        CHILDREN: lambda: children_table(children, order.voices, one.name, dress),
        ABSENCE: lambda: absence_table(one.schools, order.voices, one.name, dress),
    }


def _lacks(facts: Facts, one: _Instance, filled: Filled) -> Iterator[Lack]:
    """What a section needs and nobody knows, and of whom."""
    yield from (Lack(one.name, fact, one.school) for fact in filled.missing)
    asks = one.template.asks
    if f"@{ABSENCE}" in asks and not one.school:
        for school in one.schools:
            if not one_line(school.attendance_phone or school.phone):
                yield Lack(one.name, "attendance_phone", school)
    if one.school and f"@{CHILDREN}" in asks:
        yield from _unknown_of(facts.at(one.school), ("name", "grade"), one)
    elif one.school and "children" in asks:
        yield from _unknown_of(facts.at(one.school), ("name",), one)


def _unknown_of(
    children: tuple[Child, ...], asked: tuple[str, ...], one: _Instance
) -> Iterator[Lack]:
    for child in children:
        for fact in asked:
            if not one_line(getattr(child, fact)):
                yield Lack(one.name, fact, one.school, child)


def _in_its_place(section: Section, before: list[Section], profile: Profile) -> Section:
    """A section about another school gets a name of its own; pictures stand on one sheet."""
    same = sum(one.name.partition("~")[0] == section.name for one in before)
    name = f"{section.name}~{same + 1}" if same else section.name
    if profile is Profile.PICTURE:
        return replace(section, name=name, fresh_page=False, own_sheet=False)
    return replace(section, name=name)
