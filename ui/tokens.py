"""The colours of the window, by what they are for: light, dark, high contrast, or the system's.

Text on its ground reaches 4.5:1, borders of inputs and the focus ring 3:1 (WCAG 2.2, 1.4.3 and
1.4.11); a test computes it for every set.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette


class Tone(StrEnum):
    """What a chip, banner or icon means; always beside words, never instead of them."""

    PLAIN = "plain"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


@dataclass(frozen=True)
class Tokens:
    """Colours by purpose, each `#RRGGBB`."""

    bg: str  # behind everything
    surface: str  # cards and inputs
    raised: str  # menus, toasts, tooltips
    border: str  # decoration: may be faint
    border_strong: str  # edges of inputs and buttons
    text: str
    muted: str
    accent: str
    accent_fg: str
    accent_soft: str
    accent_text: str
    side: str
    hover: str
    danger: str
    danger_soft: str
    warn: str
    warn_soft: str
    ok: str
    ok_soft: str
    focus: str
    disabled: str  # words and edges of what cannot be used now

    def on_soft(self, tone: Tone) -> tuple[str, str]:
        """The text colour and the soft ground of a tone."""
        return {
            Tone.PLAIN: (self.muted, self.hover),
            Tone.ACCENT: (self.accent_text, self.accent_soft),
            Tone.OK: (self.ok, self.ok_soft),
            Tone.WARN: (self.warn, self.warn_soft),
            Tone.DANGER: (self.danger, self.danger_soft),
        }[tone]


LIGHT = Tokens(
    bg="#F6F7F9",
    surface="#FFFFFF",
    raised="#FFFFFF",
    border="#E1E5EA",
    border_strong="#8792A0",
    text="#1B2430",
    muted="#5B6775",
    accent="#0F6E6E",
    accent_fg="#FFFFFF",
    accent_soft="#DDF1EF",
    accent_text="#0B5757",
    side="#F0F2F5",
    hover="#E8ECF0",
    danger="#B3261E",
    danger_soft="#FCE8E6",
    warn="#8A5300",
    warn_soft="#FFF1D6",
    ok="#1B6B3A",
    ok_soft="#E0F3E6",
    focus="#0F6E6E",
    disabled="#8792A0",
)

DARK = Tokens(
    bg="#14181D",
    surface="#1C2229",
    raised="#222A32",
    border="#2E3741",
    border_strong="#6D7A88",
    text="#E8ECF1",
    muted="#A3AFBC",
    accent="#5CC8C0",
    accent_fg="#06302E",
    accent_soft="#1E3B3B",
    accent_text="#8FE0D9",
    side="#181D23",
    hover="#28313A",
    danger="#FF8A80",
    danger_soft="#44211F",
    warn="#F3C06B",
    warn_soft="#3B2E16",
    ok="#7FD8A0",
    ok_soft="#1D3626",
    focus="#7FE3DB",
    disabled="#6D7A88",
)

CONTRAST = Tokens(
    bg="#000000",
    surface="#000000",
    raised="#000000",
    border="#FFFFFF",
    border_strong="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFEE32",
    accent_fg="#000000",
    accent_soft="#000000",
    accent_text="#FFEE32",
    side="#000000",
    hover="#2B2B2B",
    danger="#FFB3AB",
    danger_soft="#000000",
    warn="#FFD67A",
    warn_soft="#000000",
    ok="#9CF5BC",
    ok_soft="#000000",
    focus="#00E5FF",
    disabled="#9A9A9A",
)


def from_palette(palette: QPalette) -> Tokens:
    """The tokens of a high-contrast system: the system's own colours and no other."""

    def of(role: QPalette.ColorRole) -> str:
        return QColor(palette.color(QPalette.ColorGroup.Active, role)).name()

    roles = QPalette.ColorRole
    window, text, base = of(roles.Window), of(roles.WindowText), of(roles.Base)
    field, highlight, on_highlight = of(roles.Text), of(roles.Highlight), of(roles.HighlightedText)
    return Tokens(
        bg=window,
        surface=base,
        raised=base,
        border=text,
        border_strong=text,
        text=field,
        muted=field,
        accent=highlight,
        accent_fg=on_highlight,
        accent_soft=base,
        accent_text=field,
        side=window,
        hover=window,
        danger=field,
        danger_soft=base,
        warn=field,
        warn_soft=base,
        ok=field,
        ok_soft=base,
        focus=text,
        disabled=QColor(palette.color(QPalette.ColorGroup.Disabled, roles.Text)).name(),
    )
