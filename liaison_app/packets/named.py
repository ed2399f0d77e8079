"""Pre-flight on names, numbers and addresses that must stand on no page, said once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.names import isolate
from liaison_app.packets.free_texts import PROMISES
from liaison_app.packets.judged import listed, short
from liaison_app.packets.kept_out import Told
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from liaison_app.packets.judged import Judged
    from liaison_app.packets.problems import Place, Problem

_RESTRICTED, _ADDRESS = "restricted-named", "address-named"
_TELLS: Mapping[Told, str] = {
    Told.NAME: N_(
        "{where}: the name of a person who must not be contacted. Take it out, then print."
    ),
    Told.NUMBER: N_(
        "{where}: the phone number of a person who must not be contacted. Take it out, then print."
    ),
}
_SHARED: Mapping[Told, str] = {
    Told.NAME: N_(
        "{where}: a name of the school or its staff that a person who must not be contacted has,"
        " too. It prints."
    ),
    Told.NUMBER: N_(
        "{where}: a number of the school, its staff or the recipient that is also written down"
        " for a person who must not be contacted. It prints; find out who answers it."
    ),
}


def in_promises(one: Judged) -> Iterator[Problem]:
    """What staff typed in promises; each is put right there."""
    for promise in one.facts.promises:
        words, at = f"{promise.what} {promise.who}", place("commitment", promise.id, "what")
        where = _("A promise")
        for told in sorted(one.kept_out.restricted_in(words, typed=True)):
            yield red(_RESTRICTED, _(_TELLS[told]).format(where=where), at, section=PROMISES)
        if one.kept_out.names_place(words, typed=True):
            yield _with_address(where, at, PROMISES)
        if one.kept_out.names_another(words):
            why = _("A promise names somebody else of the family than who gets this packet.")
            yield amber("other-named", why, at, section=PROMISES)


def in_typed(one: Judged) -> Iterator[Problem]:
    """What somebody typed elsewhere that this print holds; each is put right there."""
    for typed in one.facts.about.typed():
        where = isolate(short(typed.words))
        for told in sorted(one.kept_out.restricted_in(typed.words, typed=True)):
            yield red(_RESTRICTED, _(_TELLS[told]).format(where=where), typed.place)
        if one.kept_out.names_place(typed.words, typed=True):
            yield _with_address(where, typed.place, "")


def on_pages(one: Judged, known: set[tuple[str, str]]) -> Iterator[Problem]:
    """What else stands on the pages, each thing once with all its sections.

    Args:
        one: the packet.
        known: codes and sections of what promises told already.
    """
    kept = one.kept_out
    pages = {
        section.name: " \n ".join(text.plain for text in texts(section))
        for section in one.composed.packet.sections
    }
    for told in Told:
        found = [
            name
            for name, words in pages.items()
            if told in kept.restricted_in(words, typed=False) and (_RESTRICTED, name) not in known
        ]
        if found:
            why = _(_TELLS[told]).format(where=_where(one, found))
            yield red(_RESTRICTED, why, _record_of(one, told), section=found[0])
        shared = [name for name, words in pages.items() if told in kept.shared_in(words)]
        if shared:
            why = _(_SHARED[told]).format(where=_where(one, shared))
            yield amber("restricted-shares", why, section=shared[0])
    found = [
        name
        for name, words in pages.items()
        if kept.names_place(words, typed=False) and (_ADDRESS, name) not in known
    ]
    if found:
        yield _with_address(_where(one, found), None, found[0])


def _with_address(where: str, at: Place | None, section: str) -> Problem:
    why = _("{where}: an address of the family. Take it out, then print.")
    return red(_ADDRESS, why.format(where=where), at, section=section)


def _where(one: Judged, sections: Sequence[str]) -> str:
    titles = dict.fromkeys(map(one.title, sections))
    which = ngettext("The section {which}", "The sections {which}", len(titles))
    return which.format(which=listed(titles))


def _record_of(one: Judged, told: Told) -> Place | None:
    """The record whose words tell it, so that staff need not search."""
    typed = one.kept_out.restricted_in
    return next((at for words, at in _written(one) if told in typed(words, typed=False)), None)


def _written(one: Judged) -> Iterator[tuple[str, Place]]:
    """Everything that people wrote and that stands on the pages, with its place."""
    for child in one.facts.children:
        yield child.name, place("person", child.id)
        yield child.teacher, place("enrollment", child.enrollment, "teacher")
    for school in one.facts.schools:
        for field in ("name", "street", "hours", "meals", "bus"):
            yield getattr(school, field), place("school", school.id, field)
    for day in one.facts.days:
        yield day.what, place("school_date", day.id, "what")
