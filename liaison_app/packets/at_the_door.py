"""Pre-flight on pages that say nothing of the family: what is left at a door, or at a visit.

Paper at a door tells whoever comes by that the school was there. In a home that must not be found,
or in which somebody lives who must not be contacted, that alone is too much; and who asked not to
be visited has no use for a note that somebody came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.languages import name_of
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.wishes import asked_not_to_be_visited
from liaison_app.records.people import PersonLanguage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.problems import Problem
    from liaison_app.packets.recipients import Candidate, Circle
    from liaison_app.workspace import Workspace


def left_at_a_door(
    workspace: Workspace, circle: Circle, reader: Candidate | None
) -> Iterator[Problem]:
    """What stops a note at this door; that somebody hands it over changes nothing."""
    home = place("household", circle.household.id)
    person = reader.person.id if reader else ""
    if circle.hidden_homes(person):
        why = _(
            "An address of this family is protected: leave nothing at the door. Talk with them on"
            " the phone, or meet them somewhere else."
        )
        yield red("at-the-door", why, home)
    if circle.comes_to_the_restricted(person):
        why = _(
            "Somebody who must not be contacted about these children lives in this home: leave"
            " nothing at the door. Meet the family somewhere else."
        )
        yield red("at-the-door", why, home)
    if asked := asked_not_to_be_visited(workspace, circle.household.id):
        why = _(
            "This family asked not to be visited, so no note is left at its door. If it wants"
            " visits again, say so at what it asked."
        )
        yield red("no-visits", why, place("question", asked.id))
    yield from _unknown(workspace, circle, reader)


def left_at_a_visit(
    workspace: Workspace, circle: Circle, reader: Candidate | None
) -> Iterator[Problem]:
    """What to mind with a page that stays with those who were met."""
    home = place("household", circle.household.id)
    if circle.by_hand(reader.person.id if reader else ""):
        why = _("Give this page into the hand only: it must not lie where others of the home come.")
        yield amber("in-hand", why, home)
    if asked := asked_not_to_be_visited(workspace, circle.household.id):
        why = _("This family asked not to be visited. Be sure that it wants this visit.")
        yield amber("no-visits", why, place("question", asked.id))
    yield from _unknown(workspace, circle, reader)


def _unknown(workspace: Workspace, circle: Circle, reader: Candidate | None) -> Iterator[Problem]:
    """Nobody wrote down who reads it, or in which language."""
    home = circle.household
    at = place("household", home.id, "home_language")
    spoken = workspace.all(PersonLanguage, person=reader.person.id) if reader else []
    if not home.home_language and not spoken:
        why = _("Nobody wrote down this family's language, so it prints in English.")
        yield amber("language-unknown", why, at)
    elif reader is None:
        why = _(
            "Nobody of this family is written down who may read this, so it prints in the language"
            " of the home: {language}."
        )
        language = name_of(home.home_language, catalogues.current())
        yield amber("reader-unknown", why.format(language=language), at)
