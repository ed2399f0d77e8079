"""The calendars that families live by beside the school's: Ethiopic, Persian and Islamic."""

from __future__ import annotations

from enum import StrEnum


class CalendarSystem(StrEnum):
    """A way to count days, months and years."""

    GREGORIAN = "gregorian"
    ETHIOPIC = "ethiopic"
    PERSIAN = "persian"
    ISLAMIC = "islamic"
