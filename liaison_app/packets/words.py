"""The words that blocks of a packet need and no section holds, marked for its translators.

Each is the English source; `voices.say` gives it in the family's languages, with its values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import P_

if TYPE_CHECKING:
    from collections.abc import Mapping

# Translators: The title of the whole document.
PACKET_TITLE = P_("Welcome to school")

# Translators: At the foot of every page. {help_phone} is a phone number.
NOT_CLEAR = P_("Not clear? Call {help_phone}.")

# Translators: In large letters on pages that only show what a packet looks like.
SAMPLE = P_("SAMPLE")

# Translators: Beside a square code that a phone's camera reads. {help_phone} is a phone number.
QR_CALL = P_("Point the camera of a phone at the square. It calls {help_phone}.")

# Translators: Beside the same square code.
QR_OFFLINE = P_("You do not need the internet for it.")

# Translators: On a card to cut out, under a person's name. It can be a woman or a man.
CARD_LIAISON = P_("Helps your family at school")
# Translators: On a card to cut out, over the phone number of the office of the school.
CARD_SCHOOL = P_("School office")
# Translators: On a card to cut out, over the phone number to call when a child is sick or late.
CARD_ABSENCE = P_("Your child is sick or late")
# Translators: On a card to cut out, over the phone number of the nurse at school.
CARD_NURSE = P_("School nurse")
# Translators: On a card to cut out, over the phone number of the people who run the school bus.
CARD_BUS = P_("School bus")
# Translators: On a card to cut out, over a phone number.
CARD_INTERPRETER = P_("Free interpreter")
# Translators: On a card to cut out, over the number 911.
CARD_EMERGENCY = P_("Danger or fire")

SCHOOL_DAYS: Mapping[str, str] = {
    # Translators: On a calendar: the school is closed on this day.
    "no_school": P_("No school"),
    # Translators: On a calendar: the children go home earlier than on other days.
    "short_day": P_("School ends early"),
    # Translators: On a calendar: families talk with the teachers on this day.
    "conferences": P_("Families and teachers meet"),
    # Translators: On a calendar: the school tells families in writing how the child is learning.
    "report_cards": P_("The school sends report cards"),
    "first_day": P_("First day of school"),
    "last_day": P_("Last day of school"),
    # Translators: On a calendar: a celebration, a concert, a sports day.
    "event": P_("School event"),
}
"""What is different on a day, by the value of `SchoolDay`."""

# Translators: On a calendar, about several days. {what} is a line such as "No school".
DAYS_LINE = P_("{day} to {until}: {what}")

# Translators: On a calendar: something that the school or the family promised is due on this day.
PROMISE_DAY = P_("A promise is due. Look at your promise sheet.")

# Translators: Head of a table: the names of the children stand below.
CHILD = P_("Child")
# Translators: Head of a table: the school years of the children, such as "Grade 3", stand below.
GRADE = P_("Grade")
# Translators: Head of a table: the names of the teachers, women or men, stand below.
TEACHER = P_("Teacher")

# Translators: Head of a table: the names of schools stand below.
SCHOOL = P_("School")
# Translators: Head of a table: phone numbers stand below.
CALL_NUMBER = P_("Call this number")

GRADES: Mapping[str, str] = {
    # Translators: The school year before kindergarten, for children of about four years.
    "PK": P_("Pre-kindergarten"),
    # Translators: The school year before grade 1, for children of about five years.
    "K": P_("Kindergarten"),
    "1": P_("Grade 1"),
    "2": P_("Grade 2"),
    "3": P_("Grade 3"),
    "4": P_("Grade 4"),
    "5": P_("Grade 5"),
    "6": P_("Grade 6"),
    "7": P_("Grade 7"),
    "8": P_("Grade 8"),
    "9": P_("Grade 9"),
    "10": P_("Grade 10"),
    "11": P_("Grade 11"),
    "12": P_("Grade 12"),
}
"""What a grade is called, by its short form."""

# Translators: Head of a table of promises: who does it.
PROMISE_WHO = P_("Who")
# Translators: Head of a table of promises: what that person or the school does.
PROMISE_WHAT = P_("What")
# Translators: Head of a table of promises: the day.
PROMISE_WHEN = P_("By when")
# Translators: In the column "Who" of the table of promises.
PROMISE_SCHOOL = P_("The school")
# Translators: In the column "Who" of the table of promises: the reader of this page.
PROMISE_YOU = P_("You")
# Translators: In the column "Who" of the table of promises: an organization that works with the
# school, such as a library or a clinic, where nobody wrote down which one.
PROMISE_PARTNER = P_("A partner of the school")
# Translators: In the column "By when" of the table of promises. {day} is a date.
PROMISE_BY = P_("By {day}")
# Translators: In the column "By when" of the table of promises.
PROMISE_NO_DAY = P_("No day agreed")
# Translators: Stands where the table of promises would be.
NO_PROMISES = P_("There are no open promises today.")
