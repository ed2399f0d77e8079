"""The referral sheet: where a family can get help, how to get there, what to bring.

It never says why: the sheet may be read by whoever finds it. Where a service hides its address, the
sheet says to call first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, P_, _
from liaison_app.language.names import isolate
from liaison_app.packets.content import Bullets
from liaison_app.packets.kind import About, Asked, Makers, PrintKind, Saying, Typed
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.section_values import typed_words
from liaison_app.packets.spoken import Spoken, tags_in
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.values import Name, OpeningHours, Phone, Place, one_line
from liaison_app.packets.whose_words import is_anothers
from liaison_app.records.directory import Referral, ReferralState, Service, ServiceStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from liaison_app.packets.content import Block
    from liaison_app.packets.problems import Place as ProblemPlace
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of a page about an organization, such as a clinic or a food pantry.
TITLE = P_("Where you can get help")

_SECTION = "where-to-get-help"
_OVER = (
    ReferralState.DECLINED_BY_SERVICE,
    ReferralState.CANCELLED_BY_FAMILY,
    ReferralState.NO_CAPACITY,
    ReferralState.REVOKED,
    ReferralState.DONE,
)
_STALE = timedelta(days=180)  # a service that nobody called for so long may have moved


@dataclass(frozen=True)
class Help(About):
    """A service, as a family needs to know it.

    Attributes:
        id: of the service.
        bring: what to bring, one thing each.
        languages: tags of those spoken there; what is no language as it was typed.
        state: stored value of `ReferralState`.
        anothers: it was agreed with another adult of the family.
        hidden: its address must not become known.
        assured_on: when somebody last called there.
    """

    id: str
    referral: str
    state: str
    anothers: bool
    organization: str
    name: str
    status: str
    street: str
    city: str
    hidden: bool
    phone: str
    hours: str
    languages: tuple[str, ...]
    interpreter: bool
    way: str
    bring: tuple[str, ...]
    asks_for_papers: bool
    cost: str
    appointment: str
    assured_on: date | None
    today: date

    def values(self, saying: Saying) -> Values:
        """What and where it is."""
        voices = saying.voices
        typed = {"way": self.way, "cost": self.cost, "appointment": self.appointment}
        known: Values = {
            "organization": saying.dress(Name(self.organization)),
            "service": saying.dress(typed_words(self.name, voices, _SECTION)),
            "service_phone": saying.dress(Phone(self.phone)),
            "service_hours": saying.dress(OpeningHours(self.hours)),
            "service_address": saying.dress(Place((self.street, self.city))),
            "languages": saying.dress(Spoken(self.languages)),
        }
        known |= {
            name: saying.dress(typed_words(words, voices, _SECTION))
            for name, words in typed.items()
        }
        choices = {
            "hidden": self.hidden,
            "interpreter": self.interpreter,
            "asks_for_papers": self.asks_for_papers,
            "something_to_bring": bool(self.bring),
            "waiting_list": self.status == ServiceStatus.FULL,
        }
        return known | {name: "yes" for name, chosen in choices.items() if chosen}

    def blocks(self, saying: Saying) -> Makers:
        """What to bring."""
        return {"bring": lambda: self._bring(saying)}

    def typed(self) -> tuple[Typed, ...]:
        """What staff wrote about the service."""
        return (
            tuple(
                Typed(words, place("service", self.id, field), section=_SECTION)
                for field, words in (
                    ("name", self.name),
                    ("way", self.way),
                    ("cost", self.cost),
                    *(("bring", one) for one in self.bring),
                )
                if one_line(words)
            )
            + self._appointment_typed()
        )

    def problems(self) -> tuple[Problem, ...]:
        """Whether anybody can find it, and whether it is still there."""
        return tuple(self._problems())

    def _appointment_typed(self) -> tuple[Typed, ...]:
        if not one_line(self.appointment):
            return ()
        at = place("referral", self.referral, "appointment")
        return (Typed(self.appointment, at, section=_SECTION),)

    def _bring(self, saying: Saying) -> tuple[Block, ...]:
        said = (typed_said(one, saying.voices, _SECTION, saying.dress) for one in self.bring)
        return (Bullets(tuple(said)),) if self.bring else ()

    def _problems(self) -> Iterator[Problem]:
        name = isolate(self.organization)
        if self.anothers:
            why = _("This help is for another adult of the family. Print the sheet for them.")
            yield red("referral-of-another", why, place("referral", self.referral, "person"))
        if over := next((one for one in _OVER if one == self.state), None):
            why = _("This referral is over: “{state}”. Be sure that the family needs this page.")
            at = place("referral", self.referral, "state")
            yield amber("referral-over", why.format(state=_(over.label)), at)
        if not one_line(self.phone) and (self.hidden or not one_line(self.street)):
            why = _("Neither phone nor address of {name} is known. Write one down, then print.")
            yield red("service-not-found", why.format(name=name), self._at("phone"))
        if self.status in {ServiceStatus.CLOSED, ServiceStatus.DEFUNCT}:
            why = _("{name} is closed. Choose another service, or call there first.")
            yield red("service-closed", why.format(name=name), self._at("status"))
        if self.assured_on is None or self.today - self.assured_on > _STALE:
            why = _("Nobody wrote down a call to {name} in the last six months. Call there first.")
            yield amber("service-unconfirmed", why.format(name=name), self._at("assured_on"))

    def _at(self, field: str) -> ProblemPlace:
        return place("service", self.id, field)


def gather(asked: Asked) -> Help:
    """Take a referral of this family.

    Raises:
        UnknownRecord: there is no such referral, or its service is gone.
        InvalidValue: it is another family's.
    """
    take = asked.take
    referral = asked.live(Referral, asked.subject)
    if take(referral, "household") != asked.facts.household:
        raise InvalidValue(_("This is a referral of another family. Choose one of this family."))
    service = asked.live(Service, take(referral, "service"))
    hidden = bool(take(service, "confidential"))
    return Help(
        id=service.id,
        referral=referral.id,
        state=take.choice(referral, "state"),
        anothers=is_anothers(asked, take(referral, "person")),
        organization=take.words(service, "organization"),
        name=take.words(service, "name"),
        status=take.choice(service, "status"),
        street="" if hidden else take.words(service, "street"),
        city="" if hidden else take.words(service, "city"),
        hidden=hidden,
        phone=take.words(service, "phone"),
        hours=take.words(service, "hours"),
        languages=tags_in(take.words(service, "languages")),
        interpreter=bool(take(service, "interpreter")),
        way="" if hidden else take.words(service, "way"),
        bring=tuple(filter(None, map(one_line, take.words(service, "bring").splitlines()))),
        asks_for_papers=bool(take(service, "asks_for_papers")),
        cost=take.words(service, "cost"),
        appointment=take.words(referral, "appointment"),
        assured_on=take(service, "assured_on"),
        today=asked.facts.today,
    )


KIND = PrintKind(
    name="referral",
    label=N_("Referral sheet"),
    title=TITLE,
    letter="H",
    subject="referral",
    gather=gather,
    titled=False,
)
