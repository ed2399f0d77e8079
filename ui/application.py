"""The Qt application: fonts, look and language, cheap enough for a first paint at once.

Before the first paint only Qt and the standard library are imported and only the Latin faces are
registered; `after_first_paint` does the rest.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from liaison_app import faults
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from ui import fonts, preferences, theme
from ui.look import Look

if TYPE_CHECKING:
    from ui.preferences import Preferences

_SETTLED_MS = 150  # after show: the first paint is over, the first key is not yet typed


def make(arguments: list[str] | None = None) -> QApplication:
    """The application in the person's look and language; there is one in a process."""
    # Fusion looks alike everywhere. Asked for here it costs nothing; `setStyle` would first have
    # PySide make Python types of all that QStyle can paint, 4 ms before the first paint.
    given = sys.argv[:1] if arguments is None else arguments
    app = QApplication([*given, "-style", "fusion"])
    app.setApplicationName("Liaison")
    app.setDesktopFileName("liaison")
    fonts.register_latin()
    settle(app, preferences.load())
    theme.follow_system(app)
    return app


def settle(app: QApplication, chosen: Preferences) -> None:
    """Show the application in this language, direction, size and colours, now or live."""
    tag = catalogues.use(catalogues.best(chosen.languages()))
    QLocale.setDefault(QLocale(tag))
    if fonts.needs_more(_("Open")):
        fonts.register_scripts()
    rtl = catalogues.direction() == "rtl"
    theme.apply(app, Look(chosen.scheme, chosen.scale, rtl))


def after_first_paint(app: QApplication) -> None:
    """Register the faces of all scripts and Qt's own words once the window stands."""

    def finish() -> None:
        fonts.register_scripts()
        _translate_qt(app)
        faults.leave_no_dump()  # before a key is in memory
        gc.freeze()  # what stands now stays: later searches for garbage pass it over
        gc.enable()  # `ui.start` put it off

    QTimer.singleShot(_SETTLED_MS, app, finish)


def _translate_qt(app: QApplication) -> None:
    """Load Qt's words for the file dialog; for about 30 languages there are some."""
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(words)
