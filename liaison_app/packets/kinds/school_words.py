"""Words that schools use, each with plain words beside it: for a wall, or to take home.

The word stands in English, as families see it at school; what it means stands in their language.
A district's own words and wordings (records of type `jargon`) come along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language import jargon
from liaison_app.language.catalogues import N_, P_
from liaison_app.language.jargon import Term
from liaison_app.packets.content import Origin, Said, Span, Table, Text
from liaison_app.packets.kind import (
    About,
    Ask,
    Asked,
    Audience,
    Makers,
    Option,
    PrintKind,
    Saying,
    Typed,
)
from liaison_app.packets.problems import place
from liaison_app.packets.section_values import takes_apart
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.voices import ENGLISH, say
from liaison_app.records.packets import Jargon

if TYPE_CHECKING:
    from liaison_app.packets.content import Block

# Translators: The title of a page that explains words of schools, such as IEP or PTA.
TITLE = P_("Words that schools use")
# Translators: Head of a table: words of schools such as "IEP" stand below, in English.
WORD = P_("Word at school")
# Translators: Head of a table: plain words for words of schools stand below.
MEANS = P_("What it means")

COMMON, ALL = "common", "all"
SECTION = "school-words"


@dataclass(frozen=True)
class Explained(About):
    """The words to explain.

    Attributes:
        ours: terms whose wording ships.
        own: terms of the district, with the id of the record of each.
    """

    ours: tuple[Term, ...]
    own: tuple[tuple[Term, str], ...]

    def blocks(self, saying: Saying) -> Makers:
        """A table: the word, and what it means."""
        return {"glossary": lambda: (self._table(saying),)}

    def typed(self) -> tuple[Typed, ...]:
        """What the district wrote itself."""
        return tuple(
            Typed(term.plain, place("jargon", row, "plain"), section=SECTION)
            for term, row in self.own
        )

    def _table(self, saying: Saying) -> Block:
        rows: dict[str, tuple[Said, Said]] = {}
        for term in self.ours:
            rows[term.name] = (_word(term), say(saying.voices, term.plain))
        for term, _row in self.own:
            means = typed_said(term.plain, saying.voices, SECTION, saying.dress)
            rows[term.name] = (_word(term), means)
        ordered = sorted(rows, key=str.casefold)
        head = (say(saying.voices, WORD), say(saying.voices, MEANS))
        return Table(head, tuple(rows[name] for name in ordered))


def gather(asked: Asked) -> Explained:
    """Take the words: the usual ones or all of ours, and those of the district."""
    take = asked.take
    own: dict[str, tuple[Term, str]] = {}
    for row in asked.workspace.all(Jargon):
        term = Term((take.words(row, "term"),), take.words(row, "plain"))
        if term.name and term.plain and takes_apart(term.name + term.plain):
            named = jargon.known(term)
            own[named.name] = (named, row.id)
    wanted = [one for one in jargon.terms() if one.common or asked.options["words"] == ALL]
    return Explained(tuple(one for one in wanted if one.name not in own), tuple(own.values()))


def _word(term: Term) -> Said:
    return (Text((Span(term.name, bold=True),), ENGLISH, Origin.SOURCE),)


KIND = PrintKind(
    name="school-words",
    label=N_("Words that schools use"),
    title=TITLE,
    letter="J",
    audience=Audience.EVERYBODY,
    options=(
        Option(
            "words",
            N_("Which words"),
            Ask.CHOICE,
            ((COMMON, N_("Those that families meet most")), (ALL, N_("All"))),
            COMMON,
            "Those that families meet most (common), or all.",
        ),
    ),
    gather=gather,
    titled=False,
)
