"""A kit on the shelf and lent to Amira, and what a print says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from liaison_app.packets.blocks.words import bare
from liaison_app.records.kits import ItemKind, Kit, KitContent, Loan
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from tests.packets.home import Home

DUE = date(2026, 12, 15)


def kit(home: Home, *things: tuple[ItemKind, str, int], **more: Any) -> str:
    """A kit with these things; gives its id."""
    made = home.add(Kit(name="Number games", lendable=True, **more))
    for place, (kind, what, quantity) in enumerate(things):
        home.add(
            KitContent(
                kit=made, what=what, kind=kind, quantity=quantity, position=len(things) - place
            )
        )
    return made


def lent(home: Home, *things: tuple[ItemKind, str, int], **more: Any) -> str:
    """Such a kit, lent to Amira's family; gives the id of the loan."""
    about: dict[str, Any] = {"lent_on": date(2026, 11, 24), "due": DUE, **more}
    return home.add(Loan(kit=kit(home, *things), household=home.family, **about))


def said(pdf: bytes) -> list[str]:
    """What a print says, text by text, in reading order."""
    return [bare(one.words) for one in spoken(pdf)]
