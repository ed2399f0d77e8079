"""The look in use: which colours, how large, which direction, and the sizes that follow from it.

Qt has one application per process, and its palette and sheet are global; what they were made from
is kept here, for the widgets that paint themselves. `ui.theme.apply` is the only writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QFont, QGuiApplication

from ui.tokens import LIGHT, Tokens

BASE_TEXT = 14.0  # logical pixels at 100 %
SMALL_TEXT = 12.5


class Scheme(StrEnum):
    """Which colours the person asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Look:
    """Everything that decides how the window looks.

    `scale` enlarges text and controls, 1.0 to 2.0, on top of the system's own scaling.
    """

    scheme: Scheme = Scheme.SYSTEM
    scale: float = 1.0
    rtl: bool = False


@dataclass
class _Shown:
    look: Look
    tokens: Tokens


_shown = _Shown(Look(), LIGHT)


def current() -> Look:
    """The look in use."""
    return _shown.look


def tokens() -> Tokens:
    """The colours in use."""
    return _shown.tokens


def show(wanted: Look, colours: Tokens) -> None:
    """Note what is being shown; for `ui.theme.apply` alone."""
    _shown.look, _shown.tokens = wanted, colours


def px(size: float) -> int:
    """A length given for 100 % text, in logical pixels at the text size in use."""
    return round(size * _shown.look.scale)


def font(size: float = BASE_TEXT, *, strong: bool = False) -> QFont:
    """The window's font, for widgets and delegates that paint text themselves."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made
