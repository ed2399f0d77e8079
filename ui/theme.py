"""How the window looks: one function turns a `Look` into palette, font and style sheet, live.

Widgets that paint themselves repaint on `QEvent.Type.StyleChange` and ask `ui.look` for colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from ui import fonts, look, sheet
from ui.look import BASE_TEXT, Look, Scheme
from ui.tokens import CONTRAST, DARK, LIGHT, Tokens, from_palette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def apply(app: QApplication, wanted: Look) -> None:
    """Show the whole application in this look, now and for widgets made later."""
    scale = min(2.0, max(1.0, wanted.scale))
    wanted = Look(wanted.scheme, scale, wanted.rtl)
    system_contrast = _system_wants_contrast(app)
    if system_contrast:
        app.setPalette(QPalette())  # back to the system's, to read its colours
        found = from_palette(app.palette())
    else:
        found = _chosen(app, wanted.scheme)
    look.show(wanted, found)
    side = Qt.LayoutDirection.RightToLeft if wanted.rtl else Qt.LayoutDirection.LeftToRight
    if app.layoutDirection() != side:
        app.setLayoutDirection(side)
    base = QFont(fonts.LATIN)
    base.setPixelSize(look.px(BASE_TEXT))
    app.setFont(base)
    if not system_contrast:
        app.setPalette(palette(found))
    thick = system_contrast or wanted.scheme is Scheme.CONTRAST
    app.setStyleSheet(sheet.build(found, scale=scale, rtl=wanted.rtl, thick=thick))


def follow_system(app: QApplication) -> None:
    """Apply the look again whenever the system changes between light, dark and high contrast."""
    hints = app.styleHints()

    def again() -> None:
        apply(app, look.current())

    hints.colorSchemeChanged.connect(again)
    hints.accessibility().contrastPreferenceChanged.connect(again)


def palette(of: Tokens) -> QPalette:
    """The palette for these colours, for what no style sheet reaches."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, of.bg),
        (roles.Base, of.surface),
        (roles.AlternateBase, of.bg),
        (roles.Text, of.text),
        (roles.WindowText, of.text),
        (roles.Button, of.surface),
        (roles.ButtonText, of.text),
        (roles.Highlight, of.accent),
        (roles.HighlightedText, of.accent_fg),
        (roles.ToolTipBase, of.raised),
        (roles.ToolTipText, of.text),
        (roles.PlaceholderText, of.muted),
        (roles.Link, of.accent_text),
        (roles.LinkVisited, of.accent_text),
        (roles.Accent, of.accent),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.disabled))
    return made


def _chosen(app: QApplication, scheme: Scheme) -> Tokens:
    if scheme is Scheme.SYSTEM:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}[scheme]


def _system_wants_contrast(app: QGuiApplication) -> bool:
    hints = app.styleHints()  # PySide ends the accessibility hints with this name, hence the name
    preference = hints.accessibility().contrastPreference()
    return preference == Qt.ContrastPreference.HighContrast
