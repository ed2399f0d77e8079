"""Pre-flight on the recipient: who must not have the packet, and who may only get it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.packets.at_the_door import left_at_a_door, left_at_a_visit
from liaison_app.packets.problems import amber, place, red

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.kind import PrintKind
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.recipients import Candidate, Circle
    from liaison_app.workspace import Workspace


def receiver(circle: Circle, person: str, kind: PrintKind) -> Candidate | Problem | None:
    """Who gets the packet, or why there is none at all; None if nobody is known and need be.

    Args:
        circle: the family.
        person: id of who was named; "" for the first contact who may receive it.
        kind: of the print.
    """
    if circle.restricts(person):
        why = _(
            "This person must not be contacted about these children: a contact restriction is"
            " written down. Choose another recipient, or ask your coordinator."
        )
        return red("recipient-restricted", why, place("person", person))
    reader = circle.candidate(person) if person else circle.first
    if reader or (kind.names_nobody and not person):
        return reader
    if person:
        why = _(
            "A packet is for an adult of the family or of its children. Choose one of them, or"
            " write down first how this person belongs to the children."
        )
        return red("recipient-unknown", why, place("household", circle.household.id))
    why = _(
        "There is nobody who may receive a packet of this family. Write down an adult who lives"
        " with the children or decides for them, or name the recipient."
    )
    return red("recipient-none", why, place("household", circle.household.id))


def cautions(
    workspace: Workspace,
    circle: Circle,
    reader: Candidate | None,
    kind: PrintKind,
    *,
    in_hand: bool,
) -> Iterator[Problem]:
    """What to mind with this recipient; only a page that names nobody can be without one."""
    if kind.left_at_a_door:
        yield from left_at_a_door(workspace, circle, reader)
    elif kind.names_nobody:
        yield from left_at_a_visit(workspace, circle, reader)
    elif reader:
        yield from _protected(circle, reader, in_hand=in_hand)
        yield from _near_the_restricted(circle, reader, in_hand=in_hand)
    if reader and not reader.close:
        why = _(
            "This person is not written down as parent or guardian, nor as living with the"
            " children. Be sure that the family wants them to have this packet."
        )
        yield amber("recipient-distant", why, place("person", reader.person.id))
    if circle.household.closed_on:
        why = _("This family is closed. Be sure that it still needs a packet.")
        yield amber("family-closed", why, place("household", circle.household.id, "closed_on"))


def _near_the_restricted(circle: Circle, reader: Candidate, *, in_hand: bool) -> Iterator[Problem]:
    """Paper that lies in a home is read by everybody there."""
    if not circle.comes_to_the_restricted(reader.person.id):
        return
    at = place("household", circle.household.id)
    if in_hand:
        why = _(
            "Somebody who must not be contacted about these children lives in this home: give"
            " this packet into the hand only, and somewhere else."
        )
        yield amber("address-in-hand", why, at)
    else:
        why = _(
            "Somebody who must not be contacted about these children lives in this home, and"
            " would read where they are at school. Hand the packet over yourself, somewhere"
            " else, and say so before you print."
        )
        yield red("address-in-hand", why, at)


def _protected(circle: Circle, reader: Candidate, *, in_hand: bool) -> Iterator[Problem]:
    """What to mind with an address that must not become known.

    A family whose address must not become known is found through its paper: a packet that is
    mailed, left at a door or sent home with a child tells whoever picks it up that the family
    is there, and which school its children are in at what hours. So such a packet goes from hand
    to hand, and only to somebody who lives in the protected home and knows of it; anybody else
    would learn, if not the street, then the school. Nothing lifts that for another reader.
    """
    hidden = circle.hidden_homes(reader.person.id)
    if hidden and not all(home in circle.homes[reader.person.id] for home in hidden):
        why = _(
            "The address of this family is protected, and this person does not live there. The"
            " packet would say where the children are at school. It cannot be printed for them."
        )
        yield red("address-protected", why, place("household", circle.household.id))
    elif hidden and not in_hand:
        why = _(
            "The address of this family is protected: a packet must not be mailed, left at a door"
            " or sent along. Hand it over yourself, and say so before you print."
        )
        yield red("address-in-hand", why, place("household", circle.household.id))
    elif hidden:
        why = _("The address of this family is protected: give this packet into the hand only.")
        yield amber("address-in-hand", why, place("household", circle.household.id))
