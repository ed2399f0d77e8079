"""Pre-flight: everything that is judged before a packet is printed.

Red stops the print: a character that would be a box, a number that would be turned, a fact that a
family needs, a person who must not be named. Amber prints, and staff know what they hand over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.packets.content import FaultKind
from liaison_app.packets.isolation import laid_open
from liaison_app.packets.judged import Judged, listed, short
from liaison_app.packets.kind import Audience
from liaison_app.packets.lacking import lacking
from liaison_app.packets.named import in_promises, in_typed, on_pages
from liaison_app.packets.problems import Level, amber, red
from liaison_app.packets.signed import signed_before
from liaison_app.packets.taking import FOR_STAFF, PRINTABLE, unfit
from liaison_app.packets.translated import rights_own, signs_typed, typed, untranslated
from liaison_app.packets.typeset.characters import character_named
from liaison_app.records import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.problems import Problem


def judge(one: Judged) -> tuple[Problem, ...]:
    """Everything to know about this packet, what stops it first."""
    found = [
        *_unfit(one),
        *_named(one),
        *lacking(one.facts, one.order, one.composed),
        *_laid_open(one),
        *_no_glyph(one),
        *_faults(one),
        *(() if _for_staff(one) else untranslated(one)),
        *rights_own(one),
        *typed(one),
        *signs_typed(one),
        *signed_before(one.composed.packet.sections, one.facts.household),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.level is not Level.RED))


def _for_staff(one: Judged) -> bool:
    return one.order.kind.audience is Audience.STAFF


def _unfit(one: Judged) -> Iterator[Problem]:
    """Facts from fields that must not be on paper (their declared privacy)."""
    sources = one.facts.sources - set(one.order.kind.theirs)
    for kind, name in unfit(sources, FOR_STAFF if _for_staff(one) else PRINTABLE):
        why = _("“{field}” ({kind}) must not be printed for a family. Report this to Liaison.")
        spec = TYPES[kind]
        label = _(spec.fields[name].field.label)
        yield red("not-for-paper", why.format(field=label, kind=_(spec.label)))


def _named(one: Judged) -> Iterator[Problem]:
    """People and places that must stand on no page."""
    found = list(in_promises(one)) if one.order.promises else []
    found += in_typed(one)
    yield from found
    yield from on_pages(one, {(problem.code, problem.section) for problem in found})


def _laid_open(one: Judged) -> Iterator[Problem]:
    why = _("In the section {section} a name or number could be turned around. Report this.")
    for name in laid_open(one.facts, one.order, one.composed):
        yield red("not-isolated", why.format(section=one.title(name)), section=name)


def _no_glyph(one: Judged) -> Iterator[Problem]:
    """Characters that would be boxes, and the sections in which they stand."""
    characters = "".join(dict.fromkeys("".join(_of_kind(one, FaultKind.NO_GLYPH))))
    if characters:
        why = ngettext(
            "This character cannot be printed: {which}. Write it in another way, then print.",
            "These characters cannot be printed: {which}. Write them in another way, then print.",
            len(characters),
        )
        said = [why.format(which=listed(map(character_named, characters)))]
        faults = [fault for fault in one.printed.faults if fault.kind is FaultKind.NO_GLYPH]
        names = [fault.section for fault in faults if fault.section]
        if names:
            where = listed(dict.fromkeys(map(one.title, names)))
            said.append(_("Look in: {sections}.").format(sections=where))
        yield red("no-glyph", " ".join(said), section=next(iter(names), ""))


def _faults(one: Judged) -> Iterator[Problem]:
    """What else the pages themselves showed."""
    for fault in dict.fromkeys(one.printed.faults):
        section = one.title(fault.section)
        if fault.kind is FaultKind.TOO_WIDE:
            why = _("{words} is wider than its column in the section {section}. Shorten it.")
            yield red(
                "too-wide",
                why.format(words=isolate(short(fault.what)), section=section),
                section=fault.section,
            )
        elif fault.kind is FaultKind.FONT:
            why = _("A typeface cannot be read: {what}. Install Liaison again, then print.")
            yield red("font", why.format(what=isolate(fault.what)), section=fault.section)
    if any(fault.kind is FaultKind.ONE_PAGE for fault in one.printed.faults):
        why = _("This print has one page, so there is nothing to fold. Print it as it is.")
        yield red("one-page", why)
    if any(_of_kind(one, FaultKind.TOO_LONG)):
        why = _("A packet in pictures is easiest on two pages; this one has {count}.")
        yield amber("too-long", why.format(count=one.printed.pages))


def _of_kind(one: Judged, kind: FaultKind) -> list[str]:
    return [fault.what for fault in one.printed.faults if fault.kind is kind]
