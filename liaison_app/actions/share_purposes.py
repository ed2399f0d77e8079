"""For what facts may be given to somebody outside the team, and which fields each purpose needs.

A purpose is an allow-list: what it does not name is not even offered. A district adds its own, or
puts one in place of ours under the same name, as a `share_purpose` record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, _
from liaison_app.language.folding import fold
from liaison_app.records import TYPES
from liaison_app.records.sharing import SharePurpose, may_be_shared, sources_in

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

Source = tuple[str, str]
"""A record type and one of its fields."""

USUAL_DAYS = 90
OWN_COPY = "own-copy"
"""The purpose for which a family gets its own facts: nobody else does."""

_NAMES = ("person.given_name", "person.family_name")
_CHILD = (*_NAMES, "person.preferred_name", "person.birth_date")
_TALK = ("person_language.language", "person_language.use", "person.interpreter")
_REACH = ("contact_point.kind", "contact_point.value")
_HOME = ("address.line_1", "address.line_2", "address.city", "address.region")
_POST = (*_HOME, "address.postal_code")
_SCHOOL = ("enrollment.school", "enrollment.grade")


@dataclass(frozen=True)
class Purpose:
    """For what somebody outside gets facts.

    Attributes:
        name: what the command line calls it.
        label: in words of the interface.
        needs: the fields, in order.
        days: for how long a recipient may keep them, unless somebody says otherwise.
        own: whether the recipient is the family itself.
        unreadable: what a district wrote that names no field, or one that nobody may have.
    """

    name: str
    label: str
    needs: tuple[Source, ...]
    days: int = USUAL_DAYS
    own: bool = False
    unreadable: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields as they are typed: `person.given_name`."""
        return tuple(map(".".join, self.needs))


_OURS: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    (
        "clinic",
        N_("Appointment at a clinic"),
        (*_CHILD, *_TALK, "relationship.relation", *_REACH, "referral.appointment"),
        USUAL_DAYS,
    ),
    (
        "shelter",
        N_("Shelter or housing"),
        (*_NAMES, "person.birth_date", *_TALK, "household.interpreter", *_REACH),
        30,
    ),
    (
        "new-school",
        N_("Another school or district"),
        (
            *(*_CHILD, "person.native_name", *_TALK, "household.home_language"),
            *("relationship.relation", *_REACH, *_POST, *_SCHOOL),
            *("enrollment.teacher", "enrollment.since", "enrollment.until"),
            *("goal.family_words", "goal.school_words", "goal.state"),
        ),
        365,
    ),
    (
        "food-and-things",
        N_("Food, clothes and other things"),
        (*_NAMES, "household.home_language", "person.interpreter", *_REACH, *_POST),
        30,
    ),
    (
        "after-school",
        N_("Program after school"),
        (*_CHILD, *_TALK, *_SCHOOL, "relationship.relation", *_REACH),
        USUAL_DAYS,
    ),
    (
        "safety",
        N_("Health or safety of a child"),
        (*_CHILD, *_TALK, "relationship.relation", *_REACH, *_POST, *_SCHOOL),
        30,
    ),
    (
        "court",
        N_("Court"),
        (
            *(*_CHILD, *_TALK, "relationship.relation", *_REACH, *_POST, *_SCHOOL),
            *("enrollment.since", "enrollment.until", "visit.started", "visit.outcome"),
        ),
        365,
    ),
    (
        OWN_COPY,
        N_("The family's own copy"),
        (
            *(*_CHILD, "person.native_name", *_TALK, "relationship.relation", *_REACH, *_POST),
            *("household.name", "household.home_language", "household.best_times", *_SCHOOL),
            *("enrollment.teacher", "visit.started", "visit.family_said"),
            *("family_story.told_on", "family_story.words", "family_story.gist"),
            *("goal.family_words", "goal.school_words", "goal.state"),
            *("commitment.what", "commitment.due", "commitment.state"),
            *("referral.service", "referral.state", "referral.appointment"),
        ),
        3660,
    ),
)


def purposes(workspace: Workspace) -> tuple[Purpose, ...]:
    """Every purpose, ours first, each as the district has it."""
    found = {name: _ours(name, label, needs, days) for name, label, needs, days in _OURS}
    for one in workspace.all(SharePurpose):
        name = one.name.strip()
        known = found.get(name)
        sources = sources_in(one.needs) or (known.needs if known else ())
        found[name] = Purpose(
            name=name,
            label=one.label.strip() or (known.label if known else name),
            needs=tuple(filter(may_be_shared, sources)),
            days=one.days or (known.days if known else USUAL_DAYS),
            own=name == OWN_COPY,
            unreadable=tuple(
                ".".join(filter(None, each)) for each in sources if not may_be_shared(each)
            ),
        )
    return tuple(found.values())


def purpose_named(workspace: Workspace, typed: str) -> Purpose:
    """The purpose of this name, or with these words.

    Raises:
        InvalidValue: there is none, or it names nothing; the message says which there are.
    """
    every = purposes(workspace)
    for one in every:
        if fold(typed) in {fold(one.name), fold(one.label)}:
            if not one.needs:
                raise InvalidValue(
                    _("The purpose “{name}” names no fields. Write down what it needs.").format(
                        name=one.name
                    )
                )
            return one
    raise InvalidValue(
        _("There is no purpose “{name}”. There are: {names}.").format(
            name=typed, names=", ".join(one.name for one in every)
        )
    )


def chosen_fields(purpose: Purpose, typed: tuple[str, ...] | None) -> tuple[Source, ...]:
    """The fields of a purpose that somebody left ticked; all of them for None.

    Raises:
        InvalidValue: the purpose does not name one of them, or nothing is left.
    """
    if typed is None:
        return purpose.needs
    wanted = {one.strip() for several in typed for one in several.split(",") if one.strip()}
    if strange := sorted(wanted - set(purpose.fields)):
        raise InvalidValue(
            _("This purpose does not need “{field}”. It needs: {fields}.").format(
                field=strange[0], fields=", ".join(purpose.fields)
            )
        )
    if not wanted:
        raise InvalidValue(_("Nothing is ticked, so there is nothing to give."))
    return tuple(one for one in purpose.needs if ".".join(one) in wanted)


def field_label(source: Source) -> str:
    """What a field is called, with the kind of record it is of."""
    kind, name = source
    return _("{kind}: {field}").format(
        kind=_(TYPES[kind].label), field=_(TYPES[kind].fields[name].field.label)
    )


def _ours(name: str, label: str, needs: tuple[str, ...], days: int) -> Purpose:
    sources = sources_in("\n".join(needs))
    return Purpose(name, _(label), sources, days, own=name == OWN_COPY)
