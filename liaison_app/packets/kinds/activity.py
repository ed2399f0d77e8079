"""Home-learning activities: one card a page, five steps, a line to say, things every home has.

Each card is a section, so a district adds its own, hides or reorders ours like any other text.
"""

from __future__ import annotations

from dataclasses import dataclass

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, P_, _
from liaison_app.packets import templates
from liaison_app.packets.kind import About, Ask, Asked, Audience, Option, PrintKind
from liaison_app.packets.sections import sections

# Translators: The title of a small book of things that families do with their children at home.
TITLE = P_("Learn together at home")

ALL = "all"
_NAME = "activity"


@dataclass(frozen=True)
class Chosen(About):
    """Which of the cards print."""

    left_out: frozenset[str]

    def without(self) -> frozenset[str]:
        """The other cards."""
        return self.left_out


def gather(asked: Asked) -> Chosen:
    """Take which card is wanted, of those that this district has.

    Raises:
        InvalidValue: the district does not print this card.
    """
    card = asked.options["card"]
    names = frozenset(one.name for one in sections(asked.workspace, _NAME))
    if card == ALL:
        return Chosen(frozenset())
    if card not in names:
        raise InvalidValue(_("Your district does not print this card. Choose another one."))
    return Chosen(names - {card})


def _cards() -> tuple[tuple[str, str], ...]:
    """The cards that ship, with their ages before their titles."""
    return tuple((one.name, f"{one.age} · {one.title}") for one in templates.load(_NAME))


KIND = PrintKind(
    name=_NAME,
    label=N_("Home-learning activities"),
    title=TITLE,
    letter="K",
    audience=Audience.EVERYBODY,
    options=(
        Option(
            "card",
            N_("Which card"),
            Ask.CHOICE,
            ((ALL, N_("All, as one booklet")), *_cards()),
            ALL,
            "Name of the card; cards of your district's own: --section NAME.",
        ),
    ),
    gather=gather,
    titled=False,
)
