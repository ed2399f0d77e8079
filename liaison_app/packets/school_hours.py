"""Times of day as a school's office types them: "8:15 - 14:45", "8:15 am to 2:45 pm".

What can be read in two ways is not read at all: "1:00" may be night or afternoon, and a family
that comes at the wrong hour was failed by us. Such words print as they were typed.
"""

from __future__ import annotations

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:([ap])\.?(?:m\b\.?)?)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[-–—‑]|to|until|till)\s*", re.IGNORECASE)
_MORNING = 6  # a number below this, without am or pm, is no hour that anybody can be sure of


def clock_range(text: str) -> tuple[time, time] | None:
    """Beginning and end, if the text is nothing but two times of one day.

    An end that would lie before the beginning is one of the afternoon: "8:15 - 2:45".
    """
    tidy = text.strip()
    first = _TIME.match(tidy)
    between = _BETWEEN.match(tidy, first.end()) if first else None
    second = _TIME.fullmatch(tidy, between.end()) if between else None
    if not first or not second:
        return None
    start, end = _time(first), _time(second, after=_time(first))
    return (start, end) if start and end and start < end else None


def clock(text: str) -> time | None:
    """One time of day, if the text is nothing but that."""
    found = _TIME.fullmatch(text.strip())
    return _time(found) if found else None


def _time(found: re.Match[str], after: time | None = None) -> time | None:
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif after and hour < 12 and (hour, minute) < (after.hour, after.minute):
        hour += 12
    elif hour < _MORNING:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None
