"""A kind of print whose every text a district has in Arabic, whatever the program ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.section_markup import placeholders
from liaison_app.packets import templates
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from tests.packets.home import Home


def translate(home: Home, kind: str, *more: str) -> None:
    """Put every text of a kind, and these, into Arabic letters, with their values."""
    found = [one.title for one in templates.load(kind)]
    for one in templates.load(kind):
        found += [text for line in one.lines for context, text in line.messages if not context]
    for text in dict.fromkeys([*found, *more]):
        values = " ".join(f"{{{name}}}" for name in sorted(placeholders(text)))
        home.add(SectionText(source=text, language="ar", text=f"كلمات {values}".strip()))
