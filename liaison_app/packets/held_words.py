"""How what we hold about a family is called in front of the family itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import P_
from liaison_app.records.directory import ReferralState
from liaison_app.records.goals import GoalState
from liaison_app.records.governance import ConsentState
from liaison_app.records.kits import LoanState
from liaison_app.records.partnership import PromiseState
from liaison_app.records.people import AddressKind, ContactKind, Interpreter, LanguageUse, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

# Translators: Head of a table: "Name", "Date of birth" and so on stand below.
WHAT = P_("What")
# Translators: Head of a table: what the school wrote down about it stands below.
WE_WROTE = P_("What we wrote")
# Translators: Stands where a table would be.
NOTHING_WRITTEN = P_("We wrote down nothing here.")

# Translators: What a line of a table is about: a person's given name.
GIVEN_NAME = P_("First name")
# Translators: What a line of a table is about.
FAMILY_NAME = P_("Family name")
# Translators: What a line of a table is about: what somebody wants to be called.
NAME_TO_USE = P_("Name to use")
# Translators: What a line of a table is about: the name in the letters of one's own language.
OWN_SCRIPT = P_("Name in your own letters")
# Translators: What a line of a table is about.
BORN = P_("Date of birth")
# Translators: What a line of a table is about: whether an interpreter is needed.
INTERPRETER = P_("Interpreter")
# Translators: What a line of a table is about: what the reader is to the child, such as "mother".
YOU_ARE = P_("You are")
SCHOOL = P_("School")
GRADE = P_("Grade")
TEACHER = P_("Teacher")
# Translators: What a line of a table is about: how the school calls the family.
FAMILY = P_("Family")
# Translators: What a line of a table is about: the language that the family speaks at home.
HOME_LANGUAGE = P_("Language at home")
# Translators: What a line of a table is about: good days and times for a visit.
BEST_TIMES = P_("Good times for a visit")
# Translators: What a line of a table is about: the names of the people who live together.
LIVE_HERE = P_("Who lives here")
# Translators: In place of an address, which must stay secret.
ADDRESS_PROTECTED = P_("Your address is protected. It is not on paper. Ask us to show it to you.")
# Translators: What a line of a table is about: a number that the school wrote down and never calls.
NEVER_CALLED = P_("We never use this")
# Translators: Head of a table: what the family told the school stands below.
YOU_SAID = P_("What you said")
# Translators: In a table, under "What you said": the words themselves were not written down.
WE_VISITED = P_("We visited you.")
# Translators: Head of a table: a hope or a wish for a child stands below.
GOAL = P_("Goal")
# Translators: Head of a table: how far a goal or a promise is stands below.
HOW_FAR = P_("How far")
# Translators: Head of a table: for what the reader said yes or no.
FOR_WHAT = P_("For what")
# Translators: Head of a table: yes or no stands below.
YOUR_ANSWER = P_("Your answer")
# Translators: Head of a table: names of organizations that help families stand below.
WHERE = P_("Where")
# Translators: Head of a table: names of clinics, shelters or schools stand below, to whom the
# school told something about the family.
TO_WHOM = P_("To whom")
# Translators: Head of a table: names of school events stand below.
EVENT = P_("School event")
# Translators: In a table of school events.
INVITED = P_("We invited you")
# Translators: In a table of school events: the family answered that it comes.
YOU_SAID_YES = P_("You said yes")
# Translators: In a table of school events.
YOU_CAME = P_("You came")
# Translators: Head of a table: books, games or other things stand below.
THING = P_("Thing")
# Translators: Head of a table: the days until when things are lent stand below.
BRING_BACK = P_("Bring it back by")
# Translators: In a table of things that were lent or given.
YOURS_TO_KEEP = P_("Yours to keep")
# Translators: Head of a table: what was printed stands below, such as "Welcome to school".
PAGES = P_("Pages")
# Translators: Head of a table: numbers of printed pages stand below, such as W-7K3M9Q.
CODE = P_("Number on the pages")

PURPOSES: Mapping[str, str] = {
    # Translators: For what the school told somebody outside something about the family.
    "clinic": P_("Appointment at a clinic"),
    # Translators: For what the school told somebody outside something about the family.
    "shelter": P_("Shelter or housing"),
    # Translators: For what the school told somebody outside something about the family.
    "new-school": P_("Another school or district"),
    # Translators: For what the school told somebody outside something about the family.
    "food-and-things": P_("Food, clothes and other things"),
    # Translators: For what the school told somebody outside something about the family.
    "after-school": P_("Program after school"),
    # Translators: For what the school told somebody outside something about the family.
    "safety": P_("Health or safety of a child"),
    "court": P_("Court"),
    # Translators: The family asked for all that the school wrote down about it.
    "own-copy": P_("Your own copy"),
}
INTERPRETERS: Mapping[str, str] = {
    # Translators: Whether somebody needs an interpreter.
    Interpreter.ALWAYS: P_("Always"),
    Interpreter.SOMETIMES: P_("Sometimes"),
    # Translators: Whether somebody needs an interpreter.
    Interpreter.NO: P_("No"),
}
USES: Mapping[str, str] = {
    # Translators: What a line of a table is about: a language follows.
    LanguageUse.SPOKEN: P_("You speak"),
    # Translators: What a line of a table is about: a language follows.
    LanguageUse.WRITTEN: P_("You read"),
    # Translators: What a line of a table is about: a language follows.
    LanguageUse.HOME: P_("You speak at home"),
}
RELATIONS: Mapping[str, str] = {
    # Translators: What the reader is to a child. It follows "You are".
    Relation.MOTHER: P_("Mother"),
    Relation.FATHER: P_("Father"),
    Relation.PARENT: P_("Parent"),
    Relation.STEPPARENT: P_("Stepparent"),
    Relation.GRANDMOTHER: P_("Grandmother"),
    Relation.GRANDFATHER: P_("Grandfather"),
    Relation.GRANDPARENT: P_("Grandparent"),
    Relation.AUNT: P_("Aunt"),
    Relation.UNCLE: P_("Uncle"),
    Relation.SIBLING: P_("Brother or sister"),
    Relation.COUSIN: P_("Cousin"),
    Relation.RELATIVE: P_("Relative"),
    Relation.FOSTER_PARENT: P_("Foster parent"),
    Relation.COURT_APPOINTED_GUARDIAN: P_("Guardian"),
    Relation.GUARDIAN: P_("Guardian"),
    Relation.CAREGIVER_BY_AFFIDAVIT: P_("Takes care of the child"),
    Relation.SURROGATE_PARENT: P_("Speaks for the child at school"),
    Relation.SPOUSE: P_("Partner of a parent"),
    Relation.NEIGHBOR: P_("Neighbor"),
    Relation.FRIEND: P_("Friend"),
    Relation.OTHER: P_("Somebody else who is there for the child"),
}
CONTACTS: Mapping[str, str] = {
    ContactKind.MOBILE: P_("Cell phone"),
    ContactKind.HOME: P_("Phone at home"),
    ContactKind.WORK: P_("Phone at work"),
    ContactKind.EMAIL: P_("E-mail"),
    # Translators: What a line of a table is about: where to write short messages to somebody.
    ContactKind.MESSAGING: P_("Messages"),
    ContactKind.OTHER: P_("Another way"),
}
ADDRESSES: Mapping[str, str] = {
    AddressKind.HOME: P_("Home"),
    # Translators: What a line of a table is about: the address to which letters go.
    AddressKind.MAILING: P_("Letters"),
    # Translators: What a line of a table is about: where the family lives for now.
    AddressKind.TEMPORARY: P_("For now"),
    # Translators: What a line of a table is about: the place, not the home, to meet the family.
    AddressKind.MEETING_PLACE: P_("Where we meet"),
}
GOALS: Mapping[str, str] = {
    # Translators: How far a goal is.
    GoalState.STARTING: P_("We begin"),
    # Translators: How far a goal is.
    GoalState.MOVING: P_("It goes well"),
    # Translators: How far a goal is.
    GoalState.REACHED: P_("We did it"),
    # Translators: How far a goal is.
    GoalState.CHANGED: P_("We changed our mind"),
}
PROMISES: Mapping[str, str] = {
    # Translators: How far a promise is.
    PromiseState.OPEN: P_("Still open"),
    PromiseState.KEPT: P_("Kept"),
    PromiseState.KEPT_LATE: P_("Kept, but late"),
    # Translators: How far a promise is: we agreed on something else.
    PromiseState.CHANGED_WITH_NOTICE: P_("Changed, and you know it"),
    PromiseState.NOT_KEPT: P_("Not kept"),
}
CONSENTS: Mapping[str, str] = {
    # Translators: What the reader answered.
    ConsentState.GIVEN: P_("Yes"),
    # Translators: What the reader answered.
    ConsentState.REFUSED: P_("No"),
    # Translators: What the reader answered: yes at first, and no later.
    ConsentState.WITHDRAWN: P_("You took your yes back"),
}
LOANS: Mapping[str, str] = {
    # Translators: Where a thing is that the school lent to the family.
    LoanState.OUT: P_("With you"),
    # Translators: Where a thing is that the school lent to the family.
    LoanState.RETURNED: P_("You brought it back"),
    # Translators: Where a thing is that the school lent to the family.
    LoanState.LOST: P_("Lost"),
}
REFERRALS: Mapping[str, str] = {
    # Translators: How far it is that another organization, such as a clinic, helps the family.
    ReferralState.DRAFT: P_("We told you about it"),
    # Translators: How far help from another organization is.
    ReferralState.FAMILY_AGREED: P_("You said yes"),
    ReferralState.IN_PROGRESS: P_("We are working on it."),
    # Translators: How far help from another organization is: the organization agreed.
    ReferralState.ACCEPTED: P_("They said yes"),
    # Translators: How far help from another organization is.
    ReferralState.WAITLISTED: P_("You are on a waiting list"),
    # Translators: How far help from another organization is: the organization did not agree.
    ReferralState.DECLINED_BY_SERVICE: P_("They said no"),
    # Translators: How far help from another organization is.
    ReferralState.CANCELLED_BY_FAMILY: P_("You said no"),
    # Translators: How far help from another organization is.
    ReferralState.NO_CAPACITY: P_("They have no room now"),
    # Translators: How far help from another organization is.
    ReferralState.REVOKED: P_("We took it back"),
    # Translators: How far help from another organization is.
    ReferralState.DONE: P_("Done"),
}
