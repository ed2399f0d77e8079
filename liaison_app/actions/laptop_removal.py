"""What is said before and after a laptop is taken out of the team; `laptops.remove` does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.actions.laptop_lines import LaptopLine
    from liaison_app.workspace import Workspace


def meant(lines: Iterable[LaptopLine], words: str) -> LaptopLine:
    """Give the laptop that somebody names by its id or by who works at it.

    Args:
        lines: the laptops that are known.
        words: as typed.

    Raises:
        UnknownRecord: none of those that take part is called that.
        InvalidValue: several are; only the id will do.
    """
    typed = words.strip().casefold()
    found = [
        one for one in lines if not one.removed and typed in {one.id, one.person.strip().casefold()}
    ]
    if not found:
        raise UnknownRecord(
            _("No laptop of the team is called that; look at the list of laptops again.")
        )
    if len(found) > 1:
        raise InvalidValue(
            _("{name} has more than one laptop: name it by its id from the list.").format(
                name=isolate(found[0].person)
            )
        )
    return found[0]


def question(line: LaptopLine) -> str:
    """Ask whether this laptop is to go."""
    return _("Remove {name}'s laptop, in the team since {date}?").format(
        name=isolate(line.person), date=format_date(line.since.astimezone().date())
    )


def consequence() -> str:
    """Say what removing does, and what it cannot do."""
    return _(
        "It cannot read what is written from now on, and nobody takes what it writes. Nothing is"
        " wiped: what lies on it stays readable to whoever knows its passphrase. It comes back"
        " only as a new laptop, with a new invite."
    )


def what_next(workspace: Workspace) -> str:
    """Say what to do once a laptop was removed.

    What it needs to reach a shared place it keeps; only who runs the place can take that away.
    """
    said = _(
        "Removed. Give every colleague a file soon: until then that laptop can still read what"
        " they write."
    )
    places = workspace.read("SELECT name FROM remote ORDER BY n")
    if not places:
        return said
    also = _("Also change the password or key of: {names}. That laptop knows them.").format(
        names=", ".join(isolate(str(row["name"])) for row in places)
    )
    return f"{said} {also}"
