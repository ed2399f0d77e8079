"""The invitation to an event, with a slip to answer on; it names nobody and may hang anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_, _
from liaison_app.packets.families_named import told_of_families
from liaison_app.packets.kind import About, Audience, PrintKind, Typed
from liaison_app.packets.problems import amber, place
from liaison_app.packets.section_values import typed_words
from liaison_app.packets.spoken import Spoken, tags_in
from liaison_app.packets.values import Day, Name, OpeningHours, Place, one_line
from liaison_app.records.events import Event
from liaison_app.records.schools import School

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.packets.kind import Asked, Saying
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of an invitation to an evening or a day at school.
TITLE = P_("You are invited")

SECTION = "invitation"
"""A district's words for what it typed about events are looked up here."""


@dataclass(frozen=True)
class Invited(About):
    """An event, as everybody may know it.

    Attributes:
        id: of the event.
        languages: tags of those in which somebody interprets.
        where: the room or the house; `street` is where that is.
        today: to see whether it is over.
        told: what its words tell of families.
    """

    id: str
    name: str
    what: str
    day: date
    time: str
    where: str
    street: str
    languages: tuple[str, ...]
    child_care: bool
    food: bool
    ride: bool
    answer_by: date | None
    today: date
    told: tuple[Problem, ...]

    def values(self, saying: Saying) -> Values:
        """What, when and where."""
        voices = saying.voices
        known: Values = {
            "event": saying.dress(typed_words(self.name, voices, SECTION)),
            "what": saying.dress(typed_words(self.what, voices, SECTION)),
            "day": saying.dress(Day(self.day, year=True)),
            "time": saying.dress(OpeningHours(self.time)),
            "where": saying.dress(Name(self.where)),
            "street": saying.dress(Place((self.street,))),
            "languages": saying.dress(Spoken(self.languages)),
            "answer_by": saying.dress(Day(self.answer_by)),
        }
        choices = {"child_care": self.child_care, "food": self.food, "ride": self.ride}
        return known | {name: "yes" for name, chosen in choices.items() if chosen}

    def typed(self) -> tuple[Typed, ...]:
        """Its name and what happens there."""
        return tuple(
            Typed(words, place("event", self.id, field), section=SECTION)
            for field, words in (("name", self.name), ("what", self.what))
            if one_line(words)
        )

    def problems(self) -> tuple[Problem, ...]:
        """It is over, nobody could find it, or it tells of a family."""
        found = list(self.told)
        if self.day < self.today:
            why = _("This event is over. Choose another one, or correct its day.")
            found.append(amber("event-over", why, place("event", self.id, "day")))
        if not one_line(self.where) and not one_line(self.street):
            why = _("Where the event is, is not written down.")
            found.append(amber("event-nowhere", why, place("event", self.id, "place")))
        return tuple(found)


def gather(asked: Asked) -> Invited:
    """Take an event.

    Raises:
        UnknownRecord: there is no such event.
    """
    event = asked.live(Event, asked.subject)
    take = asked.take
    where, street = take.words(event, "place"), take.words(event, "street")
    if school := take(event, "school"):
        at = asked.workspace.get(School, school)
        where = where or take.words(at, "name")
        street = street or take.words(at, "street")
    return Invited(
        id=event.id,
        name=take.words(event, "name"),
        what=take.words(event, "what"),
        day=take(event, "day"),
        time=take.words(event, "time"),
        where=where,
        street=street,
        languages=tags_in(take.words(event, "languages")),
        child_care=bool(take(event, "child_care")),
        food=bool(take(event, "food")),
        ride=bool(take(event, "ride")),
        answer_by=take(event, "answer_by"),
        today=asked.facts.today,
        told=tuple(
            told_of_families(
                asked.workspace,
                (
                    (take.words(event, field), place("event", event.id, field))
                    for field in ("name", "what", "place", "street")
                ),
            )
        ),
    )


KIND = PrintKind(
    name="event",
    label=N_("Invitation to an event"),
    title=TITLE,
    letter="E",
    audience=Audience.EVERYBODY,
    subject="event",
    gather=gather,
    titled=False,
    one_sided=True,
)
