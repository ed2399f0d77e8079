"""In which language somebody reads, and how comfortably."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import SOURCE
from liaison_app.language.languages import canonical, parents
from liaison_app.records.people import Comfort, LanguageUse, PersonLanguage

if TYPE_CHECKING:
    from liaison_app.packets.taking import Taking
    from liaison_app.records.people import Household, Person
    from liaison_app.workspace import Workspace

_BEST_FIRST = (Comfort.COMFORTABLE, None, Comfort.A_LITTLE, Comfort.PREFERS_SPOKEN)


@dataclass(frozen=True)
class Reading:
    """How somebody reads.

    Attributes:
        language: tag of the language they read best, as far as anybody wrote it down.
        pictures: they read it a little or would rather hear it: pictures serve them better.
    """

    language: str
    pictures: bool = False


def reading_of(
    workspace: Workspace, household: Household, person: Person | None, take: Taking
) -> Reading:
    """Find out how a person reads: their written language, else the home's, else the spoken one.

    A home of which nobody is known yet reads its own language. Offices also write it as a code of
    three letters (prs, spa) or in capitals.
    """
    known = [
        (canonical(take.words(one, "language")), take(one, "use"), take(one, "comfort"))
        for one in (workspace.all(PersonLanguage, person=person.id) if person else ())
    ]
    written = [(tag, comfort) for tag, use, comfort in known if use == LanguageUse.WRITTEN]
    written.sort(key=lambda one: _rank(one[1]))
    if written:
        tag, comfort = written[0]
        return Reading(tag, pictures=_hard(comfort))
    spoken = [tag for tag, use, _comfort in known if use != LanguageUse.WRITTEN]
    home = canonical(take.words(household, "home_language"))
    tag = next(filter(None, (home, *spoken)), SOURCE)
    rather_heard = any(
        comfort == Comfort.PREFERS_SPOKEN and parents(one)[-1] == parents(tag)[-1]
        for one, _use, comfort in known
    )
    return Reading(tag, pictures=rather_heard)


def _rank(comfort: object) -> int:
    return _BEST_FIRST.index(comfort) if comfort in _BEST_FIRST else len(_BEST_FIRST)


def _hard(comfort: object) -> bool:
    return comfort in (Comfort.A_LITTLE, Comfort.PREFERS_SPOKEN)
