"""One section as it prints, before anybody's facts are in it: for whoever writes its words.

No family is read for it. Invented names and numbers stand in for what is known of a family, and
lines that print only for some families print all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time
from typing import TYPE_CHECKING

from liaison_app.actions.preparing import usual_paper
from liaison_app.actions.sections import tidied
from liaison_app.language import catalogues
from liaison_app.language.catalogues import N_, _
from liaison_app.language.names import isolate
from liaison_app.packets.compose import layout_tag
from liaison_app.packets.content import Origin, Packet, Profile, Strip, text
from liaison_app.packets.filling import fill
from liaison_app.packets.kinds import kind_named
from liaison_app.packets.sections import checked, known_to
from liaison_app.packets.texts import texts
from liaison_app.packets.values import Clock, Code, Day, Name, OpeningHours, Phone, Place, Words
from liaison_app.packets.voices import ENGLISH, say, voice
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.packets.content import Block
    from liaison_app.packets.templates import Template
    from liaison_app.packets.values import Value
    from liaison_app.workspace import Workspace

_CODE = "SAMPLE"
_OF_THE_READER = frozenset(("in_english", "other_language", "free_text"))
"""What decides which lines print, and follows from the language alone."""


@dataclass(frozen=True)
class Preview:
    """A section on paper.

    Attributes:
        pdf: the document.
        pages: how many.
        section_pages: the page (from 1) on which the section begins, by its name.
        untranslated: texts of it that print in English, since the language has no words for them.
        in_english: it is about rights, and prints in English until a speaker has reviewed all.
    """

    pdf: bytes
    pages: int
    section_pages: dict[str, int] = field(default_factory=dict)
    untranslated: int = 0
    in_english: bool = False


@dataclass(frozen=True)
class Known:
    """Something that a section of a kind may ask for.

    Attributes:
        sign: as it is written: `{help_phone}` or `@calendar`.
        example: what may stand in its place, or what it is.
    """

    sign: str
    example: str


def preview(
    workspace: Workspace, kind: str, name: str, written: str, language: str = ENGLISH
) -> Preview:
    """A section as it would print in a language. Writes nothing and reads no family.

    Args:
        workspace: whose district.
        kind: name of the kind of print.
        name: of the section.
        written: its words in the light Markdown, saved or not.
        language: tag of the reader's language.

    Raises:
        UnreadableSection: it cannot be printed; says which line, and what to do.
        InvalidValue: there is no such kind, or no section can have this name.
        DamagedFile: a typeface cannot be read.
    """
    from liaison_app.packets.pages import lay_out  # noqa: PLC0415  (typefaces: 200 ms)

    about = kind_named(kind)
    template = _for_anybody(checked(kind, name, tidied(written)))
    spoken = voice(language, workspace.all(SectionText))
    spoken = replace(spoken, page=layout_tag(spoken, (template,)))
    values = {**_stand_ins(template), "today": Day(workspace.today(), year=True)}
    blocks = {one.removeprefix("@"): _block(one) for one in template.asks if one.startswith("@")}
    filled = fill(template, (spoken,), values, blocks)
    said = list(texts((filled.section,)))
    packet = Packet(
        kind=kind,
        code=_CODE,
        languages=(spoken.page,),
        title=say((spoken,), about.title),
        sections=(filled.section,),
        help_line=(),
        titled=False,
        draft=any(one.origin in {Origin.DRAFT, Origin.STALE} for one in said),
        sample=True,
    )
    profile = Profile.STANDARD if Profile.STANDARD in about.profiles else about.profiles[0]
    printed = lay_out(packet, paper=usual_paper(), profile=profile)
    return Preview(
        pdf=printed.pdf,
        pages=printed.pages,
        section_pages=printed.section_pages,
        untranslated=sum(one.origin is Origin.UNTRANSLATED for one in said),
        in_english=filled.in_english,
    )


def known(kind: str, written: str = "") -> tuple[Known, ...]:
    """What a section of a kind may ask for: values first, then blocks, each by name.

    Args:
        kind: name of the kind of print.
        written: the section, since one about a school may ask for more.

    Raises:
        InvalidValue: there is no such kind of print.
    """
    kind_named(kind)
    each = next((one for one in ("schools", "school") if f"\neach: {one}\n" in written), "packet")
    names = sorted(known_to(kind, each), key=lambda one: (one.startswith("@"), one))  # type: ignore[arg-type]
    language = catalogues.current()
    return tuple(
        Known(one, _("the program makes it"))
        if one.startswith("@")
        else Known(f"{{{one}}}", _stand_in(one).said(language))
        for one in names
    )


def markup() -> tuple[tuple[str, str], ...]:
    """What the light Markdown knows: how it is written, and what it means."""
    return tuple((sign, _(meaning)) for sign, meaning in _MARKUP)


_MARKUP = (
    ("# Our library", N_("the title, once, first")),
    ("## In the morning", N_("a heading inside the section")),
    ("**free**", N_("weight inside a sentence")),
    ("- a point", N_("a point of a list")),
    ("1. a step", N_("a numbered step")),
    ("![book] Read", N_("a line with a large picture")),
    ("| What | Whom |", N_("a row of a table; the first is its head")),
    ('> "Hello."', N_("what to say in English, with its sounds")),
    ("[ ] Yes", N_("a box to tick")),
    ("____ Name", N_("a line to write on")),
    ("!! Call first.", N_("a framed line that must be seen")),
    ("--- cut", N_("what follows is cut off")),
    ("[bus] Your bus …", N_("prints only if that is known")),
    ("<!-- note -->", N_("for translators; it does not print")),
)

_EXAMPLES: dict[str, Value] = {
    "recipient": Name("Amina Warsame"),
    "help_name": Name("Rosa Diaz"),
    "help_phone": Phone("(612) 555-0142"),
    "liaison": Name("Rosa Diaz"),
    "liaison_phone": Phone("(612) 555-0142"),
    "code": Code(_CODE),
    "emergency_phone": Phone("911"),
    "civil_rights_phone": Phone("(800) 421-3481"),
    "school": Name("Cedar Grove School"),
    "address": Place(("4 Cedar Avenue", "Lakewood")),
    "school_phone": Phone("(612) 555-0101"),
    "attendance_phone": Phone("(612) 555-0111"),
    "nurse_phone": Phone("(612) 555-0120"),
    "bus_phone": Phone("(612) 555-0119"),
    "interpreter_phone": Phone("(612) 555-0130"),
    "hours": OpeningHours("8:15 - 14:45"),
    "starts": Clock(time(8, 15)),
    "ends": Clock(time(14, 45)),
    "children": Name("Yusuf"),
    "bus": Words("Bus 12 stops at Cedar Avenue.", ENGLISH),
    "meals": Words("Breakfast is at 7:45.", ENGLISH),
}
"""Invented: what may stand where a section asks for it."""


def _stand_ins(template: Template) -> dict[str, Value | str]:
    asked = {one for one in template.asks if not one.startswith("@")}
    return {one: _stand_in(one) for one in asked - {"language"}}


def _stand_in(name: str) -> Value:
    """Something in place of a value: an invented one, else its name in brackets."""
    return _EXAMPLES.get(name) or Name(f"[{name.replace('_', ' ')}]")


def _for_anybody(template: Template) -> Template:
    """A section whose lines all print, but for those that follow from the language."""
    lines = tuple(
        line if line.fact in _OF_THE_READER else replace(line, fact="", value="")
        for line in template.lines
    )
    return replace(template, lines=lines)


def _block(sign: str) -> Callable[[], tuple[Block, ...]]:
    """What stands in place of a block that the program makes of a family's facts."""
    words = _("Here the program puts {what}.").format(what=isolate(sign))
    said = text(words, catalogues.current())
    return lambda: (Strip((said,)),)
