"""Eight words that are compared by phone: of a laptop that asks, and of this one while it waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.actions import laptops, remotes
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate, isolate_ltr
from ui.pages import exchange_words
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, button, primary
from ui.widgets.labels import Label, heading, small, text
from ui.widgets.layout import Tiles, card, flow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from liaison_app.actions.laptops import Request, Standing
    from liaison_app.workspace import Workspace


def request_card(
    asking: Request, today: date, admit: Callable[[str], None], refuse: Callable[[str], None]
) -> QFrame:
    """A laptop that asks to be let in, its words, and the two answers."""
    name = isolate(asking.person)
    when = exchange_words.moment(asking.asked, today)
    yes: Button = primary(_("The words are the same: admit"), partial(admit, asking.id))
    yes.setAccessibleDescription(name)
    no = button(_("Not the same: refuse"), partial(refuse, asking.id), icon="x", kind="danger")
    no.setAccessibleDescription(name)
    answers = QWidget()
    answers.setLayout(flow(yes, no))
    return card(
        heading(_("{name}'s laptop asks to be let in").format(name=name)),
        small(_("Asked {when}, by its clock.").format(when=when)),
        text(
            _(
                "Call {name} on a number that you know, and let them read out the eight words on"
                " their screen. Admit only if all eight are the same, in this order:"
            ).format(name=name)
        ),
        EightWords(asking.words),
        answers,
        kind="hero",
        spacing=12,
    )


def outside(workspace: Workspace) -> QWidget | None:
    """What a laptop that is not in the team's list is to know; None for one that is in it."""
    standing = laptops.standing(workspace)
    if standing.member:
        return None
    if any(one.own and one.removed for one in laptops.laptops(workspace)):
        words = _(
            "This laptop was removed from the team: colleagues no longer take what is written on"
            " it. Ask your coordinator."
        )
        return Banner(words, Tone.DANGER)
    return _next_card(standing, places_of(workspace))


def places_of(workspace: Workspace) -> list[str]:
    """The names of the shared places of this laptop."""
    return [place.name for place in remotes.remotes(workspace)]


def _next_card(standing: Standing, places: Sequence[str]) -> QFrame:
    parts = [heading(_("You have joined; one step is left"))]
    parts += [text(words) for words in next_steps(standing, places)]
    words = [EightWords(standing.words)] if standing.words else []
    return card(*parts, *words, kind="hero", spacing=12)


def next_steps(standing: Standing, places: Sequence[str] = ()) -> list[str]:
    """What comes next, in order, at a laptop that has joined and is not let in yet.

    Args:
        standing: how it stands in its team.
        places: the names of its shared places, with which it exchanges by itself.
    """
    name = isolate(standing.inviter)
    if places:
        return _by_itself(standing, exchange_words.people(places))
    if not standing.words:
        return [_("Take a file back to {name}, who lets you in with it.").format(name=name)]
    call = _("Then {name} calls you. Read out these eight words, in this order:").format(name=name)
    return [_("Make a file and send it to {name}.").format(name=name), call]


def _by_itself(standing: Standing, places: str) -> list[str]:
    name = isolate(standing.inviter)
    if not standing.words:
        waits = _(
            "Liaison exchanges with {places} by itself. You wait to be let in: {name}'s laptop does"
            " that when it exchanges next. What you write until then is kept."
        )
        return [waits.format(places=places, name=name)]
    asks = _(
        "Liaison exchanges with {places} by itself, and asks to be let in. What you write until"
        " then is kept."
    )
    call = _("Then {name} calls you. Read out these eight words, in this order:")
    return [asks.format(places=places), call.format(name=name)]


class EightWords(Tiles):
    """The words in large type, each with its place."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__([_word(n, one) for n, one in enumerate(words, 1)], narrowest=150)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the words are written
        self.setAccessibleName(" ".join(words))


def _word(number: int, word: str) -> QWidget:
    large = Label(isolate_ltr(word), "title")
    made = card(small(str(number)), large, margin=12, spacing=2)
    made.setAccessibleName(f"{number}: {word}")
    return made
