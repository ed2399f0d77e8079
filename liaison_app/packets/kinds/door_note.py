"""The note that stays at the door when nobody was met: who came, and how to reach them.

Whoever comes by can read it. So it names nobody of the family, no child and no school, says
nothing about why somebody came, and promises nothing but what is written on it by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, P_
from liaison_app.packets.content import Profile
from liaison_app.packets.kind import FOR_FAMILIES, About, Asked, PrintKind, Saying
from liaison_app.packets.values import Name
from liaison_app.packets.visited import who_comes

if TYPE_CHECKING:
    from liaison_app.packets.section_values import Values

# Translators: The title of a note that we leave at a door.
TITLE = P_("We came to see you")


@dataclass(frozen=True)
class Came(About):
    """Who came to the door."""

    who: str

    def values(self, saying: Saying) -> Values:
        """The name of who came."""
        return {"who_came": saying.dress(Name(self.who))}


def gather(asked: Asked) -> Came:
    """Take who came, and nothing about the visit: the page says nothing else."""
    return Came(who_comes(asked))


KIND = PrintKind(
    name="door-note",
    label=N_("Door note"),
    title=TITLE,
    letter="D",
    subject="visit",
    subject_needed=False,
    gather=gather,
    profiles=(*FOR_FAMILIES, Profile.PICTURE),
    beside="en",
    titled=False,
    names_nobody=True,
    left_at_a_door=True,
)
