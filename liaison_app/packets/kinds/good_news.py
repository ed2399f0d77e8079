"""A postcard with good news: the school calls a home for something else than a problem.

It may lie about in a kitchen, so it has the child's first name on it and no school.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.calendars import calendar_of
from liaison_app.language.catalogues import N_, P_
from liaison_app.packets.kind import About, Ask, Asked, Makers, Option, PrintKind, Saying, Typed
from liaison_app.packets.postcard_lines import Postcard
from liaison_app.packets.problems import place
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.values import Day, Name
from liaison_app.packets.voices import alone, say
from liaison_app.packets.which_child import child_meant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from liaison_app.packets.content import Block

# Translators: The title of a page with a postcard that says something good about a child.
TITLE = P_("Good news")
# Translators: On a postcard: who it is from. {name} is a person, a woman or a man.
FROM = P_("From {name}")

MESSAGES: Mapping[str, str] = {
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "kind": P_("{child} was kind to somebody today."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "helped": P_("{child} helped another child today."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "tried": P_("{child} tried something hard and did not give up."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "asked": P_("{child} asked a very good question."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "spoke": P_("{child} spoke in front of the class."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "read": P_("{child} reads more and more."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "math": P_("{child} found a clever way in math."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "made": P_("{child} made something beautiful."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "friend": P_("{child} has found a friend."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "here": P_("{child} was at school every day this week. Thank you for your help."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "languages": P_("{child} learns in more than one language. We are proud of that."),
    # Translators: A message to a family. {child} is the first name of a girl or a boy.
    "grown": P_("We see how much {child} has learned."),
    # Translators: A message to a family.
    "thanks": P_("Thank you for your time and your trust."),
}
"""What there is to say, by the name by which it is chosen."""

_PICTURES: Mapping[str, str] = {
    "kind": "heart",
    "helped": "heart-handshake",
    "tried": "target",
    "asked": "help-circle",
    "spoke": "message-circle",
    "read": "book",
    "math": "math-symbols",
    "made": "palette",
    "friend": "users",
    "here": "calendar-check",
    "languages": "language",
    "thanks": "heart-handshake",
}
_PICTURE = "star"
_SECTION = "good-news"


@dataclass(frozen=True)
class News(About):
    """One message.

    Attributes:
        message: its name.
        child: the first name of whom it is about; "" for the family as a whole.
        words: what staff typed below it.
        sender: who it is from; "" if nobody is known.
    """

    household: str
    message: str
    child: str
    words: str
    sender: str
    day: date

    def blocks(self, saying: Saying) -> Makers:
        """The postcard."""
        return {"postcard": lambda: (self._postcard(saying),)}

    def typed(self) -> tuple[Typed, ...]:
        """What staff typed."""
        at = place("household", self.household)
        return (Typed(self.words, at, section=_SECTION),) if self.words else ()

    def _postcard(self, saying: Saying) -> Block:
        voices, dress = saying.voices, saying.dress
        also = calendar_of(saying.facts.calendar)
        more = typed_said(self.words, voices, saying.section, dress) if self.words else ()
        sender = say(voices, FROM, {"name": dress(Name(self.sender))}) if self.sender else ()
        return Postcard(
            icon=_PICTURES.get(self.message, _PICTURE),
            said=say(voices, MESSAGES[self.message], {"child": dress(Name(self.child))}),
            more=tuple(dict.fromkeys(more)),
            signed=(sender, alone(voices, dress(Day(self.day, year=True, also=also)))),
        )


def gather(asked: Asked) -> News:
    """Take the message, and the child whom it is about.

    Raises:
        InvalidValue: nobody said which child of several, or there is no such child.
    """
    message = asked.options["message"]
    facts = asked.facts
    return News(
        household=facts.household,
        message=message,
        child=_child(asked) if "{child}" in MESSAGES[message] else "",
        words=" ".join(asked.options["words"].split()),
        sender=facts.liaison.name if facts.liaison else "",
        day=facts.today,
    )


def _child(asked: Asked) -> str:
    found = child_meant(asked.facts.children, asked.options["child"], needed=True)
    return found.name if found else ""


KIND = PrintKind(
    name="good-news",
    label=N_("Good news postcard"),
    title=TITLE,
    letter="P",
    options=(
        Option(
            "message",
            N_("Message"),
            Ask.CHOICE,
            tuple(MESSAGES.items()),
            "kind",
            "What there is to say.",
        ),
        Option("child", N_("Child"), Ask.WORDS, wording="First name, where there are several."),
        Option("words", N_("In your own words"), Ask.WORDS, wording="Printed below the message."),
    ),
    gather=gather,
    titled=False,
)
