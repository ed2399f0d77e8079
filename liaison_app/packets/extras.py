"""The blocks that sections ask the program for: the month, cards to cut out, the code, promises."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from liaison_app.language.calendars import calendar_of
from liaison_app.language.names import isolate
from liaison_app.language.phones import parse_phone
from liaison_app.packets import words
from liaison_app.packets.content import (
    Calendar,
    Card,
    Cards,
    Marked,
    Paragraph,
    QrCode,
    Span,
    Table,
    Text,
)
from liaison_app.packets.free_texts import CALENDAR, PROMISES, language_typed
from liaison_app.packets.promised import phrase_of
from liaison_app.packets.section_values import common_values, typed_words
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.values import Day, Name, OpeningHours, Phone, one_line
from liaison_app.packets.voices import alone, say
from liaison_app.records.partnership import Owner
from liaison_app.records.schools import SchoolDay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from liaison_app.language.calendars import CalendarSystem
    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.facts import Day as SchoolDate
    from liaison_app.packets.facts import Facts, Promise
    from liaison_app.packets.section_values import Dress
    from liaison_app.packets.values import Value
    from liaison_app.packets.voices import Voice

_DAY_ICONS: Mapping[str, str] = {
    SchoolDay.NO_SCHOOL: "calendar-off",
    SchoolDay.SHORT_DAY: "clock",
    SchoolDay.CONFERENCES: "users",
    SchoolDay.REPORT_CARDS: "file-text",
}
_DAY_ICON = "calendar-event"
_PROMISE_ICON = "heart-handshake"
_WEEKEND = (5, 6)


@dataclass(frozen=True)
class Makers:
    """Makes the blocks of one packet.

    Attributes:
        facts: of the family.
        voices: the family's language, and the one beside it.
        dress: gives values as they are to be put in.
        month: the first day of the month on the calendar.
        language: in which the calendar is set.
        promises: the promise sheet goes along, so the calendar may point to it.
    """

    facts: Facts
    voices: tuple[Voice, ...]
    dress: Dress
    month: date
    language: str
    promises: bool

    def by_name(self) -> Mapping[str, Callable[[], tuple[Block, ...]]]:
        """The makers under the names by which sections ask for them."""
        return {
            CALENDAR: self._calendar,
            "cards": self._cards,
            "qr": self._qr,
            PROMISES: self._promises,
        }

    # --- the month

    def _calendar(self) -> tuple[Block, ...]:
        marked = self.school_marks()
        if self.promises:
            dues = {one.due for one in self.facts.promises if one.due and self._here(one.due)}
            said = say(self.voices, words.PROMISE_DAY)
            marked += [Marked(due, said, _PROMISE_ICON) for due in dues]
        marked.sort(key=lambda one: (one.day, one.icon == _PROMISE_ICON))
        return (Calendar(self.month, self.language, tuple(marked), self._also),)

    def school_marks(self) -> list[Marked]:
        """What is different at school on the days of the month."""
        return [mark for one in self.facts.days for mark in self._marks(one)]

    @property
    def _also(self) -> CalendarSystem | None:
        """The family's own calendar."""
        return calendar_of(self.facts.calendar)

    def _marks(self, one: SchoolDate) -> Iterator[Marked]:
        """A mark for each day of the month; what it is, is said at the first."""
        last = self.month.replace(day=monthrange(self.month.year, self.month.month)[1])
        day, said = max(one.day, self.month), self._day_said(one)
        icon = _DAY_ICONS.get(one.kind, _DAY_ICON)
        while day <= min(one.until, last):
            if one.until == one.day or day.weekday() not in _WEEKEND:
                yield Marked(day, said, icon)
                said = ()
            day += timedelta(days=1)

    def _day_said(self, one: SchoolDate) -> Said:
        kind = words.SCHOOL_DAYS.get(one.kind, words.SCHOOL_DAYS[SchoolDay.EVENT])
        more: list[Value] = [OpeningHours(one.time)]
        if one.kind == SchoolDay.EVENT and one_line(one.what):
            what = self._said_or_typed(one.what, CALENDAR)
        else:
            what = say(self.voices, kind)
            more.insert(0, typed_words(one.what, self.voices, CALENDAR))
        if one.until != one.day:
            what = tuple(self._days_line(text, one) for text in what)
        more.append(Name(one.school if len(self.facts.schools) > 1 else ""))
        return tuple(self._followed(text, *more) for text in what)

    def _days_line(self, what: Text, one: SchoolDate) -> Text:
        """From when to when it is so."""
        values = {
            "day": self.dress(Day(one.day, weekday=False, also=self._also)),
            "until": self.dress(Day(one.until, weekday=False, also=self._also)),
            "what": _Quoted(what),
        }
        own = (voice for voice in self.voices if voice.tag == what.language)
        (line,) = say((next(own, self.voices[0]),), words.DAYS_LINE, values)
        return line

    def _here(self, day: date) -> bool:
        return (day.year, day.month) == (self.month.year, self.month.month)

    # --- cards and the code

    def _cards(self) -> tuple[Block, ...]:
        cards = [
            self._card(name, number, note, icon)
            for name, number, note, icon in self._on_cards()
            if number
        ]
        emergency = Card(say(self.voices, words.CARD_EMERGENCY), "911", icon="ambulance")
        return (Cards((*cards, emergency)),)

    def _on_cards(self) -> Iterator[tuple[str, str, str, str]]:
        """Whose card, the number, what for, and the picture."""
        facts = self.facts
        if facts.help and facts.help.name and facts.help.type != "school":
            yield facts.help.name, facts.help.number, words.CARD_LIAISON, "phone"
        for one in facts.schools:
            absence = one.attendance_phone or one.phone
            yield one.name, one.phone, words.CARD_SCHOOL, "phone"
            yield one.name, absence, words.CARD_ABSENCE, "thermometer"
            yield one.name, one.nurse_phone, words.CARD_NURSE, "medical-cross"
            yield one.name, one.bus_phone, words.CARD_BUS, "bus"
            yield one.name, one.interpreter_phone, words.CARD_INTERPRETER, "language"

    def _card(self, name: str, number: str, note: str, icon: str) -> Card:
        voice = self.voices[0]
        said = Text((Span(self.dress(Name(name)).said(voice.page)),), voice.page)
        return Card((said,), _bare(Phone(number).said(voice.page)), say(self.voices, note), icon)

    def _qr(self) -> tuple[Block, ...]:
        phone = parse_phone(self.facts.help.number) if self.facts.help else None
        if phone is None:
            return ()
        extension = f";ext={phone.extension}" if phone.extension else ""
        values = common_values(self.facts, "", self.dress)
        call, offline = (say(self.voices, one, values) for one in (words.QR_CALL, words.QR_OFFLINE))
        said = tuple(
            Text(
                (*first.spans, Span(_space_after(first)), *second.spans),
                first.language,
                first.origin,
            )
            for first, second in zip(call, offline, strict=True)
        )
        return (QrCode(f"tel:{phone.number}{extension}", said),)

    # --- promises

    def _promises(self) -> tuple[Block, ...]:
        if not self.facts.promises:
            return (Paragraph(say(self.voices, words.NO_PROMISES)),)
        header = (words.PROMISE_WHO, words.PROMISE_WHAT, words.PROMISE_WHEN)
        rows = tuple(
            (self._promised_by(one), self.promised(one), self._by_when(one))
            for one in self.facts.promises
        )
        return (Table(tuple(say(self.voices, one) for one in header), rows),)

    def _promised_by(self, one: Promise) -> Said:
        if one.owner == Owner.FAMILY:
            return say(self.voices, words.PROMISE_YOU)
        if one.owner == Owner.PARTNER and one_line(one.who):
            return alone(self.voices, self.dress(Name(one.who)))
        if one.owner == Owner.PARTNER:
            return say(self.voices, words.PROMISE_PARTNER)
        return tuple(self._followed(text, Name(one.who)) for text in self._school_said())

    def _school_said(self) -> Said:
        return say(self.voices, words.PROMISE_SCHOOL)

    def promised(self, one: Promise) -> Said:
        """What was promised: translated if anybody wrote it in the language, else as typed."""
        if found := phrase_of(one.what):
            language = one.language or language_typed(one.what, self.voices)
            put_in = found.values(language).items()
            values = {name: self.dress(value) for name, value in put_in}
            return say(self.voices, found.phrase, values)
        return self._said_or_typed(one.what, PROMISES, one.language)

    def _said_or_typed(self, typed: str, section: str, language: str = "") -> Said:
        return typed_said(typed, self.voices, section, self.dress, language)

    def _by_when(self, one: Promise) -> Said:
        if one.due is None:
            return say(self.voices, words.PROMISE_NO_DAY)
        day = self.dress(Day(one.due, also=self._also))
        return say(self.voices, words.PROMISE_BY, {"day": day})

    # --- what they share

    def _followed(self, text: Text, *values: Value) -> Text:
        """A text with what is known beside it, each on its own."""
        said = [self.dress(value).said(text.language) for value in values]
        more = "".join(f" · {one}" for one in said if one)
        return Text((*text.spans, Span(more)), text.language, text.origin) if more else text


@dataclass(frozen=True)
class _Quoted:
    """A text inside another one, its own values isolated already."""

    text: Text

    def said(self, tag: str) -> str:
        """The text in its own direction."""
        del tag
        return isolate(self.text.plain)


def _space_after(sentence: Text) -> str:
    """What parts a sentence from the next one: full-width full stops hold their space."""
    return "" if unicodedata.east_asian_width(sentence.plain[-1]) in {"W", "F"} else " "


def _bare(isolated: str) -> str:
    return isolated.strip("\u2066\u2069")
