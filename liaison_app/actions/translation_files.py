"""Files for translators: written for them, and what comes back looked at and taken in.

Looking changes nothing and says of each text what would become of it; taking in does exactly that,
as one action that can be undone. What cannot be right stays in the file and is listed.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.actions.file_language import language_notes
from liaison_app.actions.packet_choices import language_tag
from liaison_app.actions.packet_places import place_error, refuse_target
from liaison_app.actions.text_places import where
from liaison_app.actions.translating import (
    SHARED,
    STATES,
    State,
    Wanted,
    read,
    require_kind,
    text_changes,
)
from liaison_app.errors import InvalidValue, UnreadableInput, UnsafePlace
from liaison_app.language import translation_formats
from liaison_app.language.catalogues import _
from liaison_app.language.languages import name_of, parents
from liaison_app.language.section_markup import SOUNDS
from liaison_app.language.translation_formats import Format
from liaison_app.language.translation_units import Unit
from liaison_app.packets.text_checks import findings, tidied
from liaison_app.packets.voices import ENGLISH
from liaison_app.store.durable import new_part, put_in_place

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.language.translation_units import Returned
    from liaison_app.packets.text_states import Translated
    from liaison_app.workspace import Change, Touched, Workspace

__all__ = ["Exported", "Fate", "Format", "Line", "Looked", "Taking", "export", "look", "take"]


@dataclass(frozen=True)
class Exported:
    """A file for translators that was written."""

    path: Path
    language: str
    texts: int


class Fate(StrEnum):
    """What becomes of a text of a file."""

    REVIEWED = "reviewed"  # kept, and the reviewer's name with it
    DRAFT = "draft"  # kept; nobody has reviewed it
    SAME = "same"  # it is so already
    EMPTY = "empty"  # not translated in the file
    ASK = "ask"  # it would take the place of one that a speaker reviewed
    LEFT = "left"  # it stays in the file, and `why` says so


@dataclass(frozen=True)
class Line:
    """One text of a file, and what becomes of it.

    Attributes:
        id: of the text; "" for one that is none of ours.
        place: in the file, for people.
        why: what is wrong with it, or what to look at; "" for nothing.
    """

    id: str
    place: str
    source: str
    words: str
    fate: Fate
    why: str = ""


@dataclass(frozen=True)
class Taking:
    """How a file is taken in.

    Attributes:
        by: who translated it.
        reviewed_by: the speaker who read all that is not marked as needing work; "" for nobody.
        language: tag or name, if the file does not say it, or says another one.
        replace_reviewed: what nobody reviewed may take the place of what a speaker did.
        all_done: marks that say that a text needs work count for nothing: for tools in which they
            cannot be taken away.
    """

    by: str
    reviewed_by: str = ""
    language: str = ""
    replace_reviewed: bool = False
    all_done: bool = False


@dataclass(frozen=True)
class Looked:
    """What would become of a file.

    Attributes:
        notes: what to be sure of before it is taken in, as sentences.
    """

    language: str
    lines: tuple[Line, ...]
    changes: tuple[Change, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()

    def count(self, *fates: Fate) -> int:
        """How many texts meet one of these fates."""
        found = Counter(line.fate for line in self.lines)
        return sum(found[fate] for fate in fates)


def export(
    workspace: Workspace,
    language: str,
    target: Path,
    *,
    kind: Format = Format.PO,
    wanted: Wanted = Wanted.ALL,
    of: str = "",
    force: bool = False,
) -> Exported:
    """Write a file for translators. It holds no word about any family.

    Args:
        workspace: whose texts.
        language: tag of the language to translate into; see `translating.language_of`.
        target: the file.
        kind: its format.
        wanted: which texts.
        of: name of a kind of print, `SHARED` for what several share; "" for all.
        force: replace a file of this name.

    Raises:
        InvalidValue: there is no such kind of print, or no text to write.
        WorkspaceExists, UnsafePlace, NoRoom, ReadOnlyPlace: it cannot be written there.
    """
    found = units(workspace, language, wanted=wanted, of=of)
    if not found:
        raise InvalidValue(_("There is no such text in this language: nothing was written."))
    try:
        refuse_target(workspace, target, force=force)
    except UnsafePlace:
        raise UnsafePlace(
            _("A file for translators must not lie in the workspace folder. Choose another place.")
        ) from None
    part = target.with_name(f".{target.name}.part")
    try:
        with new_part(part) as file:
            file.write(translation_formats.written(kind, language, found, _remarks(language)))
        put_in_place(part, target)
    except OSError as error:
        raise place_error(error) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Exported(target, language, len(found))


def suggested_name(language: str, kind: Format) -> str:
    """The name of a file for translators."""
    return f"texts-{language}.{kind}"


def units(
    workspace: Workspace, language: str, *, wanted: Wanted = Wanted.ALL, of: str = ""
) -> tuple[Unit, ...]:
    """The texts of a language as they go to translators; see `export`."""
    require_kind(of)
    own_kind = "" if of == SHARED else of
    return tuple(
        _unit(one)
        for one in read(workspace, language)
        if one.state in STATES[wanted] and (not of or own_kind in one.text.kinds)
    )


def look(workspace: Workspace, data: bytes, taking: Taking) -> Looked:
    """Say what would become of each text of a file that came back. Nothing is changed.

    Args:
        workspace: where.
        data: the file.
        taking: how.

    Raises:
        UnreadableInput: it is no file of translators that can be read.
        InvalidValue: nobody is named, or the language is not known.
    """
    if not taking.by.strip():
        raise InvalidValue(_("Say who translated the file: a name, an office, or a tool."))
    returned = translation_formats.read(data)
    language = _language(returned.language, taking.language)
    sorter = _Sorter(workspace, language, taking)
    lines = tuple(sorter.line(one) for one in returned.units)
    notes = language_notes(workspace, language, [(one.source, one.words) for one in lines])
    return Looked(language, lines, tuple(sorter.changes), notes)


def look_at(workspace: Workspace, path: Path, taking: Taking) -> Looked:
    """As `look`, for a file on the disk.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read.
    """
    return look(workspace, _bytes(path), taking)


def take(workspace: Workspace, looked: Looked) -> Touched:
    """Take in what was looked at, as one action.

    Raises:
        InvalidValue: nothing of it would be kept.
        NoRoom, ReadOnlyPlace, Locked: nothing was written.
    """
    if not looked.changes:
        raise InvalidValue(_("There is nothing to take from this file."))
    return workspace.commit("section_text.import", looked.changes)


def _bytes(path: Path) -> bytes:
    """What is in a file; a device or a pipe has no size, and is read no further either."""
    try:
        with path.open("rb") as file:
            found = file.read(translation_formats.LARGEST + 1)
    except (OSError, ValueError):
        raise UnreadableInput(
            _("This file cannot be read. See that it is there and that you may open it.")
        ) from None
    if len(found) > translation_formats.LARGEST:
        raise UnreadableInput(_("This file is too large to be one with texts for families."))
    return found


def _unit(one: Translated) -> Unit:
    text = one.text
    day = f" {one.reviewed_on.isoformat()}" if one.reviewed_on else ""
    label = _("Where: {place}")
    return Unit(
        id=text.id,
        context=text.full_context,
        source=text.source,
        target=one.words,
        state=one.state,
        where=tuple(label.format(place=place.translate(_ISOLATES)) for place in where(text)),
        notes=text.notes,
        former=one.former if one.state is State.STALE else "",
        by=one.by,
        reviewer=f"{one.reviewed_by}{day}" if one.state is State.REVIEWED else "",
        places=tuple(
            dict.fromkeys(
                "/".join(filter(None, (place.kind or SHARED, place.section)))
                for place in text.places
            )
        ),
        limit=text.limit,
    )


_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
"""Signs for a screen, which translators would see as boxes."""


def _remarks(language: str) -> tuple[str, ...]:
    return (
        _("Texts that families read, to be translated into {language}.").format(
            language=name_of(language)
        ),
        _("Write plain words, as to a parent who did not go to school for long."),
        _("Keep what stands in braces as it is, and ** on both sides of the words that matter."),
        _("What needs review is a draft, or older than the English. If it is right, say so."),
    )


def _language(said: str, wished: str) -> str:
    """The language of a file: what somebody asked for must not be another one than it says."""
    tag = language_tag(wished or said)
    if not tag:
        raise InvalidValue(
            _("The file does not say which language it is in. Say it yourself: --language.")
        )
    if parents(tag)[-1] == ENGLISH:
        raise InvalidValue(_("This file is in English, the language that is translated from."))
    if wished and said and parents(language_tag(said) or said)[-1] != parents(tag)[-1]:
        raise InvalidValue(
            _("The file says that it is in {said}, not in {wished}.").format(
                said=name_of(said), wished=name_of(tag)
            )
        )
    return tag


class _Sorter:
    """Says of one returned text after the other what becomes of it."""

    def __init__(self, workspace: Workspace, language: str, taking: Taking) -> None:
        self._workspace, self._language, self._taking = workspace, language, taking
        self._found = read(workspace, language)
        self._by_id = {one.text.id: one for one in self._found}
        self._by_words = {(one.text.full_context, one.text.source): one for one in self._found}
        self._seen: dict[str, str] = {}
        self.changes: list[Change] = []

    def line(self, back: Returned) -> Line:
        """Judge one text, and keep the changes that it asks for."""
        one = self._meant(back)
        words = tidied(back.target)
        found = one.text.id if one else ""

        def made(fate: Fate, why: str = "") -> Line:
            return Line(found, back.place, back.source, words, fate, why)

        if back.damage:
            what = _("A protected element of the {part} is unknown: it was changed by the tool.")
            return made(Fate.LEFT, what.format(part=back.damage))
        if not words:
            return made(Fate.EMPTY)
        if one is None:
            return made(Fate.LEFT, self._why_unknown(back))
        if found in self._seen:
            twice = _("The file translates this text twice, in different words.")
            same = self._seen[found] == words
            return made(Fate.SAME) if same else made(Fate.LEFT, twice)
        self._seen[found] = words
        return self._judged(one, back, words, made(Fate.SAME))

    def _judged(self, one: Translated, back: Returned, words: str, line: Line) -> Line:
        text, taking = one.text, self._taking
        doubts = findings(
            text.source, words, self._language, context=text.context, limit=text.limit
        )
        serious = [found.words for found in doubts if found.wrong or found.code in _UNLIKELY]
        why = " ".join(found.words for found in doubts)
        reviewer = " ".join(taking.reviewed_by.split())
        done = bool(reviewer) and (back.done or taking.all_done)
        same = words == tidied(one.words) and one.state is not State.STALE
        if same and (one.state is State.REVIEWED or not done):
            return line
        as_it_was = one.state is State.STALE and words == tidied(one.words)
        if as_it_was and not (back.done or taking.all_done):
            return line
        if serious:
            return _become(line, Fate.LEFT, " ".join(serious))
        if one.state is State.REVIEWED and not done and not taking.replace_reviewed:
            asked = _("{name} has reviewed the present words; these nobody has.")
            return _become(line, Fate.ASK, asked.format(name=one.reviewed_by or "?"))
        by = one.by if same and one.by else " ".join(taking.by.split())
        self.changes += text_changes(
            self._workspace,
            self._language,
            one,
            words,
            by=by,
            reviewed_by=reviewer if done else "",
            reviewed_on=self._workspace.today() if done else None,
        )
        return _become(line, Fate.REVIEWED if done else Fate.DRAFT, why)

    def _why_unknown(self, back: Returned) -> str:
        source = tidied(back.source)
        if any(tidied(one.text.source) == source for one in self._found):
            return _("The file does not say which of several texts is meant: its context was lost.")
        return _("Made for an older text: this English stands nowhere now.")

    def _meant(self, back: Returned) -> Translated | None:
        """The text that came back: its English must be what stands here now."""
        by_id = self._by_id.get(back.id)
        source = tidied(back.source)
        if by_id and tidied(by_id.text.source) == source:
            return by_id
        exact = self._by_words.get((back.context, back.source))
        if exact or back.context == SOUNDS:
            return exact
        alike = [one for one in self._found if tidied(one.text.source) == source]
        everywhere = [one for one in alike if not one.text.full_context]
        return next(iter(everywhere), None)


_UNLIKELY = frozenset(("same", "letters"))
"""Doubts for which a text of a file stays there: an untranslated text, another language."""


def _become(line: Line, fate: Fate, why: str) -> Line:
    return Line(line.id, line.place, line.source, line.words, fate, why)
