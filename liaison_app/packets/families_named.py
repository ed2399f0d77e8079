"""What typed words tell of families: for pages that everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.packets.judged import short
from liaison_app.packets.names_sought import named_in
from liaison_app.packets.problems import amber, red
from liaison_app.packets.streets import street_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.packets.problems import Place, Problem
    from liaison_app.packets.streets import Street
    from liaison_app.workspace import Workspace


def told_of_families(
    workspace: Workspace, written: Iterable[tuple[str, Place]]
) -> Iterator[Problem]:
    """Names and streets of families in words for everybody, such as about an event.

    A mother may be the one who speaks there, or a family live in the house where it is: that is for
    people to judge. A street that must not become known stops the print.

    Args:
        workspace: whose families.
        written: words, and where they are kept.
    """
    names = names_of_families(workspace)
    hidden, known = streets_of(workspace, protected=True), streets_of(workspace, protected=False)
    for words, at in written:
        quote = isolate(short(words))
        if any(one.numbered_in(words, typed=True) for one in hidden):
            why = _("{words}: this holds an address of a family. Take it out, then print.")
            yield red("address-named", why.format(words=quote), at)
        elif any(one.numbered_in(words, typed=True) for one in known):
            why = _("{words}: a family lives at this address. Be sure that it may be known.")
            yield amber("address-named", why.format(words=quote), at)
        if named_in(words, names):
            why = _("{words}: this names a person of a family. Be sure that this person agrees.")
            yield amber("names-somebody", why.format(words=quote), at)


def names_of_families(workspace: Workspace) -> frozenset[str]:
    """Whole names of all people, in both orders, folded as search does."""
    found: set[str] = set()
    for row in workspace.read(_PEOPLE):
        for given in (row["given_name"], row["preferred_name"]):
            found |= {f"{given} {row['family_name']}", f"{row['family_name']} {given}"}
        found.add(row["native_name"])
    return frozenset(name for name in map(fold, found) if " " in name.strip())


def streets_of(workspace: Workspace, *, protected: bool) -> list[Street]:
    """Where families live, with the number of the house.

    Args:
        workspace: whose families.
        protected: of families with an address that must not become known, else of the others.
    """
    rows = workspace.read(_STREETS, {"protected": protected})
    return [one for one in (street_of(row["line_1"]) for row in rows) if one]


_PEOPLE = (
    "SELECT given_name, preferred_name, family_name, native_name FROM person WHERE NOT deleted"
)
_STREETS = (
    "SELECT DISTINCT line_1 FROM address WHERE NOT deleted AND line_1 GLOB '*[0-9]*'"
    " AND :protected = (household IN"
    " (SELECT household FROM address WHERE NOT deleted AND do_not_publish))"
    " UNION SELECT line_1 FROM protected_address WHERE NOT deleted AND :protected"
    " AND line_1 GLOB '*[0-9]*'"
)
