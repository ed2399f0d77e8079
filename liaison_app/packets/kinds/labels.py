"""Labels to peel off: for kits, with a number each, and for letters to families."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, _
from liaison_app.packets.content import Profile, text
from liaison_app.packets.free_texts import language_typed
from liaison_app.packets.kind import About, Ask, Asked, Audience, Makers, Option, PrintKind, Saying
from liaison_app.packets.label_lines import Label, LabelLine, Labels, LabelSize
from liaison_app.packets.mailed import Envelope, mailed
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.values import Code, Name, Phone
from liaison_app.packets.voices import ENGLISH
from liaison_app.records.governance import Team
from liaison_app.records.kits import Kit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Block
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values
    from liaison_app.packets.values import Value

KITS, ADDRESSES = "kits", "addresses"
_MOST = 1000
_BLANK = "________"


@dataclass(frozen=True)
class OnKit:
    """A label on a kit; "" as its number is a line to write on."""

    name: str
    number: str
    phone: str


@dataclass(frozen=True)
class Peeled(About):
    """The labels of a print, and where on the sheet they begin."""

    kits: tuple[OnKit, ...]
    envelopes: tuple[Envelope, ...]
    size: LabelSize
    first: int
    found: tuple[Problem, ...]

    def values(self, saying: Saying) -> Values:
        """The title, which no label bears."""
        return {"title": saying.dress(Name(_("Labels")))}

    def blocks(self, saying: Saying) -> Makers:
        """The labels."""
        return {"labels": lambda: self._labels(saying)}

    def problems(self) -> tuple[Problem, ...]:
        """What stops them, and which families get none."""
        return self.found

    def homes(self) -> frozenset[str]:
        """The families on envelopes."""
        return frozenset(one.household for one in self.envelopes)

    def _labels(self, saying: Saying) -> tuple[Block, ...]:
        every = (
            *(_on_kit(one, saying) for one in self.kits),
            *(_on_letter(one, saying) for one in self.envelopes),
        )
        return (Labels(every or (Label((_blank(),)),), self.size, self.first),)


def gather(asked: Asked) -> Peeled:
    """Take a kit and how many labels it needs, or the families to which something is mailed.

    Raises:
        UnknownRecord: there is no such kit.
        InvalidValue: a number is none, or there is no such family.
    """
    options = asked.options
    kits: tuple[OnKit, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    found: list[Problem] = []
    if options["what"] == KITS:
        kits = tuple(_kits(asked))
        if not kits[0].phone:
            why = _("Neither your team nor you have a phone written down, so the labels have none.")
            found.append(amber("no-number", why, place("team", "")))
    else:
        letters = mailed(asked, options["families"])
        envelopes = letters.envelopes
        found += letters.problems
        if not envelopes:
            why = _("There is nobody to whom anything can be mailed.")
            found.append(red("no-labels", why))
    first = _whole(options["first"], most=max(_ON_A_SHEET))
    return Peeled(kits, envelopes, LabelSize(options["sheet"]), first, tuple(found))


_ON_A_SHEET = range(1, 31)


def _kits(asked: Asked) -> Iterator[OnKit]:
    """So many labels, numbered on from the first number."""
    if not asked.subject:
        raise InvalidValue(_("Say for which kit the labels are."))
    name = asked.take.words(asked.live(Kit, asked.subject), "name")
    count = _whole(asked.options["count"], most=_MOST)
    teams = (asked.take.words(one, "phone") for one in asked.workspace.all(Team))
    ours = asked.facts.help.number if asked.facts.help else ""
    phone = next(filter(None, teams), ours)
    for number in _numbers(asked.options["number"].strip(), count):
        yield OnKit(name, number, phone)


def _numbers(first: str, count: int) -> Iterator[str]:
    """Numbers that count on from the first: MG-08, MG-09, MG-10."""
    found = re.fullmatch(r"(.*?)([0-9]{1,9})", first)
    if first and not found:
        raise InvalidValue(_("End the first number with digits, such as MG-01."))
    for step in range(count):
        yield f"{found[1]}{int(found[2]) + step:0{len(found[2])}d}" if found else ""


def _whole(typed: str, *, most: int) -> int:
    if re.fullmatch("[0-9]{1,9}", typed) and 1 <= int(typed) <= most:
        return int(typed)
    raise InvalidValue(_("“{value}” is no number from 1 to {most}.").format(value=typed, most=most))


def _on_kit(one: OnKit, saying: Saying) -> Label:
    number = (_line(Code(one.number), saying, bold=True),) if one.number else (_blank(),)
    phone = (_line(Phone(one.phone), saying),) if one.phone else ()
    return Label((_line(Name(one.name), saying, one.name, bold=True), *number, *phone))


def _on_letter(one: Envelope, saying: Saying) -> Label:
    """The family's own letters on top: the post reads from the last line up."""
    own = (_line(Name(one.native), saying, one.native),) if one.native else ()
    name, *where = one.lines
    return Label(
        (
            *own,
            _line(Name(name), saying, name, bold=True),
            *(_line(Name(line), saying, line) for line in where),
        )
    )


def _line(value: Value, saying: Saying, typed: str = "", *, bold: bool = False) -> LabelLine:
    language = language_typed(typed, saying.voices) if typed else ENGLISH
    return LabelLine(text(saying.dress(value).said(language), language), bold)


def _blank() -> LabelLine:
    return LabelLine(text(_BLANK, ENGLISH))


KIND = PrintKind(
    name="labels",
    label=N_("Labels"),
    title=N_("Labels"),
    letter="M",
    audience=Audience.STAFF,
    subject="kit",
    subject_needed=False,
    options=(
        Option(
            "what",
            N_("Labels for"),
            Ask.CHOICE,
            ((KITS, N_("Kits")), (ADDRESSES, N_("Letters to families"))),
            KITS,
            "For a kit (--kit), or addresses of families.",
        ),
        Option(
            "sheet",
            N_("Size"),
            Ask.CHOICE,
            (
                (str(LabelSize.SMALL), N_("Small: Avery 5160 (Letter), L7160 (A4)")),
                (str(LabelSize.LARGE), N_("Large: Avery 5163 (Letter), L7163 (A4)")),
            ),
            str(LabelSize.SMALL),
            "Avery 5160 or 5163 on Letter, L7160 or L7163 on A4.",
        ),
        Option(
            "first",
            N_("First label that is left on the sheet"),
            Ask.WORDS,
            default="1",
            wording="Counted by rows; 1 for a full sheet.",
        ),
        Option(
            "number",
            N_("First number"),
            Ask.WORDS,
            wording="Of kits, counted on: MG-01. None: a line to write on.",
        ),
        Option("count", N_("How many"), Ask.WORDS, default="10", wording="Labels of a kit."),
        Option(
            "families",
            N_("Families"),
            Ask.WORDS,
            wording="Ids or names, with ; between them; none: all that are open.",
        ),
    ),
    gather=gather,
    profiles=(Profile.STANDARD,),
    titled=False,
    one_sided=True,
)
