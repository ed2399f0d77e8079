"""Times of day as a school types them: 8:15-15:30, 8:15a-3p, Mon-Thu 8-3 pm, Fri 8:15-12:00.

`times_in` answers only if the whole text is times and it is sure which are meant. A wrong time on a
family's page is worse than one in the school's own writing: 7:00-8:30 may be before school or a
family night, so it stays as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import time

from liaison_app.language.due_words import WEEKDAYS
from liaison_app.language.letterforms import fold

EARLIEST, LATEST = time(6), time(21, 30)
"""Between these a time without AM or PM is looked for; outside them no family comes to school."""


@dataclass(frozen=True)
class Hours:
    """From when to when, on which days.

    Attributes:
        start: as the clock at school says it.
        end: later on the same day; None if only one time was given.
        days: (first, last) day of the week of each stretch, 0 for Monday; empty if none was named.
    """

    start: time
    end: time | None = None
    days: tuple[tuple[int, int], ...] = ()


def times_in(text: str) -> tuple[Hours, ...] | None:
    """The times that a text consists of; None if it says anything else, or could mean two things.

    Args:
        text: in digits of any script, with colons or dots, with or without AM and PM, days of the
            week in English, Spanish or Arabic.
    """
    try:
        tokens = _tokens(text)
        military = any(isinstance(token, _Typed) and token.military for token in tokens)
        return _with_days(_items(tokens, military=military))
    except _Unsure:
        return None


class _Unsure(Exception):
    """The text is not times alone, or they could be others."""


@dataclass(frozen=True)
class _Typed:
    """One time as it was typed. `half` is 0 for AM, 12 for PM, None if it was not said."""

    hour: int
    minute: int
    half: int | None = None
    bare: bool = False  # 8
    dotted: bool = False  # 8.15
    four: bool = False  # 0815
    zero: bool = False  # 08

    @property
    def military(self) -> bool:
        """Whether it can only be of the clock of twenty-four hours."""
        return self.half is None and (self.hour > 12 or self.zero or self.four)

    def readings(self, *, military: bool) -> list[time]:
        """The times that may be meant."""
        if self.half is None and military:
            return [time(self.hour, self.minute)]
        halves = (0, 12) if self.half is None else (self.half,)
        return [time(self.hour % 12 + half, self.minute) for half in halves]


def _with_days(items: list[_Span | _Days]) -> tuple[Hours, ...]:
    """Times with the days that stand before them, or else, at the end of a text, after them."""
    if not items or (isinstance(items[0], _Days) and isinstance(items[-1], _Days)):
        raise _Unsure  # Mon 8-9 am, Tue
    backwards = isinstance(items[-1], _Days)
    found: list[Hours] = []
    days: tuple[tuple[int, int], ...] = ()
    for item in reversed(items) if backwards else items:
        if isinstance(item, _Days):
            if item.glued and not backwards:
                raise _Unsure  # 8:15-3:30 Fri 8:15-12:00: is Friday the first or the second?
            days = item.days
        else:
            found.append(Hours(item.start, item.end, days))
    return tuple(reversed(found) if backwards else found)


@dataclass(frozen=True)
class _Span:
    start: time
    end: time | None


@dataclass(frozen=True)
class _Days:
    days: tuple[tuple[int, int], ...]
    glued: bool  # to the time before


def _items(tokens: list[_Token], *, military: bool) -> list[_Span | _Days]:
    """Times and days one after the other."""
    found: list[_Span | _Days] = []
    comma = True
    for pair in _pairs(tokens):
        times = [one for one in pair if isinstance(one, _Typed)]
        days = [one for one in pair if isinstance(one, int)]
        if times and not days:
            found.append(_span(times, military=military))
        elif days and not times:
            stretch = ((days[0], days[-1]),)
            if found and isinstance(last := found[-1], _Days):
                found[-1] = _Days((*last.days, *stretch), last.glued)
            else:
                found.append(_Days(stretch, glued=not comma))
        elif pair:
            raise _Unsure
        comma = not pair
    return found


def _pairs(tokens: list[_Token]) -> list[tuple[_Token, ...]]:
    """Single tokens, those that "-" joins as pairs, and an empty one for each comma."""
    found: list[tuple[_Token, ...]] = []
    joining = False
    for one in tokens:
        if one == "-":
            if joining or not found or len(found[-1]) != 1:
                raise _Unsure
            joining = True
        elif joining:
            found[-1] = (*found[-1], one)
            joining = False
        else:
            found.append(() if one == "," else (one,))
    if joining:
        raise _Unsure
    return found


def _span(times: list[_Typed], *, military: bool) -> _Span:
    if len(times) == 1:
        return _Span(_single(times[0], military=military), None)
    return _Span(*_range(times[0], times[1], military=military))


def _single(typed: _Typed, *, military: bool) -> time:
    if typed.dotted or typed.four or (typed.bare and typed.half is None):
        raise _Unsure  # a price, a year, a grade
    return _only([(at, at) for at in typed.readings(military=military)], said=typed)[0]


def _range(first: _Typed, last: _Typed, *, military: bool) -> tuple[time, time]:
    if first.four and last.four and not (first.zero or last.zero) and first.hour in {19, 20}:
        raise _Unsure  # 2026-2027
    if first.bare and last.bare and first.half is None and last.half is None:
        raise _Unsure  # grades 3-5
    starts, ends = (one.readings(military=military) for one in (first, last))
    spans = [(start, end) for start in starts for end in ends if start < end]
    if spans and (first.half is None) != (last.half is None):
        return min(spans, key=lambda span: _minutes(span[1]) - _minutes(span[0]))
    return _only(spans, said=first)


def _only(spans: list[tuple[time, time]], *, said: _Typed) -> tuple[time, time]:
    """The one stretch that can be meant."""
    if said.half is None:
        spans = [span for span in spans if span[0] >= EARLIEST and span[1] <= LATEST]
    if len(spans) != 1:
        raise _Unsure
    return spans[0]


def _minutes(when: time) -> int:
    return when.hour * 60 + when.minute


_Token = _Typed | int | str


def _tokens(text: str) -> list[_Token]:
    """Times, days, "-" and ","; raises _Unsure if there is anything else."""
    plain = _plain(text)
    found: list[_Token] = []
    at = 0
    while at < len(plain):
        match = _TIME.match(plain, at) or _WORD.match(plain, at)
        token = _token(match) if match else None
        if match is None or token is None:
            raise _Unsure
        if token != "":
            found.append(token)
        at = match.end()
    return found


def _plain(text: str) -> str:
    """Small letters without marks, digits 0 to 9, one dash, `am` and `pm`."""
    kept = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char) not in {"Cf", "Mn"}
    )
    kept = re.sub("[\u2010-\u2015\u2212~\u301c]", "-", kept.casefold())
    return re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", kept)


# A lone `a` is AM (8:15a-3p), unless a time follows: then it is Spanish for "to" (8:15 a 15:30).
_TIME = re.compile(
    r"""
    (?: (?P<hour>\d{1,2}) (?: (?P<dot>[.:h]) (?P<minute>[0-5]\d) )? | (?P<four>[0-2]\d[0-5]\d) )
    (?![\d.:]\d|\d)
    (?: \s* (?P<half> [ap]m | [ap](?!\s*\d|\w) | صباح\w* | مساء\w* | ص\b | م\b ) )?
    (?![\w])
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+\.?|[-,;/&\n]|[\s():]")
_MORNING = ("a", "ص")
_UNTIL = frozenset(
    ["-", "to", "until", "till", "til", "through", "thru", "a", "al", "hasta", "الي", "حتي", "تا"]
)
_AND = frozenset([",", ";", "/", "&", "\n", "and", "y", "و"])
_FROM = frozenset(["from", "de", "desde", "las", "la", "من"])
_NOON = frozenset(["noon", "midday", "mediodia"])
_DAYS = {word: number for number, words in enumerate(WEEKDAYS) for word in words.split()} | {
    "m": 0,
    "t": 1,
    "tu": 1,
    "w": 2,
    "th": 3,
    "r": 3,
    "f": 4,
}


def _token(match: re.Match[str]) -> _Token | None:
    if match.re is _TIME:
        return _typed(match)
    sign = match[0].rstrip(".") or match[0]
    word = fold(sign) or sign
    if word in _DAYS:
        return _DAYS[word]
    if word in _NOON:
        return _Typed(12, 0, half=12)
    if word in _UNTIL:
        return "-"
    if word in _AND:
        return ","
    return "" if word.isspace() or word in "():" or word in _FROM else None


def _typed(match: re.Match[str]) -> _Typed | None:
    four, half = match["four"], match["half"]
    hour = int(four[:2] if four else match["hour"])
    minute = int(four[2:] if four else match["minute"] or 0)
    said = None if half is None else 0 if half.startswith(_MORNING) else 12
    if hour > 23 or (said is not None and not 1 <= hour <= 12):
        return None
    return _Typed(
        hour,
        minute,
        said,
        bare=not (four or match["minute"]),
        dotted=match["dot"] == ".",
        four=four is not None,
        zero=(four or match["hour"]).startswith("0"),
    )
