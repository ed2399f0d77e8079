"""A packet as plain data, before it is pages.

Whoever makes a packet (`compose`) knows families and languages and nothing of paper; whoever lays
it out (`pages`) knows paper and nothing of families. Every text says in which language it really is
and where its words come from, so that a page can speak right and pre-flight can judge it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.packets.handover_lines import Handover
from liaison_app.packets.label_lines import Labels
from liaison_app.packets.postcard_lines import Postcard
from liaison_app.packets.progress_lines import ProgressStrip
from liaison_app.packets.signature_lines import Signatures

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.language.calendars import CalendarSystem


class Origin(StrEnum):
    """Where the words of a text come from, best first."""

    SOURCE = "source"  # the language the text was written in
    REVIEWED = "reviewed"  # a named native speaker reviewed the translation
    DRAFT = "draft"  # translated, and nobody has reviewed it
    STALE = "stale"  # translated from an older wording
    UNTRANSLATED = "untranslated"  # the source language stands in
    TYPED = "typed"  # staff typed it, in whatever language they did


@dataclass(frozen=True)
class Span:
    """A stretch of words in one weight. Inserted values lie in isolates already (UAX #9)."""

    words: str
    bold: bool = False


@dataclass(frozen=True)
class Text:
    """One text in one language.

    Attributes:
        spans: the words, without any markup left in them.
        language: BCP 47 tag of the words as they stand, not of what was wished for.
        origin: where the words come from.
    """

    spans: tuple[Span, ...]
    language: str
    origin: Origin = Origin.SOURCE

    @property
    def plain(self) -> str:
        """The words in one string."""
        return "".join(span.words for span in self.spans)


def text(words: str, language: str, origin: Origin = Origin.SOURCE, *, bold: bool = False) -> Text:
    """A text in one weight."""
    return Text((Span(words, bold),), language, origin)


Said = tuple[Text, ...]
"""The same thing in one language or in two, the family's own first."""


@dataclass(frozen=True)
class Heading:
    """A heading inside a section; the section's own has level 1."""

    said: Said
    level: int = 2
    icon: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text, with a pictogram before it if one helps."""

    said: Said
    icon: str = ""


@dataclass(frozen=True)
class PictureLine:
    """A large pictogram with its word or sentence beside it, for people who read little."""

    icon: str
    said: Said


@dataclass(frozen=True)
class Bullets:
    """Points in any order, or steps in theirs, the first of which has the number `first`."""

    items: tuple[Said, ...]
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True)
class Phrase:
    """What to say in English: as it is written, and in sounds of the family's script.

    Attributes:
        english: the sentence in English.
        sounds: how it sounds, in the family's script; None where nobody wrote it yet.
    """

    english: Text
    sounds: Text | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is a header. Each cell is said in one language or two.

    Attributes:
        even: no column is wider than another: what two sides say counts alike.
    """

    header: tuple[Said, ...]
    rows: tuple[tuple[Said, ...], ...]
    even: bool = False


@dataclass(frozen=True)
class Checks:
    """Boxes to tick by hand."""

    items: tuple[Said, ...]


@dataclass(frozen=True)
class Faces:
    """Faces to tick, from glad to sad, for who reads little.

    Attributes:
        items: what each means, under it; its face is the pictogram of the same place in `icons`.
        icons: names of pictograms.
    """

    items: tuple[Said, ...]
    icons: tuple[str, ...]


@dataclass(frozen=True)
class ToTick:
    """Things to tick by hand, each with a line to write on beside it, such as by when.

    Attributes:
        header: what stands above the things, and above the lines.
        items: the things.
        blank: how many empty rows follow, for what is not among them.
    """

    header: tuple[Said, Said]
    items: tuple[Said, ...]
    blank: int = 0


@dataclass(frozen=True)
class Stop:
    """One visit on a sheet that staff carries.

    Attributes:
        head: when, who and where.
        lines: what else to know.
        ticks: how it may end: boxes in running lines.
        written: the label of a line to write on.
    """

    head: Said
    lines: tuple[Said, ...]
    ticks: tuple[Said, ...]
    written: Said


@dataclass(frozen=True)
class FillIns:
    """Labels, each with a line to write on."""

    labels: tuple[Said, ...]


@dataclass(frozen=True)
class Marked:
    """Something on a day of the calendar. `icon` marks the day, `said` stands in the list below.

    Of several days in a row the first says it for all of them; the others have nothing to say.
    """

    day: date
    said: Said
    icon: str = "calendar-event"


@dataclass(frozen=True)
class Calendar:
    """The grid of one month, weeks beginning as the family's language has it.

    Attributes:
        first: the first day of the month.
        language: tag that gives the names of the days, the digits and the direction.
        marked: what happens in this month, in order.
        also: the family's own calendar, whose days stand beside the school's.
        large: it hangs on a wall, with a box to tick in each day.
    """

    first: date
    language: str
    marked: tuple[Marked, ...] = ()
    also: CalendarSystem | None = None
    large: bool = False


@dataclass(frozen=True)
class Card:
    """A card to cut out: who, the number, and when or for what."""

    name: Said
    number: str
    note: Said = ()
    icon: str = "phone"


@dataclass(frozen=True)
class Cards:
    """Cards with lines to cut along."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class QrCode:
    """A square that a phone's camera reads without the internet, with what it does said beside it.

    Attributes:
        payload: what the code holds, such as tel:+15555550123.
        said: what it is for; also its description for those who cannot see it.
    """

    payload: str
    said: Said


@dataclass(frozen=True)
class Strip:
    """A framed line that must be seen: the free interpreter and the number to call."""

    said: Said
    icon: str = "language"


@dataclass(frozen=True)
class CutLine:
    """A dashed line with scissors: what is below it is torn off."""


Block = (
    Heading
    | Paragraph
    | PictureLine
    | Bullets
    | Phrase
    | Table
    | Checks
    | Faces
    | ToTick
    | Handover
    | Labels
    | Postcard
    | Stop
    | FillIns
    | Signatures
    | ProgressStrip
    | Calendar
    | Cards
    | QrCode
    | Strip
    | CutLine
)


@dataclass(frozen=True)
class Section:
    """A part of a packet with a heading of its own.

    Attributes:
        name: what pre-flight, bookmarks and the command line call it: `start-here`.
        title: its heading.
        blocks: what it says, in order.
        fresh_page: begins on a new page.
        own_sheet: begins on a new sheet of paper, even when both sides are printed on, and nothing
            follows on that sheet: it can be taken off the packet.
        icon: pictogram beside the heading.
    """

    name: str
    title: Said
    blocks: tuple[Block, ...]
    fresh_page: bool = False
    own_sheet: bool = False
    icon: str = ""


class Profile(StrEnum):
    """For whom a packet is set."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    PICTURE = "picture"
    ECONOMY = "economy"  # the same words on fewer sheets
    READ_ALOUD = "read-aloud"  # for who reads the print to the family (`read_aloud`)


class Paper(StrEnum):
    """The size of the paper."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True)
class Packet:
    """Everything that one print says.

    Attributes:
        kind: name of its kind, such as `welcome`.
        code: stands on every page and on the reply slip; tells nothing about anybody.
        languages: tags of the family's language and of the one beside it, if any.
        title: the document's title: it names nobody.
        sections: in the order they are printed.
        help_line: what stands at the foot of each page: not clear? Call this number.
        titled: whether the title stands on top of the first page.
        draft: whether any translation in it still waits for a native speaker.
        sample: whether the families are invented: it is said on every page.
    """

    kind: str
    code: str
    languages: tuple[str, ...]
    title: Said
    sections: tuple[Section, ...]
    help_line: Said = ()
    titled: bool = True
    draft: bool = False
    sample: bool = False


class FaultKind(StrEnum):
    """What can be wrong with a laid-out page."""

    NO_GLYPH = "no-glyph"
    TOO_WIDE = "too-wide"
    FONT = "font"
    TOO_LONG = "too-long"
    ONE_PAGE = "one-page"  # nothing to fold


@dataclass(frozen=True)
class Fault:
    """Something that laying out found: `what` are the characters, or the words that do not fit."""

    kind: FaultKind
    section: str
    what: str = ""


@dataclass(frozen=True)
class Printed:
    """A packet on pages.

    Attributes:
        pdf: the whole document.
        pages: how many there are.
        section_pages: the page on which each section begins, from 1.
        faults: what pre-flight has to judge.
        reading: the same for screens, where `pdf` is folded; else empty.
    """

    pdf: bytes
    pages: int
    section_pages: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    reading: bytes = b""
