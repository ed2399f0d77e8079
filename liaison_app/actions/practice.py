"""A practice caseload: invented families to learn and show the program with.

Everything is made up: phone numbers end in 555-01xx, streets and people do not exist. The workspace
is marked as practice for ever, so that every page says so. The same seed and day make the same
families. The work is written as it would have been over four months, so history and timelines look
real.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from liaison_app.actions import (
    practice_colleague,
    practice_families,
    practice_partners,
    practice_visits,
    workspaces,
)
from liaison_app.actions.practice_story import DAYS_BACK, Clock, Story
from liaison_app.errors import NotAllowed, WrongPassphrase
from liaison_app.language.catalogues import _
from liaison_app.workspace import now_utc

if TYPE_CHECKING:
    from pathlib import Path

_FEW = 3  # families: fewer have no goals or questions to learn with

PASSPHRASE = "demo"  # noqa: S105  (a practice caseload has nothing to protect)


def make(path: Path, *, families: int = 40, seed: int = 7, replace: bool = False) -> None:
    """Make a practice workspace, with the passphrase `demo`.

    Args:
        path: its folder; never the default workspace.
        families: how many.
        seed: the same seed makes the same families.
        replace: throw an earlier practice workspace away.

    Raises:
        NotAllowed: `path` is the default workspace, or holds a real one.
        LiaisonError: it cannot be made there.
    """
    if path.resolve() == workspaces.default_folder().resolve():
        raise NotAllowed(_("A practice caseload never goes into the default workspace."))
    if replace and workspaces.exists(path):
        _throw_away(path)
    now = now_utc()
    clock = Clock(now - timedelta(days=DAYS_BACK))
    random = Random(seed)  # noqa: S311  (invented people, not keys)
    made = workspaces.create(
        path,
        person="Rosa Delgado",
        team="North side family team",
        passphrase=PASSPHRASE,
        practice=True,
        clock=clock,
    )
    with made.workspace as workspace:
        story = Story(workspace, clock, random, now)
        schools = practice_families.reference(story)
        kits = practice_visits.make_kits(story)
        tags = list(story.people)
        made_families = [
            practice_families.family(story, tags[n % len(tags)], schools) for n in range(families)
        ]
        with practice_colleague.joined(story, path.parent) as colleague:
            for moment, family in practice_visits.visit_times(story, made_families):
                practice_visits.visit(story, moment, family, kits)
            practice_colleague.disagree(story, colleague, made_families[0])
        practice_visits.days_to_come(story, made_families)
        if len(made_families) > _FEW:
            practice_partners.partners(story, made_families, schools)


def _throw_away(path: Path) -> None:
    try:
        with workspaces.unlock(path, PASSPHRASE) as workspace:
            practice = workspace.practice
    except WrongPassphrase:
        practice = False
    if not practice:
        raise NotAllowed(_("This folder holds a real workspace. Choose another one to practise."))
    shutil.rmtree(path)
