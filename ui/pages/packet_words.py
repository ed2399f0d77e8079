"""How what is chosen for a print is called: readers, languages, styles, paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from liaison_app.actions.packets import Paper, Profile
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _, pgettext
from liaison_app.language.languages import autonym_of, name_of
from liaison_app.language.names import isolate
from ui import look
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.chip_group import Option

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics

    from liaison_app.actions.packet_choices import LanguageChoice, RecipientChoice

_ENGLISH = "en"
_NAME = 200  # pixels, at most, of a name to choose


def profiles() -> tuple[Option, ...]:
    """For which readers a print can be set."""
    return (
        Option(Profile.STANDARD, _("Standard")),
        Option(Profile.LARGE_PRINT, _("Large print")),
        Option(Profile.PICTURE, _("Pictures")),
        Option(Profile.ECONOMY, _("Saves paper")),
        Option(Profile.READ_ALOUD, _("To read aloud")),
    )


def papers() -> tuple[Option, ...]:
    """The sizes of paper."""
    return (
        Option(Paper.LETTER, pgettext("paper", "Letter")),
        Option(Paper.A4, pgettext("paper", "A4")),
    )


def person(one: RecipientChoice, metrics: QFontMetrics) -> str:
    """A name that fits its card, and where they live. Its end stays: relatives differ there too."""
    name = metrics.elidedText(one.name, Qt.TextElideMode.ElideMiddle, look.px(_NAME))
    return isolate(name) if one.lives_here else joined(name, _("lives elsewhere"))


def named(tag: str) -> str:
    """A language in the words of the interface, and in its own."""
    name, own = name_of(tag, catalogues.current()), autonym_of(tag)
    return name if own in ("", name) else joined(name, own)


def state(language: LanguageChoice | None) -> tuple[str, Tone]:
    """How far the words of a language can be trusted."""
    if language is None or not language.translated:
        return _("No words yet: prints in English"), Tone.WARN
    if language.tag == _ENGLISH:
        return _("As it was written"), Tone.OK
    if language.reviewed == 0:
        return _("Draft: no native speaker has read it"), Tone.WARN
    if language.reviewed < language.texts:
        words = _("Draft: {count} of {all} texts read by a native speaker")
        return words.format(count=language.reviewed, all=language.texts), Tone.WARN
    return _("Read by a native speaker"), Tone.OK


def month_after(first: date, months: int) -> date:
    """The first day of the month so many months later."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
