"""The visit for which a page is made: whose it is, and who of the staff comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records.governance import StaffMember
from liaison_app.records.partnership import Visit

if TYPE_CHECKING:
    from liaison_app.packets.kind import Asked


def visit_of(asked: Asked) -> Visit | None:
    """The visit that the page is made for; None if it is for any.

    Raises:
        UnknownRecord: there is no such visit.
        InvalidValue: it is another family's: its page would be recorded for the wrong one.
    """
    if not asked.subject:
        return None
    visit = asked.live(Visit, asked.subject)
    if visit.household != asked.facts.household:
        raise InvalidValue(_("This visit is with another family. Choose one with this family."))
    return visit


def who_comes(asked: Asked) -> str:
    """The name of who visits: written down with the visit, else whoever works here.

    The family's liaison stands in where that is nobody, since a name must stand on the page.
    """
    visit = visit_of(asked)
    for staff in (visit.staff if visit else "", asked.workspace.person):
        for one in asked.workspace.all(StaffMember, id=staff) if staff else ():
            if asked.take(one, "active"):
                return asked.take.words(one, "name")
    return asked.facts.liaison.name if asked.facts.liaison else ""
