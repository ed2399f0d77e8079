"""The sections of each print as a district has them: read, written, added, moved, left out.

What is written is read first: a section that cannot be printed is never kept. Every change is one
action on one record of the section, which every laptop finds by kind and name, so that somebody
who moves a section and somebody else who writes it at the same time both get their way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.actions.section_rows import between, change, numbered, row_of
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language import catalogues
from liaison_app.language.catalogues import N_, _
from liaison_app.language.folding import fold
from liaison_app.language.section_markup import Kind, MalformedSectionError, read_section
from liaison_app.packets import templates
from liaison_app.packets.kinds import KINDS, kind_named
from liaison_app.packets.sections import STEP, UnreadableSection, checked, placed
from liaison_app.packets.voices import voice
from liaison_app.records.packets import PacketSection
from liaison_app.workspace import Remove

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Touched, Workspace

__all__ = [
    "Section",
    "UnreadableSection",
    "Whose",
    "Written",
    "add",
    "check",
    "hide",
    "move",
    "name_for",
    "plain",
    "remove",
    "reset",
    "section",
    "sections",
    "show",
    "whose_words",
    "write",
    "written",
]


class Whose(StrEnum):
    """Whose a section is; also the words of the command line."""

    OURS = "ours"  # as it ships
    CHANGED = "changed"  # one that ships, in the district's words
    OWN = "own"  # the district added it


@dataclass(frozen=True)
class Section:
    """A section in the order in which it prints here.

    Attributes:
        kind: name of the kind of print.
        name: what commands and pre-flight call it.
        title: in the language of the interface.
        place: a number; sections print from the lowest to the highest.
        moved: it stands elsewhere than where it ships.
        hidden: it does not print.
        rights: it prints in a language only when a named speaker has reviewed all of it.
        trouble: why the district's words do not print; "" if they do.
    """

    kind: str
    name: str
    title: str
    place: int
    whose: Whose
    moved: bool = False
    hidden: bool = False
    rights: bool = False
    trouble: str = ""


@dataclass(frozen=True)
class Written:
    """The words of a section.

    Attributes:
        text: in the light Markdown, as it prints now.
        shipped: as it ships; "" for a section of the district's own.
        elsewhere: names of other kinds of print that have a section of this name; they keep theirs.
    """

    section: Section
    text: str
    shipped: str
    elsewhere: tuple[str, ...] = ()


def sections(workspace: Workspace, kind: str) -> tuple[Section, ...]:
    """The sections of a kind in the order in which they print here, those that do not among them.

    Raises:
        InvalidValue: there is no such kind of print.
    """
    kind_named(kind)
    rows = {row.section: row for row in workspace.all(PacketSection, kind=kind)}
    shipped = [path.stem for path in templates.section_files(kind)]
    spoken = voice(catalogues.current())
    found = []
    for place, one, hidden in placed(workspace, kind):
        row = rows.pop(one.name, None)
        trouble = _trouble(kind, row)
        written_here = row is not None and bool(row.text.strip()) and not trouble
        moved = one.name in shipped and place != STEP * (shipped.index(one.name) + 1)
        whose = Whose.CHANGED if written_here else Whose.OURS
        found.append(
            Section(
                kind=kind,
                name=one.name,
                title=spoken.said(one.title).plain,
                place=place,
                whose=whose if one.name in shipped else Whose.OWN,
                moved=moved,
                hidden=hidden,
                rights=one.rights,
                trouble=trouble,
            )
        )
    last = max((one.place for one in found), default=0)
    for name, row in sorted(rows.items()):  # what of the district's own cannot be read
        if row.text.strip():
            place = last + STEP if row.position is None else row.position
            trouble = _trouble(kind, row)
            found.append(
                Section(kind, name, name, place, Whose.OWN, hidden=row.hidden, trouble=trouble)
            )
    return tuple(sorted(found, key=lambda one: one.place))


def section(workspace: Workspace, kind: str, name: str) -> Section:
    """One section of a kind.

    Raises:
        InvalidValue: there is no such kind of print.
        UnknownRecord: it has no such section; says which it has.
    """
    every = sections(workspace, kind)
    for one in every:
        if one.name == name:
            return one
    raise UnknownRecord(
        _("There is no section “{name}”. There are: {names}.").format(
            name=name, names=", ".join(one.name for one in every)
        )
    )


def written(workspace: Workspace, kind: str, name: str) -> Written:
    """The words of a section, the district's if it wrote any.

    Raises:
        InvalidValue, UnknownRecord: there is no such kind or section.
    """
    one = section(workspace, kind, name)
    row = row_of(workspace, kind, name)
    shipped = _shipped(kind, name)
    text = row.text if row and not row.deleted and row.text.strip() else shipped
    elsewhere = (
        other
        for other in KINDS
        if other != kind and any(path.stem == name for path in templates.section_files(other))
    )
    return Written(one, text, shipped, tuple(elsewhere))


def check(kind: str, name: str, text: str) -> None:
    """See that a text can be printed as a section of a kind.

    Raises:
        UnreadableSection: it cannot; says which line, and what to do.
        InvalidValue: no section can have this name, or no print is of this kind.
    """
    kind_named(kind)
    checked(kind, name, tidied(text))


def write(workspace: Workspace, kind: str, name: str, text: str, *, draft: str = "") -> Touched:
    """Put words in place of those of a section.

    Args:
        workspace: whose district.
        kind: name of the kind of print.
        name: of the section.
        text: in the light Markdown; the words that ship make it ours again.
        draft: id of the draft that this saves.

    Raises:
        UnreadableSection: they cannot be printed; says which line.
        InvalidValue, UnknownRecord: there is no such kind or section.
    """
    section(workspace, kind, name)
    check(kind, name, text)
    made = tidied(text)
    own = "" if made == tidied(_shipped(kind, name)) else made
    values = change(workspace, kind, name, text=own)
    return workspace.commit("packet_section.edit", [values], discard_draft=draft)


def add(
    workspace: Workspace,
    kind: str,
    name: str,
    text: str,
    *,
    after: str = "",
    hidden: bool = False,
) -> Touched:
    """Add a section of the district's own.

    Args:
        workspace: whose district.
        kind: name of the kind of print.
        name: small letters, digits and dashes; see `name_for`.
        text: in the light Markdown.
        after: name of the section that it stands behind; "" for the end.
        hidden: it does not print until somebody shows it.

    Raises:
        UnreadableSection: it cannot be printed; says which line.
        InvalidValue: there is no such kind, or a section of this name; or none can have it.
        UnknownRecord: there is no section to stand behind.
    """
    every = sections(workspace, kind)
    if any(one.name == name for one in every):
        raise InvalidValue(
            _("There is a section “{name}” already. Choose another name.").format(name=name)
        )
    check(kind, name, text)
    names = [one.name for one in every]
    at = names.index(section(workspace, kind, after).name) + 1 if after else len(every)
    places = [one.place for one in every]
    found = between(places, at)
    values = {"text": tidied(text), "hidden": hidden}
    if found is None:
        changes = numbered(
            workspace, kind, [*names[:at], name, *names[at:]], _places(every), {name: values}
        )
    else:
        changes = [change(workspace, kind, name, **values, position=found)]
    return workspace.commit("packet_section.add", changes)


def move(workspace: Workspace, kind: str, name: str, to: int) -> Touched | None:
    """Put a section at another place; None if it stands there.

    As a rule one record is written, so that two people who move two sections do not meet.

    Args:
        workspace: whose district.
        kind: name of the kind of print.
        name: of the section.
        to: its place among all of the kind, from 0; beyond the ends is the end.

    Raises:
        InvalidValue, UnknownRecord: there is no such kind or section.
    """
    moved = section(workspace, kind, name)
    every = sections(workspace, kind)
    left = [one for one in every if one.name != name]
    at = max(0, min(to, len(left)))
    if every.index(moved) == at:
        return None
    found = between([one.place for one in left], at)
    if found is None:
        names = [one.name for one in left]
        changes = numbered(workspace, kind, [*names[:at], name, *names[at:]], _places(every))
    else:
        changes = [change(workspace, kind, name, position=found)]
    return workspace.commit("packet_section.move", changes)


def hide(workspace: Workspace, kind: str, name: str) -> Touched:
    """Leave a section out of every print of a kind.

    Raises:
        InvalidValue, UnknownRecord: there is no such kind or section.
    """
    section(workspace, kind, name)
    made = change(workspace, kind, name, hidden=True)
    return workspace.commit("packet_section.hide", [made])


def show(workspace: Workspace, kind: str, name: str) -> Touched:
    """Print a section again that was left out.

    Raises:
        InvalidValue, UnknownRecord: there is no such kind or section.
    """
    section(workspace, kind, name)
    made = change(workspace, kind, name, hidden=False)
    return workspace.commit("packet_section.show", [made])


def reset(workspace: Workspace, kind: str, name: str, *, draft: str = "") -> Touched:
    """Make a section ours again: as it ships, where it ships, printed.

    Raises:
        InvalidValue: there is no such kind, or the section is the district's own.
        UnknownRecord: there is no such section.
    """
    if section(workspace, kind, name).whose is Whose.OWN:
        raise InvalidValue(
            _("This section is your district's own: there is none of ours to go back to.")
        )
    made = change(workspace, kind, name, text="", position=None, hidden=False)
    return workspace.commit("packet_section.reset", [made], discard_draft=draft)


def remove(workspace: Workspace, kind: str, name: str, *, draft: str = "") -> Touched:
    """Remove a section of the district's own.

    Raises:
        InvalidValue: there is no such kind, or the section ships with the program.
        UnknownRecord: there is no such section.
    """
    if section(workspace, kind, name).whose is not Whose.OWN:
        raise InvalidValue(_("This section comes with Liaison. Hide it to leave it out."))
    row = row_of(workspace, kind, name)
    changes = [Remove(PacketSection, row.id)] if row else []
    return workspace.commit("packet_section.remove", changes, discard_draft=draft)


def name_for(workspace: Workspace, kind: str, title: str) -> str:
    """A name for a new section, made of its title; no other section of the kind has it."""
    words = re.findall("[a-z0-9]+", fold(title))
    base = "-".join(words)[:_LONGEST].strip("-") or "section"
    taken = {one.name for one in sections(workspace, kind)}
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def plain(text: str) -> str:
    """The words of a section without its signs, to judge how hard it reads; "" if unreadable."""
    try:
        lines = read_section(text).lines
    except MalformedSectionError:
        return ""
    words = (words for line in lines if line.kind is not Kind.BLOCK for words in line.words)
    return "\n".join(words).replace("**", "")


_LONGEST = 40

_WHOSE = {
    Whose.OURS: N_("As it comes with Liaison"),
    Whose.CHANGED: N_("In your district's words"),
    Whose.OWN: N_("Your district's own"),
}


def whose_words(one: Section) -> str:
    """Whose a section is, in the language of the interface."""
    return _(_WHOSE[one.whose])


def tidied(text: str) -> str:
    """A text without spaces at the ends of its lines, and with one line break at its end."""
    lines = (line.rstrip() for line in text.removeprefix("\ufeff").splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def _places(every: tuple[Section, ...]) -> dict[str, int]:
    return {one.name: one.place for one in every}


def _trouble(kind: str, row: PacketSection | None) -> str:
    if row is None or not row.text.strip():
        return ""
    try:
        checked(kind, row.section, row.text)
    except InvalidValue as error:
        return str(error)
    return ""


def _shipped(kind: str, name: str) -> str:
    """How a section ships; "" if it does not."""
    paths: tuple[Path, ...] = templates.section_files(kind)
    path = next((path for path in paths if path.stem == name), None)
    return path.read_text(encoding="utf-8") if path else ""
