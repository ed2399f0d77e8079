"""Words that somebody typed, as they stand on a page: translated by the district, or as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.content import Origin, Span, Text
from liaison_app.packets.free_texts import language_typed
from liaison_app.packets.section_values import translated
from liaison_app.packets.values import Words

if TYPE_CHECKING:
    from liaison_app.packets.content import Said
    from liaison_app.packets.section_values import Dress
    from liaison_app.packets.voices import Voice


def typed_said(
    typed: str, voices: tuple[Voice, ...], section: str, dress: Dress, language: str = ""
) -> Said:
    """Typed words in each voice: translated if anybody wrote that, else as typed.

    Args:
        typed: the words.
        voices: of the print.
        section: whose translations are looked up.
        dress: gives values as they are to be put in.
        language: tag of the words; "" if nobody wrote it down.
    """
    tag = language or language_typed(typed, voices)
    return tuple(_in(voice, typed, tag, section, dress) for voice in voices)


def _in(voice: Voice, typed: str, language: str, section: str, dress: Dress) -> Text:
    found = translated(voice, typed, section)
    words = Words(found or typed, voice.tag if found else language)
    said = dress(words).said(words.language)
    return Text((Span(said),), words.language, Origin.DRAFT if found else Origin.TYPED)
