"""Whether a translator's file is in the language it is taken for, or in another one by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions.packet_choices import tags_with_words
from liaison_app.language.catalogues import _
from liaison_app.language.languages import name_of, parents, script_of
from liaison_app.language.packet_catalogue import packet_catalogue
from liaison_app.packets.text_checks import tidied
from liaison_app.packets.voices import ENGLISH
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.workspace import Workspace

    Pair = tuple[str, str]

_FEW = 2
"""Texts from which on it is no chance: a word like No is the same in several languages."""


def language_notes(workspace: Workspace, language: str, texts: Iterable[Pair]) -> tuple[str, ...]:
    """Say that most of the texts are the present words of another language, if they are.

    Args:
        workspace: whose words count beside those that ship.
        language: the tag that the texts are taken for.
        texts: English and translation of each text of the file.
    """
    pairs = {(tidied(source), words) for source, words in texts if words}
    pairs = {(source, words) for source, words in pairs if words != source}
    new = pairs - _words(workspace, language)
    for tag in sorted(tags_with_words(workspace) - {ENGLISH}):
        if _differs(tag, language):
            same = len(new & _words(workspace, tag))
            if same >= _FEW and 2 * same > len(pairs):
                why = _("Most texts of this file are the present words of {other}. Is it in {own}?")
                return (why.format(other=name_of(tag), own=name_of(language)),)
    return ()


def _differs(one: str, other: str) -> bool:
    """Whether these are two languages, or one that is written in two scripts."""
    return parents(one)[-1] != parents(other)[-1] or script_of(one) != script_of(other)


def _words(workspace: Workspace, tag: str) -> set[Pair]:
    shipped = packet_catalogue(tag).translations.items()
    own = (one for one in workspace.all(SectionText, language=tag) if one.text.strip())
    return {
        *((tidied(source), tidied(one.words)) for (_context, source), one in shipped),
        *((tidied(one.source), tidied(one.text)) for one in own),
    }
