"""The sections of a kind of print as this district has them: its own words, order and additions.

What a district wrote and nobody can read changes nothing: the section that ships prints, a new one
does not, and staff are told of the row.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.language.section_markup import MalformedSectionError
from liaison_app.packets import pictograms, templates
from liaison_app.packets.judged import listed
from liaison_app.packets.own_words import KNOWN_EVERYWHERE
from liaison_app.packets.problems import amber, place
from liaison_app.packets.typeset.characters import character_named, unprintable
from liaison_app.records.packets import PacketSection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.problems import Problem
    from liaison_app.packets.templates import Each, Template
    from liaison_app.workspace import Workspace

STEP = 10
"""Between the places of two sections that ship: 10, 20, 30…; nine fit between them."""

_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME = 60


class UnreadableSection(InvalidValue):
    """A section cannot be read or printed as it is written.

    Attributes:
        line: the number of the line at fault, from 1; 0 for the section as a whole.
    """

    def __init__(self, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.line = line


def sections(workspace: Workspace, kind: str) -> tuple[Template, ...]:
    """The sections of a kind of print, in the order in which they print here.

    Args:
        workspace: whose district.
        kind: name of the kind.
    """
    return tuple(one for _place, one, hidden in placed(workspace, kind) if not hidden)


def placed(workspace: Workspace, kind: str) -> list[tuple[int, Template, bool]]:
    """Every section with its place in the order, and whether it is hidden, in that order."""
    rows = {row.section: row for row in workspace.all(PacketSection, kind=kind)}
    found = []
    every = {one.name: one for one in templates.load(kind)}
    last = STEP * len(every)
    for number, (name, one) in enumerate(every.items(), start=1):
        row = rows.pop(name, None)
        mine = _own(kind, row) if row else None
        if mine:  # a district's words about rights print from no draft either
            same = (mine.title, mine.lines) == (one.title, one.lines)
            mine = replace(mine, rights=mine.rights or one.rights, own=not same)
        at = row.position if row and row.position is not None else STEP * number
        found.append((at, mine or one, bool(row and row.hidden)))
    for row in sorted(rows.values(), key=lambda one: one.section):
        if added := _own(kind, row):
            last += STEP
            found.append((last if row.position is None else row.position, added, row.hidden))
    return sorted(found, key=lambda one: one[0])  # stable: sections of one place as they ship


def unread(workspace: Workspace, kind: str) -> Iterator[Problem]:
    """The rows of a kind that change nothing, and why."""
    for row in workspace.all(PacketSection, kind=kind):
        if row.text.strip():
            try:
                checked(kind, row.section, row.text)
            except InvalidValue as error:
                yield amber("section-unread", str(error), place("packet_section", row.id, "text"))


def checked(kind: str, name: str, text: str) -> Template:
    """A section in a district's words, if it can be printed.

    Args:
        kind: name of the kind.
        name: of the section.
        text: in the light Markdown.

    Raises:
        InvalidValue: it cannot have this name.
        UnreadableSection: it cannot be printed; says which line, and what to do.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise InvalidValue(
            _("“{name}” is no name of a section. Use small letters, digits and dashes.").format(
                name=name
            )
        )
    shown = isolate(name)
    _refuse_unprintable(text, shown)
    try:
        read = replace(templates.template(name, text), own=True)
    except MalformedSectionError as error:
        if error.line:
            why = _("The section {name} cannot be read: line {line}, {reason}.")
        else:
            why = _("The section {name} cannot be read: {reason}.")
        said = why.format(name=shown, line=error.line, reason=_(error.why))
        raise UnreadableSection(said, error.line) from None
    _refuse_unknown(kind, read, shown)
    return read


def known_to(kind: str, each: Each = "packet") -> frozenset[str]:
    """What a section of a kind may ask for; blocks have @ before their names.

    Args:
        kind: name of the kind.
        each: for what the section is filled; see `Template.each`.
    """
    known = KNOWN_EVERYWHERE.union(*(one.asks for one in templates.load(kind)))
    if each != "packet":
        known = known.union(*(one.asks for one in templates.load("welcome") if one.each == each))
    return known


def _refuse_unprintable(text: str, shown: str) -> None:
    """No line may hold a character that no typeface can have: it would stop every print."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := unprintable(line):
            why = _("The section {name} cannot be printed: line {line} holds {which}. Take it out.")
            which = listed(map(character_named, found))
            raise UnreadableSection(why.format(name=shown, line=number, which=which), number)


def _refuse_unknown(kind: str, read: Template, shown: str) -> None:
    """Nothing may be asked for that this kind of print never knows, nor a picture that is none."""
    known = known_to(kind, read.each)
    for line in read.lines:
        if strange := replace(read, lines=(line,)).asks - known:
            why = _(
                "The section {name} asks for “{what}” in line {line}, which this print does not"
                " know."
            )
            said = why.format(name=shown, what=min(strange), line=line.number)
            raise UnreadableSection(said, line.number)
    for icon, number in ((read.icon, 1), *((line.icon, line.number) for line in read.lines)):
        if icon and not pictograms.exists(icon):
            why = _(
                "The section {name} asks for the picture “{what}” in line {line}, which there is"
                " not."
            )
            said = why.format(name=shown, what=icon, line=number)
            raise UnreadableSection(said, number)


def _own(kind: str, row: PacketSection) -> Template | None:
    """What a row says in place of a section, if it says anything that can be read."""
    if not row.text.strip():
        return None
    try:
        return checked(kind, row.section, row.text)
    except InvalidValue:
        return None
