"""Settings: language, colours, text size; kept outside the workspace, for the lock page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from ui import preferences
from ui.look import Scheme
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import Label, heading
from ui.widgets.language_picker import LanguagePicker
from ui.widgets.layout import card, column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from ui.desk import Desk

_SIZES = (100, 125, 150, 175, 200)


class LookCard:
    """How the window looks; a choice is shown at once."""

    def __init__(self, shell: Desk) -> None:
        self._shell = shell
        self.language = LanguagePicker(self._speak, for_developers=shell.workspace.practice)
        self.scheme = ChipGroup(
            _("Colours"),
            (
                Option(Scheme.SYSTEM, _("As the system")),
                Option(Scheme.LIGHT, _("Light"), "sun"),
                Option(Scheme.DARK, _("Dark"), "moon"),
                Option(Scheme.CONTRAST, _("High contrast"), "contrast"),
            ),
            required=True,
        )
        self.scheme.changed.connect(self._paint)
        self.size = ChipGroup(
            _("Text size"),
            tuple(Option(str(n), _("{percent} %").format(percent=n)) for n in _SIZES),
            required=True,
        )
        self.size.changed.connect(self._scale)
        self.frame = card(
            heading(_("Language and look")),
            row(labelled(_("Language"), self.language), None),
            *_draft_note(),
            labelled(_("Colours"), self.scheme),
            labelled(_("Text size"), self.size),
        )

    def read(self) -> None:
        """Show what is chosen."""
        chosen = preferences.load()
        self.language.setCurrentIndex(max(0, self.language.findData(catalogues.current())))
        self.scheme.set_values(chosen.scheme)
        self.size.set_values(str(min(_SIZES, key=lambda n: abs(n - chosen.scale * 100))))

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return {"language": self.language, "scheme": self.scheme, "size": self.size}.get(name)

    def _speak(self, tag: str) -> None:
        self._shell.restyle(replace(preferences.load(), language=tag), at="language")

    def _paint(self) -> None:
        scheme = Scheme(self.scheme.value())
        self._shell.restyle(replace(preferences.load(), scheme=scheme), at="scheme")

    def _scale(self) -> None:
        scale = int(self.size.value()) / 100
        self._shell.restyle(replace(preferences.load(), scale=scale), at="size")


def _draft_note() -> list[QWidget]:
    """Say that the words on the screen are a draft, while they are."""
    if not catalogues.is_draft(catalogues.current()):
        return []
    words = _("The words of this language are a draft that no speaker has reviewed yet.")
    return [Label(words, "small", wrap=True)]


def labelled(words: str, control: QWidget) -> QVBoxLayout:
    """A control with its label above."""
    label = Label(words, "strong", wrap=True)
    label.setBuddy(control)
    return column(label, control, spacing=4)
