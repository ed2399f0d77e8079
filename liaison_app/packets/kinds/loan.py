"""The loan agreement: what a family has from us, until when, and that nobody is blamed.

Both sides read it in their own language, tick the same list when the kit goes out and when it is
back, and sign the same paper. What a lost thing costs is the district's to say, in its own section.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.calendars import calendar_of
from liaison_app.language.catalogues import N_, P_, _
from liaison_app.packets.kind import About, Asked, Makers, PrintKind, Saying, Typed
from liaison_app.packets.kit_things import KitThings, things_of
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.signed import Signing, signing_of
from liaison_app.packets.values import Code, Day
from liaison_app.packets.whose_words import is_anothers
from liaison_app.records.kits import ItemKind, Kit, Loan, LoanState

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of a page about things that the school lends to a family for free.
TITLE = P_("What we lend you")

_NAME = "loan"
AGREEMENT = "loan-agreement"
"""The section that says what is lent; a district's words for its kits are looked up there."""


@dataclass(frozen=True)
class Lent(About):
    """A loan.

    Attributes:
        id: of the loan.
        signing: who signs for it, and what they signed.
        label: the number on the kit.
        lent_on: None if a day is to be written in by hand.
        due: the same.
        out: the family still has it.
        anothers: it was handed to another adult of the family, who signs for it.
    """

    id: str
    kit: KitThings
    label: str
    lent_on: date | None
    due: date | None
    out: bool
    anothers: bool
    signing: Signing

    @property
    def device(self) -> bool:
        """Whether a device is lent."""
        return any(one.kind == ItemKind.DEVICE for one in self.kit.things)

    def values(self, saying: Saying) -> Values:
        """What is lent, and from when to when."""
        also = calendar_of(saying.facts.calendar)
        known: Values = {
            "kit": saying.dress(self.kit.name_said(saying)),
            "label": saying.dress(Code(self.label)),
            "lent_on": saying.dress(Day(self.lent_on, year=True, also=also)),
            "due": saying.dress(Day(self.due, year=True, also=also)),
        }
        choices = {
            "lent_on_open": self.lent_on is None,
            "due_open": self.due is None,
            "device": self.device,
        }
        return known | {name: "yes" for name, chosen in choices.items() if chosen}

    def blocks(self, saying: Saying) -> Makers:
        """What is in the kit, and the lines to sign on."""
        return {
            "contents": lambda: self.kit.handover(saying, purposes=False),
            "signatures": lambda: self.signing.block(saying),
        }

    def typed(self) -> tuple[Typed, ...]:
        """The kit's name and contents."""
        return self.kit.typed(AGREEMENT)

    def problems(self) -> tuple[Problem, ...]:
        """Whose it is; that it is over, or that nobody wrote down a day or the contents."""
        found = list(self.kit.problems())
        if self.anothers:
            why = _("This kit is for another adult of the family. Print the agreement for them.")
            found.append(red("loan-of-another", why, place("loan", self.id, "person")))
        if not self.out:
            why = _("This kit is not with the family any more. Be sure that they need this page.")
            found.append(amber("loan-over", why, place("loan", self.id, "state")))
        if self.due is None:
            why = _("The day on which the kit is due back is not written down. A line prints.")
            found.append(amber("loan-without-end", why, place("loan", self.id, "due")))
        return tuple(found)


def gather(asked: Asked) -> Lent:
    """Take a loan of this family.

    Raises:
        UnknownRecord: there is no such loan.
        InvalidValue: it is another family's.
    """
    loan = asked.live(Loan, asked.subject)
    take = asked.take
    if take(loan, "household") != asked.facts.household:
        raise InvalidValue(_("This kit is lent to another family. Choose a loan of this one."))
    return Lent(
        id=loan.id,
        kit=things_of(asked, asked.workspace.get(Kit, take(loan, "kit"))),
        label=take.words(loan, "label"),
        lent_on=take(loan, "lent_on"),
        due=take(loan, "due"),
        out=take.choice(loan, "state") == LoanState.OUT,
        anothers=is_anothers(asked, take(loan, "person")),
        signing=signing_of(asked, _NAME),
    )


KIND = PrintKind(
    name=_NAME,
    label=N_("Loan agreement"),
    title=TITLE,
    letter="N",
    subject="loan",
    gather=gather,
    beside="en",
    titled=False,
)
