"""What a kind of print is: the contract between what is said and how every print is made.

A kind is one small module in `packets/kinds` with its sections in `resources/packets/<name>/`. It
says for whom the print is and what it is about, and takes from the records what its sections ask
for beyond what every print of a family may say (`facts`). Languages, sections in the district's
words, pre-flight, pages, printing and the line about it are the same for every kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.packets.content import Block, Profile
from liaison_app.records import Record

if TYPE_CHECKING:
    from liaison_app.packets.facts import Facts
    from liaison_app.packets.kept_out import KeptOut
    from liaison_app.packets.problems import Place, Problem
    from liaison_app.packets.section_values import Dress, Values
    from liaison_app.packets.taking import Source, Taking
    from liaison_app.packets.voices import Voice
    from liaison_app.workspace import Workspace

R = TypeVar("R", bound=Record)

FOR_STAFF = (Profile.STANDARD, Profile.LARGE_PRINT, Profile.ECONOMY)
"""How a page for staff can be set: nobody reads it to a family."""

FOR_FAMILIES = (*FOR_STAFF, Profile.READ_ALOUD)
"""How most prints can be set."""

Makers = Mapping[str, Callable[[], tuple[Block, ...]]]
"""Makes the blocks that sections ask for with `@name`."""


class Audience(StrEnum):
    """Who reads a print, and so what is judged before it leaves."""

    FAMILY = "family"  # one recipient of one family; restrictions and hidden addresses count
    STAFF = "staff"  # the liaison's own paper; it may name several families
    EVERYBODY = "everybody"  # names nobody: it may hang on a wall


class Ask(StrEnum):
    """How an option is asked for."""

    CHOICE = "choice"
    DAY = "day"
    WORDS = "words"
    YES = "yes"


@dataclass(frozen=True)
class Option:
    """Something else to choose for a kind.

    Attributes:
        name: what the command line calls it, with a dash between words.
        label: for people, marked for translation (`N_`).
        ask: how; a day is written like 2026-12-01, yes is "yes" or "".
        choices: stored value and label (`N_`), for a choice.
        default: what it is unless somebody says otherwise.
        wording: what it means, for `--help`, in English.
    """

    name: str
    label: str
    ask: Ask = Ask.CHOICE
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    wording: str = ""

    def checked(self, value: str) -> str:
        """The value, if it may be chosen.

        Raises:
            InvalidValue: it may not; says which may.
        """
        if self._takes(value):
            return value
        if self.ask is Ask.DAY:
            raise InvalidValue(
                _("“{value}” is no day. Write it like 2026-12-01.").format(value=value)
            )
        raise InvalidValue(
            _("“{value}” is none of these: {choices}.").format(
                value=value, choices=", ".join(dict(self.choices) or ["yes"])
            )
        )

    def _takes(self, value: str) -> bool:
        match self.ask:
            case Ask.CHOICE:
                return value in dict(self.choices)
            case Ask.DAY:
                return not value or _is_day(value)
            case Ask.YES:
                return value in {"", "yes"}
            case Ask.WORDS:
                return True


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


@dataclass(frozen=True)
class Asked:
    """What a kind takes its matter from.

    Attributes:
        facts: of the family, or of nobody's for a print that names no family.
        kept: what must stand on no page of this reader.
        take: takes fields of records and remembers which (see `taking`).
        subject: id of the record that the print is about; "" for none.
        options: by name; each has a value.
    """

    workspace: Workspace
    facts: Facts
    kept: KeptOut
    take: Taking
    subject: str
    options: Mapping[str, str]

    def live(self, cls: type[R], record: str) -> R:
        """A record that nobody removed: what was taken back prints no more.

        Raises:
            UnknownRecord: there is none with this id.
        """
        for one in self.workspace.all(cls, id=record):
            return one
        raise UnknownRecord(_("There is no {kind} with this id.").format(kind=_(cls.TYPE.label)))


@dataclass(frozen=True)
class Saying:
    """How a print is said: what a kind needs to put its matter into words.

    Attributes:
        voices: the family's language, and the one beside it.
        dress: gives each value as it is to be put in; every value passes through it.
        code: of the print.
        month: the first day of the month on a calendar page.
        section: the section that asks.
    """

    facts: Facts
    voices: tuple[Voice, ...]
    dress: Dress
    profile: Profile
    code: str
    month: date
    section: str = ""


@dataclass(frozen=True)
class Typed:
    """Words of staff or of a family that a print holds, and where they are kept.

    Attributes:
        language: of the words; "" if nobody wrote it down.
        section: the section in which a district's translation of them is looked up.
    """

    words: str
    place: Place
    language: str = ""
    section: str = ""


@dataclass(frozen=True)
class About:
    """What a print is about, taken from the records. Kinds derive from this."""

    def values(self, saying: Saying) -> Values:
        """The values that its sections may ask for by name, each passed through `saying.dress`."""
        del saying
        return {}

    def blocks(self, saying: Saying) -> Makers:
        """The blocks that its sections may ask for."""
        del saying
        return {}

    def without(self) -> frozenset[str]:
        """Names of sections that have nothing to say this time."""
        return frozenset()

    def typed(self) -> tuple[Typed, ...]:
        """Words that somebody typed: pre-flight says which the reader cannot read."""
        return ()

    def problems(self) -> tuple[Problem, ...]:
        """What only this kind can judge."""
        return ()

    def homes(self) -> frozenset[str]:
        """Ids of families whose home it says, for prints of several: none may be protected."""
        return frozenset()


NOTHING = About()


def nothing_more(asked: Asked) -> About:
    """For kinds that say only what every print of a family may say."""
    del asked
    return NOTHING


@dataclass(frozen=True)
class PrintKind:
    """A kind of print.

    Attributes:
        name: the command, the folder of its sections, and what the record of a print holds.
        label: what the window calls it, marked for translation (`N_`).
        title: what stands on top of it (`P_`; `N_` for staff, who read the interface's language).
        letter: with which its codes begin.
        audience: who reads it.
        subject: type of the record that it is about; "" for the family alone.
        subject_needed: it cannot be made without that record.
        options: what else can be chosen.
        gather: takes what it says from the records.
        profiles: the readers for whom it can be set, the usual one first.
        beside: tag of a language that stands beside the family's unless somebody wants none:
            what both sides sign, both sides read.
        titled: its title stands on top of its first page.
        names_nobody: it says nothing of who the family is nor of its schools, so it can be made
            for a home of which nobody is known yet.
        left_at_a_door: it says nothing of the family either; whoever comes by may read it.
        one_sided: nothing is ever printed on the backs of its sheets: labels are peeled off.
        theirs: fields that only staff read otherwise and that this print may say, since they are
            about its reader or promised to the family, each with the reason.
        own_street: it may say where its reader lives, unless that address is protected.
    """

    name: str
    label: str
    title: str
    letter: str
    audience: Audience = Audience.FAMILY
    subject: str = ""
    subject_needed: bool = True
    options: tuple[Option, ...] = ()
    gather: Callable[[Asked], About] = nothing_more
    profiles: tuple[Profile, ...] = FOR_FAMILIES
    beside: str = ""
    titled: bool = True
    names_nobody: bool = False
    left_at_a_door: bool = False
    one_sided: bool = False
    theirs: Mapping[Source, str] = field(default_factory=dict)
    own_street: bool = False

    def chosen(self, options: Mapping[str, str]) -> dict[str, str]:
        """Every option with its value: what was chosen, else what is usual.

        Raises:
            InvalidValue: there is no such option, or it cannot have this value.
        """
        known = {one.name: one for one in self.options}
        if strange := sorted(set(options) - set(known)):
            raise InvalidValue(
                _("“{name}” cannot be chosen for this print.").format(name=strange[0])
            )
        return {
            name: one.checked(options.get(name, "") or one.default) for name, one in known.items()
        }

    @property
    def for_a_family(self) -> bool:
        """Whether it has a recipient of a family."""
        return self.audience is Audience.FAMILY
