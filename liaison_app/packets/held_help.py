"""What we hold of help from others, events and signatures, as tables for one adult of a family.

A service that must not become known, such as a shelter, stands on no paper that lies in a home.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets import held_words as words
from liaison_app.packets import question_words
from liaison_app.packets.family_questions import local_day
from liaison_app.packets.sheets import Phrase, Sheet, day_cell
from liaison_app.packets.values import Name
from liaison_app.packets.whose_words import has_ink
from liaison_app.records.directory import Referral, Service
from liaison_app.records.events import Answer, Event, EventGuest
from liaison_app.records.goals import Signature

if TYPE_CHECKING:
    from liaison_app.packets.kind import Asked
    from liaison_app.packets.sheets import Cell, Row
    from liaison_app.packets.whose_words import Reader


def referrals(asked: Asked, reader: Reader) -> Sheet:
    """Services that the reader was told of, and how far it is."""
    workspace, take = asked.workspace, asked.take
    services = {one.id: one for one in workspace.all(Service)}
    rows: list[Row] = []
    for one in workspace.all(Referral, household=asked.facts.household):
        person, service = take(one, "person"), services.get(take(one, "service"))
        if service is None or take(service, "confidential"):
            continue
        if person != reader.person and (person or not reader.lives_here):
            continue  # somebody else's for certain
        if not reader.said(one, person):
            continue
        named = (take.words(service, field) for field in ("organization", "name"))
        state = words.REFERRALS.get(take.choice(one, "state"), words.REFERRALS["draft"])
        where = Name(" · ".join(filter(has_ink, named)))
        rows.append((day_cell(take(one, "agreed_on")), where, Phrase(state)))
    return Sheet((question_words.DAY, words.WHERE, words.HOW_FAR), tuple(rows))


def events(asked: Asked) -> Sheet:
    """Events to which the home was invited."""
    workspace, take = asked.workspace, asked.take
    events = {one.id: one for one in workspace.all(Event)}
    rows: list[Row] = []
    for one in workspace.all(EventGuest, household=asked.facts.household):
        event = events.get(take(one, "event"))
        if event is None:
            continue
        said = words.YOU_CAME if take(one, "came") else words.INVITED
        if take(one, "answer") is Answer.YES and not one.came:
            said = words.YOU_SAID_YES
        rows.append((day_cell(take(event, "day")), Name(take.words(event, "name")), Phrase(said)))
    return Sheet((question_words.DAY, words.EVENT, words.HOW_FAR), tuple(rows))


def signed(asked: Asked, reader: Reader) -> Sheet:
    """What the reader signed."""
    from liaison_app.packets.kinds import KINDS  # noqa: PLC0415  (which imports this kind)

    take = asked.take
    rows: list[Row] = []
    for one in asked.workspace.all(Signature, person=reader.person):
        kind = take.words(one, "kind")
        what: Cell = Phrase(KINDS[kind].title) if kind in KINDS else Name(kind)
        rows.append((day_cell(local_day(take(one, "signed_at"))), what))
    return Sheet((question_words.DAY, words.PAGES), tuple(rows))
