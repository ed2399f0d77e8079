"""The sections of a packet as they are written, and how they become sections of one family's.

The light Markdown is described in `language/section_markup.py`. A template is filled once for the
packet, for each school or for all of them (`Template.each`) by `filling.fill`, with these values:

| name | kind | for |
|------|------|-----|
| recipient | Name | the packet: who it is for |
| help_phone | Phone | the packet: the one number |
| help_name | Name | the packet: who answers that number |
| liaison, liaison_phone | Name, Phone | the packet |
| code, today | Code, Day | the packet |
| school, address | Name, Place | a school, or the only one |
| school_phone, attendance_phone | Phone | a school, or the only one |
| nurse_phone, bus_phone, interpreter_phone | Phone | the same; may be unknown |
| hours | OpeningHours | a school, or the only one |
| starts, ends | Clock | the same; may be unknown |
| bus, meals | Words | the same; may be unknown |
| bus_service | "all", "some", "none" | a choice: it decides which lines print |
| breakfast, lunch | "free", "reduced", "paid", "none" | a choice |
| children | Names | a school: the family's children there |
| last_school | "yes" | a choice: what every school says alike prints after the last |
| one_school, several_schools | "yes" | a choice, for sections about all schools |
| in_words | "yes" | a choice: the packet is not one in pictures, so its lines may be more |
| free_text | "yes" | a choice: something that staff typed prints as it is |

Filling knows by itself: `language` (the English name of the family's), `emergency_phone`,
`civil_rights_phone`, `other_language` (the family's is not English), `in_english` (rights print in
English because nobody reviewed their translation), and `free_text` where a value of kind `Words` in
another language prints anywhere in the section.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from liaison_app import shipped
from liaison_app.language.catalogues import N_
from liaison_app.language.section_markup import (
    Kind,
    Line,
    MalformedSectionError,
    placeholders,
    read_section,
)
from liaison_app.packets.content import Profile

if TYPE_CHECKING:
    from pathlib import Path

Each = Literal["packet", "school", "schools"]
_EACH: dict[str, Each] = {"packet": "packet", "school": "school", "schools": "schools"}


@dataclass(frozen=True)
class Template:
    """A section before it is anybody's.

    Attributes:
        name: what pre-flight, bookmarks and the command line call it.
        title: the text of its heading.
        lines: what it says.
        rights: prints as the official English unless a named speaker reviewed all of it.
        own_sheet: begins on a sheet of its own, which can be taken off.
        fresh_page: begins on a new page.
        icon: the picture beside its heading.
        profiles: for which readers it prints; what is standard also saves paper or is read aloud.
        each: filled once for the packet, for each school, or for all schools together: a packet
            without a school does without that section.
        with_english: prints in English, too: whoever at school gets it back must understand it.
        age: for which age or grades an activity is, such as `3-4` or `K-2`; "" for other sections.
        subject: what an activity teaches, such as `math`; "" for other sections.
        minutes: how long an activity takes; 0 for other sections.
        own: a district wrote it, in other words than those that ship.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    rights: bool = False
    own_sheet: bool = False
    fresh_page: bool = False
    icon: str = ""
    profiles: frozenset[Profile] = frozenset()
    each: Each = "packet"
    with_english: bool = False
    age: str = ""
    subject: str = ""
    minutes: int = 0
    own: bool = False

    @property
    def asks(self) -> frozenset[str]:
        """The values that its lines ask for, and the blocks, these with @ before their names."""
        blocks = {f"@{line.words[0]}" for line in self.lines if line.kind is Kind.BLOCK}
        words = (placeholders(words) for line in self.lines for words in line.words)
        return frozenset(blocks.union(*words))


def load(kind: str, folder: Path | None = None) -> tuple[Template, ...]:
    """The sections of a kind of packet, in the order in which they print.

    Args:
        kind: name of the kind, such as `welcome`. A line of its `order.txt` names a section
            beside it, or one of another kind: `welcome/rights`.
        folder: with a folder for each kind; what ships if None.

    Raises:
        MalformedSectionError: a file cannot be understood; says which, and where.
    """
    return tuple(_template(path) for path in section_files(kind, folder))


@cache
def kinds(folder: Path | None = None) -> tuple[str, ...]:
    """The names of all kinds of print that have sections."""
    found = (folder or shipped.resources() / "packets").glob("*/order.txt")
    return tuple(sorted(path.parent.name for path in found))


def section_files(kind: str, folder: Path | None = None) -> tuple[Path, ...]:
    """The files of the sections of a kind, in order."""
    kinds = folder or shipped.resources() / "packets"
    names = (kinds / kind / "order.txt").read_text(encoding="utf-8").split()
    return tuple(kinds / f"{name if '/' in name else f'{kind}/{name}'}.md" for name in names)


@cache
def promise_phrases(folder: Path | None = None) -> tuple[str, ...]:
    """The promises that print translated when they stand in exactly these words."""
    path = (folder or shipped.resources() / "packets") / "promise-phrases.md"
    lines = read_section(path.read_text(encoding="utf-8")).lines
    return tuple(line.words[0] for line in lines)


_KNOWN = frozenset(
    ("rights", "sheet", "page", "icon", "profiles", "each", "beside", "age", "subject", "minutes")
)
_SAME_WORDS = frozenset((Profile.ECONOMY, Profile.READ_ALOUD))
_READERS = f"{Profile.STANDARD} {Profile.LARGE_PRINT}"


def _template(path: Path) -> Template:
    try:
        return template(path.stem, path.read_text(encoding="utf-8"))
    except MalformedSectionError as error:
        raise MalformedSectionError(f"{path.name}: {error}") from error


def template(name: str, text: str) -> Template:
    """Read a section.

    Args:
        name: of the section.
        text: in the light Markdown.

    Raises:
        MalformedSectionError: it cannot be understood.
    """
    marked = read_section(text)
    settings = marked.settings
    if set(settings) - _KNOWN:
        raise MalformedSectionError(N_("something is set between the dashes that is not known"), 1)
    if not marked.lines or marked.lines[0].kind is not Kind.TITLE:
        raise MalformedSectionError(N_("it does not begin with its title, such as: # Our library"))
    title, *lines = marked.lines
    if any(line.kind is Kind.TITLE for line in lines):
        raise MalformedSectionError(N_("it has a second title; use ## for a heading"))
    try:
        return Template(
            name=name,
            title=title.words[0],
            lines=tuple(lines),
            rights=settings.get("rights") == "yes",
            own_sheet=settings.get("sheet") == "own",
            fresh_page=settings.get("page") == "fresh",
            icon=settings.get("icon", ""),
            profiles=_profiles(settings.get("profiles", _READERS)),
            each=_EACH[settings.get("each", "packet")],
            with_english=settings.get("beside") == "en",
            age=settings.get("age", ""),
            subject=settings.get("subject", ""),
            minutes=int(settings.get("minutes", "0")),
        )
    except (ValueError, KeyError) as error:
        why = N_("something between the dashes has a value that is not known")
        raise MalformedSectionError(why, 1) from error


def _profiles(names: str) -> frozenset[Profile]:
    """The readers for whom a section prints; what says the same otherwise says it, too."""
    named = frozenset(map(Profile, names.split()))
    return named | _SAME_WORDS if Profile.STANDARD in named else named
