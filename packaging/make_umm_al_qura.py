"""Write liaison_app/language/umm_al_qura.py: how long the months of the Umm al-Qura calendar are.

    python packaging/make_umm_al_qura.py

The calendar follows the moon as Saudi Arabia announces it: a table, which no formula gives. ICU has
that of the King Abdulaziz City for Science and Technology, which lays it down, for the years 1300
to 1600 (icu4c/source/i18n/islamcal.cpp), and the lock pins the ICU that is asked here.
"""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from icu4py.messageformat import MessageFormat

TARGET = Path(__file__).parent.parent / "liaison_app" / "language" / "umm_al_qura.py"
FIRST_YEAR, LAST_YEAR = 1300, 1600
FIRST_DAY = datetime(1882, 11, 12, 12, tzinfo=UTC)

HEAD = '''\
"""The months of the Umm al-Qura calendar, made by packaging/make_umm_al_qura.py: do not edit.

FIRST_DAY is 1 Muharram of FIRST_YEAR. LONG_MONTHS has three hexadecimal digits per year, the
highest bit for Muharram: a month whose bit is set has 30 days, the others have 29.

From ICU as icu4py {version} has it. Copyright 2016-2025 Unicode, Inc. Licensed under Unicode-3.0
(resources/cldr/LICENSE-cldr.txt).
"""

from __future__ import annotations

from datetime import date

FIRST_YEAR = {year}
FIRST_DAY = date({day.year}, {day.month}, {day.day})
LONG_MONTHS = """\\
{table}
"""
'''


def main() -> None:
    """Ask ICU for the first day of every month and write the module."""
    asked = MessageFormat("{day, date,y-M-d}", "en@calendar=islamic-umalqura")
    day, years = FIRST_DAY, []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        long_months = 0
        for month in range(1, 13):
            if asked.format({"day": day}) != f"{year}-{month}-1":
                raise SystemExit(f"{day:%Y-%m-%d} is not the first of {year}-{month}.")
            long = asked.format({"day": day + timedelta(29)}) == f"{year}-{month}-30"
            long_months |= long << 12 - month
            day += timedelta(30 if long else 29)
        years.append(f"{long_months:03x}")
    said = HEAD.format(
        version=version("icu4py"),
        year=FIRST_YEAR,
        day=FIRST_DAY,
        table=textwrap.fill(" ".join(years), 100),
    )
    TARGET.write_text(said, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
