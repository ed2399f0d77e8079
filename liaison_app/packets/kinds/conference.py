"""Sheets for a meeting at school: the family's, the child's own, and one for what was said.

The child writes its own name. What is known of the meeting is said by whoever prints: the day, the
time, with whom and where; what is left out is a line to write on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.language.calendars import calendar_of
from liaison_app.language.catalogues import N_, P_, _
from liaison_app.language.clock_times import times_in
from liaison_app.packets import words
from liaison_app.packets.content import ToTick
from liaison_app.packets.kind import About, Ask, Asked, Makers, Option, PrintKind, Saying, Typed
from liaison_app.packets.problems import amber, place
from liaison_app.packets.section_values import typed_words
from liaison_app.packets.values import Day, Name, OpeningHours
from liaison_app.packets.voices import say
from liaison_app.packets.which_child import child_meant

if TYPE_CHECKING:
    from liaison_app.packets.content import Block
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of pages for a meeting of a family and a teacher at school.
TITLE = P_("Our meeting at school")

MEETING = "our-meeting"
"""The section that says when and where; a district's words for its places are looked up there."""

BLANK = 4
"""Lines for promises."""


@dataclass(frozen=True)
class Meeting(About):
    """A meeting at school.

    Attributes:
        child: what the child is called; "" if nobody said for which child it is.
        with_whom: name of who talks with the family.
        where: as typed.
        time: as typed.
        today: the local date.
        reads: tag of the reader's language.
        said: whether an interpreter, and somebody for small children, is there.
    """

    household: str
    child: str
    day: date | None
    time: str
    today: date
    with_whom: str
    where: str
    reads: str
    said: tuple[bool, bool]

    def values(self, saying: Saying) -> Values:
        """What is known, and for what a line is printed."""
        also = calendar_of(saying.facts.calendar)
        known: Values = {
            "child": saying.dress(Name(self.child)),
            "day": saying.dress(Day(self.day, also=also)),
            "time": saying.dress(
                OpeningHours(self.time)
                if times_in(self.time)
                else typed_words(self.time, saying.voices, saying.section)
            ),
            "with": saying.dress(Name(self.with_whom)),
            "place": saying.dress(typed_words(self.where, saying.voices, saying.section)),
        }
        interpreter, childcare = self.said
        choices = {
            "day_open": self.day is None,
            "time_open": not self.time,
            "place_open": not self.where,
            "interpreter": interpreter,
            "childcare": childcare,
        }
        return known | {name: "yes" for name, chosen in choices.items() if chosen}

    def blocks(self, saying: Saying) -> Makers:
        """Lines for what somebody promises, and by when."""
        return {"conference_promises": lambda: _promises(saying)}

    def typed(self) -> tuple[Typed, ...]:
        """What was typed for this print: a name is the same in every language, a place is not.

        Nor are words for a time; a time alone is said by its figures.
        """
        at = place("household", self.household)
        time_in = self.reads if times_in(self.time) else ""
        found = [(self.time, time_in), (self.with_whom, self.reads), (self.where, "")]
        return tuple(Typed(one, at, tag, MEETING) for one, tag in found if one)

    def problems(self) -> tuple[Problem, ...]:
        """That the day of the meeting is over."""
        if self.day is None or self.day >= self.today:
            return ()
        why = _("The day of this meeting is over. See that the day is right before you print.")
        return (amber("day-over", why),)


def _promises(saying: Saying) -> tuple[Block, ...]:
    what, when = (say(saying.voices, one) for one in (words.PROMISE_WHAT, words.PROMISE_WHEN))
    return (ToTick((what, when), (), BLANK),)


def gather(asked: Asked) -> Meeting:
    """Take what was said of the meeting, and who teaches the child.

    Raises:
        InvalidValue: the family has no such child.
    """
    facts, options = asked.facts, asked.options
    child = child_meant(facts.children, options["child"])
    return Meeting(
        household=facts.household,
        child=child.name if child else "",
        day=date.fromisoformat(options["day"]) if options["day"] else None,
        time=options["time"].strip(),
        today=facts.today,
        with_whom=options["with"].strip() or (child.teacher if child else ""),
        where=options["place"].strip(),
        reads=facts.recipient.reading.language,
        said=(options["interpreter"] == "yes", options["childcare"] == "yes"),
    )


KIND = PrintKind(
    name="conference",
    label=N_("Sheets for a meeting at school"),
    title=TITLE,
    letter="F",
    options=(
        Option("child", N_("For which child"), Ask.WORDS, wording="Which child it is about."),
        Option("day", N_("Day"), Ask.DAY, wording="When it is."),
        Option("time", N_("Time"), Ask.WORDS, wording="At what time, such as 16:30."),
        Option("with", N_("With"), Ask.WORDS, wording="Who talks with the family (the teacher)."),
        Option("place", N_("Where"), Ask.WORDS, wording="Such as the room."),
        Option("interpreter", N_("An interpreter is there"), Ask.YES, wording="One is booked."),
        Option(
            "childcare",
            N_("Somebody looks after small children"),
            Ask.YES,
            wording="Small children may come along.",
        ),
    ),
    gather=gather,
    beside="en",
    titled=False,
)
