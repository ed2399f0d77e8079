"""What a column of a list can hold: `who.what`, as in `student.grade` or `guardian2.phone`."""

from __future__ import annotations

from liaison_app.language.catalogues import N_, _

STUDENT_FIELDS = (
    "id",
    "given_name",
    "middle_name",
    "family_name",
    "name",
    "preferred_name",
    "native_name",
    "birth_date",
    "grade",
    "school",
    "school_id",
    "teacher",
    "status",
    "since",
    "until",
    "phone",
    "email",
)
GUARDIAN_FIELDS = (
    "id",
    "given_name",
    "middle_name",
    "family_name",
    "name",
    "preferred_name",
    "native_name",
    "relation",
    "phone",
    "mobile",
    "home_phone",
    "work_phone",
    "email",
    "language",
    "interpreter",
    "lives_with",
    "legal_guardian",
    "education_rights",
    "primary",
    "emergency",
    "may_pick_up",
    "priority",
    "restrictions",
    "line_1",
    "line_2",
    "city",
    "region",
    "postal_code",
)
FAMILY_FIELDS = (
    "id",
    "name",
    "language",
    "interpreter",
    "phone",
    "mobile",
    "email",
    "line_1",
    "line_2",
    "city",
    "region",
    "postal_code",
    "mail_line_1",
    "mail_line_2",
    "mail_city",
    "mail_region",
    "mail_postal_code",
)
FIELDS = {
    "student": STUDENT_FIELDS,
    "family": FAMILY_FIELDS,
    "guardian": GUARDIAN_FIELDS,
    "mother": GUARDIAN_FIELDS,
    "father": GUARDIAN_FIELDS,
    "emergency": GUARDIAN_FIELDS,
}
GUARDIANS = 4
EMERGENCY_CONTACTS = 3


def is_target(target: str) -> bool:
    """Whether a mapping may name this target (empty means: leave the column out)."""
    who, _dot, field = target.partition(".")
    return not target or field in FIELDS.get(who.rstrip("0123456789"), ())


def targets() -> list[str]:
    """Every target that a person may choose, in the order of a form."""
    numbered = [f"guardian{n}" for n in range(1, GUARDIANS + 1)] + ["mother", "father"]
    numbered += [f"emergency{n}" for n in range(1, EMERGENCY_CONTACTS + 1)]
    return [
        f"{who}.{field}"
        for who in ("student", "family", *numbered)
        for field in FIELDS[who.rstrip("0123456789")]
    ]


def label_of(target: str) -> str:
    """What a target is called in a form, in the language of the interface."""
    who, _dot, field = target.partition(".")
    number = who[len(who.rstrip("0123456789")) :]
    whose = _(_WHO[who.rstrip("0123456789")]).format(number=number)
    return _("{whose}: {field}").format(whose=whose, field=_(_LABELS[field]))


_WHO = {
    "student": N_("Child"),
    "family": N_("Family"),
    "guardian": N_("Adult {number}"),
    "mother": N_("Mother"),
    "father": N_("Father"),
    "emergency": N_("Emergency contact {number}"),
}
_LABELS = {
    "id": N_("Number in the school's system"),
    "given_name": N_("Given name"),
    "middle_name": N_("Middle name"),
    "family_name": N_("Family name"),
    "name": N_("Whole name"),
    "preferred_name": N_("Name to use"),
    "native_name": N_("Name in own script"),
    "birth_date": N_("Date of birth"),
    "grade": N_("Grade"),
    "school": N_("School"),
    "school_id": N_("Number of the school"),
    "teacher": N_("Teacher"),
    "status": N_("Enrolled or left"),
    "since": N_("First day at the school"),
    "until": N_("Last day at the school"),
    "phone": N_("Phone"),
    "mobile": N_("Mobile phone"),
    "home_phone": N_("Home phone"),
    "work_phone": N_("Work phone"),
    "email": N_("E-mail"),
    "relation": N_("Relation"),
    "language": N_("Language"),
    "interpreter": N_("Interpreter needed"),
    "lives_with": N_("Lives with the child"),
    "legal_guardian": N_("Legal guardian"),
    "education_rights": N_("Holds education rights"),
    "primary": N_("Primary contact"),
    "emergency": N_("Emergency contact"),
    "may_pick_up": N_("May pick up the child"),
    "priority": N_("Order of contact"),
    "restrictions": N_("Contact restrictions"),
    "line_1": N_("Street and number"),
    "line_2": N_("Apartment, unit"),
    "city": N_("City"),
    "region": N_("State or region"),
    "postal_code": N_("Postal code"),
    "mail_line_1": N_("Mailing address: street"),
    "mail_line_2": N_("Mailing address: apartment"),
    "mail_city": N_("Mailing address: city"),
    "mail_region": N_("Mailing address: state"),
    "mail_postal_code": N_("Mailing address: postal code"),
}
