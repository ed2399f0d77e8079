"""Reading .po files, as described in the GNU gettext manual, "The Format of PO Files".

Only what Liaison's catalogues contain: comments, flags, msgctxt, msgid, msgid_plural, msgstr.
Fuzzy and empty translations are read and marked as not usable, obsolete ones (#~) are left out.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

Key = tuple[str, str]
"""Context ("" for none) and source text."""


class MalformedCatalogueError(ValueError):
    """A line is not part of any .po file."""


@dataclass
class Message:
    """One entry of a catalogue; `notes` are for its translators, `comments` by them."""

    context: str = ""
    source: str = ""
    plural: str = ""
    forms: tuple[str, ...] = ()
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What the program asks for."""
        return (self.context, self.source)

    @property
    def usable(self) -> bool:
        """Whether every form is there and nobody marked it as a guess."""
        return bool(self.forms) and all(self.forms) and "fuzzy" not in self.flags


@dataclass(frozen=True)
class PoFile:
    """A catalogue as it stands in its file."""

    header: dict[str, str]
    messages: list[Message]

    @property
    def plural_rule(self) -> str:
        """The C expression that gives the number of a plural form."""
        found = re.search(r"plural\s*=\s*([^;]+)", self.header.get("Plural-Forms", ""))
        return found[1].strip() if found else "n != 1"


def read_po(text: str) -> PoFile:
    """Read a catalogue.

    Raises:
        MalformedCatalogueError: a line cannot be understood; says which.
    """
    messages = [_entry(lines) for lines in _entries(text)]
    header = next((m for m in messages if m.key == ("", "")), Message(forms=("",)))
    fields = (line.partition(":") for line in header.forms[0].splitlines())
    return PoFile(
        header={name.strip(): value.strip() for name, _colon, value in fields if name},
        messages=[m for m in messages if m.source],
    )


def _entries(text: str) -> list[list[tuple[int, str]]]:
    """Lines that belong together, with their numbers; entries are separated by empty lines."""
    entries: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            entries.append([])
        elif not line.startswith("#~"):
            entries[-1].append((number, line.strip()))
    return [lines for lines in entries if any(not line.startswith("#") for _n, line in lines)]


_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*(".*")')


def _entry(lines: list[tuple[int, str]]) -> Message:
    message = Message()
    parts: dict[str, str] = {}
    keyword = ""
    for number, line in lines:
        if line.startswith("#"):
            _comment(message, line)
            continue
        found = _LINE.fullmatch(line)
        if not found or not (found[1] or keyword):
            raise MalformedCatalogueError(f"line {number}")
        keyword = found[1] or keyword
        parts[keyword] = parts.get(keyword, "") + _unquoted(found[2], number)
    message.context = parts.get("msgctxt", "")
    message.source = parts.get("msgid", "")
    message.plural = parts.get("msgid_plural", "")
    message.forms = tuple(text for name, text in parts.items() if name.startswith("msgstr"))
    return message


def _comment(message: Message, line: str) -> None:
    if line.startswith("#,"):
        message.flags.update(flag.strip() for flag in line[2:].split(","))
    elif line.startswith("#:"):
        message.places.extend(line[2:].split())
    elif line.startswith("#."):
        message.notes.append(line[2:].strip())
    elif line.startswith("# "):
        message.comments.append(line[2:])


def _unquoted(quoted: str, number: int) -> str:
    if "\\" not in quoted:
        return quoted[1:-1]
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError) as error:
        raise MalformedCatalogueError(f"line {number}") from error
