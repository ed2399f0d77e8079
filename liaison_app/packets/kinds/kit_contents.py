"""What is in a kit: a list with pictures that goes along with it, to tick when it is handed over.

It names nobody, so one stock of lists serves every family that gets such a kit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets.kind import About, Asked, Audience, Makers, PrintKind, Saying, Typed
from liaison_app.packets.kit_things import KitThings, things_of
from liaison_app.packets.problems import place
from liaison_app.packets.section_values import typed_words
from liaison_app.packets.values import Name
from liaison_app.records.kits import Kit

if TYPE_CHECKING:
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of a list of the things in a kit, such as books and games.
TITLE = P_("What is in this kit")

CONTENTS = "kit-contents"
"""The section in which a district's words for its kits are looked up."""


@dataclass(frozen=True)
class Listed(About):
    """A kit with what it is for.

    Attributes:
        description: what it is for, as staff typed it.
        grades: for which school years, as staff typed it, such as K-2.
    """

    kit: KitThings
    description: str
    grades: str

    def values(self, saying: Saying) -> Values:
        """What the kit is called, and what and whom it is for."""
        about = typed_words(self.description, saying.voices, saying.section)
        return {
            "kit": saying.dress(self.kit.name_said(saying)),
            "description": saying.dress(about),
            "grades": saying.dress(Name(self.grades)),
        }

    def blocks(self, saying: Saying) -> Makers:
        """What is in the kit."""
        return {"contents": lambda: self.kit.handover(saying, purposes=True)}

    def typed(self) -> tuple[Typed, ...]:
        """The kit's name, what it is for, and its contents."""
        at = place("kit", self.kit.kit, "description")
        about = (Typed(self.description, at, section=CONTENTS),) if self.description else ()
        return (*self.kit.typed(CONTENTS), *about)

    def problems(self) -> tuple[Problem, ...]:
        """That nobody wrote down what is in it."""
        return self.kit.problems()


def gather(asked: Asked) -> Listed:
    """Take a kit.

    Raises:
        UnknownRecord: there is no such kit.
    """
    kit, take = asked.live(Kit, asked.subject), asked.take
    return Listed(
        kit=things_of(asked, kit),
        description=take.words(kit, "description"),
        grades=take.words(kit, "grade_band"),
    )


KIND = PrintKind(
    name="kit-contents",
    label=N_("Contents of a kit"),
    title=TITLE,
    letter="B",
    audience=Audience.EVERYBODY,
    subject="kit",
    gather=gather,
    titled=False,
)
