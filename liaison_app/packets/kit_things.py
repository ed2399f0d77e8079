"""What is in a kit, on paper: each thing with its picture, what it is for, and boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import P_, _
from liaison_app.language.names import isolate
from liaison_app.packets.handover_lines import Handed, Handover
from liaison_app.packets.kind import Typed
from liaison_app.packets.problems import amber, place
from liaison_app.packets.section_values import typed_words
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.values import Count
from liaison_app.packets.voices import alone, say
from liaison_app.records.kits import ItemKind, KitContent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.kind import Asked, Saying
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import TypedWords
    from liaison_app.records.kits import Kit

# Translators: Head of a table: the things in a kit, such as books and games, stand below.
WHAT = P_("What")
# Translators: Head of a table: numbers of things stand below.
HOW_MANY = P_("How many")
# Translators: Head of a narrow column: we tick it when we give the thing to the family.
GIVEN = P_("You have it")
# Translators: Head of a narrow column: we tick it when the family brings the thing back.
CAME_BACK = P_("It is back")

PURPOSES: Mapping[str, str] = {
    # Translators: Under the name of a thing in a kit: what it is for.
    "guide": P_("It tells you how"),
    # Translators: Under the name of a thing in a kit: what it is for.
    "micro_lesson": P_("A short lesson to do together"),
    # Translators: Under the name of a thing in a kit: what it is for.
    "activity": P_("To do together"),
    # Translators: Under the name of a thing in a kit: what it is for.
    "book": P_("To read or look at together"),
    # Translators: Under the name of a thing in a kit, such as blocks: what it is for.
    "manipulative": P_("To hold, move and count"),
    # Translators: Under the name of a machine in a kit, such as a tablet: what it is for.
    "device": P_("To learn, and to use the internet"),
    # Translators: Under the name of a paper in a kit: what it is for.
    "form": P_("To fill in"),
    # Translators: Under the name of a paper in a kit: what it is for.
    "service_card": P_("It says who can help"),
    # Translators: Under the name of things such as pencils and paper: what they are for.
    "supplies": P_("For you to use"),
}
"""What things are for, by the value of `ItemKind`."""

_PICTURES: Mapping[str, str] = {
    ItemKind.GUIDE: "list-details",
    ItemKind.MICRO_LESSON: "abc",
    ItemKind.ACTIVITY: "users",
    ItemKind.BOOK: "book",
    ItemKind.MANIPULATIVE: "puzzle",
    ItemKind.DEVICE: "device-laptop",
    ItemKind.FORM: "file-text",
    ItemKind.SERVICE_CARD: "phone-call",
    ItemKind.SUPPLIES: "pencil",
}
_PICTURE = "package"

BLANK = 3
"""Empty rows where nobody wrote down what is in a kit, to be filled in by hand."""


@dataclass(frozen=True)
class Thing:
    """One thing in a kit.

    Attributes:
        kind: stored value of `ItemKind`; "" if nobody said.
    """

    id: str
    what: str
    kind: str
    quantity: int


@dataclass(frozen=True)
class KitThings:
    """A kit and what is in it, as staff wrote it down."""

    kit: str
    name: str
    things: tuple[Thing, ...]

    def name_said(self, saying: Saying) -> TypedWords:
        """The kit's name, in the words of a district's translation where there is one."""
        return typed_words(self.name, saying.voices, saying.section)

    def handover(self, saying: Saying, *, purposes: bool) -> tuple[Block, ...]:
        """A row for each thing, with a box for when it goes out and one for when it is back.

        Args:
            saying: how the print is said.
            purposes: whether it says what each thing is for.
        """
        header = (WHAT, HOW_MANY, GIVEN, CAME_BACK)
        rows = tuple(_row(one, saying, purposes=purposes) for one in self.things)
        blank = 0 if rows else BLANK
        return (Handover(tuple(say(saying.voices, one) for one in header), rows, blank),)

    def typed(self, section: str) -> tuple[Typed, ...]:
        """What of it staff typed, for a section in which it prints."""
        name = Typed(self.name, place("kit", self.kit, "name"), section=section)
        things = (
            Typed(one.what, place("kit_content", one.id, "what"), section=section)
            for one in self.things
        )
        return (name, *things)

    def problems(self) -> tuple[Problem, ...]:
        """That nobody wrote down what is in it."""
        if self.things:
            return ()
        why = _("Nobody wrote down what is in {kit}. Empty rows to fill in print in its place.")
        return (amber("kit-empty", why.format(kit=isolate(self.name)), place("kit", self.kit)),)


def things_of(asked: Asked, kit: Kit) -> KitThings:
    """Take a kit and what is in it, in the order of its list."""
    take = asked.take
    contents = sorted(
        asked.workspace.all(KitContent, kit=kit.id),
        key=lambda one: (take(one, "position") is None, take(one, "position") or 0, one.id),
    )
    things = tuple(
        Thing(one.id, take.words(one, "what"), take.choice(one, "kind"), take(one, "quantity"))
        for one in contents
    )
    return KitThings(kit.id, take.words(kit, "name"), things)


def _row(one: Thing, saying: Saying, *, purposes: bool) -> Handed:
    known = purposes and one.kind in PURPOSES
    return Handed(
        icon=_PICTURES.get(one.kind, _PICTURE),
        what=_once(typed_said(one.what, saying.voices, saying.section, saying.dress)),
        purpose=say(saying.voices[:1], PURPOSES[one.kind]) if known else (),
        count=alone(saying.voices[:1], saying.dress(Count(one.quantity))),
    )


def _once(said: Said) -> Said:
    """Words that nobody translated stand there once."""
    return tuple(dict.fromkeys(said))
