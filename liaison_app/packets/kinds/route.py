"""The route sheet: the visits of a day on one paper that the liaison carries, and shreds.

It can be lost, so by default it says no more than who knows the families needs: initials, the
street without the house, the language. Boxes to tick bear the numbers of the keys that choose the
same in the debrief, so that a day is keyed in quickly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.names import isolate
from liaison_app.packets import content
from liaison_app.packets.content import Strip, text
from liaison_app.packets.kind import (
    FOR_STAFF,
    About,
    Ask,
    Asked,
    Audience,
    Makers,
    Option,
    PrintKind,
    Saying,
)
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.stops import FULL, INITIALS, NAMES, Stop, stops
from liaison_app.packets.values import Clock, Day, Name, Phone, Place, Words
from liaison_app.records.partnership import VisitOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values
    from liaison_app.packets.values import Value

_KEYS = 9
"""So many choices have a number key in the debrief."""

LEVELS = (
    (INITIALS, N_("Initials and streets")),
    (NAMES, N_("Family names and house numbers")),
    (FULL, N_("Names, house numbers, phones and wishes")),
)


@dataclass(frozen=True)
class Route(About):
    """The stops of a day, and how much is said of them."""

    day: date
    level: str
    stops: tuple[Stop, ...]

    def values(self, saying: Saying) -> Values:
        """The day, which is the heading."""
        return {"day": saying.dress(Day(self.day, year=True))}

    def blocks(self, saying: Saying) -> Makers:
        """What to do with the sheet, and the stops."""
        return {"route": lambda: (_warning(self.level, saying), *_stops(self.stops, saying))}

    def problems(self) -> tuple[Problem, ...]:
        """What stops the sheet, and what a finder of it would read."""
        return tuple(_problems(self))

    def homes(self) -> frozenset[str]:
        """The families whose street or name it says."""
        return frozenset(one.household for one in self.stops if not one.hidden)


def gather(asked: Asked) -> Route:
    """Take the visits of the day that was asked for; today's if none was."""
    chosen = asked.options["day"]
    day = date.fromisoformat(chosen) if chosen else asked.workspace.today()
    level = asked.options["level"]
    return Route(day, level, stops(asked, day, level))


# --- on the page


def _said(words: str, saying: Saying) -> Said:
    """Words in the language of the interface, which is that of the page."""
    return (text(words, saying.voices[0].page),)


def _warning(level: str, saying: Saying) -> Block:
    words = _("Shred this sheet today. It says: {what}.").format(what=_(dict(LEVELS)[level]))
    return Strip(_said(words, saying), icon="shield-lock")


def _stops(every: tuple[Stop, ...], saying: Saying) -> Iterator[Block]:
    outcomes = tuple(
        _said(f"{number} {_(one.label)}" if number <= _KEYS else _(one.label), saying)
        for number, one in enumerate(VisitOutcome, 1)
    )
    for stop in every:
        page = _Page(saying)
        yield content.Stop(
            head=_said(page.joined(Clock(stop.at), Name(stop.family), *page.where(stop)), saying),
            lines=tuple(_said(line, saying) for line in page.lines(stop) if line),
            ticks=outcomes,
            written=_said(_("Began, minutes"), saying),
        )


@dataclass(frozen=True)
class _Page:
    """Puts what is known of a stop into words."""

    saying: Saying

    def joined(self, *parts: Value | str) -> str:
        """Parts that are known, one after the other; values lie in isolates."""
        return " · ".join(filter(None, map(self._put, parts)))

    def where(self, stop: Stop) -> tuple[Value | str, ...]:
        if stop.hidden:
            return (_("address: on the laptop only"),)
        if stop.nowhere:
            return (_("no address"),)
        return (Name(stop.place), Place(stop.where))

    def lines(self, stop: Stop) -> Iterator[str]:
        """What stands below the head, line by line; "" where nothing is known."""
        if stop.look_first:
            yield _("Look at the laptop before this visit.")
        language: list[Value | str] = [Name(stop.language)]
        if stop.interpreter:
            language.append(self._labelled(_("Interpreter"), Name(stop.interpreter)))
        language += [
            self._labelled(_("Interpreter by phone"), Phone(number)) for number in stop.bridge
        ]
        yield self.joined(*language)
        whom = (
            self._labelled(_("Ask for"), Name(stop.ask_for)) if stop.ask_for else "",
            self._labelled(_("Phone"), Phone(stop.phone)) if stop.phone else "",
        )
        yield self.joined(*whom)
        for label, words in stop.told:
            yield self._labelled(label, Words(words, self.saying.voices[0].tag))

    def _labelled(self, label: str, value: Value) -> str:
        return _("{label}: {value}").format(label=label, value=self._put(value))

    def _put(self, part: Value | str) -> str:
        if isinstance(part, str):
            return part
        return self.saying.dress(part).said(self.saying.voices[0].page)


# --- what to know


def _problems(route: Route) -> Iterator[Problem]:
    if not route.stops:
        why = _("No visit of yours is planned on this day that is not written down yet.")
        yield red("no-stops", why)
    if route.level == NAMES:
        why = _(
            "The sheet says which families you visit and where they live. Keep it on you, and"
            " shred it today."
        )
        yield amber("level-names", why)
    elif route.level == FULL:
        why = _(
            "The sheet says which families you visit, where they live, whom to ask for and how to"
            " reach them. Keep it on you, and shred it today."
        )
        yield amber("level-full", why)
    yield from _of_families(route)


def _of_families(route: Route) -> Iterator[Problem]:
    hidden = sum(one.hidden for one in route.stops)
    if hidden:
        why = ngettext(
            "{count} address is protected: it stays on the laptop, and the family has initials.",
            "{count} addresses are protected: they stay on the laptop, and the families have"
            " initials.",
            hidden,
        )
        yield amber("address-protected", why.format(count=hidden))
    for stop in route.stops:
        home, family = place("household", stop.household), isolate(stop.known_as)
        if stop.wants_none:
            why = _("{family} asked not to be visited. Be sure that the family wants this visit.")
            yield amber("no-visits", why.format(family=family), place("question", stop.wants_none))
        if stop.unsaid:
            why = _(
                "What is written down about visits with {family} names somebody who must not be"
                " contacted: it stays on the laptop."
            )
            yield amber("restricted-named", why.format(family=family), home)
        if stop.nowhere:
            why = _("No address of {family} is written down.")
            yield amber("address-missing", why.format(family=family), home)


KIND = PrintKind(
    name="route",
    label=N_("Route sheet"),
    title=N_("Route sheet"),
    letter="T",
    audience=Audience.STAFF,
    options=(
        Option(
            "level",
            N_("What it says of families"),
            Ask.CHOICE,
            LEVELS,
            INITIALS,
            "Initials and streets; names and house numbers; or phones and wishes, too.",
        ),
        Option("day", N_("Day"), Ask.DAY, wording="The day of the visits (default: today)."),
    ),
    gather=gather,
    profiles=FOR_STAFF,
)
