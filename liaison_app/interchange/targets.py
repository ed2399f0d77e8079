"""What a column of a list can hold: `who.what`, as in `student.grade` or `guardian2.phone`."""

from __future__ import annotations

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
