"""The list of what is in a kit: for everybody, with nobody's name on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.actions import packets
from liaison_app.records.kits import ItemKind
from tests.packets.kinds.lent import kit, said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

BOOKS = (ItemKind.BOOK, "Picture books", 2)


def _printed(home: Home, made: str, **wishes: Any) -> Prepared:
    return packets.prepare(home.workspace, kind="kit-contents", subject=made, **wishes)


def test_says_what_each_thing_is_for_and_how_many_there_are(home: Home) -> None:
    made = kit(home, BOOKS, description="Numbers for the\nwhole family.", grade_band="K-2")
    words = said(_printed(home, made).pdf)
    assert "Numbers for the whole family." in words
    assert "For these grades: K-2" in words
    at = words.index("Picture books")
    assert words[at + 1 : at + 5] == ["To read or look at together", "2", "\u2610", "\u2610"]


def test_things_of_no_kind_are_listed_all_the_same(home: Home) -> None:
    made = kit(home, (None, "A thing", 3))  # type: ignore[arg-type]
    words = said(_printed(home, made).pdf)
    at = words.index("A thing")
    assert words[at + 1] == "3"


def test_names_nobody_and_says_whom_to_call(home: Home) -> None:
    made = _printed(home, kit(home, BOOKS), language="es", beside="en")
    words = "\n".join(said(made.pdf))
    assert made.household == made.recipient == ""
    assert not any(name in words for name in ("Haddad", "Amira", "Juniper"))
    assert "(206) 555-0142" in words
    assert made.pages == 1
