"""Reading .po files, as described in the GNU gettext manual, "The Format of PO Files".

What Liaison's catalogues contain, and what translators' tools make of them: comments, flags, the
former source (#|), msgctxt, msgid, msgid_plural, msgstr. Fuzzy and empty translations are read and
marked as not usable, obsolete ones (#~) are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Key = tuple[str, str]
"""Context ("" for none) and source text."""


class MalformedCatalogueError(ValueError):
    """A line is not part of any .po file."""


@dataclass
class Message:
    """One entry of a catalogue; `notes` are for its translators, `comments` by them.

    `former` is the source from which a fuzzy translation was made; `line` is where it begins.
    """

    context: str = ""
    source: str = ""
    plural: str = ""
    forms: tuple[str, ...] = ()
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    former: str = ""
    line: int = field(default=0, compare=False)

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
    fields = (line.partition(":") for line in "".join(header.forms[:1]).splitlines())
    return PoFile(
        header={name.strip(): value.strip() for name, _colon, value in fields if name},
        messages=[m for m in messages if m.source],
    )


def _entries(text: str) -> list[list[tuple[int, str]]]:
    """Lines that belong together, with their numbers.

    An entry ends with its last msgstr: tools need not leave an empty line after it.
    """
    entries: list[list[tuple[int, str]]] = [[]]
    begun = translated = False
    for number, whole in enumerate(_LINE_END.split(text), 1):
        line = whole.strip(_SPACE)
        if line.startswith("#~"):
            continue
        ends = translated and line.startswith(("#", "msgctxt", "msgid"))
        if ends or (not line and (translated or not begun)):
            entries.append([])
            begun = translated = False
        if line:
            entries[-1].append((number, line))
            begun = begun or line[0] != "#"
            translated = translated or line.startswith("msgstr")
    return [lines for lines in entries if any(not line.startswith("#") for _n, line in lines)]


_SPACE = " \t"
_LINE_END = re.compile(r"\r\n|\r|\n")  # a translation may hold what Python also calls a line end
_QUOTED = r'"((?:[^"\\]++|\\.)*+)"'  # never goes back: a line may be as long as a file
_LINE = re.compile(rf"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?[ \t]*{_QUOTED}")
_FORMER = re.compile(rf"#\|[ \t]*(msgctxt|msgid_plural|msgid)?[ \t]*{_QUOTED}")


def _entry(lines: list[tuple[int, str]]) -> Message:
    message = Message(line=lines[0][0])
    pieces: dict[str, list[str]] = {}
    former: dict[str, list[str]] = {}
    keyword = ""
    for number, line in lines:
        if line.startswith("#|"):
            _former(former, line, number)
            continue
        if line.startswith("#"):
            _comment(message, line)
            continue
        found = _LINE.fullmatch(line)
        if not found or not (found[1] or keyword):
            raise MalformedCatalogueError(f"line {number}")
        keyword = found[1] or keyword
        pieces.setdefault(keyword, []).append(_unquoted(found[2], number))
    parts = {name: "".join(several) for name, several in pieces.items()}
    message.context = parts.get("msgctxt", "")
    message.source = parts.get("msgid", "")
    message.plural = parts.get("msgid_plural", "")
    message.former = "".join(former.get("msgid", ()))
    message.forms = tuple(text for name, text in parts.items() if name.startswith("msgstr"))
    return message


def _former(former: dict[str, list[str]], line: str, number: int) -> None:
    """Add a line of what the source was before; more lines of a field have no keyword."""
    found = _FORMER.fullmatch(line)
    if not found:
        raise MalformedCatalogueError(f"line {number}")
    keyword = found[1] or next(reversed(former), "msgid")
    former.setdefault(keyword, []).append(_unquoted(found[2], number))


def _comment(message: Message, line: str) -> None:
    if line.startswith("#,"):
        message.flags.update(flag.strip() for flag in line[2:].split(","))
    elif line.startswith("#:"):
        message.places.extend(line[2:].split())
    elif line.startswith("#."):
        message.notes.append(line[2:].strip())
    elif line.startswith("# "):
        message.comments.append(line[2:])


_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)")
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}


def _unquoted(quoted: str, number: int) -> str:
    if "\\" not in quoted:
        return quoted
    try:
        return _ESCAPE.sub(_unescaped, quoted)
    except KeyError as error:
        raise MalformedCatalogueError(f"line {number}") from error


def _unescaped(found: re.Match[str]) -> str:
    sign = found[1]
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign[0] == "x" and len(sign) > 1:
        return chr(int(sign[1:], 16))
    if sign[0] in "01234567":
        return chr(int(sign, 8))
    raise KeyError(sign)
