"""What somebody wants printed, made whole: languages, reader, sections, month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from liaison_app.errors import InvalidValue
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.languages import parents
from liaison_app.language.names import isolate
from liaison_app.language.regional_dates import month_title
from liaison_app.packets.codes import new_code
from liaison_app.packets.compose import Order, layout_tag, speaks
from liaison_app.packets.content import Profile
from liaison_app.packets.free_texts import CALENDAR, PROMISES
from liaison_app.packets.kind import Audience
from liaison_app.packets.own_words import unused
from liaison_app.packets.problems import amber, place
from liaison_app.packets.sections import sections, unread
from liaison_app.packets.voices import ENGLISH, voice
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from liaison_app.packets.facts import Facts
    from liaison_app.packets.kind import PrintKind
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.templates import Template
    from liaison_app.packets.voices import Voice
    from liaison_app.workspace import Workspace

_C = TypeVar("_C", bound=StrEnum)
ALONE = "none"
"""As a second language: none, even where one usually stands beside the family's."""

_DAYS_LEFT = 10
"""With fewer days left in a month, the calendar page shows the next one."""


@dataclass(frozen=True)
class Wishes:
    """What was asked for; "" and None leave it to the recipient's records.

    Attributes:
        language: tag.
        beside: tag of a second language, or `ALONE`.
        profile: stored value of `Profile`.
        sections: names.
        month: any day of the month on the calendar page.
    """

    language: str = ""
    beside: str = ""
    profile: str = ""
    sections: tuple[str, ...] | None = None
    month: date | None = None


@dataclass(frozen=True)
class Ordered:
    """An order, and what became of the wishes.

    Attributes:
        language: tag that the recipient reads, or that was asked for.
        beside: tag of the second language; "" for none.
    """

    order: Order
    language: str
    beside: str
    problems: tuple[Problem, ...]


def order(workspace: Workspace, kind: PrintKind, facts: Facts, wishes: Wishes) -> Ordered:
    """Make an order of wishes for a kind of print.

    Raises:
        InvalidValue: there is no such profile or section, or nothing would print.
    """
    spoken = _spoken(kind, facts, wishes)
    silent = facts.about.without()
    every = tuple(one for one in sections(workspace, kind.name) if one.name not in silent)
    wanted = _sections(every, wishes.sections, facts)
    printed = tuple(one for one in wanted if spoken.profile in one.profiles)
    made = Order(
        kind=kind,
        templates=wanted,
        voices=_voices(workspace, spoken, printed),
        profile=spoken.profile,
        month=(wishes.month or usual_month(workspace.today())).replace(day=1),
        code=new_code(workspace, kind.letter),
    )
    if not made.printed:
        raise InvalidValue(_("None of these sections prints for this reader. Choose others."))
    tags = [one.tag for one in made.voices]
    problems = (
        *spoken.problems,
        *_promises_elsewhere(facts, made),
        *_month_without_days(workspace, facts, made),
        *(() if kind.audience is Audience.STAFF else unused(workspace, tags)),
        *unread(workspace, kind.name),
    )
    return Ordered(made, spoken.language, spoken.beside, problems)


def usual_month(today: date) -> date:
    """The first day of the month for the calendar: this one while enough of it is left."""
    next_month = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    return today.replace(day=1) if (next_month - today).days >= _DAYS_LEFT else next_month


def one_of(choices: type[_C], value: str) -> _C:
    """A choice by its stored value.

    Raises:
        InvalidValue: there is none; the message says which there are.
    """
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(str(one.value) for one in choices)
        raise InvalidValue(
            _("“{value}” is none of these: {choices}.").format(value=value, choices=known)
        ) from None


@dataclass(frozen=True)
class _Spoken:
    """In which languages, for which reader, and what became of what was asked."""

    language: str
    beside: str
    profile: Profile
    problems: tuple[Problem, ...]


def _spoken(kind: PrintKind, facts: Facts, wishes: Wishes) -> _Spoken:
    reading = facts.recipient.reading
    tag = wishes.language or reading.language
    hers = parents(tag)[-1] == parents(reading.language)[-1]
    pictures = reading.pictures and hers and Profile.PICTURE in kind.profiles
    usual = Profile.PICTURE if pictures else kind.profiles[0]
    chosen = one_of(Profile, wishes.profile or usual)
    if chosen not in kind.profiles:
        raise InvalidValue(
            _("This print is not set so. It can be: {profiles}.").format(
                profiles=", ".join(kind.profiles)
            )
        )
    aloud = ENGLISH if chosen is Profile.READ_ALOUD else ""  # for who reads, beside what is heard
    beside = "" if wishes.beside == ALONE else wishes.beside or kind.beside or aloud
    if not beside:
        return _Spoken(tag, "", chosen, ())
    if chosen is Profile.PICTURE and not wishes.beside:
        return _Spoken(tag, "", chosen, ())
    if chosen is Profile.PICTURE:
        why = _("A packet in pictures is in one language only.")
    elif parents(beside)[-1] == parents(tag)[-1] and not wishes.beside:
        return _Spoken(tag, "", chosen, ())
    elif parents(beside)[-1] == parents(tag)[-1]:
        why = _("The second language is the family's own: the packet is in one language.")
    else:
        return _Spoken(tag, beside, chosen, ())
    return _Spoken(tag, "", chosen, (amber("one-language", why),))


def _voices(
    workspace: Workspace, spoken: _Spoken, printed: tuple[Template, ...]
) -> tuple[Voice, ...]:
    """The family's language and the other one, unless both would be in English."""
    own_words = workspace.all(SectionText)
    first = voice(spoken.language, own_words)
    if not spoken.beside:
        return (first,)
    second = voice(spoken.beside, own_words)
    pages = [parents(layout_tag(one, printed))[-1] for one in (first, second)]
    return (first,) if not speaks(second) or pages[0] == pages[1] else (first, second)


def _sections(
    every: tuple[Template, ...], names: Sequence[str] | None, facts: Facts
) -> tuple[Template, ...]:
    """The sections wanted; promises go only to the household with which they were made."""
    if names is None:
        own = facts.promises and facts.recipient.lives_here
        return tuple(one for one in every if own or one.name != PROMISES)
    known = {one.name: one for one in every}
    if strange := [name for name in names if name not in known]:
        raise InvalidValue(
            _("There is no section “{name}”. There are: {names}.").format(
                name=strange[0], names=", ".join(known)
            )
        )
    return tuple(one for one in every if one.name in set(names))


def _promises_elsewhere(facts: Facts, order: Order) -> Iterator[Problem]:
    if order.promises and facts.promises and not facts.recipient.lives_here:
        why = _(
            "These promises were made with another household than the recipient's. Leave the"
            " sheet out unless that family wants it shared."
        )
        yield amber("promises-elsewhere", why, place("household", facts.household))


def _month_without_days(workspace: Workspace, facts: Facts, order: Order) -> Iterator[Problem]:
    """A month that is over, or of which nobody wrote down a day, or of any later one."""
    if not any(one.name == CALENDAR for one in order.printed):
        return
    month = isolate(month_title(order.month, catalogues.current()))
    if order.month < workspace.today().replace(day=1):
        why = _("The calendar shows {month}, which is over. Choose another month.")
        yield amber("month-over", why.format(month=month), section=CALENDAR)
    elif not any(one.until >= order.month for one in facts.days):
        why = _("No school date is known in {month} or later, so the calendar shows none.")
        yield amber("month-unknown", why.format(month=month), section=CALENDAR)
