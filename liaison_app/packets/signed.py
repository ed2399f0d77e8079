"""What was signed: the lines of a print for its reader and the school, with what is signed already.

A signature holds for the words that stood above it. They are marked when it is given; once other
words stand there, its line is empty again and says that an earlier text was signed.

    signing = signing_of(asked, "loan")             # in `gather`
    {"signatures": lambda: signing.block(saying)}   # in `About.blocks`
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from liaison_app.language.calendars import calendar_of
from liaison_app.language.catalogues import P_, ngettext
from liaison_app.packets.content import Text
from liaison_app.packets.problems import amber, place
from liaison_app.packets.signature_lines import SignatureLine, Signatures, Signed, Strokes
from liaison_app.packets.values import Day, Name
from liaison_app.packets.voices import alone, say
from liaison_app.records.goals import Signature, SignedHow
from liaison_app.records.governance import StaffMember

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from liaison_app.packets.content import Block, Said, Section
    from liaison_app.packets.kind import Asked, Saying
    from liaison_app.packets.problems import Problem

# Translators: Under a line to sign on: a parent signs here.
FOR_THE_FAMILY = P_("Signature of the family")
# Translators: Under a line to sign on: somebody who works for the school signs here.
FOR_THE_SCHOOL = P_("Signature for the school")
# Translators: Under a line to sign on: the child's teacher signs here.
BY_THE_TEACHER = P_("Signature of the teacher")
# Translators: Under a line on which the date of a signature is written.
DATE = P_("Date")
# Translators: Beside a signature that somebody wrote on the screen of a computer.
ON_SCREEN = P_("Signed on the screen on {day}.")
# Translators: Beside a line to sign on: somebody signed the same words on another paper.
ON_PAPER = P_("Signed on paper on {day}.")
# Translators: Under a line to sign on: the page was signed, but its words were others then.
EARLIER = P_("On {day} an earlier text was signed. This one is not signed yet.")


@dataclass(frozen=True)
class Given:
    """A signature as it was written down.

    Attributes:
        on: the local day.
        who: name of who signed for the school: perhaps a colleague of who is there now.
    """

    on: date
    how: str
    wording: str
    strokes: str
    language: str
    who: str = ""

    def said(self, saying: Saying) -> Signed:
        """How a print says it."""
        day = {
            "day": saying.dress(Day(self.on, year=True, also=calendar_of(saying.facts.calendar)))
        }
        screen = self.how == SignedHow.SCREEN
        return Signed(
            when=say(saying.voices, ON_SCREEN if screen else ON_PAPER, day),
            earlier=say(saying.voices, EARLIER, day),
            strokes=strokes_of(self.strokes) if screen else (),
            wording=self.wording,
            name=_named(saying, self.who),
        )


@dataclass(frozen=True)
class Signing:
    """Who signs a print, and what they signed.

    Attributes:
        reader: name of who signs for the family.
        school: name of who signs for the school; "" if nobody is known.
        by_reader: what the reader signed, the newest first.
        by_school: the same for the school.
    """

    reader: str
    school: str
    by_reader: tuple[Given, ...]
    by_school: tuple[Given, ...]

    def block(self, saying: Saying, *, teacher: bool = False) -> tuple[Block, ...]:
        """The lines to sign on.

        Args:
            saying: how the print is said.
            teacher: a line for a teacher follows.
        """
        lines = [
            _line(saying, FOR_THE_FAMILY, self.reader, self.by_reader),
            _line(saying, FOR_THE_SCHOOL, self.school, self.by_school),
        ]
        if teacher:
            lines.append(_line(saying, BY_THE_TEACHER, "", ()))
        return (Signatures(tuple(lines)),)


def signing_of(asked: Asked, kind: str) -> Signing:
    """Take who signs, and what they signed last.

    What another adult of the family signed is not shown: each signs a paper of their own.

    Args:
        asked: the reader, the family and what the print is about.
        kind: name of the kind of print.
    """
    take, facts = asked.take, asked.facts
    found = [
        one
        for one in asked.workspace.all(Signature, household=facts.household, kind=kind)
        if take(one, "subject") == asked.subject
    ]
    found.reverse()
    found.sort(key=lambda one: take(one, "signed_at"), reverse=True)  # stable: the newest first
    reader = facts.recipient.id
    hers = [one for one in found if reader and take(one, "person") == reader]
    ours = [one for one in found if take(one, "staff") and not take(one, "person")]
    return Signing(
        reader=facts.recipient.name,
        school=facts.liaison.name if facts.liaison else "",
        by_reader=tuple(_given(asked, one) for one in hers),
        by_school=tuple(_given(asked, one) for one in ours),
    )


def settled(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a print, with each signature held against the words that print."""
    if not any(_signatures(sections)):
        return sections
    wording = wording_of(sections)
    return tuple(
        replace(one, blocks=tuple(_held(block, wording) for block in one.blocks))
        for one in sections
    )


def wording_of(sections: tuple[Section, ...]) -> str:
    """The mark of the words that are signed: SHA-256 of what is said in the reader's language.

    What stands beside it in another language is the same text; the lines to sign on are none. An
    empty cell counts: what the school does must not pass for what the family does.
    """
    words = [
        [one.language, one.plain] if one else []
        for section in sections
        for part in (section.title, *section.blocks)
        if not isinstance(part, Signatures)
        for one in _first_and_empty(part)
    ]
    said = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def signed_before(sections: tuple[Section, ...], household: str) -> Iterator[Problem]:
    """What staff should know of signatures that hold no more."""
    lines = [line for block in _signatures(sections) for line in block.lines]
    count = sum(bool(line.signed and not line.signed.stands) for line in lines)
    if count:
        why = ngettext(
            "The words have changed since this was signed, so a line is empty. Have it signed"
            " again.",
            "The words have changed since this was signed, so {count} lines are empty. Have them"
            " signed again.",
            count,
        )
        yield amber("signed-earlier", why.format(count=count), place("household", household))


def strokes_of(written: str) -> Strokes:
    """The lines of a pen as they are written down: x,y x,y; x,y x,y.

    What is no line is left out.
    """
    strokes = []
    for stroke in written.split(";"):
        try:
            points = tuple((float(x), float(y)) for x, y in map(_pair, stroke.split()))
        except ValueError:
            continue
        inside = [0 <= x <= _WIDE and 0 <= y <= _HIGH for x, y in points]
        if points and all(inside):
            strokes.append(points)
    return tuple(strokes)


_WIDE, _HIGH = 1000, 300  # the box in which strokes are written down


def _pair(point: str) -> tuple[str, str]:
    x, _comma, y = point.partition(",")
    return x, y


def _held(block: Block, wording: str) -> Block:
    if not isinstance(block, Signatures):
        return block
    return Signatures(tuple(_held_line(line, wording) for line in block.lines))


def _held_line(line: SignatureLine, wording: str) -> SignatureLine:
    """A line with its signature above the name of who signed, if these are the words signed."""
    if line.signed is None:
        return line
    stands = line.signed.wording == wording
    name = line.signed.name if stands and line.signed.name else line.name
    return replace(line, name=name, signed=replace(line.signed, stands=stands))


def _signatures(sections: tuple[Section, ...]) -> Iterator[Signatures]:
    blocks = (block for section in sections for block in section.blocks)
    return (block for block in blocks if isinstance(block, Signatures))


def first_said(part: Any) -> Iterator[Text]:
    """Of everything that is said twice, what is said first."""
    return filter(None, _first_and_empty(part))


def _first_and_empty(part: Any) -> Iterator[Text | None]:
    """The same, with None where something could be said and is not."""
    if isinstance(part, Text):
        yield part
    elif part == ():
        yield None
    elif isinstance(part, tuple):
        said = all(isinstance(one, Text) for one in part)
        for one in part[:1] if said else part:
            yield from _first_and_empty(one)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from _first_and_empty(getattr(part, name))


def _given(asked: Asked, one: Signature) -> Given:
    take = asked.take
    return Given(
        on=take(one, "signed_at").astimezone().date(),
        how=take.choice(one, "how"),
        wording=take.words(one, "wording"),
        strokes=take.words(one, "strokes"),
        language=take.words(one, "language"),
        who=_of_the_school(asked, take(one, "staff")),
    )


def _of_the_school(asked: Asked, staff: str) -> str:
    """The name of who signed for the school, also of who left since."""
    found = asked.workspace.all(StaffMember, id=staff) if staff else []
    return next((asked.take.words(one, "name") for one in found), "")


def _line(saying: Saying, whose: str, name: str, given: tuple[Given, ...]) -> SignatureLine:
    """A line with what was signed last in this language: another one is another text."""
    last = next((one for one in given if one.language == saying.voices[0].tag), None)
    return SignatureLine(
        whose=say(saying.voices, whose),
        name=_named(saying, name),
        day=say(saying.voices, DATE),
        signed=last.said(saying) if last else None,
    )


def _named(saying: Saying, name: str) -> Said:
    return alone(saying.voices[:1], saying.dress(Name(name))) if name else ()
