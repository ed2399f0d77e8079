"""The window's own fonts, so that a bare system shows no boxes for Khmer, Amharic or Chinese.

Only the Latin faces are registered before the first paint; `register_scripts` adds the rest when
the window is idle or when text needs them. Fallback families are set once, for every font.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from liaison_app import shipped

if TYPE_CHECKING:
    from pathlib import Path

LATIN = "Inter"
_LATIN_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")

# In this order: Han unification makes the first family that has an ideograph draw it.
SCRIPTS = (
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Ethiopic",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Oriya",
    "Noto Sans Sinhala",
    "Noto Serif Tibetan",
    "Noto Sans Hanifi Rohingya",
    "Noto Sans Myanmar",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Thai",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans SC",
    "Noto Sans TC",
    "Noto Sans KR",
)

_registered: set[str] = set()


def register_latin() -> None:
    """Register what the first paint of a Latin-script interface needs."""
    for name in _LATIN_FILES:
        _register(_folder() / name)
    QFont.insertSubstitutions(LATIN, SCRIPTS)
    # Qt warns of every family it passes over on the way to the one that has the script.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")


def register_scripts() -> None:
    """Register the faces of `SCRIPTS`. A few milliseconds: files are mapped, not read.

    The other shipped faces are for paper; here they would change how signs and emoji look.
    """
    ours = {family.replace(" ", "") for family in SCRIPTS}
    for path in sorted(_folder().glob("*.ttf")):
        if path.name.partition("-")[0] in ours:
            _register(path)


def register_family(family: str) -> None:
    """Register one more shipped family, for words that are shown as its language writes them."""
    for path in sorted(_folder().glob(f"{family.replace(' ', '')}-*.ttf")):
        _register(path)


def needs_more(text: str) -> bool:
    """Whether `text` has letters that the Latin faces lack (they cover Cyrillic and Greek too)."""
    return any(
        character >= "\u0530" and not 0x1E00 <= ord(character) < 0x2C00 for character in text
    )


def _folder() -> Path:
    return shipped.resources() / "fonts"


def _register(path: Path) -> None:
    if path.name not in _registered:
        _registered.add(path.name)
        QFontDatabase.addApplicationFont(str(path))
