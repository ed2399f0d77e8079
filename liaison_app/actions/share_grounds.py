"""What allows giving a family's facts to somebody: a consent that stands today, or an exception.

A consent counts for one purpose and one recipient, and the strictest answer wins: if one of those
who may answer for a child said no, or took a yes back, another one's yes does not help.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from liaison_app.actions.consents import Standing, standing
from liaison_app.errors import InvalidValue
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.records import TYPES
from liaison_app.records.governance import Capacity, Consent
from liaison_app.records.sharing import EXCEPTIONS, Basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.actions.share_purposes import Purpose, Source
    from liaison_app.packets.recipients import Circle
    from liaison_app.workspace import Workspace

_STANDS = (Standing.GIVEN, Standing.ENDING)
_NO = (Standing.REFUSED, Standing.WITHDRAWN)
_PARTS = re.compile("[,;·•\n]")


@dataclass(frozen=True)
class Ground:
    """What allows it, or why nothing does.

    Attributes:
        basis: None if nothing allows it.
        consent: id of the consent; "" for none.
        giver: id of who gave it.
        until: the day on which it ends, if it does.
        says: what each consent says may be shared, as it was typed.
        why: the reason for an exception; where nothing allows it, what is missing and what to do.
        refused: somebody said no: an answer that only an exception may pass over.
    """

    basis: Basis | None
    consent: str = ""
    giver: str = ""
    until: date | None = None
    says: tuple[str, ...] = ()
    why: str = ""
    refused: bool = False

    def allows(self, source: Source, *, restricted: bool) -> bool:
        """Whether a field may be given on this ground.

        A consent that lists fields allows those alone. What is restricted it has to list, and no
        exception allows it: whoever has a court's paper asks the coordinator.
        """
        if restricted and not self.says:
            return False
        return all(
            _called(source) & _listed(one) or not (restricted or _lists_fields(one))
            for one in self.says
        )


def exception_named(typed: str) -> Basis:
    """The exception of this name.

    Raises:
        InvalidValue: there is none.
    """
    for one in EXCEPTIONS:
        if fold(typed).replace("-", " ") in {
            fold(one.value).replace("_", " "),
            fold(one.value),
            fold(_(one.label)),
        }:
            return one
    raise InvalidValue(
        _("“{value}” is none of these: {choices}.").format(
            value=typed, choices=", ".join(one.value.replace("_", "-") for one in EXCEPTIONS)
        )
    )


def ground_for(
    workspace: Workspace,
    circle: Circle,
    scope: Iterable[str],
    purpose: Purpose,
    recipient: str,
    *,
    exception: Basis | None = None,
    reason: str = "",
) -> Ground:
    """Find what allows giving facts about these people.

    Args:
        workspace: where the consents are.
        circle: the family.
        scope: ids of those whom the facts are about: children, or one adult.
        purpose: for what.
        recipient: to whom, as it was typed.
        exception: the legal exception that somebody chose.
        reason: of the exception.

    Raises:
        InvalidValue: an exception without a reason.
    """
    if exception is not None:
        if len(reason.strip()) < 5:
            raise InvalidValue(
                _("Write down in a few words why this exception applies. It stays with the record.")
            )
        return Ground(exception, why=reason.strip())
    people = tuple(scope)
    matching = [
        one
        for one in _of_family(workspace, circle)
        if fold(one.recipient) == fold(recipient)
        and fold(one.purpose) in {fold(purpose.name), fold(purpose.label)}
        and (one.concerns in {"", *people})
        and _may_answer(circle, one, people)
    ]
    today = workspace.today()
    said = {one.id: standing(one, today) for one in matching}
    if no := next((one for one in matching if said[one.id] in _NO), None):
        why = (
            _("The consent was withdrawn. Nothing may be given.")
            if said[no.id] is Standing.WITHDRAWN
            else _("The family said no to this. Nothing may be given.")
        )
        return Ground(None, consent=no.id, giver=no.giver, why=why, refused=True)
    standing_now = [one for one in matching if said[one.id] in _STANDS]
    return _covering(standing_now, people) or Ground(
        None, why=_missing(matching, len(people), purpose, recipient)
    )


def _covering(consents: list[Consent], people: tuple[str, ...]) -> Ground | None:
    """The consents that together cover everybody: what all of them allow, until the first ends."""
    used = [one for one in consents if not one.concerns or people == (one.concerns,)]
    if not used and people and set(people) <= {one.concerns for one in consents}:
        used = consents
    if not used:
        return None
    ends = [one.expires_on for one in used if one.expires_on]
    newest = max(used, key=lambda one: one.given_on or date.min)
    return Ground(
        Basis.CONSENT,
        consent=newest.id,
        giver=newest.giver,
        until=min(ends, default=None),
        says=tuple(one.data for one in used),
    )


def _missing(matching: list[Consent], count: int, purpose: Purpose, recipient: str) -> str:
    """Say what is missing, and how to get it."""
    how = _(
        "Ask the family: print the form, read it together, and write down the answer under"
        " Consents with the purpose “{purpose}” and the recipient {recipient}."
    ).format(purpose=purpose.label, recipient=isolate(recipient))
    if matching:
        first = ngettext(
            "The family's consent has expired, or does not cover this person.",
            "The family's consent has expired, or does not cover all of these people.",
            count,
        )
        return f"{first} {how}"
    return _("There is no consent for this purpose and this recipient.") + " " + how


def _of_family(workspace: Workspace, circle: Circle) -> list[Consent]:
    """The consents of the family's people, wherever they are written down."""
    givers = [one.person.id for one in circle.candidates]
    givers += [one.id for one in (*circle.children, *circle.restricted)]
    home = workspace.all(Consent, household=circle.household.id)
    theirs = [one for giver in givers for one in workspace.all(Consent, giver=giver)]
    return list({one.id: one for one in (*home, *theirs)}.values())


def _may_answer(circle: Circle, consent: Consent, people: tuple[str, ...]) -> bool:
    """Whether this person's answer counts: an adult of the family for the children and themself.

    Somebody who must not be contacted cannot say yes; nor can one adult for another.
    """
    giver = consent.giver
    if giver in people:  # for oneself: an adult, or a student of age
        eligible = consent.capacity is Capacity.ELIGIBLE_STUDENT
        return eligible or not any(one.id == giver for one in circle.children)
    children = {one.id for one in circle.children}
    candidate = circle.candidate(giver)
    return candidate is not None and candidate.close and set(people) <= children


def _called(source: Source) -> frozenset[str]:
    kind, name = source
    spec = TYPES[kind].fields[name].field
    return frozenset(map(fold, (spec.label, _(spec.label), _plain(source))))


def _plain(source: Source) -> str:
    return ".".join(source)


def _listed(says: str) -> frozenset[str]:
    return frozenset(filter(None, (fold(one.strip()) for one in _PARTS.split(says))))


@cache
def _every_name(language: str) -> frozenset[str]:
    del language  # labels are in the language of the interface
    return frozenset().union(
        *(_called((kind, name)) for kind, spec in TYPES.items() for name in spec.fields)
    )


def _lists_fields(says: str) -> bool:
    """Whether it is a list of fields, or words about something."""
    return bool(_listed(says) & _every_name(catalogues.current()))
