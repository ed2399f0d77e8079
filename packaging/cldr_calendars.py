"""The names of the Ethiopic, Persian and Islamic months, for packaging/make_cldr.py.

CLDR has few of them as families say them. Where it says the names of its root, which are English
spellings, or month numbers, or the months of January to December, it is left out: the program then
says the English spelling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cldr_own_words import own_words

from liaison_app.language.languages import parents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cldr_archive import Archive

CALENDARS = ("ethiopic", "persian", "islamic")

# Where people write the name of the era after the year; elsewhere the names of the months tell.
WITH_ERA = {"islamic": ("ar", "fa", "ur")}

# Misspelt (آيان for آبان; خداداد, a man's name, for خرداد), in Somali January to December, and in
# Haitian Creole French.
REFUSED = {("persian", "ar"), ("persian", "ur"), ("persian", "so"), ("islamic", "ht")}


def other_months(
    tag: str,
    archives: Mapping[str, Archive],
    gregorian: Mapping[str, Any],
    native: Callable[[str], bool],
) -> dict[str, Any]:
    """What a locale says of the three calendars.

    Args:
        tag: of the locale.
        archives: the package of each calendar.
        gregorian: what the locale says of the Gregorian calendar, to tell copies of it.
        native: whether a word is written as the language is.
    """
    said: dict[str, Any] = {}
    for calendar, archive in archives.items():
        if (calendar, parents(tag)[-1]) not in REFUSED and tag in archive.tags:
            said |= _of_calendar(calendar, tag, archive, gregorian, native)
    return said


def _of_calendar(
    calendar: str,
    tag: str,
    archive: Archive,
    gregorian: Mapping[str, Any],
    native: Callable[[str], bool],
) -> dict[str, Any]:
    known = _calendar(calendar, tag, archive)
    months, alone = (
        list(known["months"][use]["wide"].values()) for use in ("format", "stand-alone")
    )
    era = str(known["eras"]["eraAbbr"]["1" if calendar == "ethiopic" else "0"])
    by_number = "MMMM" not in gregorian["day_year"]
    if by_number and not native(era) and f"{calendar}_era" not in own_words(tag):
        return {}
    copied = months == gregorian["months"] or (tag != "en" and months == _root(calendar, archive))
    if not by_number and (copied or not all(map(native, months))):
        return {}
    said: dict[str, Any] = {f"{calendar}_months": months}
    if alone != months:
        said[f"{calendar}_months_alone"] = alone
    if native(era) and (by_number or parents(tag)[-1] in WITH_ERA.get(calendar, ())):
        said[f"{calendar}_era"] = era
    return said


def _root(calendar: str, archive: Archive) -> list[str]:
    """The English spellings that a language has to which nobody gave names."""
    return list(_calendar(calendar, "en", archive)["months"]["format"]["wide"].values())


def _calendar(calendar: str, tag: str, archive: Archive) -> Any:
    file = archive.json(f"main/{tag}/ca-{calendar}.json")
    return file["main"][tag]["dates"]["calendars"][calendar]
