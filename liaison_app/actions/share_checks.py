"""What stops giving a family's facts to somebody, and what to know before; as for prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import full_name
from liaison_app.records.sharing import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.actions.share_grounds import Ground
    from liaison_app.actions.share_values import Scope
    from liaison_app.actions.sharing import Request
    from liaison_app.packets.kept_out import KeptOut
    from liaison_app.packets.recipients import Circle
    from liaison_app.records.people import Person


@dataclass(frozen=True)
class Problem:
    """One thing to know.

    Attributes:
        code: what it is, for programs.
        why: what is wrong and what to do.
        red: it stops it.
    """

    code: str
    why: str
    red: bool = False


def refuse_red(problems: Iterable[Problem]) -> None:
    """Stop at what stops it.

    Raises:
        NotAllowed: something does; the message says what.
    """
    for one in problems:
        if one.red:
            raise NotAllowed(one.why)


def recipient_in_family(circle: Circle, typed: str) -> str:
    """The id of the adult of the family who was named.

    Raises:
        InvalidValue: there is none of this name who may receive anything, or several.
    """
    found = {
        one.person.id
        for one in circle.candidates
        if typed == one.person.id or fold(typed) in _names(one.person)
    }
    if len(found) == 1:
        return found.pop()
    raise InvalidValue(
        _(
            "Name an adult of this family who may get its papers. The family's own copy goes to"
            " nobody else."
        )
    )


def cautions(
    circle: Circle,
    kept: KeptOut,
    ground: Ground,
    recipient: str,
    *,
    reader: str,
    scope: Scope,
    request: Request,
) -> tuple[Problem, ...]:
    """What stops it, then what to mind."""
    found = [
        *_allowed(ground),
        *_restricted(circle, kept, recipient),
        *_protected(circle, ground, reader, careful=request.despite_protection),
        *_of_the_family(circle, scope),
    ]
    return tuple(sorted(found, key=lambda one: not one.red))


def _allowed(ground: Ground) -> Iterator[Problem]:
    if ground.basis is None:
        code = "consent-refused" if ground.refused else "consent-missing"
        yield Problem(code, ground.why, red=True)
    elif ground.basis not in {Basis.CONSENT, Basis.OWN_REQUEST}:
        why = _("This is given without the family's consent. Your reason stays with the record.")
        yield Problem("exception", why)


def _restricted(circle: Circle, kept: KeptOut, recipient: str) -> Iterator[Problem]:
    names = frozenset().union(*map(_names, circle.restricted))
    if fold(recipient) in names or kept.restricted_in(recipient, typed=True):
        why = _(
            "The recipient has the name of a person who must not be contacted about these"
            " children. Nothing may be given. Ask your coordinator."
        )
        yield Problem("recipient-restricted", why, red=True)
    elif circle.restricted:
        why = _(
            "A contact restriction is written down in this family. Nothing of that person is in"
            " this. Tell the recipient to give it to nobody else."
        )
        yield Problem("restriction", why)


def _protected(circle: Circle, ground: Ground, reader: str, *, careful: bool) -> Iterator[Problem]:
    if reader:
        yield from _to_the_home(circle, reader, careful=careful)
        return
    if not circle.protected:
        return
    homes = circle.homes.get(ground.giver, frozenset())
    if ground.basis is Basis.CONSENT and not circle.protected <= homes:
        why = _(
            "The address of this family is protected, and the consent is from somebody who does"
            " not live there. Nothing may be given on it."
        )
        yield Problem("address-protected", why, red=True)
    elif careful:
        why = _(
            "The address of this family is protected: no address and no school is in this. Tell"
            " the recipient never to ask for them."
        )
        yield Problem("address-protected", why)
    else:
        why = _(
            "The address of this family is protected. Even a phone number can lead to it. Ask the"
            " family first, and say that you did."
        )
        yield Problem("address-protected", why, red=True)


def _to_the_home(circle: Circle, reader: str, *, careful: bool) -> Iterator[Problem]:
    """The family's own copy obeys what every print of the family obeys."""
    hidden = circle.hidden_homes(reader)
    if hidden and not hidden <= circle.homes.get(reader, frozenset()):
        why = _(
            "The address of this family is protected, and this person does not live there."
            " Nothing may be given to them."
        )
        yield Problem("address-protected", why, red=True)
    elif circle.by_hand(reader):
        why = _("Give this into the hand only, and not at home: others there could read it.")
        yield Problem("in-hand", why, red=not careful)


def _of_the_family(circle: Circle, scope: Scope) -> Iterator[Problem]:
    if not scope.adult:
        why = _("No adult's facts are in this: nobody may receive papers of this family.")
        yield Problem("no-adult", why)
    if circle.household.closed_on:
        why = _("This family is closed. Be sure that this is still wanted.")
        yield Problem("family-closed", why)


def _names(person: Person) -> frozenset[str]:
    given = (person.given_name, person.preferred_name)
    whole = [
        full_name(one, person.family_name, family_first=first)
        for one in given
        for first in (False, True)
    ]
    return frozenset(filter(None, map(fold, (*given, *whole, person.native_name))))
