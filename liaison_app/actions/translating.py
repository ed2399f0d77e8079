"""Translators' and reviewers' work: how far each text is, what is wrong with it, who read it.

What is said here of a text is what prints: a translation that a named speaker reviewed prints as
hers, a draft with its mark, one with a lost number not at all. Every change is one action.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.actions.packet_choices import language_tag
from liaison_app.actions.text_places import SHARED, where
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.languages import parents
from liaison_app.language.section_markup import SOUNDS
from liaison_app.language.translation_units import State
from liaison_app.packets.english_texts import english_texts
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.text_checks import Finding, findings, tidied
from liaison_app.packets.text_states import Translated, translated
from liaison_app.packets.voices import ENGLISH
from liaison_app.records.packets import SectionText
from liaison_app.workspace import Add, Put, Remove

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from liaison_app.workspace import Change, Touched, Workspace

__all__ = [
    "SHARED",
    "STATES",
    "Finding",
    "State",
    "Text",
    "Wanted",
    "accept",
    "check",
    "keep",
    "language_of",
    "read",
    "text",
    "texts",
    "tidied",
]


class Wanted(StrEnum):
    """Which texts of a language are listed; also the words of the command line."""

    REVIEW = "review"  # drafts and stale ones: what a speaker has to read
    MISSING = "missing"
    STALE = "stale"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    ALL = "all"


STATES = {
    Wanted.REVIEW: frozenset((State.DRAFT, State.STALE)),
    Wanted.ALL: frozenset(State),
    **{Wanted(one): frozenset((one,)) for one in State},
}
"""The states of the texts that are wanted."""


@dataclass(frozen=True)
class Text:
    """A text for families in a language, as translators and reviewers see it.

    Attributes:
        id: names it at the command line and in files; another English wording is another text.
        language: tag of the translation.
        source: the English, with its **weight** and {placeholders}.
        context: `sounds` for how an English sentence sounds, else "".
        words: the translation; of a stale one that of the former wording; "" for none.
        by: who translated it: `machine` for no person, "" if nobody wrote it down.
        reviewed_by: the speaker who read it; "" for nobody.
        reviewed_on: when; None if nobody wrote it down.
        former: the English wording that a stale one was made from, if it is known.
        prints: families get these words; else English prints.
        own: the English is the district's.
        where: where families read it, in the language of the interface.
        places: (kind, section) of each place; kind is `shared` for what several share.
        notes: for translators, in English.
        limit: about how many characters fit; None for any number.
        findings: what is wrong with the words, or may be.
    """

    id: str
    language: str
    source: str
    context: str
    state: State
    words: str
    by: str
    reviewed_by: str
    reviewed_on: date | None
    former: str
    prints: bool
    own: bool
    where: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    limit: int | None
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> bool:
        """Whether the words cannot be right as they stand."""
        return any(one.wrong for one in self.findings)


def language_of(text: str) -> str:
    """The tag of a language to translate into, by its name or tag.

    Raises:
        InvalidValue: nobody knows it, or it is the one that the texts are written in.
    """
    tag = language_tag(text.strip())
    if not tag or parents(tag)[-1] == ENGLISH:
        raise InvalidValue(
            _("The texts are written in English. Name the language to translate into.")
        )
    return tag


def texts(
    workspace: Workspace,
    language: str,
    *,
    wanted: Wanted = Wanted.ALL,
    kind: str = "",
    search: str = "",
) -> tuple[Text, ...]:
    """The texts of a language, in the order in which families read them.

    Args:
        workspace: whose district.
        language: its tag; see `language_of`.
        wanted: which of them.
        kind: name of a kind of print, `SHARED` for what several share; "" for all.
        search: words in the English or the translation; "" for all.

    Raises:
        InvalidValue: there is no such kind of print.
    """
    require_kind(kind)
    states, sought = STATES[wanted], fold(search)
    own_kind = "" if kind == SHARED else kind
    return tuple(
        _shown(one, language)
        for one in read(workspace, language)
        if one.state in states
        and (not kind or own_kind in one.text.kinds)
        and (not sought or sought in fold(f"{one.text.source} \n{one.words}"))
    )


def text(workspace: Workspace, language: str, text_id: str) -> Text:
    """One text of a language.

    Args:
        workspace: whose district.
        language: its tag.
        text_id: its id, or the beginning of it.

    Raises:
        UnknownRecord: there is none, or several.
    """
    return _shown(_one(workspace, language, text_id), language)


def check(one: Text, words: str) -> tuple[Finding, ...]:
    """What would be wrong with these words as the translation of a text."""
    return findings(one.source, tidied(words), one.language, context=one.context, limit=one.limit)


def accept(
    workspace: Workspace,
    language: str,
    text_id: str,
    *,
    reviewer: str,
    words: str | None = None,
    draft: str = "",
) -> Touched:
    """Write down that a speaker has read a translation and it is right, today.

    Args:
        workspace: where.
        language: its tag.
        text_id: which text.
        reviewer: the speaker's name.
        words: the translation as she wants it; None for as it stands.
        draft: id of the draft that this saves.

    Raises:
        InvalidValue: nobody is named, there is no translation, or it cannot be right.
        UnknownRecord: there is no such text: somebody may have changed the English meanwhile.
    """
    one = _one(workspace, language, text_id)
    made = tidied(one.words if words is None else words)
    name = _name(reviewer, _("Say who has read it: the name of somebody who reads the language."))
    _require_right(one, language, made)
    by = one.by if made == one.words and one.by else name
    changes = text_changes(
        workspace, language, one, made, by=by, reviewed_by=name, reviewed_on=workspace.today()
    )
    return workspace.commit("section_text.review", changes, discard_draft=draft)


def keep(
    workspace: Workspace, language: str, text_id: str, words: str, *, by: str, draft: str = ""
) -> Touched:
    """Keep a translation as a draft, which prints with its mark; nobody has reviewed it.

    Raises:
        InvalidValue: nobody is named, there are no words, or they cannot be right.
        UnknownRecord: there is no such text: somebody may have changed the English meanwhile.
    """
    one = _one(workspace, language, text_id)
    made = tidied(words)
    name = _name(by, _("Say who translated it."))
    _require_right(one, language, made)
    changes = text_changes(workspace, language, one, made, by=name)
    return workspace.commit("section_text.edit", changes, discard_draft=draft)


def read(workspace: Workspace, language: str) -> tuple[Translated, ...]:
    """Every text in a language, for those who write files or count."""
    return translated(language, english_texts(workspace), workspace.all(SectionText))


def require_kind(kind: str) -> None:
    """See that a kind of print is one.

    Raises:
        InvalidValue: there is no such kind; the message says which there are.
    """
    if kind and kind not in KINDS and kind != SHARED:
        raise InvalidValue(
            _("There is no print “{name}”. There are: {names}.").format(
                name=kind, names=", ".join([*KINDS, SHARED])
            )
        )


def text_changes(
    workspace: Workspace,
    language: str,
    one: Translated,
    words: str,
    *,
    by: str,
    reviewed_by: str = "",
    reviewed_on: date | None = None,
) -> list[Change]:
    """The changes that make words the translation of a text.

    Two laptops that take in the same file write one record: its id follows from the text. The
    translation of a wording that stands nowhere any more goes with it.
    """
    section = SOUNDS if one.text.context == SOUNDS else one.text.section
    values = {"text": words, "by": by, "reviewed_by": reviewed_by, "reviewed_on": reviewed_on}
    key = {"section": section, "source": one.text.source, "language": language}
    rows = workspace.read(
        "SELECT id FROM section_text WHERE section = :section AND source = :source"
        " AND language = :language ORDER BY deleted, n DESC",
        key,
    )
    changes: list[Change] = []
    if rows:
        changes.append(Put(SectionText, rows[0]["id"], {**values, "deleted": False}))
    else:
        name = "\x1f".join((language, section, one.text.source))
        made = workspace.imported_id("texts", "section_text", name)
        changes.append(Add(SectionText(id=made, **key, **values)))  # type: ignore[arg-type]
    if one.row and not one.prints:
        changes.append(Remove(SectionText, one.row))
    return changes


def find(found: Iterable[Translated], text_id: str) -> Translated:
    """The text of this id.

    Raises:
        UnknownRecord: there is none, or there are several.
    """
    sought = text_id.strip().lower()
    fitting = [one for one in found if sought and one.text.id.startswith(sought)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UnknownRecord(_("Several texts begin with this id. Write more of it."))
    raise UnknownRecord(
        _(
            "There is no text with this id. The English text may have been changed;"
            " `liaison texts review LANGUAGE` lists them all."
        )
    )


def _one(workspace: Workspace, language: str, text_id: str) -> Translated:
    return find(read(workspace, language), text_id)


def _name(name: str, otherwise: str) -> str:
    made = " ".join(name.split())
    if not made:
        raise InvalidValue(otherwise)
    return made


def _require_right(one: Translated, language: str, words: str) -> None:
    if not words:
        raise InvalidValue(_("There is no translation yet: write one."))
    text = one.text
    for found in findings(text.source, words, language, context=text.context, limit=text.limit):
        if found.wrong:
            raise InvalidValue(found.words)


def _shown(one: Translated, language: str) -> Text:
    english = one.text
    found = findings(
        english.source, one.words, language, context=english.context, limit=english.limit
    )
    return Text(
        id=english.id,
        language=language,
        source=english.source,
        context=english.context,
        state=one.state,
        words=one.words,
        by=one.by,
        reviewed_by=one.reviewed_by,
        reviewed_on=one.reviewed_on,
        former=one.former,
        prints=one.prints,
        own=english.own,
        where=where(english),
        places=tuple((place.kind or SHARED, place.section) for place in english.places),
        notes=english.notes,
        limit=english.limit,
        findings=found,
    )
