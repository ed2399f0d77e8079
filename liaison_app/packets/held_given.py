"""Whom we told something about a family, as a table for one adult of it (34 CFR 99.32).

An adult reads what went out on their own word, or to themselves. What another adult allowed tells
of that adult, and a report to child protection or to a court is not for paper in a home: those are
left out without a trace, and staff are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import ngettext
from liaison_app.packets import held_words as words
from liaison_app.packets import question_words
from liaison_app.packets.family_questions import local_day
from liaison_app.packets.problems import amber, place
from liaison_app.packets.sheets import Phrase, Sheet, day_cell
from liaison_app.records.governance import Consent
from liaison_app.records.sharing import Basis, Disclosure, DisclosureStep, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.kind import Asked
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.sheets import Row
    from liaison_app.packets.whose_words import Reader


def told_others(asked: Asked, reader: Reader) -> Sheet:
    """What was given to others on this reader's word, and to this reader."""
    take = asked.take
    rows: list[tuple[str, Row]] = []
    for one in _given(asked):
        moment = take(one, "at")
        if not _is_theirs(asked, one, reader.person) or moment is None:
            continue
        purpose, recipient = take.words(one, "purpose"), take.words(one, "recipient")
        known = words.PURPOSES.get(purpose)
        row: Row = (
            day_cell(local_day(moment)),
            reader.quoted(one, "recipient", recipient),
            Phrase(known) if known else reader.quoted(one, "purpose", purpose),
        )
        rows.append((moment.isoformat(), row))
    rows.sort(key=lambda one: one[0])
    header = (question_words.DAY, words.TO_WHOM, words.FOR_WHAT)
    return Sheet(header, tuple(row for _moment, row in rows))


def not_on_paper(asked: Asked, reader: Reader) -> Iterator[Problem]:
    """What staff should know of what went out and is not on this page."""
    count = sum(not _is_theirs(asked, one, reader.person) for one in _given(asked))
    if count:
        why = ngettext(
            "{count} sharing with somebody outside is not on these pages: another person allowed"
            " it, or a law did. Ask your coordinator before you speak of it.",
            "{count} sharings with somebody outside are not on these pages: another person allowed"
            " them, or a law did. Ask your coordinator before you speak of them.",
            count,
        )
        found = place("household", asked.facts.household)
        yield amber("sharing-left-out", why.format(count=count), found)


def _given(asked: Asked) -> list[Disclosure]:
    """What went out of this family; nothing of which no file was written."""
    workspace, home = asked.workspace, asked.facts.household
    failed = {
        one.disclosure
        for one in workspace.all(DisclosureStep, household=home, outcome=Outcome.FAILED)
    }
    return [one for one in workspace.all(Disclosure, household=home) if one.id not in failed]


def _is_theirs(asked: Asked, one: Disclosure, person: str) -> bool:
    if one.basis is Basis.OWN_REQUEST:
        return one.reader == person
    givers = (found.giver for found in asked.workspace.all(Consent, id=one.consent))
    return one.basis is Basis.CONSENT and bool(one.consent) and person in givers
