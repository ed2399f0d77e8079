"""What we hold about you: all that is written down about one adult, their children and home.

The right to inspect education records (FERPA, 34 CFR 99.10) made a page: what staff note for
themselves is said to exist, with how to ask for it, and a slip comes back with what is wrong. Paper
lies around, so a protected address, somebody else's words and restricted people stay off it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets import held_dealings, held_given, held_help, held_records
from liaison_app.packets.held_words import NOTHING_WRITTEN
from liaison_app.packets.kind import About, Asked, Makers, PrintKind, Saying, Typed
from liaison_app.packets.recipients import circle
from liaison_app.packets.sheets import Sheet, sheet_blocks, typed_in, unread
from liaison_app.packets.whose_words import held_back, reader_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of pages for one person: everything that the school's family team wrote
# down about this person and the children.
TITLE = P_("What we hold about you")


@dataclass(frozen=True)
class Held(About):
    """Everything that the reader may read about themselves.

    Attributes:
        sheets: tables by the name under which sections ask for them.
        left_out: ids of records whose words may be somebody else's.
        more: what else staff should know.
    """

    household: str
    lives_here: bool
    sheets: Mapping[str, tuple[Sheet, ...]]
    left_out: tuple[str, ...]
    more: tuple[Problem, ...] = ()

    @property
    def every(self) -> tuple[Sheet, ...]:
        """All tables."""
        return tuple(one for several in self.sheets.values() for one in several)

    def values(self, saying: Saying) -> Values:
        """Whether the home is the reader's, and whether they can read all of it."""
        return {
            "lives_here": "yes" if self.lives_here else "",
            "free_text": unread(saying, self.every),
        }

    def blocks(self, saying: Saying) -> Makers:
        """The tables; an empty one says that nothing is written down."""
        return {
            name: partial(sheet_blocks, saying, several, NOTHING_WRITTEN)
            for name, several in self.sheets.items()
        }

    def typed(self) -> tuple[Typed, ...]:
        """What the family and staff typed."""
        return typed_in(self.every)

    def problems(self) -> tuple[Problem, ...]:
        """Words that stay off the page."""
        return (*held_back(self.every, self.left_out, self.household), *self.more)


def gather(asked: Asked) -> Held:
    """Take what is about the reader."""
    around = circle(asked.workspace, asked.facts.household)
    reader = reader_of(asked)
    sheets: dict[str, tuple[Sheet, ...]] = {
        "you": (held_records.you(asked, reader),),
        "reach": (held_records.reach(asked, reader),),
        "your_children": held_records.children(asked, around, reader),
        "told": (held_dealings.told(asked, reader),),
        "asked": (held_dealings.questions(asked, reader),),
        "consents": (held_dealings.consents(asked, reader),),
        "referrals": (held_help.referrals(asked, reader),),
        "signed": (held_help.signed(asked, reader),),
        "prints": (held_dealings.prints(asked, reader),),
        "told_others": (held_given.told_others(asked, reader),),
    }
    if reader.lives_here:
        sheets |= {
            "family": (held_records.family(asked, around, reader),),
            "home": (held_records.where(asked, around, reader),),
            "visits": (held_dealings.visits(asked, reader),),
            "goals": (held_dealings.goals(asked, reader),),
            "all_promises": (held_dealings.promises(asked, reader),),
            "things": (held_dealings.things(asked),),
            "events": (held_help.events(asked),),
        }
    return Held(
        asked.facts.household,
        reader.lives_here,
        sheets,
        tuple(reader.left_out),
        tuple(held_given.not_on_paper(asked, reader)),
    )


_OWN = "the reader's own, or of the home in which the reader lives"
_DECIDES = "which of the reader's own words and visits are on the page"
_ADDRESS = ("kind", "line_1", "line_2", "city", "region", "postal_code")

KIND = PrintKind(
    name="what-we-hold",
    label=N_("What we hold about you"),
    title=TITLE,
    letter="X",
    gather=gather,
    titled=False,
    own_street=True,
    theirs={
        **{("contact_point", field): _OWN for field in ("kind", "value", "never_use")},
        **{("address", field): _OWN for field in _ADDRESS},
        **{("visit", field): _OWN for field in ("started", "planned_start", "language")},
        **{("packet_issue", field): _OWN for field in ("kind", "code", "at")},
        ("visit", "outcome"): _DECIDES,
        ("question", "due"): "the day until which the family is promised an answer",
    },
)
