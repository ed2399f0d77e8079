"""Changes as a year of visits makes them: families, notes in several scripts, visits, edits.

Names and sentences are put together at random, with rare words among common ones, so that they pack
about as badly as real notes do. Everything in them is invented.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from liaison_app.store.clock import stamp_at
from liaison_app.store.travelling import Travelling

DEV = "5d1f0c3a9b7e2468.1"
COLLEAGUE = "a0b1c2d3e4f50617.1"
STREAM = "00c0ffee12345678"
SCHEMA = 3
BEGAN = datetime(2026, 1, 5, 15, tzinfo=UTC)

_SENTENCES = {
    "en": [
        "{name} met us at the door and talked about {thing}.",
        "The bus passes {place} at {hour}; {name} wants to know who to call when it does not come.",
        "{name} said that {thing} is hard since {weekday}, and asked for a call after {hour}.",
        "Left a note with the neighbour about {thing}. Ring twice, the bell is weak.",
        "We promised to bring the form for {thing} on {weekday}.",
    ],
    "es": [
        "{name} preguntó por {thing} y prefiere que llamemos después de las {hour}.",
        "La abuela cuida a los niños el {weekday}; vive cerca de {place}.",
        "Quedamos en llevar los papeles de {thing}. {name} no recibió la carta.",
    ],
    "ar": [
        "تحدثت {name} عن {thing} وطلبت الاتصال بعد الساعة {hour}.",
        "وعدنا بإحضار الاستمارة يوم {weekday} إلى {place}.",
    ],
    "uk": [
        "{name} розповіла про {thing} і просить дзвонити після {hour}.",
        "Обіцяли принести довідку у {weekday}; живуть біля {place}.",
    ],
    "zh": [
        "{name}谈到了{thing}，请在{hour}以后打电话。",
        "我们答应{weekday}把表格带到{place}。",
    ],
    "am": ["{name} ስለ {thing} ጠየቀች፤ ከ{hour} በኋላ ይደውሉ።"],
    "km": ["{name} បាននិយាយអំពី {thing} ហើយសុំឱ្យទូរស័ព្ទក្រោយម៉ោង {hour}។"],
}
_WEEKDAYS = ["Monday", "martes", "الأربعاء", "четвер", "星期五", "ቅዳሜ", "ថ្ងៃសុក្រ"]
_SYLLABLES = ["ka", "lo", "mi", "ra", "shu", "ten", "vo", "zhe", "bri", "nu", "ola", "das", "qui"]
_LANGUAGES = tuple(_SENTENCES)


def made_ops(count: int = 10_000, *, dev: str = DEV, seed: int = 7) -> list[Travelling]:
    """Give so many ops of one laptop, numbered from 1; about a fifth replace earlier writes.

    Some of the changes replace what a colleague's laptop (`COLLEAGUE`) wrote.
    """
    author = _Author(dev, Random(seed))  # noqa: S311  (repeating is what it is for)
    while len(author.ops) < count:
        author.visit_somebody()
    return author.ops[:count]


def dots_named(op: Travelling) -> set[tuple[str, int]]:
    """The writes that an op replaces."""
    return {(dev, seq) for _value, *over in op.writes.values() for dev, seq in over}


Values = dict[str, Any]


@dataclass
class _Author:
    dev: str
    random: Random
    ops: list[Travelling] = field(default_factory=list)
    moment: datetime = BEGAN
    homes: list[tuple[str, list[str]]] = field(default_factory=list)
    written: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    _act: int = 0

    def visit_somebody(self) -> None:
        if not self.homes or self.random.random() < 0.12:
            self._meet_a_family()
        home, people = self.random.choice(self.homes)
        self._visit(home, people)

    def _meet_a_family(self) -> None:
        surname, home = self._word().capitalize(), self._id()
        people = [self._id() for _n in range(self.random.randint(2, 4))]
        self.homes.append((home, people))
        self._begin("family.add")
        self._add("household", home, name=surname, home_language=self.random.choice(_LANGUAGES))
        self._add(
            "address",
            self._id(),
            household=home,
            line_1=f"{self.random.randrange(900)} {self._word().capitalize()} St",
            city=self._word().capitalize(),
        )
        for at, person in enumerate(people):
            given = self._word().capitalize()
            self._add("person", person, given_name=given, family_name=surname, is_child=at > 0)
            self._add("household_member", self._id(), household=home, person=person)
        number = f"+1 555 01{self.random.randrange(100):02d}"
        self._add("contact_point", self._id(), person=people[0], value=number, may_text=True)

    def _visit(self, home: str, people: list[str]) -> None:
        visit, at = self._id(), _text(self.moment)
        self._begin("visit.plan")
        self._add("visit", visit, household=home, planned_start=at)
        self._begin("visit.record")
        self._put(
            "visit", visit, started=at, outcome="met", place="home", debriefed=_text(self.moment)
        )
        self._add("visit_participant", self._id(), visit=visit, person=people[0], role="family")
        note = self._id()
        self._add("note", note, household=home, visit=visit, at=at, text=self._note(4))
        promise = self._id()
        self._add("commitment", promise, household=home, visit=visit, what=self._note(1)[:80])
        if self.random.random() < 0.5:
            self._begin("note.edit")
            self._put("note", note, text=self._note(5))
        self._begin("promise.settle")
        self._put("commitment", promise, state="kept", settled_on=at[:10])
        self._begin("person.edit")
        self._put("person", self.random.choice(people), preferred_name=self._word().capitalize())
        self._put("household", home, best_times=f"{self.random.choice(_WEEKDAYS)} 16:30")

    def _begin(self, name: str) -> None:
        self.moment += timedelta(minutes=self.random.randint(1, 90))
        self._act, self._name = len(self.ops) + 1, name

    def _add(self, kind: str, record: str, **values: Any) -> None:
        self._write(kind, record, {name: [value] for name, value in values.items()})

    def _put(self, kind: str, record: str, **values: Any) -> None:
        writes = {}
        for name, value in values.items():
            before = self.written.get((record, name))
            if before and self.random.random() < 0.2:
                before = (COLLEAGUE, self.random.randint(1, 5_000))
            writes[name] = [value, list(before)] if before else [value]
        self._write(kind, record, writes)

    def _write(self, kind: str, record: str, writes: dict[str, list[Any]]) -> None:
        seq = len(self.ops) + 1
        self.written |= {(record, name): (self.dev, seq) for name in writes}
        self.ops.append(
            Travelling(
                dev=self.dev,
                seq=seq,
                hlc=stamp_at(self.moment) + seq - self._act,
                act=self._act,
                schema=SCHEMA,
                type=kind,
                id=record,
                writes=writes,
                action={"name": self._name} if seq == self._act else None,
            )
        )

    def _note(self, sentences: int) -> str:
        language = self.random.choice(_LANGUAGES)
        return " ".join(
            self.random.choice(_SENTENCES[language]).format(
                name=self._word().capitalize(),
                thing=f"{self._word()} {self._word()}",
                place=self._word().capitalize(),
                hour=f"{self.random.randint(8, 20)}:{self.random.randrange(60):02d}",
                weekday=self.random.choice(_WEEKDAYS),
            )
            for _n in range(self.random.randint(1, sentences))
        )

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4)))

    def _id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))


def _text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
