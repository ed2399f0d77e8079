"""One family's page: what they told us, who they are, what was promised, what they have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.actions import attachment_states, consents, kit_pages, protected_places
from liaison_app.actions.erasures import is_erased
from liaison_app.actions.family_people import Someone, people_of
from liaison_app.actions.titles import language_name, titles
from liaison_app.language.catalogues import _
from liaison_app.language.languages import autonym_of
from liaison_app.language.phones import shown
from liaison_app.records import Choice
from liaison_app.records.governance import Assignment, AssignmentRole, Attachment, StaffMember
from liaison_app.records.partnership import Commitment, FamilyStory, FollowUp, TaskState
from liaison_app.records.people import Address, ContactKind, ContactPoint, Household

if TYPE_CHECKING:
    from liaison_app.actions.attachment_states import FileState
    from liaison_app.actions.consents import ConsentLine
    from liaison_app.actions.kit_pages import Held
    from liaison_app.workspace import Workspace

_DIALLED = (ContactKind.MOBILE, ContactKind.HOME, ContactKind.WORK, ContactKind.MESSAGING)


@dataclass(frozen=True)
class Story:
    """Something the family told us: their words first, then our gist of them."""

    id: str
    topic: str
    words: str
    language: str
    gist: str
    told_by: str
    told_on: date | None
    staff: str


@dataclass(frozen=True)
class Point:
    """A way to reach somebody.

    Attributes:
        shown: as it is read, isolated so that no digit changes its place.
        raw: as it is dialled or copied.
        whose: a person's name; "" for the family as a whole.
        notes: what to mind, in words: may be texted, never use.
        never: it must not be used.
    """

    id: str
    kind: str
    shown: str
    raw: str
    whose: str
    notes: tuple[str, ...]
    never: bool


@dataclass(frozen=True)
class Place:
    """An address of the family."""

    id: str
    kind: str
    lines: tuple[str, ...]
    directions: str
    unpublished: bool


@dataclass(frozen=True)
class Promise:
    """A promise; `open` until somebody says what became of it."""

    id: str
    what: str
    who: str
    owner: str
    due: date | None
    state: str
    open: bool
    settled_on: date | None


@dataclass(frozen=True)
class Task:
    """Staff's own next step."""

    id: str
    what: str
    who: str
    due: date | None
    state: str
    open: bool


@dataclass(frozen=True)
class Helper:
    """A member of staff who is there for the family."""

    id: str
    name: str
    role: str
    phone: str
    liaison: bool


@dataclass(frozen=True)
class File:
    """An attached file.

    Attributes:
        id: of the attachment.
        name: what it is called.
        media_type: such as `image/jpeg`.
        size: in bytes.
        where: where it is, in a few words; "" if it is here, and there is nowhere else.
        here: it can be opened now.
        can_fetch: it is not here, and there is a shared place to ask.
        wanted: it is not here, and comes by itself as soon as it can.
    """

    id: str
    name: str
    media_type: str
    size: int
    where: str = ""
    here: bool = True
    can_fetch: bool = False
    wanted: bool = False


@dataclass(frozen=True)
class FamilyPage:
    """Everything on a family's page but the timeline (see `timeline`).

    Attributes:
        removed: somebody removed it; nothing more is written for it.
        erased: it was erased for good; nothing is kept about it.
        stays: id of the family that it was made one with; "" for none.
    """

    id: str
    number: int
    name: str
    language: str
    autonym: str
    interpreter: str
    best_times: str
    wishes: str
    closed_on: date | None
    stories: tuple[Story, ...]
    people: tuple[Someone, ...]
    points: tuple[Point, ...]
    places: tuple[Place, ...]
    promises: tuple[Promise, ...]
    tasks: tuple[Task, ...]
    kits: tuple[Held, ...]
    consents: tuple[ConsentLine, ...]
    team: tuple[Helper, ...]
    files: tuple[File, ...]
    removed: bool = False
    erased: bool = False
    stays: str = ""


def page(workspace: Workspace, household: str) -> FamilyPage:
    """Read a family's page.

    Raises:
        UnknownRecord: there is no such family.
    """
    family = workspace.get(Household, household)
    people = people_of(workspace, household)
    number = workspace.read("SELECT n FROM household WHERE id = :id", {"id": household})[0]["n"]
    return FamilyPage(
        id=household,
        number=number,
        name=family.name,
        language=language_name(family.home_language),
        autonym=autonym_of(family.home_language) if family.home_language else "",
        interpreter=_word(family.interpreter),
        best_times=family.best_times,
        wishes=family.visit_wishes,
        closed_on=family.closed_on,
        stories=_stories(workspace, household),
        people=people,
        points=_points(workspace, household, people),
        places=_places(workspace, household),
        promises=_promises(workspace, household),
        tasks=_tasks(workspace, household),
        kits=kit_pages.of_family(workspace, household),
        consents=consents.of_family(workspace, household),
        team=_team(workspace, household),
        files=files(workspace, household),
        removed=family.deleted,
        erased=family.deleted and is_erased(workspace, "household", household),
        stays=_stays(workspace, household) if family.deleted else "",
    )


def is_removed(workspace: Workspace, household: str) -> bool:
    """Whether somebody removed the family.

    Raises:
        UnknownRecord: there is no such family.
    """
    return workspace.get(Household, household).deleted


def _stays(workspace: Workspace, household: str) -> str:
    """The family that a removed one was made one with, if it is there."""
    rows = workspace.read(
        "SELECT h.id FROM looked_at l CROSS JOIN household h ON h.id = l.same_as"
        " WHERE l.gone = :gone AND NOT l.deleted AND NOT h.deleted",
        {"gone": household},
    )
    return rows[0]["id"] if rows else ""


def _stories(workspace: Workspace, household: str) -> tuple[Story, ...]:
    found = workspace.all(FamilyStory, household=household)
    found.sort(key=lambda one: one.told_on or date.min, reverse=True)
    tellers = titles(workspace, "person", (one.told_by for one in found))
    staff = titles(workspace, "staff_member", (one.staff for one in found))
    return tuple(
        Story(
            id=one.id,
            topic=_word(one.topic),
            words=one.words,
            language=language_name(one.language),
            gist=one.gist,
            told_by=tellers.get(one.told_by, ""),
            told_on=one.told_on,
            staff=staff.get(one.staff, ""),
        )
        for one in found
    )


def _points(workspace: Workspace, household: str, people: tuple[Someone, ...]) -> tuple[Point, ...]:
    here = {one.id: one.name for one in people}
    names = here | _reached_elsewhere(people)
    found = {one.id: one for one in workspace.all(ContactPoint, household=household)}
    for person in names:
        found.update({one.id: one for one in workspace.all(ContactPoint, person=person)})
    order = sorted(
        found.values(),
        key=lambda one: (
            one.never_use,
            bool(one.person) and one.person not in here,
            one.priority is None,
            one.priority or 0,
        ),
    )
    return tuple(
        Point(
            id=one.id,
            kind=_word(one.kind),
            shown=shown(one.value) if one.kind in _DIALLED else one.value,
            raw=one.value,
            whose=names.get(one.person, ""),
            notes=_mind(one),
            never=one.never_use,
        )
        for one in order
    )


def _reached_elsewhere(people: tuple[Someone, ...]) -> dict[str, str]:
    """The children's adults who live elsewhere: a father, the neighbor to call in an emergency.

    One whose contact with any of the children is restricted is left out: nobody is to dial such a
    number from the family's page by mistake.
    """
    ties = [tie for child in people if child.child for tie in child.authorities]
    restricted = {tie.other for tie in ties if tie.restricted}
    return {tie.other: tie.name for tie in ties if tie.other not in restricted}


def _mind(one: ContactPoint) -> tuple[str, ...]:
    said = (
        (one.never_use, _("never use")),
        (one.may_text is True, _("texts welcome")),
        (one.may_text is False, _("no texts")),
        (one.may_leave_message is False, _("leave no message")),
    )
    return tuple(words for held, words in said if held)


def _places(workspace: Workspace, household: str) -> tuple[Place, ...]:
    made = []
    hidden = protected_places.hidden(workspace, household)
    for one in workspace.all(Address, household=household):
        if one.id in hidden:
            made.append(Place(one.id, _word(one.kind), (protected_places.said(),), "", True))
            continue
        town = " ".join(part for part in (one.city, one.region, one.postal_code) if part)
        lines = tuple(part for part in (one.line_1, one.line_2, town) if part)
        made.append(Place(one.id, _word(one.kind), lines, one.directions, one.do_not_publish))
    return tuple(made)


def _promises(workspace: Workspace, household: str) -> tuple[Promise, ...]:
    found = [
        Promise(
            id=one.id,
            what=one.what,
            who=one.who,
            owner=_word(one.owner),
            due=one.due,
            state=_word(one.state),
            open=one.state == "open",
            settled_on=one.settled_on,
        )
        for one in workspace.all(Commitment, household=household)
    ]
    found.sort(key=lambda one: one.settled_on or date.max, reverse=True)
    return tuple(sorted(found, key=lambda one: (not one.open, _due_first(one))))


def _due_first(one: Promise | Task) -> date:
    return (one.due or date.max) if one.open else date.min


def _tasks(workspace: Workspace, household: str) -> tuple[Task, ...]:
    found = workspace.all(FollowUp, household=household)
    staff = titles(workspace, "staff_member", (one.staff for one in found))
    made = [
        Task(
            id=one.id,
            what=one.what,
            who=one.who or staff.get(one.staff, ""),
            due=one.due,
            state=_word(one.state),
            open=one.state is TaskState.OPEN,
        )
        for one in found
    ]
    return tuple(sorted(made, key=lambda one: (not one.open, _due_first(one))))


def _team(workspace: Workspace, household: str) -> tuple[Helper, ...]:
    today = workspace.today()
    made = []
    for one in workspace.all(Assignment, household=household):
        if one.until is not None and one.until < today:
            continue
        staff = workspace.all(StaffMember, id=one.staff)
        if staff:
            liaison = one.role is AssignmentRole.LIAISON
            phone = shown(staff[0].phone) if staff[0].phone else ""
            made.append(Helper(one.id, staff[0].name, _word(one.role), phone, liaison))
    return tuple(sorted(made, key=lambda one: not one.liaison))


def files(workspace: Workspace, household: str) -> tuple[File, ...]:
    """Give the files attached to a family, newest first, and where each is."""
    rows = workspace.read(
        "SELECT kept FROM disclosure WHERE household = :household", {"household": household}
    )
    given = {row["kept"] for row in rows}  # these stand under what was shared
    found = workspace.all(Attachment, household=household)
    where = {}
    if found:
        where = {one.id: one for one in attachment_states.states(workspace, household)}
    return tuple(_file(one, where.get(one.id)) for one in reversed(found) if one.id not in given)


def _file(one: Attachment, where: FileState | None) -> File:
    made = File(one.id, one.name, one.media_type, one.size or 0)
    if where is None:
        return made
    return replace(
        made,
        where=where.words if where.places or not where.here else "",
        here=where.here,
        can_fetch=where.can_fetch,
        wanted=where.wanted,
    )


def _word(value: object) -> str:
    """A choice in words; what this program does not know is shown as it is."""
    if value is None:
        return ""
    return _(value.label) if isinstance(value, Choice) else str(value)
