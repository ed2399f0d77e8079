"""Plans the households of a roster: which are here already, who lives in them, and where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from liaison_app.interchange.account import Outcome
from liaison_app.interchange.erased import left_out_words
from liaison_app.interchange.people_drafts import address_key
from liaison_app.interchange.planning_people import interpreter_of, plan_contacts
from liaison_app.interchange.roster import IncomingAddress, Line
from liaison_app.language.catalogues import _
from liaison_app.records.people import Address, AddressKind, Household, HouseholdMember

if TYPE_CHECKING:
    from liaison_app.interchange.desk import Desk
    from liaison_app.interchange.existing import Found
    from liaison_app.interchange.families import IncomingHousehold


def plan_households(desk: Desk, households: list[IncomingHousehold]) -> None:
    """Plan every household whose members are known."""
    for household in households:
        members = [desk.ids[key] for key in household.members if key in desk.ids]
        if not members:
            continue
        children = [desk.ids[key] for key in household.children if key in desk.ids]
        record = _household(desk, household, children, members)
        if record:
            _members(desk, record, members, household.at)
            plan_contacts(desk, record, "household", household.contacts, household.at)
            _address(desk, record, AddressKind.HOME, household.address, household.at)
            _address(desk, record, AddressKind.MAILING, household.mailing, household.at)


def _household(
    desk: Desk, household: IncomingHousehold, children: list[str], members: list[str]
) -> str:
    """The id of the household here, planned if it is new; empty if a person removed it."""
    kind = "number" if household.stable else "of"
    own = desk.id_for("household", f"{kind}|{household.key}")
    mark = desk.id_for("household", household.key)
    code = desk.erased.get(own) or desk.erased.get(mark)
    if code:
        desk.tally.say(household.at, Outcome.REMARK, left_out_words(code))
        return ""
    here = _found(desk, household, own, children, members)
    interpreter = interpreter_of(household.interpreter)
    if here:
        wanted = {"home_language": household.home_language, "interpreter": interpreter}
        desk.renew("household", here, wanted, household.at)
        return here.id
    if not desk.may_add("household", own):
        desk.tally.say(household.at, Outcome.REMARK, _("This family was removed here by hand."))
        return ""
    if own not in desk.new:
        desk.add(
            Household(
                id=own,
                name=household.name or _("Family"),
                home_language=household.home_language,
                interpreter=interpreter,
            ),
            household.at,
        )
    if household.stable:
        desk.number("household", own, household.key, household.at)
    return own


def _found(
    desk: Desk, household: IncomingHousehold, own: str, children: list[str], members: list[str]
) -> Found | None:
    """The household here that this one is: by number, by its children, or by an adult."""
    if household.stable:
        numbered = desk.here.by_number.get(("household", desk.source, household.key))
        here = desk.here.get("household", numbered) if numbered else None
        if here and not here.deleted:
            return here
    own_here = desk.here.get("household", own)
    own_place = household.members and not household.children
    homes = Counter(h for child in children for h in desk.here.homes.get(child, ()))
    if own_here and not own_here.deleted and (own in homes or not homes or own_place):
        return own_here
    if homes:
        most = max(homes.values())
        return desk.here.get("household", min(h for h in homes if homes[h] == most))
    adults = [m for m in members if m not in children]
    shared = {h for adult in adults for h in desk.here.homes.get(adult, ())}
    fitting = [h for h in shared if _same_place(desk, h, household.address)]
    return desk.here.get("household", fitting[0]) if len(fitting) == 1 else None


def _same_place(desk: Desk, household: str, address: IncomingAddress | None) -> bool:
    here = {_key_of(a) for a in desk.here.addresses.get(household, ()) if not a.deleted}
    return not address or not here or address_key(address) in here


def _members(desk: Desk, household: str, members: list[str], at: Line) -> None:
    for person in members:
        made = desk.id_for("household_member", f"{household}|{person}")
        here = desk.here.pairs["household_member"].get((household, person))
        if (here and not here.deleted) or made in desk.new:
            desk.tally.matched["household_member"] += 1
        elif (here is None or here.id == made) and desk.may_add("household_member", made):
            desk.add(HouseholdMember(id=made, household=household, person=person), at)
        else:
            desk.tally.say(
                at, Outcome.REMARK, _("Somebody who was taken out of the family here stays out.")
            )


def _address(
    desk: Desk, household: str, kind: AddressKind, address: IncomingAddress | None, at: Line
) -> None:
    if address is None:
        return
    if any(_protects(one) for one in desk.here.addresses.get(household, ())):
        why = _("Where this family lives is protected: the address in the file was left out.")
        desk.tally.say(at, Outcome.REMARK, why)
        return
    made = desk.id_for("address", f"{household}|{kind}")
    present = [a for a in desk.here.addresses.get(household, ()) if a.values["kind"] == kind]
    living = [a for a in present if not a.deleted]
    if made in desk.new or any(_key_of(a) == address_key(address) for a in living):
        desk.tally.matched["address"] += 1
        return
    here = next((a for a in living if a.id == made), None)
    if here:
        _move(desk, here, address, at)
    elif living or not desk.may_add("address", made):
        desk.school_says("address", made, "line_1", address.line_1, at)
    else:
        desk.add(
            Address(
                id=made,
                household=household,
                kind=kind,
                line_1=address.line_1,
                line_2=address.line_2,
                city=address.city,
                region=address.region,
                postal_code=address.postal_code,
            ),
            at,
        )


def _move(desk: Desk, here: Found, address: IncomingAddress, at: Line) -> None:
    """The school has another address: an address is renewed as a whole or not at all."""
    wanted = {
        "line_1": address.line_1,
        "line_2": address.line_2,
        "city": address.city,
        "region": address.region,
        "postal_code": address.postal_code,
    }
    if all(desk.provenance.may_write("address", here.id, name) for name in wanted):
        desk.renew("address", here, wanted, at, blanks=True)
    else:
        desk.school_says("address", here.id, "line_1", address.line_1, at)


def _protects(address: Found) -> bool:
    """Whether an address says that the family's real one must not become known."""
    return not address.deleted and address.values["kind"] == AddressKind.SUBSTITUTE


def _key_of(address: Found) -> str:
    v = address.values
    return address_key(
        IncomingAddress(
            str(v["line_1"]),
            str(v["line_2"]),
            str(v["city"]),
            str(v["region"]),
            str(v["postal_code"]),
        )
    )
