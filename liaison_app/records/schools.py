"""Schools with the facts that a family asks for, and the days that a family has to know."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import Choice, Field, Privacy, Record, Stream, Writers, record


class MealCost(Choice):
    """What a meal at school costs a family."""

    FREE = "free", N_("Free for everyone")
    REDUCED = "reduced", N_("Free or cheaper with a form")
    PAID = "paid", N_("Paid")
    NONE = "none", N_("Not served")


class BusService(Choice):
    """Who may ride a school bus."""

    ALL = "all", N_("For everyone")
    SOME = "some", N_("For some children")
    NONE = "none", N_("No school bus")


class SchoolDay(Choice):
    """What is different on a school day."""

    NO_SCHOOL = "no_school", N_("No school")
    SHORT_DAY = "short_day", N_("School ends early")
    CONFERENCES = "conferences", N_("Family conferences")
    REPORT_CARDS = "report_cards", N_("Report cards")
    FIRST_DAY = "first_day", N_("First day of school")
    LAST_DAY = "last_day", N_("Last day of school")
    EVENT = "event", N_("School event")


@record(
    "school",
    label=N_("School"),
    plural=N_("Schools"),
    stream=Stream.REFERENCE,
    title=("name",),
    written_by=Writers.ADDS,  # a liaison's import brings schools; the office says what is so
)
class School(Record):
    """A school, with the facts that a family asks for."""

    name: Annotated[str, Field(N_("Name"), privacy=Privacy.PUBLIC, listed=True)]
    phone: Annotated[str, Field(N_("Main phone"), privacy=Privacy.PUBLIC, listed=True)] = ""
    attendance_phone: Annotated[str, Field(N_("Attendance phone"), privacy=Privacy.PUBLIC)] = ""
    street: Annotated[str, Field(N_("Street and number"), privacy=Privacy.PUBLIC)] = ""
    city: Annotated[str, Field(N_("City"), privacy=Privacy.PUBLIC, listed=True)] = ""
    hours: Annotated[str, Field(N_("School hours"), privacy=Privacy.PUBLIC)] = ""
    bus: Annotated[str, Field(N_("Bus and transport"), privacy=Privacy.PUBLIC)] = ""
    meals: Annotated[str, Field(N_("Meals"), privacy=Privacy.PUBLIC)] = ""
    breakfast: Annotated[MealCost | None, Field(N_("Breakfast"), privacy=Privacy.PUBLIC)] = None
    lunch: Annotated[MealCost | None, Field(N_("Lunch"), privacy=Privacy.PUBLIC)] = None
    bus_service: Annotated[BusService | None, Field(N_("School bus"), privacy=Privacy.PUBLIC)] = (
        None
    )
    bus_phone: Annotated[str, Field(N_("Bus phone"), privacy=Privacy.PUBLIC)] = ""
    nurse_phone: Annotated[str, Field(N_("Nurse's phone"), privacy=Privacy.PUBLIC)] = ""
    interpreter_phone: Annotated[str, Field(N_("Interpreter phone"), privacy=Privacy.PUBLIC)] = ""


def school_date_rule(one: SchoolDate) -> str:
    """Days run forward, and an event says what it is."""
    if one.until is not None and one.until < one.day:
        return N_("The last day is before the first.")
    if one.kind is SchoolDay.EVENT and not one.what.strip():
        return N_("Say what the event is.")
    return ""


@record(
    "school_date",
    label=N_("School date"),
    plural=N_("School dates"),
    stream=Stream.REFERENCE,
    title=("day", "kind"),
    rule=school_date_rule,
)
class SchoolDate(Record):
    """A day on which school is different; of one school, or of all if none is named."""

    day: Annotated[date, Field(N_("Date"), privacy=Privacy.PUBLIC, listed=True)]
    until: Annotated[
        date | None,
        Field(N_("Until"), help=N_("The last day, if several"), privacy=Privacy.PUBLIC),
    ] = None
    kind: Annotated[SchoolDay, Field(N_("What is different"), privacy=Privacy.PUBLIC, listed=True)]
    what: Annotated[str, Field(N_("In words"), privacy=Privacy.PUBLIC, listed=True)] = ""
    time: Annotated[
        str, Field(N_("Time"), help=N_("As the clock at school says it"), privacy=Privacy.PUBLIC)
    ] = ""
    school: Annotated[
        str, Field(N_("School"), refers_to="school", privacy=Privacy.PUBLIC, listed=True)
    ] = ""
