"""The texts of the window and the command line, collected for their translators.

Works in a checkout only.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir

from liaison_app.language.po import Key, Message
from liaison_app.language.translation_checks import placeholders

_PACKAGES = ("liaison_app", "ui")
_KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "counted": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def interface_texts(root: Path) -> list[Message]:
    """The texts in the code under `root`, by file and line; `places` are "file:line"."""
    messages: dict[Key, Message] = {}
    for package in _PACKAGES:
        for file, line, text, _comments, context in sorted(
            extract_from_dir(
                root / package,
                method_map=[("**.py", "python")],
                keywords=_KEYWORDS,
            ),
            key=lambda found: (found[0], found[1]),
        ):
            singular, plural = (text[0], text[1]) if isinstance(text, tuple) else (text, "")
            message = messages.setdefault(
                (context or "", singular), Message(context or "", singular)
            )
            message.plural = message.plural or plural
            message.places.append(f"{package}/{Path(file).as_posix()}:{line}")
            if placeholders(singular + plural):
                message.flags.add("python-brace-format")
    return list(messages.values())


_FORMATTED_FIRST = re.compile(r"\b(?:_|N_|P_|ngettext|pgettext|counted)\(\s*f[\"']")


def untranslatable(root: Path) -> list[str]:
    """Calls whose text is put together before it is looked up, so that no catalogue can have it."""
    found = []
    for path in sorted(file for package in _PACKAGES for file in (root / package).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for call in _FORMATTED_FIRST.finditer(text):
            line = text.count("\n", 0, call.start()) + 1
            place = path.relative_to(root).as_posix()
            found.append(
                f"{place}:{line}: an f-string is never found in a catalogue; use .format()"
            )
    return found
