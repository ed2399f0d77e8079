"""The languages that are spoken somewhere, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass

from liaison_app.language.languages import language, name_of, tag_of
from liaison_app.packets.values import Names


@dataclass(frozen=True)
class Spoken:
    """Languages, one after the other.

    Attributes:
        tags: of the languages; what nobody knows as a tag stands as it was typed.
    """

    tags: tuple[str, ...]

    def said(self, tag: str) -> str:
        """Their names, each in its own direction."""
        names = (name_of(one, tag) if language(one) else one for one in self.tags)
        return Names(tuple(names)).said(tag)


def tags_in(typed: str) -> tuple[str, ...]:
    """Languages by tag, of tags or names with commas between them; others as they were typed."""
    named = filter(None, map(str.strip, typed.replace(";", ",").split(",")))
    return tuple(dict.fromkeys(tag_of(one) or one for one in named))
