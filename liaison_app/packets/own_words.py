"""Which of the words that a district put in place of ours can be used, and why others cannot.

What cannot be used changes nothing: the text that ships prints, and staff are told of the row. A
wording that asks for a fact which nobody could ever know would otherwise stop every packet.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from liaison_app.language import jargon
from liaison_app.language.catalogues import _
from liaison_app.language.languages import parents
from liaison_app.language.names import isolate
from liaison_app.language.section_markup import (
    SOUNDS,
    MalformedSectionError,
    placeholders,
    read_section,
)
from liaison_app.packets import templates, words
from liaison_app.packets.problems import amber, place
from liaison_app.packets.staff_texts import staff_texts
from liaison_app.records.packets import Jargon, PacketSection, SectionText
from liaison_app.records.partnership import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.packets.problems import Problem
    from liaison_app.workspace import Workspace

SOURCE = "en"
KNOWN_EVERYWHERE = frozenset(
    (
        "recipient",
        "help_name",
        "help_phone",
        "liaison",
        "liaison_phone",
        "code",
        "today",
        "emergency_phone",
        "civil_rights_phone",
    )
)
"""What any line of any section may ask for."""


def why_unfit(row: SectionText) -> str:
    """Why a row cannot be used, as the end of a sentence; "" if it can."""
    asked, given = _asked(row.source), _asked(row.text)
    if given is None:
        return _("a brace or ** stands alone in it")
    wanted = asked or frozenset()
    if row.language == SOURCE:
        more = frozenset() if row.source in _of_blocks() else KNOWN_EVERYWHERE
        strange, lost = given - wanted - more, frozenset[str]()
    else:
        strange, lost = given - wanted, wanted - given
        if row.section == SOUNDS:  # sounds may name the language themselves
            lost = frozenset()
    if strange:
        return _("nothing is known there as {names}").format(names=_named(strange))
    if lost:
        return _("{names} is missing from it").format(names=_named(lost))
    return ""


def unused(workspace: Workspace, tags: Iterable[str]) -> Iterator[Problem]:
    """The rows in these languages, and in English, that change nothing on any page, and why."""
    every = workspace.all(SectionText)
    heard = {parent for tag in (SOURCE, *tags) for parent in parents(tag)}
    known = _texts() | _typed(workspace)
    known |= {row.text for row in every if row.language == SOURCE} | _in_own_sections(workspace)
    names = _sections() | {SOUNDS, *(one.section for one in workspace.all(PacketSection))}
    why = _("The packet text “{words}” is not used: {reason}.")
    for row in every:
        if row.language in heard and row.text.strip():
            reason = why_unfit(row) or _nowhere(row, known, names)
            if reason:
                words_ = isolate(" ".join(row.text.split())[:_QUOTED])
                said = why.format(words=words_, reason=reason)
                yield amber("text-unused", said, place("section_text", row.id, "text"))


_QUOTED = 60
"""Characters of a row that a sentence quotes."""


def _nowhere(row: SectionText, known: frozenset[str], names: frozenset[str]) -> str:
    """Why a row is looked up by no section."""
    if row.section and row.section not in names:
        return _("there is no section “{section}”").format(section=isolate(row.section))
    if row.source not in known:
        return _("the text that it stands for is in no packet")
    return ""


def _asked(text: str) -> frozenset[str] | None:
    """The names in braces; None if a text cannot be taken apart."""
    try:
        names = placeholders(text).union(*map(placeholders, text.split("**")))
    except ValueError:
        return None
    return None if text.count("**") % 2 else frozenset(names)


def _named(names: frozenset[str]) -> str:
    return ", ".join(isolate(f"{{{name}}}") for name in sorted(names))


@cache
def _of_blocks() -> frozenset[str]:
    """The texts that stand in no section; they know their own values alone."""
    from liaison_app.packets import kinds  # noqa: PLC0415  (they speak, and so read this)

    modules = [
        words,
        *(module for module in vars(kinds).values() if isinstance(module, ModuleType)),
    ]
    held = [one for module in modules for name, one in vars(module).items() if name.isupper()]
    alone = [one for one in held if isinstance(one, str)]
    return frozenset(alone).union(*(one.values() for one in held if isinstance(one, Mapping)))


@cache
def _sections() -> frozenset[str]:
    return frozenset(one.name for kind in templates.kinds() for one in templates.load(kind))


@cache
def _texts() -> frozenset[str]:
    """Every text that ships."""
    every = [one for kind in templates.kinds() for one in templates.load(kind)]
    titles = frozenset(one.title for one in every)
    lines = frozenset(text for one in every for line in one.lines for text in line.words)
    listed = frozenset((*templates.promise_phrases(), *(one.plain for one in jargon.terms())))
    return titles | lines | _of_blocks() | listed


def _in_own_sections(workspace: Workspace) -> frozenset[str]:
    """The texts of the sections that the district wrote itself, as far as they can be read."""
    found: set[str] = set()
    for row in workspace.all(PacketSection):
        with suppress(MalformedSectionError):
            for line in read_section(row.text).lines:
                found.update(line.words)
    return frozenset(found)


def _typed(workspace: Workspace) -> frozenset[str]:
    """What staff typed that stands on a page: it can be translated like a text of ours."""
    said = {one.what for one in workspace.all(Commitment)}
    said |= {one.plain for one in workspace.all(Jargon)}
    said |= {words for _type, words in staff_texts(workspace)}
    return frozenset(one.strip() for one in said)
