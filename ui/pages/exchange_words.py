"""What the exchange of files says: moments, names of colleagues, what a file held and did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date, format_time, weekday_name
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    import datetime as dates
    from collections.abc import Sequence

    from liaison_app.actions.exchange import Colleague, FileMade, FileTaken, Status
    from liaison_app.actions.health import ColleagueLine

_A_WEEK = 7


def people(names: Sequence[str]) -> str:
    """Names one after the other, each kept apart: Ana, Ben and Chau."""
    kept = [isolate(name) for name in names]
    if len(kept) < 2:
        return "".join(kept)
    before = kept[0]
    for name in kept[1:-1]:
        before = _("{names}, {name}").format(names=before, name=name)
    return _("{names} and {name}").format(names=before, name=kept[-1])


def moment(when: dates.datetime, today: dates.date) -> str:
    """A moment as one says it: today 2:02 PM, Tuesday 2:02 PM, or the date.

    Args:
        when: aware, of any zone; told in this computer's.
        today: the local date.
    """
    day = when.astimezone().date()
    ago = (today - day).days
    time = format_time(when)
    if ago == 0:
        return _("today at {time}").format(time=time)
    if ago == 1:
        return _("yesterday at {time}").format(time=time)
    if 1 < ago < _A_WEEK:
        return _("{weekday} at {time}").format(weekday=weekday_name(day.weekday()), time=time)
    date = format_date(day, year=day.year != today.year)
    return _("{date}, {time}").format(date=date, time=time)


def made(file: FileMade, *, on_stick: bool) -> str:
    """What a file that was just made holds, for whom, and what to do with it."""
    if not file.lacking:
        return _(
            "The file is written. It holds nothing new: every colleague is known to have it all."
        )
    names = people(file.lacking)
    if file.changes:
        said = ngettext(
            "{count} change for {names} is in it.",
            "{count} changes for {names} are in it.",
            file.changes,
        ).format(count=f"{file.changes:,}", names=names)
    else:
        said = _("It holds no new changes; it tells {names} what this laptop has.").format(
            names=names
        )
    if on_stick:
        return said + " " + _("Take it to them; you can eject the stick now.")
    return said + " " + _("Take it to them on a stick, or send it: it is encrypted.")


def taken(file: FileTaken, today: dates.date) -> list[str]:
    """What taking in a file did, the most important first; differences are said elsewhere."""
    about = _("File of {name}, made {when}.").format(
        name=isolate(file.who), when=moment(file.made, today)
    )
    if file.seen_before:
        return [_("This file was taken in before. Nothing was changed."), about]
    said = [about]
    if file.applied:
        news = ngettext(
            "{count} change is new here.", "{count} changes are new here.", file.applied
        )
        said.append(news.format(count=f"{file.applied:,}"))
    else:
        said.append(_("Nothing in it is new here."))
    if file.waiting:
        said.append(waiting(file.waiting))
    if file.joined:
        said.append(_("New in the team: {names}.").format(names=people(file.joined)))
    return said


def waiting(count: int) -> str:
    """So many changes that are of no use yet."""
    said = ngettext(
        "{count} change is kept until an earlier file arrives.",
        "{count} changes are kept until an earlier file arrives.",
        count,
    )
    return said.format(count=f"{count:,}")


def differences(count: int) -> str:
    """So many differences to settle."""
    said = ngettext(
        "{count} difference: somebody else wrote something else. A person decides which stands.",
        "{count} differences: somebody else wrote something else. A person decides which stands.",
        count,
    )
    return said.format(count=f"{count:,}")


def asked() -> str:
    """Somebody who was invited by post wants to be let in."""
    return _("A laptop asks to be let in. Compare eight words by phone first.")


def standing(status: Status, today: dates.date) -> str:
    """Where this laptop's own changes are, in one or two sentences."""
    said = []
    if status.only_here:
        here = ngettext(
            "{count} change is only on this laptop.",
            "{count} changes are only on this laptop.",
            status.only_here,
        )
        said.append(here.format(count=f"{status.only_here:,}"))
    if status.in_a_file and status.file_made:
        filed = ngettext(
            "{count} change left this laptop {when}, and is on its way.",
            "{count} changes left this laptop {when}, and are on their way.",
            status.in_a_file,
        )
        when = moment(status.file_made, today)
        said.append(filed.format(count=f"{status.in_a_file:,}", when=when))
    if not said and status.colleagues:
        said.append(_("Every colleague is known to have everything that you wrote."))
    return " ".join(said)


def heard(colleague: Colleague, today: dates.date) -> str:
    """When a colleague's newest file was made."""
    if colleague.heard is None:
        return _("No file of theirs came yet")
    return _("Last heard: {when}").format(when=moment(colleague.heard, today))


def lacks(colleague: Colleague | ColleagueLine) -> str:
    """What a colleague is not known to have."""
    if not colleague.lacks:
        return _("Has everything")
    said = ngettext("May lack {count} change", "May lack {count} changes", colleague.lacks)
    return said.format(count=f"{colleague.lacks:,}")
