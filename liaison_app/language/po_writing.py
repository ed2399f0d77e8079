"""Writing .po files so that the same messages always give the same bytes.

No dates, no versions, no line numbers: a catalogue changes when a text does, and two people's
changes merge. Places are file names; `strings check` looks the line up when it needs one.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.language.po import Message

_WIDTH = 88


def source_hash(message: Message) -> str:
    """Eight hex digits of the source text, to tell a translation made from another wording."""
    source = "\x04".join((message.context, message.source, message.plural))
    return sha256(source.encode()).hexdigest()[:8]


def po_text(remarks: Iterable[str], header: dict[str, str], messages: Iterable[Message]) -> str:
    """A whole catalogue as text.

    Args:
        remarks: lines of comment at the top.
        header: fields such as Language and Plural-Forms, in order.
        messages: the entries, in the order they are written.
    """
    fields = [_quoted(f"{name}: {value}\n") for name, value in header.items()]
    top = [*(f"# {remark}" for remark in remarks), 'msgid ""', 'msgstr ""', *fields]
    return "\n".join(["\n".join(top), *(_entry(message) for message in messages)]) + "\n"


def _entry(message: Message) -> str:
    lines = [""]
    lines += [f"# {comment}" for comment in message.comments]
    lines += [f"#. {line}" for note in message.notes for line in note.splitlines()]
    lines += [f"#: {place}" for place in sorted(set(message.places))]
    if message.flags:
        lines.append(f"#, {', '.join(sorted(message.flags))}")
    if message.former:
        lines += [f"#| {line}" for line in _field("msgid", message.former).split("\n")]
    if message.context:
        lines.append(_field("msgctxt", message.context))
    lines.append(_field("msgid", message.source))
    if message.plural:
        lines.append(_field("msgid_plural", message.plural))
        forms = message.forms or ("", "")
        lines += [_field(f"msgstr[{number}]", form) for number, form in enumerate(forms)]
    else:
        lines.append(_field("msgstr", message.forms[0] if message.forms else ""))
    return "\n".join(lines)


def _field(name: str, text: str) -> str:
    """One field; a long or broken text begins on the next line, cut at line ends and spaces."""
    if len(text) <= _WIDTH and "\n" not in text[:-1]:
        return f"{name} {_quoted(text)}"
    pieces: list[str] = []
    for line in filter(None, re.split(r"(?<=\n)", text)):
        piece = ""
        for word in _words(line):
            if piece and len(piece) + len(word) > _WIDTH:
                pieces.append(piece)
                piece = ""
            piece += word
        pieces.append(piece)
    return "\n".join([f'{name} ""', *map(_quoted, pieces)])


def _words(line: str) -> list[str]:
    """The words of a line, each with the space after it."""
    words = line.split(" ")
    return [f"{word} " for word in words[:-1]] + words[-1:]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\t", "\\t").replace("\r", "\\r") + '"'
