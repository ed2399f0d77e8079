"""What files made by hand are told as: receipts, clocks that are wrong, what came with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from liaison_app.sync.arrival import Outcome
    from liaison_app.sync.receipts import Traces

_A_DAY, _AN_HOUR = 24 * 3600, 3600  # seconds


def of_arrival(outcome: Outcome, who: str, apart: tuple[str, ...]) -> Iterator[str]:
    """Say what a person should know about a file that was taken in, besides the counts.

    Args:
        outcome: what it did.
        who: name of whose laptop made it.
        apart: names of those whose changes were kept apart.
    """
    bundles = outcome.bundles
    if outcome.own:
        yield _("This file was made on this laptop.")
    if outcome.removed:
        yield removed_here()
    clock = of_clock(who, outcome.ahead)
    if clock:
        yield clock
    if apart:
        names = ", ".join(map(isolate, apart))
        yield _("Changes by {names} were kept apart; the warnings say why.").format(names=names)
    if bundles.unreadable and not outcome.removed:
        yield _("This laptop has no key yet for a part of the file. It is kept until it has one.")
    if bundles.asking:
        yield _(
            "That laptop is not let in. What was written on it is kept, and shows once it is let"
            " in."
        )
    if bundles.strangers:
        yield _(
            "Changes of a laptop that is not in your team's list were left out. They come again"
            " once it is."
        )


def removed_here() -> str:
    """Say that this laptop was removed."""
    return _(
        "This laptop was removed from the team: colleagues no longer take what is written on it."
        " Ask your coordinator."
    )


def of_receipt(
    found: Traces, received: tuple[str, ...], missing: tuple[str, ...], today: date
) -> str:
    """Say where a record is, and no more than is proved."""
    if found.only_here:
        return _("Only on this laptop.")
    names = ", ".join(map(isolate, received))
    if received and not missing:
        return _("Received by {names}.").format(names=names)
    others = ", ".join(map(isolate, missing))
    if received:
        return _("Received by {names}; not known to have reached {others}.").format(
            names=names, others=others
        )
    if not others and found.file_made is None:
        return _("Nobody else is in the team yet.")
    if found.file_made is None:  # it came from somebody whose laptop was not heard since
        return _("Not known to have reached {others}.").format(others=others)
    day = found.file_made.astimezone().date()
    when = format_date(day, year=day.year != today.year)
    if found.remote:
        return _on_a_place(when, found.remote, others)
    if not missing:
        return _("In a file made on {date}.").format(date=when)
    return _("In a file made on {date}; not known to have reached {others}.").format(
        date=when, others=others
    )


def _on_a_place(when: str, place: str, others: str) -> str:
    if not others:
        return _("On the shared place {place} since {date}.").format(
            place=isolate(place), date=when
        )
    return _(
        "On the shared place {place} since {date}; not known to have reached {others}."
    ).format(place=isolate(place), date=when, others=others)


def of_clock(name: str, ahead: int) -> str:
    """Say that a laptop's clock is wrong; "" if it is about right."""
    if abs(ahead) < _AN_HOUR:
        return ""
    hours = round(abs(ahead) / _AN_HOUR)
    days = round(abs(ahead) / _A_DAY) if hours >= 24 else 0
    late = ahead < 0
    if days and late:
        said = ngettext(
            "{name}'s laptop clock is {count} day behind.",
            "{name}'s laptop clock is {count} days behind.",
            days,
        )
    elif days:
        said = ngettext(
            "{name}'s laptop clock is {count} day ahead.",
            "{name}'s laptop clock is {count} days ahead.",
            days,
        )
    elif late:
        said = ngettext(
            "{name}'s laptop clock is {count} hour behind.",
            "{name}'s laptop clock is {count} hours behind.",
            hours,
        )
    else:
        said = ngettext(
            "{name}'s laptop clock is {count} hour ahead.",
            "{name}'s laptop clock is {count} hours ahead.",
            hours,
        )
    return said.format(name=isolate(name), count=days or hours)
