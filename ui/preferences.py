"""What the window must know before anything is unlocked: looks, language, which folder.

A small file in the person's configuration folder, outside every workspace; it holds nothing about
families. A missing or damaged file means the defaults.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths

from ui.look import Scheme


@dataclass(frozen=True)
class Preferences:
    """What the person chose.

    Attributes:
        scheme: colours.
        scale: text size, 1.0 to 2.0.
        language: a tag; "" means the system's.
        folder: where the workspace is; "" means the person's own data folder.
    """

    scheme: Scheme = Scheme.SYSTEM
    scale: float = 1.0
    language: str = ""
    folder: str = ""

    def languages(self) -> list[str]:
        """The tags to try, best first."""
        system = [tag.replace("_", "-") for tag in QLocale.system().uiLanguages()]
        return [self.language, *system] if self.language else system


def load() -> Preferences:
    """The preferences of the person at this laptop."""
    try:
        kept = json.loads(_path().read_text(encoding="utf-8"))
        return Preferences(
            scheme=Scheme(kept.get("scheme", Scheme.SYSTEM)),
            scale=min(2.0, max(1.0, float(kept.get("scale", 1.0)))),
            language=str(kept.get("language", "")),
            folder=str(kept.get("folder", "")),
        )
    except (OSError, ValueError, AttributeError, TypeError):
        return Preferences()


def save(preferences: Preferences) -> None:
    """Keep the preferences. A full or read-only disk loses them at the next start, no more."""
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")  # a crash leaves the former choice, never half of one
        part.write_text(json.dumps(asdict(preferences), indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError:
        return


def _path() -> Path:
    kind = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(kind), "liaison", "window.json")
